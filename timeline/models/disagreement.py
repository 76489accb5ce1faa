"""Where accounts of one question cannot both hold: computed from their values, or said by a source itself."""

from itertools import combinations

from django.db import models
from django.db.models import Q

from timeline import agreement, values
from timeline.models.assertion import Assertion, Evidence
from timeline.models.question import Question
from timeline.vocabulary import Stance, ValueType


class DisagreementQuerySet(models.QuerySet):
    def known_on(self, day=None):
        """Disagreements of accounts that readers may see and that had been given by that day.

        An account that contradicts an answer disagrees with nobody while some source is yet to tell that answer.
        """
        made = Assertion.objects.public().known_on(day).values("pk")
        spoken = Evidence.objects.public().known_on(day).filter(assertion__in=made)
        contradicts = Q(second=None)
        if day:
            told = spoken.filter(stance=Stance.SUPPORTS).values("assertion")
            contradicts &= Q(first__assertion__in=told) | Q(first__assertion__known_in_full__lte=day)
        return self.filter(contradicts | Q(second__in=spoken.values("pk")), first__in=spoken.values("pk"))


class Disagreement(models.Model):
    """Two accounts with values that cannot both hold, or one that contradicts the answer it speaks to."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="disagreements")
    first = models.ForeignKey(
        Evidence, on_delete=models.CASCADE, related_name="+", help_text="An account; of two, the one held longer."
    )
    second = models.ForeignKey(
        Evidence,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text="The account it cannot stand beside. Empty where the first contradicts the answer itself.",
    )

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="disagreement_once_a_pair"),
            models.UniqueConstraint(
                fields=["first"], condition=Q(second=None), name="disagreement_once_with_the_answer"
            ),
        ]

    def __str__(self):
        return f"{self.first.source} / {self.second.source if self.second else self.first.assertion}"

    @classmethod
    def refresh(cls, questions) -> None:
        """Write the disagreements of these questions as they follow from their evidence now."""
        asked = [question.pk for question in questions.order_by()]
        wanted = {(question.pk, *pair) for question in _with_evidence(questions) for pair in _disagreements(question)}
        # An answer may have come here from another question, where its disagreements were held.
        here = Q(first__assertion__question__in=asked) | Q(second__assertion__question__in=asked)
        rows = cls.objects.filter(Q(question__in=asked) | here)
        held = {(row.question_id, row.first_id, row.second_id): row.pk for row in rows}
        if gone := [pk for key, pk in held.items() if key not in wanted]:
            cls.objects.filter(pk__in=gone).delete()
        new = sorted(wanted - held.keys(), key=str)
        cls.objects.bulk_create(
            (cls(question_id=question, first_id=first, second_id=second) for question, first, second in new),
            ignore_conflicts=True,  # somebody else may have written the same meanwhile
        )


def stated_by(row: Evidence) -> agreement.Stated:
    """What a source itself answers: its own value, or the assertion's if it supports that and gives none."""
    own = row.stated
    return row.assertion.stated if not own.value and row.stance == Stance.SUPPORTS else own


def is_one_voice(one: Evidence, other: Evidence) -> bool:
    """Whether both are what one source says, so that it reports two values and contradicts nobody.

    A source that tells the answers of two parties lends its pages to two voices.
    """
    if one.source_id != other.source_id:
        return False
    parties = {row.assertion.made_by_party_id for row in (one, other) if row.stance == Stance.SUPPORTS}
    return len(parties - {None}) < 2


def _with_evidence(questions):
    evidence = Evidence.objects.select_related("value_party", "assertion__value_party").order_by("id")
    rows: dict[int, list[Evidence]] = {}
    for row in evidence.filter(assertion__question__in=questions):
        rows.setdefault(row.assertion.question_id, []).append(row)
    for question in questions.order_by():
        question.accounts = rows.get(question.pk, [])
        yield question


def _disagreements(question):
    """Pairs of primary keys of evidence, the lower first; the second None for a contradiction of the answer."""
    for row in question.accounts:
        if row.stance == Stance.CONTRADICTS:
            yield row.pk, None
    if question.value_type == ValueType.TEXT:
        return  # two phrases may say the same, or one more than the other: only a source can say that they differ
    for one, other in combinations(question.accounts, 2):
        if not is_one_voice(one, other) and _excludes(question.value_type, stated_by(one), stated_by(other)):
            yield one.pk, other.pk


def _excludes(value_type: str, one: agreement.Stated, other: agreement.Stated) -> bool:
    """A value that does not fit excludes nothing: a question may be given another type just before its answers."""
    try:
        return not agreement.can_both_hold(value_type, one, other)
    except values.ValueProblem:
        return False
