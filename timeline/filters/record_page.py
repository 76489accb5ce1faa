"""What stands on a record's own page, for a query string that can only say `as_of` (and page through a list)."""

from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Prefetch

from timeline.filters.known_on import KnownOn
from timeline.models import ClaimChange, Event, EventReference, Filing, FilingReference
from timeline.models.contested import contested_points
from timeline.models.event import connect
from timeline.models.provenance import Part, explained


class RecordPage(KnownOn):
    """One public record as known on a day. `record` is None when there is none, or not yet."""

    model: ClassVar[Any]

    def __init__(self, query, slug: str):
        super().__init__(query)
        self.slug = slug

    def found(self):
        """The queryset in which the record is looked for."""
        return self.model.objects.public()

    @cached_property
    def record(self):
        return self.found().known_on(self.day).filter(slug=self.slug).first() if self.is_valid() else None

    @cached_property
    def provenance(self) -> list[tuple[Part, bool]]:
        """Every part of the score, with whether the record had it on the day of the view."""
        return explained(self.record)

    @cached_property
    def exists_today(self) -> bool:
        """Whether the record is public, whatever the day of the view."""
        return self.model.objects.public().filter(slug=self.slug).exists()


class EventPage(RecordPage):
    model = Event

    def found(self):
        return super().found().for_timeline(self.day).marked_on(self.day).explained_on(self.day)

    @cached_property
    def event(self):
        connect([self.record], self.day)
        return self.record

    @property
    def is_described(self) -> bool:
        """Whether every dated source, on all of which the summary rests, was out by the day of the view."""
        return self.record.is_known_in_full(self.day)

    @cached_property
    def later_sources(self) -> int:
        """Sources of the event that had not been published by the day of the view, or show no date."""
        return EventReference.objects.public().filter(event=self.record).count() - len(self.record.evidence)

    @cached_property
    def neighbours(self) -> list[tuple[str, Any]]:
        """The events of the same cases just before and just after, each with its word."""
        others = Event.objects.public().known_on(self.day).marked_contested(self.day).exclude(pk=self.record.pk)
        if self.event.cases_shown:
            others = others.in_cases([slug for slug, _ in self.event.cases_shown])
        here = self.record
        before = others.filter(sorts_from__lte=here.sorts_from).exclude(sorts_from=here.sorts_from, id__gt=here.id)
        after = others.filter(sorts_from__gte=here.sorts_from).exclude(sorts_from=here.sorts_from, id__lt=here.id)
        pairs = [
            ("before", before.order_by("-sorts_from", "-id").first()),
            ("after", after.order_by("sorts_from", "id").first()),
        ]
        return [(word, event) for word, event in pairs if event]


class FilingPage(RecordPage):
    model = Filing

    def found(self):
        references = FilingReference.objects.public().known_on(self.day).select_related("source")
        events = Event.objects.public().known_on(self.day).marked_contested(self.day)
        return (
            super()
            .found()
            .select_related("case__court")
            .annotate(points_of_case=contested_points("case", self.day, of="case"))
            .prefetch_related(
                "filed_by",
                Prefetch("references", references, to_attr="evidence"),
                Prefetch("events", events, to_attr="what_happened"),
            )
            .marked_on(self.day)
            .explained_on(self.day)
        )

    @property
    def is_case_described(self) -> bool:
        return self.record.case.is_known_in_full(self.day)

    @cached_property
    def claim_changes(self) -> list[ClaimChange]:
        """What the filing made of claims of its case."""
        changes = ClaimChange.objects.shown_on(self.day).filter(filing=self.record)
        return list(changes.select_related("cause", "party"))

    @property
    def is_outcome_known(self) -> bool:
        return self.record.is_known_in_full(self.day)
