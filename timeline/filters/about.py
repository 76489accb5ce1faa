"""What the page about the record counts, all from the database, as known on a day."""

from functools import cached_property

from timeline.filters.counting import counted
from timeline.filters.known_on import KnownOn
from timeline.models import Assertion, Case, Event, Filing, Party, Question, Quote, Source
from timeline.vocabulary import EvidenceMark

_COUNTED = {
    "events": Event,
    "cases": Case,
    "parties": Party,
    "filings": Filing,
    "quotes": Quote,
    "contested points": Question,
    "sources": Source,
}


class AboutPage(KnownOn):
    @cached_property
    def _counts(self) -> dict[str, int]:
        whole = {name: model.objects.public().known_on(self.day) for name, model in _COUNTED.items()}
        events, sources = whole["events"].marked_on(self.day), whole["sources"]
        for mark in EvidenceMark:
            whole[f"events {mark}"] = events.filter(mark_then=mark)
            whole[f"sources {mark}"] = sources.filter(mark=mark)
        whole["archived"] = sources.exclude(archived_url="")
        whole["undated sources"] = Source.objects.public().undated()
        whole["undated events"] = Event.objects.public().undated()
        whole["contested"] = Question.objects.public().contested(self.day)
        whole["answers"] = Assertion.objects.public().known_on(self.day)
        return counted(whole) if self.is_valid() else {}

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(name, self._counts.get(name, 0)) for name in _COUNTED]

    @property
    def marks(self) -> list[tuple[EvidenceMark, int, int]]:
        """Each mark with the number of sources that carry it and of events whose best it is."""
        return [
            (mark, self._counts.get(f"sources {mark}", 0), self._counts.get(f"events {mark}", 0))
            for mark in EvidenceMark
        ]

    @property
    def measures(self) -> list[tuple[str, int, int]]:
        """How complete the record is: (what, how many, of how many)."""
        count = self._counts.get
        primary = count("events 1", 0) + count("events 2", 0)
        alone = count("events 5", 0)
        return [
            ("Events that rest on a court record or on the actor’s own words", primary, count("events", 0)),
            ("Events that only machine-written sources report", alone, count("events", 0)),
            ("Questions on which one source contradicts another", count("contested", 0), count("contested points", 0)),
            ("Sources with an archived copy", count("archived", 0), count("sources", 0)),
        ]

    @property
    def undated_sources(self) -> int:
        return self._counts.get("undated sources", 0)

    @property
    def undated_events(self) -> int:
        return self._counts.get("undated events", 0)

    @property
    def answers(self) -> int:
        return self._counts.get("answers", 0)
