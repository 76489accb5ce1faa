"""Contested questions, the assertions that answer them, and the evidence for and against each."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, ExpressionWrapper, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from timeline import values
from timeline.models.case import Case
from timeline.models.event import Event
from timeline.models.party import Party, sorting_key
from timeline.models.quote import Quote
from timeline.models.record import Record, RecordQuerySet
from timeline.models.reference import Reference, Sourced, SourcedQuerySet
from timeline.models.source import Source
from timeline.vocabulary import AssertionStatus, Forum, Hedge, QuestionStatus, Stance, ValueType, Workflow


class QuestionQuerySet(RecordQuerySet):
    # Subqueries here stand alone (`pk__in`) and do not look back at the row: PostgreSQL then answers each once, where
    # nested EXISTS cost it minutes on tables it has no statistics of.

    def known_on(self, day):
        """Questions that some source had answered by that day; all of them when no day is given."""
        if not day:
            return self
        return self.filter(pk__in=Assertion.objects.public().known_on(day).values("question"))

    def undated(self):
        """Questions none of whose answers can be placed in time."""
        undated = Assertion.objects.undated().values("pk")
        return self.exclude(pk__in=Assertion.objects.public().exclude(pk__in=undated).values("question"))

    def settled_on(self, day):
        """Questions whose note and status can be shown: every dated source of their answers was out by that day."""
        if not day:
            return self
        return self.exclude(pk__in=Assertion.objects.public().filter(known_in_full__gt=day).values("question"))

    def contested(self, day=None):
        """Questions on which a source published by that day contradicts another's answer."""
        return self.filter(pk__in=_contradicted(day))

    def for_listing(self, day=None):
        """With `is_contested`, the number of public answers, and the cases it touches."""
        answers = Assertion.objects.public().known_on(day).filter(question=OuterRef("pk")).order_by()
        counted = answers.values("question").annotate(n=Count("pk")).values("n")
        return (
            self.marked_contested(day)
            .annotate(answers=Coalesce(Subquery(counted), 0))
            .prefetch_related(Prefetch("cases", Case.objects.public().known_on(day), to_attr="cases_touched"))
        )

    def marked_contested(self, day=None):
        """Annotates `is_contested` for the view of that day."""
        is_contested = ExpressionWrapper(Q(pk__in=_contradicted(day)), models.BooleanField())
        return self.annotate(is_contested=is_contested)


def _contradicted(day):
    """Primary keys of the questions of assertions that a source known on that day contradicts."""
    against = Evidence.objects.public().known_on(day).filter(stance=Stance.CONTRADICTS).values("assertion")
    return Assertion.objects.public().known_on(day).filter(pk__in=against).values("question")


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
            )
        ]

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return reverse("question", args=[self.slug])

    def derive(self) -> None:
        super().derive()
        self.sorts_as = sorting_key(self.question)


class Answer(models.Model):
    """A typed value with its hedge; the type is the question's."""

    hedge = models.CharField(
        max_length=10, choices=Hedge.choices, blank=True, default=Hedge.FLAT, help_text="How firmly it is given."
    )
    value = models.CharField(
        max_length=120,
        blank=True,
        help_text="Digits only for money and numbers (38191066, or 79..134 for a range), EDTF for dates, yes or no, "
        "or a short phrase. Empty if none is given.",
    )
    value_party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The party, where the question asks for one.",
    )

    class Meta:
        abstract = True

    def value_label(self, question: "Question") -> str:
        """The value as a page prints it, with its hedge; "" when none is given."""
        if self.value_party:
            return self.value_party.name
        return values.label(question.value_type, self.value, question.unit, self.hedge) if self.value else ""

    def check_value(self, question: "Question") -> None:
        """Raise ValidationError unless the value is of the question's type."""
        if (question.value_type == ValueType.PARTY) != bool(self.value_party) and (self.value or self.value_party):
            raise ValidationError({"value_party": "Questions that ask for a party take a party and no text."})
        if self.value:
            try:
                values.check(question.value_type, self.value)
            except values.ValueProblem as problem:
                raise ValidationError({"value": str(problem)}) from None


class AssertionQuerySet(SourcedQuerySet):
    def public(self):
        """Assertions that readers may see: the question and whoever makes the assertion are public too."""
        by_party = Q(made_by_party__workflow=Workflow.PUBLISHED)
        by_source = Q(made_by_source__workflow=Workflow.PUBLISHED)
        return super().public().filter(by_party | by_source, question__workflow=Workflow.PUBLISHED)

    def known_on(self, day):
        """Assertions that had been made, and of which some source spoke, by that day."""
        if not day:
            return self
        return super().known_on(day).filter(Q(made_by_source=None) | Q(made_by_source__latest__lte=day))

    def undated(self):
        """Assertions that no view as known on a day can show."""
        return self.filter(Q(known_since=None) | Q(made_by_source__isnull=False, made_by_source__latest=None))


class Assertion(Answer, Sourced):
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="assertions", help_text="The question it answers."
    )
    statement = models.CharField(max_length=240, help_text="One checkable sentence in our own words.")
    made_by_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="assertions", help_text="Who says so."
    )
    made_by_source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assertions",
        help_text="The source that says so in its own voice.",
    )
    forum = models.CharField(max_length=20, choices=Forum.choices, blank=True, help_text="Where it was said.")
    status = models.CharField(
        max_length=12, choices=AssertionStatus.choices, help_text="How the evidence stands, on the whole."
    )

    objects = AssertionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_by_party=None) ^ Q(made_by_source=None),
                name="assertion_made_by_party_or_source",
                violation_error_message="An assertion is made by either a party or a source.",
            )
        ]

    def __str__(self):
        return self.statement

    def get_absolute_url(self):
        return f"{self.question.get_absolute_url()}#{self.slug}"

    @property
    def made_by(self) -> Party | Source | None:
        return self.made_by_party or self.made_by_source

    def clean(self):
        super().clean()
        if self.question_id:
            self.check_value(self.question)


class Evidence(Answer, Reference):
    assertion = models.ForeignKey(Assertion, on_delete=models.CASCADE, related_name="references")
    stance = models.CharField(max_length=12, choices=Stance.choices, help_text="How it bears on the assertion.")
    as_stated = models.CharField(max_length=300, blank=True, help_text="The answer in this source's own words.")
    note = models.TextField(blank=True, help_text="What in this source bears on the assertion, in our own words.")

    belongs_to = "assertion"
    natural_lookups = ("assertion__slug", "source__slug", "locator", "stance")

    class Meta(Reference.Meta):
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["assertion", "source", "locator", "stance"], name="evidence_once_a_place_and_stance"
            )
        ]

    def __str__(self):
        return f"{self.source} {self.get_stance_display().lower()} “{self.assertion}”"

    def clean(self):
        super().clean()
        if self.assertion_id:
            self.check_value(self.assertion.question)
