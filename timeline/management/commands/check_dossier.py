"""check_dossier FOLDER: every problem of dossier files, without writing anything."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from timeline.importing.dossier import check_dossier
from timeline.management.commands._dossier import counted, print_problems


class Command(BaseCommand):
    help = (
        "Check dossier YAML by itself: ids, dates, closed lists, sources. The linter's errors, such as a weekday, need "
        "the database: import_dossier tells them, and then writes nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder of .yaml files, or one file")

    def handle(self, *args, folder: Path, **options):
        if not folder.exists():
            raise CommandError(f"There is no {folder}.")
        outcome = check_dossier(folder)
        if outcome.problems:
            print_problems(self, outcome)
            raise CommandError(f"{counted(outcome)}.")
        counts = ", ".join(f"{count} {section}" for section, count in outcome.unchanged.items())
        self.stdout.write(f"No problems: {counts}.")
