"""What stands on a record's own page, for a query string that can only say a day (and page through a list)."""

import datetime
from functools import cache, cached_property
from typing import Any

from django import forms
from django.db.models import Prefetch

from timeline import dates
from timeline.filters.fields import DayField
from timeline.filters.former import where_it_went
from timeline.filters.known_on import KnownOn
from timeline.filters.recorded import Recorded, recorded_on
from timeline.filters.stretch import Stretch, stretch_of
from timeline.history.corrected import Corrected, last_correction, with_last_correction
from timeline.history.standing import standings, turns_of, withdrawal_of
from timeline.models import ClaimChange, Event, EventReference, Filing, FilingReference, Version
from timeline.models.asked_often import AskedOften
from timeline.models.contested import contested_points
from timeline.models.event import connect
from timeline.models.provenance import Part, explained
from timeline.vocabulary import Step, Workflow


class RecordPage(KnownOn):
    """One public record as known on a day. `record` is None when there is none, or not yet.

    With `as_recorded` it is what this site said of the record at the end of that day, whatever had been published.
    """

    as_recorded = DayField(label="As recorded on")

    of_one_answer = (*KnownOn.of_one_answer, "as_recorded")
    model: Any

    def __init__(self, query, slug: str):
        super().__init__(query)
        self.slug = slug

    def clean_as_recorded(self) -> datetime.date | None:
        day, today = self.cleaned_data["as_recorded"], datetime.datetime.now(datetime.UTC).date()
        if day and day > today:
            last = f"the last day is today, {dates.day_label(today)}."
            raise forms.ValidationError(f"{dates.day_label(day)} is in the future; {last}")
        if day and self.query.get("as_of"):
            raise forms.ValidationError(
                "This cannot be asked together with “as known on”: the one day is of this site, the other of sources."
            )
        return day

    @property
    def recorded_day(self) -> datetime.date | None:
        """The day whose end is asked for; None for what the record says today."""
        return self.cleaned_data.get("as_recorded") if self.is_valid() else None

    @cached_property
    def versions(self) -> list[Version]:
        """The versions with which something changed for readers, without contents."""
        return turns_of(self.kind, self.slug)

    @cached_property
    def recorded(self) -> Recorded | None:
        """What readers saw at the end of that day; None if it was nothing."""
        return recorded_on(self.record, self.versions, self.recorded_day) if self.record and self.recorded_day else None

    @property
    def kept_since(self) -> datetime.datetime | None:
        """When history began of a record that may have been published before; None where all of it is known."""
        first = next(iter(standings(self.versions)), None)
        return first.version.made_at if first and first.version.step == Step.BEGUN else None

    @cached_property
    def withdrawal(self) -> Version | None:
        """What took the record from readers; None where they never saw it, and where it is not withdrawn."""
        return withdrawal_of(self.versions)

    @property
    def kind(self) -> str:
        return self.model._meta.model_name

    @cached_property
    def moved_to(self) -> str:
        """The slug of the record that this one was merged into, while readers see that; else ""."""
        return "" if self.exists_today else where_it_went(self.model, self.slug)

    @property
    def corrections(self) -> list[Corrected]:
        """The record's last; none in a view of a past day, which it may tell more than."""
        return [] if self.day or not self.record else last_correction(self.record)

    @classmethod
    def found(cls, day=None):
        """The queryset in which the record is looked for."""
        return cls.model.objects.public()

    @cached_property
    def record(self):
        return next(iter(_looked_for(type(self))(self.slug, day=self.day)), None) if self.is_valid() else None

    @cached_property
    def provenance(self) -> list[tuple[Part, bool]]:
        """Every part of the score, with whether the record had it on the day of the view."""
        return explained(self.record)

    @cached_property
    def exists_today(self) -> bool:
        """Whether the record is public, whatever the day of the view."""
        return self.model.objects.public().filter(slug=self.slug).exists()


@cache
def _looked_for(page: type[RecordPage]) -> AskedOften:
    """The record of this address, with all that its page shows."""

    def looked_for(slug, day=None):
        records = page.found(day).known_on(day).filter(slug=slug).order_by()
        return records if day else with_last_correction(records)

    return AskedOften(looked_for)


class EvidencePage(RecordPage):
    """A record whose sources stand on its page, a stretch of them where they are many."""

    after = forms.IntegerField(min_value=0, max_value=10**6, required=False, label="Page")

    @cached_property
    def evidence(self) -> Stretch:
        return stretch_of(self.record.evidence, self.cleaned_data.get("after"))


class EventPage(EvidencePage):
    model = Event

    @classmethod
    def found(cls, day=None):
        return super().found(day).for_page(day).marked_on(day).explained_on(day)

    @cached_property
    def event(self):
        connect([self.record], self.day)
        return self.record

    @property
    def is_described(self) -> bool:
        """Whether every dated source, on all of which the summary rests, was out by the day of the view."""
        return self.record.is_known_in_full(self.day)

    @cached_property
    def undated_sources(self) -> int:
        """Sources of the event that a view of a past day leaves out, because they show no date."""
        if not self.day:
            return 0
        undated = EventReference.objects.public().filter(event=self.record, source__latest=None)
        return undated.values("source").distinct().count()

    @cached_property
    def neighbours(self) -> list[tuple[str, Any]]:
        """The events of the same cases just before and just after, each with its word."""
        cases = [slug for slug, _ in self.event.cases_shown]
        asked = (self.record.pk, self.record.sorts_from, *([cases] if cases else []))
        pairs = (("before", _before(*asked, day=self.day)), ("after", _after(*asked, day=self.day)))
        return [(word, event) for word, found in pairs for event in found]


@AskedOften
def _before(pk, sorts_from, cases=(), day=None):
    earlier = _others(pk, cases, day).filter(sorts_from__lte=sorts_from)
    return earlier.exclude(sorts_from=sorts_from, id__gt=pk).order_by("-sorts_from", "-id")[:1]


@AskedOften
def _after(pk, sorts_from, cases=(), day=None):
    later = _others(pk, cases, day).filter(sorts_from__gte=sorts_from)
    return later.exclude(sorts_from=sorts_from, id__lt=pk).order_by("sorts_from", "id")[:1]


def _others(pk, cases, day):
    others = Event.objects.public().known_on(day).marked_contested(day).exclude(pk=pk)
    # By way of the cases: to go through all events until one is of these cases takes longer the more there are.
    return others.filter(cases__slug__in=cases, cases__workflow=Workflow.PUBLISHED) if cases else others


class FilingPage(EvidencePage):
    model = Filing

    @classmethod
    def found(cls, day=None):
        references = FilingReference.objects.public().known_on(day).select_related("source")
        events = Event.objects.public().known_on(day).marked_contested(day)
        return (
            super()
            .found(day)
            .select_related("case__court")
            .annotate(points_of_case=contested_points("case", day, of="case"))
            .prefetch_related(
                "filed_by",
                Prefetch("references", references, to_attr="evidence"),
                Prefetch("events", events, to_attr="what_happened"),
            )
            .marked_on(day)
            .explained_on(day)
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
