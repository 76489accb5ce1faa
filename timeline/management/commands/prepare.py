"""prepare: everything `make run` needs before it serves, in one process; a second time it changes nothing."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from timeline.importing.dossier import is_imported
from timeline.models import ReaderReport, ReportDay, Source
from timeline.search.index import is_as_long_as_the_record
from timeline.signing_in import audit
from timeline.signing_in.sessions import SessionStore


class Command(BaseCommand):
    help = "Migrate, import the fixtures, collect the static files."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        try:
            self._look_at_the_database()
            has_migrated = self._migrate()
            has_records = Source.objects.exists()
        except OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(
                f"The database cannot be used; check DATABASE_URL and that it runs ({reason})."
            ) from None
        folder = settings.BASE_DIR / "fixtures"
        if not is_imported(folder):
            self.stdout.write("Importing the fixtures ...")
            call_command("import_dossier", folder, stdout=self.stdout, stderr=self.stderr)
        if has_migrated and has_records:
            self.stdout.write("Working out anew what follows from the record ...")
            call_command("recheck", stdout=self.stdout)
        ReportDay.objects.forget_past_days()
        ReaderReport.objects.forget_contacts()
        audit.forget()
        SessionStore.clear_expired()
        if not is_as_long_as_the_record():
            call_command("rebuild_search", stdout=self.stdout)
        if not settings.DEBUG and not self._is_collected():
            self.stdout.write("Collecting the static files ...")
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)

    def _look_at_the_database(self) -> None:
        """Of a file that is no database, SQLite says so with the first thing that is read."""
        try:
            connection.introspection.table_names()
        except DatabaseError as error:
            raise OperationalError(str(error)) from None

    def _migrate(self) -> bool:
        """Whether anything had to be migrated."""
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        self.stdout.write("Migrating the database ...")
        call_command("migrate", interactive=False, verbosity=0)
        return True

    def _is_collected(self) -> bool:
        """Whether the collected files are newer than all that they are made from."""
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        if not manifest.exists():
            return False
        made_at = manifest.stat().st_mtime
        return all(
            Path(storage.path(name)).stat().st_mtime <= made_at
            for finder in get_finders()
            for name, storage in finder.list([])
        )
