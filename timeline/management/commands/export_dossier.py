"""export_dossier FOLDER: the whole record as dossier YAML."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from timeline.exporting.dossier import export_dossier


class Command(BaseCommand):
    help = "Write every record as dossier YAML; the same facts give the same bytes."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where to write; files of other names are left alone")

    def handle(self, *args, folder: Path, **options):
        try:
            counts = export_dossier(folder)
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}.") from None
        for stem, count in counts.items():
            self.stdout.write(f"{count:>6}  {stem}.yaml")
        self.stdout.write(f"{sum(counts.values()):>6}  records in {len(counts)} files")
