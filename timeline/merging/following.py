"""What follows from two records and all around them: what is found by the search, and what the linter finds."""

from collections import defaultdict
from dataclasses import dataclass, field

from timeline.checks.linter import refresh_findings
from timeline.checks.touching import beside
from timeline.checks.touching import touched_by as found_in
from timeline.merging.ties import Keys
from timeline.models.record import Record
from timeline.search.index import Touched, index, touched_by


@dataclass
class Around:
    """Taken while both records are there, so that what they touched is still known when one is gone."""

    documents: Touched
    linted: Keys = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def now(cls, *records: Record) -> "Around":
        around = cls(touched_by(type(records[0]), [record.pk for record in records]))
        for record in records:
            around.add(record)
        return around

    def add(self, record: Record) -> None:
        """Have what rests on this record linted again too."""
        for model, pks in found_in(record).items():
            self.linted[model] |= beside(model, sorted(pks))

    def refresh(self, *records: Record) -> None:
        """Bring both up to date, with what these records touch now."""
        for record in records:
            self.add(record)
        index(type(records[0]), [record.pk for record in records], before=self.documents)
        for model, pks in self.linted.items():
            refresh_findings(model, sorted(pks))
