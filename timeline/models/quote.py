"""Quotes: someone's words, and the same utterance as other sources print it."""

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Aggregate, Count, JSONField, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from timeline.models.case import Case
from timeline.models.dated import Dated, EDTFField
from timeline.models.event import Event
from timeline.models.hanging import Hanging
from timeline.models.party import Party
from timeline.models.reference import Reference, Sourced, SourcedQuerySet, refresh_records_resting_on
from timeline.models.source import Source
from timeline.vocabulary import Forum, Grade, Workflow
from timeline.wording.alike import alike

# What decides whether quoted words count as checked: which they are, and whether readers see them.
_TELLING = frozenset({"text", "workflow", "speaker", "speaker_id"})

# What a card tells of the checks against a quote's sources.
_TOLD_OF_CHECK = ("id", "source_id", "is_variant", "words", "has_only_words", "place_count", "grade_then")
_TOLD_OF_SOURCE = ("title", "publisher", "mark")


class _AsArray(Aggregate):
    """What the rows of a group tell, as one JSON array in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


class QuoteQuerySet(SourcedQuerySet):
    def public(self):
        """Quotes that readers may see, of speakers that they may see."""
        return super().public().filter(speaker__workflow=Workflow.PUBLISHED)

    def refresh_evidence(self) -> None:
        # Imported late: checks point at quotes. They come first, as part of what a quote's evidence adds up to.
        from timeline.models.quote_check import check_quotes

        check_quotes(self.order_by().values_list("pk", flat=True))
        super().refresh_evidence()

    def update(self, **values):
        pks = list(self.values_list("pk", flat=True)) if _TELLING.intersection(values) else []
        changed = super().update(**values)
        if pks:
            self.model.objects.filter(pk__in=pks).refresh_all_resting_on_them()
        return changed

    def refresh_all_resting_on_them(self) -> None:
        """The quotes may have come into view, or gone: score anew what they stand for, and what stands beside them."""
        self.refresh_evidence()
        self.refresh_records_beside()

    def refresh_records_beside(self) -> None:
        """Score anew what rests on the sources in which the words of these quotes stand."""
        refresh_records_resting_on(_standing_in(list(self.values_list("pk", flat=True))))

    def delete(self):
        sources = _standing_in(list(self.values_list("pk", flat=True)))
        deleted = super().delete()
        refresh_records_resting_on(sources)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        changed = super().bulk_update(objs, fields, *args, **kwargs)
        if _TELLING.intersection(fields):
            self.model.objects.filter(pk__in=[quote.pk for quote in objs]).refresh_all_resting_on_them()
        return changed

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        quotes = super().bulk_create(objs, *args, update_conflicts=update_conflicts, **kwargs)
        if update_conflicts:
            self.model.objects.filter(slug__in=[quote.slug for quote in quotes]).refresh_evidence()
        return quotes

    def graded_on(self, day=None):
        """Annotates `grade_then`: how the words stand in the nearest of their sources of which text was held.

        So a copy that has them does not hide that the paper it copies has not.
        """
        checks = _checks().shown_on(day).of_our_words()
        best = checks.filter(quote=OuterRef("pk")).telling_first().values("grade_then")[:1]
        return self.annotate(grade_then=Coalesce(Subquery(best), Value(Grade.NO_TEXT_HELD.value)))

    def with_only_words_held_on(self, day=None):
        """Quotes whose grade rests on a passage that has their words and no others."""
        checks = _checks().shown_on(day).of_our_words()
        best = checks.filter(quote=OuterRef("pk")).telling_first().values("has_only_words")[:1]
        return self.annotate(has_only_words_then=Subquery(best)).filter(has_only_words_then=True)

    def for_card(self, day=None):
        """With speaker, the checks against its sources, and on how many points accounts of it differ, on that day."""
        question = apps.get_model("timeline", "Question")
        contested = question.objects.public().contested(day).values("pk")
        touching = question.quotes.through.objects.filter(quote=OuterRef("pk"), question__in=contested).values("quote")
        counted = Coalesce(Subquery(touching.annotate(n=Count("pk")).values("n")), 0)
        told = JSONObject(**{name: name for name in (*_TOLD_OF_CHECK, *(f"source__{own}" for own in _TOLD_OF_SOURCE))})
        # In the same query: cards stand on so many pages that one for the checks alone is felt.
        checks = _checks().shown_on(day).filter(quote=OuterRef("pk")).order_by().values("quote")
        told_of_checks = Subquery(checks.annotate(told=_AsArray(told)).values("told"))
        return self.select_related("speaker").annotate(contested_points=counted, told_of_checks=told_of_checks)

    def for_listing(self, day=None):
        """As for a card, with sources, variants and the contested questions that touch it."""
        references = QuoteReference.objects.public().known_on(day).select_related("source")
        variants = QuoteVariant.objects.filter(source__workflow=Workflow.PUBLISHED).select_related("source")
        questions = apps.get_model("timeline", "Question").objects.public().contested(day)
        return self.for_card(day).prefetch_related(
            Prefetch("references", references, to_attr="evidence"),
            Prefetch("variants", variants.filter(source__latest__lte=day) if day else variants, to_attr="printed_as"),
            Prefetch("questions", questions, to_attr="contested_questions"),
        )


def _standing_in(quotes: list[int]) -> set[int]:
    """The sources in whose text the words of these quotes stand."""
    standing = _checks().filter(quote__in=quotes, closeness__lte=Grade.BRACKETED)
    return set(standing.values_list("source", flat=True))


def _checks():
    # Looked up late: checks point at quotes.
    return apps.get_model("timeline", "QuoteCheck").objects


def _check(told: dict):
    """A check of which no more is there than a card tells."""
    grade, told = told["grade_then"], {name: value for name, value in told.items() if name != "grade_then"}
    source = Source(pk=told.pop("source_id"), **{name: told.pop(f"source__{name}") for name in _TOLD_OF_SOURCE})
    check = apps.get_model("timeline", "QuoteCheck")(source=source, **told)
    check.grade_then = grade
    return check


def _telling_first(check):
    """As QuoteCheckQuerySet.telling_first has it."""
    return (check.grade_then == Grade.NO_TEXT_HELD, check.source.mark, check.grade_then, check.pk)


class SameWords(NamedTuple):
    """In how many accounts of an utterance the quotation's own words stand; capitals and typography do not count."""

    same: int  # whose held text, if any is held, has them
    lacking: int  # which are cited for them, and whose held text does not have them
    accounts: int  # all that print the utterance in one way or another


class Quote(Dated, Sourced):
    speaker = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="quotes", help_text="Whose words.")
    text = models.TextField(help_text="The exact words as the source prints them, without outer quotation marks.")
    date = EDTFField(blank=True, help_text="When they were said or written. Empty if no source says.")
    forum = models.CharField(max_length=20, choices=Forum.choices, help_text="Where they were said.")
    asked = models.TextField(blank=True, help_text="What was asked, in our own words, if they are an answer.")
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        help_text="The event at which they were said.",
    )
    cases = models.ManyToManyField(Case, blank=True, related_name="quotes", help_text="The cases they bear on.")

    derives_from = frozenset({"date"})
    derived_fields = Dated.dated_fields

    objects = QuoteQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-sorts_from", "-sorts_to", "-id"]

    @property
    def grade_shown(self) -> Grade:
        """How it stands in the nearest of its sources, of a quote fetched `for_card` or `graded_on` a day."""
        if hasattr(self, "grade_then"):
            return Grade(self.grade_then)
        return self.check_shown.grade_shown if self.check_shown else Grade.NO_TEXT_HELD

    @cached_property
    def checks_shown(self):
        """The checks against its sources, the one that tells most first, of a quote fetched `for_card`."""
        return sorted((_check(told) for told in self.told_of_checks or ()), key=_telling_first)

    @property
    def check_shown(self):
        """The check that the grade is of, of a quote fetched `for_card`; None where no source prints these words."""
        return next((check for check in self.checks_shown if not check.is_variant), None)

    @property
    def farther_source(self) -> Source | None:
        """The source that the grade is of, where no text of a nearer one is held; of a quote fetched `for_card`."""
        check = self.check_shown
        if check is None or check.grade_shown == Grade.NO_TEXT_HELD:
            return None
        nearest = min(other.source.mark for other in self.checks_shown if not other.is_variant)
        return check.source if check.source.mark > nearest else None

    @property
    def grades_told(self) -> dict[Grade, int]:
        """The grade shown, and those that tell otherwise of its words in another source; with how many sources have it.

        They tell otherwise where one finds the words and the other does not. Of a quote fetched `for_card`.
        """
        shown = self.grade_shown
        counts = Counter(check.grade_shown for check in self.checks_shown if not check.is_variant)
        differing = [other for other in counts if other != shown and (other.is_wrong or shown.is_wrong)]
        others = sorted(grade for grade in differing if grade != Grade.NO_TEXT_HELD)
        return {grade: counts[grade] for grade in (shown, *others)}

    @property
    def same_words_in(self) -> SameWords:
        """Of a quote fetched `for_card`."""
        alike_here = [check for check in self.checks_shown if alike(check.words, self.text)]
        same = {check.source_id for check in alike_here if not check.grade_shown.is_wrong}
        cited = {check.source_id for check in alike_here}
        return SameWords(len(same), len(cited - same), len({check.source_id for check in self.checks_shown}))

    def __str__(self):
        words = self.text if len(self.text) <= 60 else f"{self.text[:59]}…"
        return f"{self.speaker}: “{words}”"

    def get_absolute_url(self):
        return reverse("quote", args=[self.slug])

    def save(self, *args, **kwargs):
        itself = type(self).objects.filter(pk=self.pk)
        was_public = itself.public().exists() if self.pk else False
        super().save(*args, **kwargs)
        itself = type(self).objects.filter(pk=self.pk)
        if was_public != itself.public().exists():
            itself.refresh_records_beside()

    def delete(self, *args, **kwargs):
        sources = _standing_in([self.pk])
        deleted = super().delete(*args, **kwargs)
        refresh_records_resting_on(sources)
        return deleted


class QuoteReference(Reference):
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="references")
    is_verbatim = models.BooleanField(default=True, help_text="Whether this source prints exactly these words.")

    belongs_to = "quote"
    natural_lookups = ("quote__slug", "source__slug", "locator")

    class Meta(Reference.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quote", "source", "locator"], name="quotereference_once_a_place")
        ]


class QuoteVariant(Hanging):
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="variants")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, help_text="The source that prints it so.")
    text = models.CharField(max_length=600, help_text="The same utterance as this source prints it.")

    belongs_to = "quote"
    natural_lookups = ("quote__slug", "source__slug", "text")

    class Meta(Hanging.Meta):
        ordering = ["id"]
        verbose_name = "variant"
        constraints = [models.UniqueConstraint(fields=["quote", "source", "text"], name="quotevariant_once_a_source")]

    def __str__(self):
        return f"“{self.text}”"
