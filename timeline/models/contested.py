"""On how many points accounts of a case, an event or a quote differ: an expression for whatever query shows it."""

from typing import Any

from django.apps import apps
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from timeline.vocabulary import QuestionStatus


def contested_points(kind: str, day=None, of: str = "pk") -> Any:
    """Questions whose accounts differ by that day and that touch the record with the key in OuterRef(of).

    `kind` is case, event or quote. Of a case those count that are open; one whose status can only be argued with what
    came later was open then.
    """
    question = apps.get_model("timeline", "Question")
    contested = apps.get_model("timeline", "Disagreement").objects.known_on(day)
    # Subqueries that stand alone, as the filter of a count: PostgreSQL then answers each once for all records, and with
    # a hash whether it has statistics or not. In a WHERE it would join them, in nested loops without any.
    counts = Q(question__in=contested.values("question"))
    if kind == "case":
        closed = question.objects.settled_on(day).exclude(status=QuestionStatus.OPEN)
        counts &= ~Q(question__in=closed.values("pk"))
    else:
        counts &= Q(question__in=question.objects.public().values("pk"))
    ties = question._meta.get_field(f"{kind}s").remote_field.through.objects.filter(**{kind: OuterRef(of)}).order_by()
    return Coalesce(Subquery(ties.values(kind).annotate(n=Count("pk", filter=counts)).values("n")), 0)
