"""Who may publish, and what stands in the way: nothing is on the site without a source that is there too."""

from django.db.models import Exists, OuterRef

from timeline.models import Assertion, Question, Source
from timeline.models.reference import Sourced, reference_tables
from timeline.vocabulary import Workflow

PERMISSION = "timeline.publish_record"


def may_publish(user) -> bool:
    return user.has_perm(PERMISSION)


def hindrance_to_publishing(record) -> str:
    """Why this saved record cannot be published; "" if it can."""
    if isinstance(record, Sourced):
        return "" if record.pk and record.references.public().exists() else needs_source(record)
    if isinstance(record, Question):
        return "" if record.pk and _published_answers(record).exists() else needs_answer(record)
    return ""


def hindrance_to_taking_back(record) -> str:
    """Why this published record cannot leave the site (or be deleted); "" if it can."""
    resting = records_resting_only_on(record)
    if not resting:
        return ""
    names = ", ".join(f"“{other}”" for other in resting[:5])
    more = f" and {len(resting) - 5} more" if len(resting) > 5 else ""
    return f"“{record}” is the only published source of {names}{more}: take those back first, or give them another."


def records_resting_only_on(record) -> list:
    """Published records that would be left without a published source if this one left the site."""
    if not getattr(record, "is_public", False):
        return []
    match record:
        case Source():
            return [other for table in reference_tables() for other in _resting_on(record, table)]
        case Assertion() if record.question.is_public and not _published_answers(record.question).exclude(pk=record.pk):
            return [record.question]
    return []


def needs_source(record) -> str:
    return f"“{record}” cannot be published: a published record needs at least one source that is published too."


def needs_answer(question) -> str:
    return f"“{question}” cannot be published: publish one of its answers, with its sources, first."


def _published_answers(question):
    # Not .public(): an answer is public only once its question is.
    return question.assertions.filter(workflow=Workflow.PUBLISHED)


def _resting_on(source, table):
    owners = table._meta.get_field(table.belongs_to).related_model
    public = table.objects.public().filter(**{table.belongs_to: OuterRef("pk")})
    here, elsewhere = Exists(public.filter(source=source)), Exists(public.exclude(source=source))
    return owners.objects.filter(here, ~elsewhere, workflow=Workflow.PUBLISHED)
