"""What stands on a source's page: whose account it repeats, who repeats it, and every record that cites it."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.db.models import Case as Choose
from django.db.models import CharField, F, IntegerField, Value, When
from django.db.models.functions import Cast, Length

from timeline.filters.paging import PAGE_SIZE
from timeline.filters.record_page import RecordPage
from timeline.filters.stretch import Stretch, stretch_of
from timeline.models import (
    CaseReference,
    EventReference,
    Evidence,
    FilingReference,
    PartyReference,
    Question,
    QuoteReference,
    QuoteVariant,
    Source,
)
from timeline.models.contested import contested_points
from timeline.models.provenance import Part, explained
from timeline.models.source_provenance import SOURCE_PARTS
from timeline.vocabulary import Stance

# Reference table → the kind of page that shows the record, its slug, its title, and what the source gives.
_CITING = (
    (EventReference, "event", "event__slug", "event__title", "supports"),
    (FilingReference, "filing", "filing__slug", "filing__title", "supports"),
    (CaseReference, "case", "case__slug", "case__short_name", "supports"),
    (PartyReference, "party", "party__slug", "party__name", "supports"),
    (QuoteReference, "quote", "quote__slug", "quote__text", ""),
    (QuoteVariant, "quote", "quote__slug", "quote__text", "text"),
    (Evidence, "question", "assertion__question__slug", "assertion__question__question", "as_stated"),
)


@dataclass(frozen=True)
class Citation:
    """A record that cites the source: kind of page, slug, title, where in the source, for what, with which stance.

    `points` says on how many points accounts of it differ; of a question, whether they do.
    """

    page: str
    slug: str
    title: str
    locator: str
    supports: str
    stance: str
    points: int

    @property
    def stance_label(self) -> str:
        return Stance(self.stance).label.lower() if self.stance else ""


class SourcePage(RecordPage):
    model = Source

    after = forms.IntegerField(min_value=0, max_value=10**6, required=False, label="Page")
    retold = forms.IntegerField(min_value=0, max_value=10**6, required=False, label="Page of those that repeat it")

    @classmethod
    def found(cls, day=None):
        return super().found(day).select_related("retells").explained_on(day)

    @cached_property
    def provenance(self) -> list[tuple[Part, bool]]:
        return explained(self.record, SOURCE_PARTS)

    @cached_property
    def retold_by(self) -> Stretch:
        return stretch_of(list(self.record.retold_by.public().known_on(self.day)), self.cleaned_data.get("retold"))

    @cached_property
    def origin(self) -> Source | None:
        """The source whose account this one repeats, if readers may see it."""
        told = self.record.retells
        return told if told and told.is_public and (not self.day or (told.latest and told.latest <= self.day)) else None

    @cached_property
    def texts(self) -> Stretch:
        """The current texts and passages, without their words: those are for researchers."""
        return stretch_of(list(self.record.texts.current().annotate(length=Length("text")).defer("text")), 0)

    @cached_property
    def citations(self) -> list[Citation]:
        """One page of them, by kind and title."""
        start = self.cleaned_data.get("after") or 0
        rows = self._citing.order_by("page", "title", "slug", "pin")[start : start + PAGE_SIZE + 1]
        return [Citation(*row) for row in rows]

    @property
    def shown(self) -> list[Citation]:
        return self.citations[:PAGE_SIZE]

    @property
    def next(self) -> int | None:
        """Where the next page begins, or None."""
        start = self.cleaned_data.get("after") or 0
        return start + PAGE_SIZE if len(self.citations) > PAGE_SIZE else None

    @property
    def _citing(self):
        first, *others = (self._leg(*columns) for columns in _CITING)
        return first.union(*others, all=True)

    def _leg(self, table, page, slug, title, supports):
        owner = slug.split("__")[0]
        owners = table._meta.get_field(owner).related_model.objects.public().known_on(self.day)
        rows = table.objects.filter(source=self.record, **{f"{owner}__in": owners.values("pk")})
        has_locator = table is not QuoteVariant
        return (
            rows.order_by()
            .annotate(
                page=_constant(page),
                slug=_text(slug),
                title=_text(title),
                pin=F("locator") if has_locator else _constant(""),
                given=_text(supports) if supports else _constant(""),
                position=F("stance") if table is Evidence else _constant(""),
                points=self._points(page, owner),
            )
            .values_list("page", "slug", "title", "pin", "given", "position", "points")
        )

    def _points(self, page: str, owner: str):
        if page in ("event", "case", "quote"):
            return contested_points(page, self.day, of=owner)
        if page != "question":
            return Value(0)
        contested = Question.objects.public().contested(self.day).values("pk")
        return Choose(When(assertion__question__in=contested, then=1), default=0, output_field=IntegerField())


def _constant(text: str):
    return Value(text, CharField(max_length=700))


def _text(column: str):
    return Cast(column, CharField(max_length=700))
