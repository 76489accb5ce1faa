"""What the page about the record counts, all from the database, as known on a day."""

from functools import cached_property

from django.db.models import QuerySet

from timeline.filters.counting import counted, tallied
from timeline.filters.known_on import KnownOn
from timeline.filters.scored import BAND_CHOICES, BANDS
from timeline.models import Assertion, Case, Event, Filing, Party, Question, Quote, Source
from timeline.models.provenance import MOST, PARTS, Part
from timeline.models.source_provenance import SOURCE_PARTS
from timeline.vocabulary import EvidenceMark, Grade, QuestionStatus

_COUNTED = {
    "events": Event,
    "cases": Case,
    "parties": Party,
    "filings": Filing,
    "quotes": Quote,
    "questions": Question,
    "sources": Source,
}
_SCORED = {
    "events": Event,
    "cases": Case,
    "filings": Filing,
    "parties": Party,
    "quotes": Quote,
    "answers": Assertion,
    "questions": Question,
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
        whole |= self._questions_by_status
        return counted(whole) if self.is_valid() else {}

    @cached_property
    def _tallies(self) -> dict[str, dict[int, int]]:
        """Records by score, and quotations by grade; apart from the other counts, since each row is looked at once."""
        if not self.is_valid():
            return {}
        whole = {name: model.objects.public().known_on(self.day) for name, model in _SCORED.items()}
        columns = {name: (records.scored_on(self.day), "provenance_then") for name, records in whole.items()}
        graded = whole["quotes"].graded_on(self.day)
        columns["grades"] = (graded, "grade_then")
        columns["only words"] = (graded.with_only_words_held_on(self.day), "grade_then")
        return tallied(columns)

    @property
    def _questions_by_status(self) -> dict[str, QuerySet]:
        questions = Question.objects.public().known_on(self.day)
        settled = questions.settled_on(self.day).exclude(status=QuestionStatus.OPEN)
        found = {f"status {status}": settled.filter(status=status) for status in QuestionStatus}
        return {**found, "status open": questions.exclude(pk__in=settled.values("pk"))}

    @property
    def counts(self) -> list[tuple[str, int]]:
        shown = [(name, self._counts.get(name, 0)) for name in _COUNTED]
        after = list(_COUNTED).index("questions") + 1
        return [
            *shown[:after],
            ("questions on which accounts differ", self._counts.get("contested", 0)),
            *shown[after:],
        ]

    @property
    def marks(self) -> list[tuple[EvidenceMark, int, int]]:
        """Each mark with the number of sources that carry it and of events whose best it is."""
        return [
            (mark, self._counts.get(f"sources {mark}", 0), self._counts.get(f"events {mark}", 0))
            for mark in EvidenceMark
        ]

    @property
    def scores(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Each sort of record with the number of its records in every band of the score, best first."""
        return [
            (name, [(label, self._in_band(name, int(low), BANDS[low])) for low, label in BAND_CHOICES])
            for name in _SCORED
        ]

    def _in_band(self, name: str, low: int, high: int) -> int:
        return sum(count for score, count in self._tallies.get(name, {}).items() if low <= score <= high)

    @property
    def parts(self) -> tuple[Part, ...]:
        return PARTS

    @property
    def source_parts(self) -> tuple[Part, ...]:
        return SOURCE_PARTS

    @property
    def most_points(self) -> int:
        return MOST

    @property
    def bands(self) -> list[str]:
        return [label for _, label in BAND_CHOICES]

    @property
    def grades(self) -> list[tuple[Grade, int, int]]:
        """Every grade that some quotation has, best first: how many have it; of how many only the words are held."""
        every, alone = (self._tallies.get(name, {}) for name in ("grades", "only words"))
        return [(grade, every[grade], alone.get(grade, 0)) for grade in Grade if every.get(grade)]

    @property
    def statuses(self) -> list[tuple[QuestionStatus, int]]:
        return [(status, self._counts.get(f"status {status}", 0)) for status in QuestionStatus]

    @property
    def measures(self) -> list[tuple[str, int, int]]:
        """How complete the record is: (what, how many, of how many)."""
        count = self._counts.get
        primary = count("events 1", 0) + count("events 2", 0)
        alone = count("events 5", 0)
        return [
            ("Events that rest on a court record or on the actor’s own words", primary, count("events", 0)),
            ("Events that only machine-written sources report", alone, count("events", 0)),
            (
                "Questions on which accounts differ",
                count("contested", 0),
                count("questions", 0),
            ),
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
