"""rebuild_search: the search index made anew from the record."""

from django.core.management.base import BaseCommand

from timeline.management.commands._progress import progress_line
from timeline.search.documents import Kind
from timeline.search.index import rebuild


class Command(BaseCommand):
    help = "Make the search index anew from the record."

    def handle(self, *args, **options):
        lines = {}

        def tell(kind: Kind, done: int) -> None:
            if kind not in lines:
                lines[kind] = progress_line(self.stdout, kind.records.count(), kind.plural.lower())
            lines[kind](done)

        count = rebuild(tell)
        self.stdout.write(f"The search index holds {count:,} records.")
