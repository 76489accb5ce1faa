"""Assertions: one account's answer to a contested question, with the evidence for and against it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from timeline import values
from timeline.agreement import Stated
from timeline.models.party import Party
from timeline.models.question import Question
from timeline.models.reference import Reference, ReferenceQuerySet, Sourced, SourcedQuerySet
from timeline.models.source import Source
from timeline.vocabulary import AssertionStatus, Forum, Hedge, Stance, ValueType, Workflow


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

    @property
    def stated(self) -> Stated:
        """The value as it is compared with others; a party by its slug."""
        return Stated(self.value_party.slug if self.value_party else self.value, self.hedge)

    def check_value(self, question: "Question") -> None:
        """Raise ValidationError unless the value is of the question's type."""
        if (question.value_type == ValueType.PARTY) != bool(self.value_party) and (self.value or self.value_party):
            raise ValidationError({"value_party": "Questions that ask for a party take a party and no text."})
        if self.value:
            try:
                values.check(question.value_type, self.value)
            except values.ValueProblem as problem:
                raise ValidationError({"value": str(problem)}) from None


# What two answers are compared by.
_ANSWER = frozenset({"value", "hedge", "value_party", "value_party_id", "question", "question_id"})


class AssertionQuerySet(SourcedQuerySet):
    def public(self):
        """Assertions that readers may see: the question and whoever makes the assertion are public too."""
        by_party = Q(made_by_party__workflow=Workflow.PUBLISHED)
        by_source = Q(made_by_source__workflow=Workflow.PUBLISHED)
        return super().public().filter(by_party | by_source, question__workflow=Workflow.PUBLISHED)

    def refresh_evidence(self) -> None:
        super().refresh_evidence()
        Question.objects.filter(pk__in=list(self.values_list("question", flat=True))).refresh_disagreements()

    def update(self, **values):
        pks = list(self.values_list("pk", flat=True)) if _ANSWER.intersection(values) else []
        changed = super().update(**values)
        if pks:
            self.model.objects.filter(pk__in=pks).refresh_evidence()
        return changed

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        changed = super().bulk_update(objs, fields, *args, **kwargs)
        if _ANSWER.intersection(fields):
            self.model.objects.filter(pk__in=[answer.pk for answer in objs]).refresh_evidence()
        return changed


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


class EvidenceQuerySet(ReferenceQuerySet):
    def upholding(self):
        """What contradicts an answer makes it known, but says nothing for it."""
        return super().upholding().exclude(stance=Stance.CONTRADICTS)


class Evidence(Answer, Reference):
    assertion = models.ForeignKey(Assertion, on_delete=models.CASCADE, related_name="references")
    stance = models.CharField(max_length=12, choices=Stance.choices, help_text="How it bears on the assertion.")
    as_stated = models.CharField(max_length=300, blank=True, help_text="The answer in this source's own words.")
    note = models.TextField(blank=True, help_text="What in this source bears on the assertion, in our own words.")

    objects = EvidenceQuerySet.as_manager()
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
