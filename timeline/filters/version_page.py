"""The pages of a record's history: all its published versions, and one of them at an address that never changes."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.urls import reverse

from timeline.filters.former import where_it_went
from timeline.filters.paging import PAGE_SIZE
from timeline.filters.record_page import RecordPage
from timeline.filters.recorded import Recorded, hand_of, recorded_as, what_of
from timeline.history.public import MODELS
from timeline.history.standing import is_seen
from timeline.models import Assertion, Version
from timeline.vocabulary import Workflow


class OfOneRecord(RecordPage):
    """A page of the history of one record that readers can see; of a day it has nothing to say."""

    def __init__(self, query, kind: str, slug: str):
        super().__init__(query, slug)
        del self.fields["as_recorded"]
        self.model = MODELS[kind]

    def clean_as_of(self):
        if super().clean_as_of():
            raise forms.ValidationError(
                "A record's history tells what this site said, and not what sources had published; leave the day out."
            )

    @cached_property
    def record(self):
        """Without all that its own page shows."""
        return self._seen(self.slug) if self.is_valid() else None

    def _seen(self, slug: str):
        records = self.model.objects.public().filter(slug=slug)
        return (records.select_related("question") if self.model is Assertion else records).first()

    @property
    def canonical(self) -> str:
        """The record's own page is what others should find."""
        return self.record.get_absolute_url().partition("#")[0] if self.record else ""


class VersionPage(OfOneRecord):
    """`record` is None too where readers did not see a version with this number.

    Of a record that was merged into another it is that other one, while the version says what it always said.
    """

    def __init__(self, query, kind: str, slug: str, number: int):
        super().__init__(query, kind, slug)
        self.number = number

    @cached_property
    def record(self):
        return self.recorded.record if self.recorded else None

    @property
    def moved_to(self) -> str:
        """The versions of another record are not those of this one."""
        return ""

    @cached_property
    def recorded(self) -> Recorded | None:
        if not self.is_valid():
            return None
        record = self._seen(self.slug) or self._became
        return recorded_as(record, self.versions, self.number) if record else None

    @property
    def is_merged(self) -> bool:
        return self.record is not None and self.record.slug != self.slug

    @property
    def _became(self):
        other = where_it_went(self.model, self.slug)
        return self._seen(other) if other else None


@dataclass(frozen=True)
class Turn:
    """A line of the history: a version that readers saw, or what took the record from their sight."""

    version: Version
    is_seen: bool

    @property
    def made_by(self) -> str:
        return hand_of(self.version)

    @property
    def what(self) -> str:
        return what_of(self.version)

    @property
    def why(self) -> str:
        """Why a record was unpublished or deleted, without having been withdrawn, is told to nobody."""
        is_told = self.is_seen or self.version.workflow == Workflow.WITHDRAWN
        return self.version.typed_why if is_told else ""


class HistoryPage(OfOneRecord):
    after = forms.IntegerField(min_value=1, max_value=10**9, required=False, label="Page")

    @cached_property
    def rows(self) -> list[Turn]:
        """One page of them, newest first."""
        before = self.cleaned_data.get("after")
        older = [turn for turn in reversed(self.versions) if not before or turn.number < before]
        return [Turn(turn, is_seen(turn)) for turn in older[: PAGE_SIZE + 1]]

    @property
    def shown(self) -> list[Turn]:
        return self.rows[:PAGE_SIZE]

    @property
    def next(self) -> int | None:
        """The number of the version after which the next page begins, or None."""
        return self.shown[-1].version.number if len(self.rows) > PAGE_SIZE else None

    @cached_property
    def published_count(self) -> int:
        return sum(is_seen(turn) for turn in self.versions)

    @cached_property
    def answers(self) -> list[tuple[str, str]]:
        """Of a question: each answer that readers can see, as (statement, address of its history)."""
        if self.kind != "question":
            return []
        found = Assertion.objects.public().filter(question=self.record).order_by("pk").values_list("statement", "slug")
        return [(statement, reverse("assertion-history", args=[slug])) for statement, slug in found]
