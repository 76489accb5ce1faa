"""Contested questions: points on which accounts may differ, and how each stands."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ExpressionWrapper, Min, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse

from timeline.models import provenance
from timeline.models.case import Case
from timeline.models.event import Event
from timeline.models.filing import Filing
from timeline.models.party import sorting_key
from timeline.models.quote import Quote
from timeline.models.record import Record, RecordQuerySet
from timeline.models.reference import SupportingReference
from timeline.vocabulary import QuestionStatus, ValueType


class QuestionQuerySet(RecordQuerySet):
    # Subqueries here stand alone (`pk__in`) and do not look back at the row: PostgreSQL then answers each once, where
    # nested EXISTS cost it minutes on tables it has no statistics of.

    def known_on(self, day):
        """Questions that some source had answered by that day; all of them when no day is given."""
        if not day:
            return self
        return self.filter(pk__in=_answers().known_on(day).values("question"))

    def undated(self):
        """Questions none of whose answers can be placed in time."""
        undated = _answers().undated().values("pk")
        return self.exclude(pk__in=_answers().exclude(pk__in=undated).values("question"))

    def settled_on(self, day):
        """Questions whose note and status can be shown.

        Every dated source of their answers was out by that day, those that make one too, and so was all that the status
        is argued with; the order that settled one had been made, and was known.
        """
        if not day:
            return self
        answered_later = _answers().filter(Q(known_in_full__gt=day) | Q(made_by_source__latest__gt=day))
        later = QuestionReference.objects.public().filter(source__latest__gt=day)
        orders = Filing.objects.public().known_on(day).filter(Q(latest=None) | Q(latest__lte=day))
        return (
            self.exclude(pk__in=answered_later.values("question"))
            .exclude(pk__in=later.values("question"))
            .filter(Q(resolved_by=None) | Q(resolved_by__in=orders.values("pk")))
        )

    def contested(self, day=None):
        """Questions to which two sources published by that day give answers that cannot both hold."""
        return self.filter(pk__in=_disagreements(day))

    def for_listing(self, day=None):
        """With `is_contested` and the cases it touches."""
        cases = Case.objects.public().known_on(day).marked_contested(day)
        return self.marked_contested(day).prefetch_related(Prefetch("cases", cases, to_attr="cases_touched"))

    def marked_contested(self, day=None):
        """Annotates `is_contested` for the view of that day."""
        is_contested = ExpressionWrapper(Q(pk__in=_disagreements(day)), models.BooleanField())
        return self.annotate(is_contested=is_contested)

    def scored_on(self, day=None):
        """Annotates `provenance_then`: the score by that day of all that speaks to it, whichever answer it gives."""
        return self.annotate(provenance_then=provenance.score(_accounts(day)))

    def explained_on(self, day=None):
        """As `scored_on`, with whether the question has each part of the score, for `provenance.explained`."""
        return self.scored_on(day).annotate(**provenance.conditions(_accounts(day)))

    def with_known_since(self):
        """Annotates `known_since`: the day on which the first of its answers was known, None where none is dated."""
        answers = _answers().filter(question=OuterRef("pk")).order_by().values("question")
        return self.annotate(known_since=Subquery(answers.annotate(first=Min("known_since")).values("first")))

    def refresh_disagreements(self) -> None:
        """Compare the answers to these questions anew."""
        apps.get_model("timeline", "Disagreement").refresh(self)

    def update(self, **values):
        pks = list(self.values_list("pk", flat=True)) if "value_type" in values else []
        changed = super().update(**values)
        self.model.objects.filter(pk__in=pks).refresh_disagreements()
        return changed

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        changed = super().bulk_update(objs, fields, *args, **kwargs)
        if "value_type" in fields:
            self.model.objects.filter(pk__in=[question.pk for question in objs]).refresh_disagreements()
        return changed


def _answers():
    """The assertions that readers may see, which know questions and not the other way round."""
    return apps.get_model("timeline", "Assertion").objects.public()


def _accounts(day):
    """What speaks to the question OuterRef("pk"), as known on that day."""
    evidence = apps.get_model("timeline", "Evidence").objects.public().known_on(day)
    return evidence.filter(assertion__in=_answers().values("pk"), assertion__question=OuterRef("pk")).order_by()


def _disagreements(day):
    return apps.get_model("timeline", "Disagreement").objects.known_on(day).values("question")


class Question(Record):
    question = models.CharField(
        max_length=140, help_text="A neutral question that ends in a question mark and presumes no answer."
    )
    value_type = models.CharField(max_length=8, choices=ValueType.choices, help_text="What sort of answer it asks for.")
    unit = models.CharField(
        max_length=40, blank=True, help_text="Currency code for money (USD); for numbers the thing counted, as “works”."
    )
    note = models.TextField(blank=True, help_text="What the accounts count or why they differ, in our own words.")
    status = models.CharField(
        max_length=10,
        choices=QuestionStatus.choices,
        default=QuestionStatus.OPEN,
        help_text="Open, explained (different things are measured), resolved (by an order) or abandoned.",
    )
    argument = models.TextField(
        blank=True,
        help_text="One sentence of our own that argues the status: what differs, or what settled it. Empty while open.",
    )
    resolved_by = models.ForeignKey(
        Filing,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolves",
        help_text="The order, verdict or judgment that settled it, if it is resolved; its date is the day it was.",
    )
    cases = models.ManyToManyField(Case, blank=True, related_name="questions", help_text="The cases it touches.")
    events = models.ManyToManyField(Event, blank=True, related_name="questions", help_text="The events it touches.")
    quotes = models.ManyToManyField(Quote, blank=True, related_name="questions", help_text="The quotes it touches.")
    sorts_as = models.CharField(max_length=140, editable=False, db_index=True, help_text="Folded for sorting.")

    derives_from = frozenset({"question"})
    derived_fields = ("sorts_as",)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["sorts_as", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__endswith="?"),
                name="question_ends_in_question_mark",
                violation_error_message="A question ends in a question mark.",
            ),
            models.CheckConstraint(
                condition=Q(resolved_by=None) | Q(status=QuestionStatus.RESOLVED),
                name="question_resolved_by_only_if_resolved",
                violation_error_message="Only a resolved question names the order that settled it.",
            ),
        ]

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return reverse("question", args=[self.slug])

    @property
    def provenance_shown(self) -> int:
        """The score, where the queryset was `scored_on` a day."""
        return self.provenance_then  # type: ignore[attr-defined]

    def derive(self) -> None:
        super().derive()
        self.sorts_as = sorting_key(self.question)

    def clean(self):
        super().clean()
        if self.status != QuestionStatus.OPEN and not self.argument:
            raise ValidationError({"argument": "A status other than open is argued in a sentence."})
        if self.status == QuestionStatus.RESOLVED and not self.resolved_by_id:
            raise ValidationError({"resolved_by": "A resolved question names the order that settled it."})

    def save(self, *args, **kwargs):
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if not is_new:  # a new one has no answers yet
            type(self).objects.filter(pk=self.pk).refresh_disagreements()


class QuestionReference(SupportingReference):
    """What the status of a question is argued with."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="references")

    belongs_to = "question"
    natural_lookups = ("question__slug", "source__slug", "locator")

    class Meta(SupportingReference.Meta):
        constraints = [
            models.UniqueConstraint(fields=["question", "source", "locator"], name="questionreference_once_a_place")
        ]

    @classmethod
    def refresh(cls, rows) -> None:
        """Nothing stored of a question follows from these: what it rests on is the evidence of its answers."""
