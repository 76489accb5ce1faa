"""import_dossier FOLDER: bring the database to what the dossier files say."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from timeline.importing.dossier import import_dossier
from timeline.management.commands._dossier import counted, print_problems, summary


class Command(BaseCommand):
    help = "Import dossier YAML: all or nothing, safe to repeat. An error of the linter is a problem like any other."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder of .yaml files, or one file")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="also overwrite records that were changed here since the last import",
        )

    def handle(self, *args, folder: Path, overwrite: bool, **options):
        if not folder.exists():
            raise CommandError(f"There is no {folder}.")
        is_terminal = self.stdout.isatty()

        def progress(section, done, total):
            if is_terminal:
                self.stdout.write(f"\r{done:>6} of {total} records, {section:<12}", ending="")
                self.stdout.flush()

        outcome = import_dossier(folder, overwrite=overwrite, progress=progress)
        if is_terminal:
            self.stdout.write("")
        if outcome.problems:
            print_problems(self, outcome)
            raise CommandError(f"{counted(outcome)}; nothing was written.")
        self.stdout.write(summary(outcome))
