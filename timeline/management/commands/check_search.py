"""check_search: whether the search index says what the record says; exit 1 when it does not."""

from django.core.management.base import BaseCommand, CommandError

from timeline.search.index import differences

_MOST_TOLD = 20


class Command(BaseCommand):
    help = "Compare the search index with the record; exit 1 on a difference."

    def handle(self, *args, **options):
        count = 0
        for count, difference in enumerate(differences(), 1):
            if count <= _MOST_TOLD:
                self.stderr.write(difference)
        if count:
            more = f", {count - _MOST_TOLD} of them not shown" if count > _MOST_TOLD else ""
            raise CommandError(f"{count} differences{more}; `rebuild_search` makes the index anew.")
        self.stdout.write("The search index says what the record says.")
