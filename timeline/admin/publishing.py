"""Who may publish, and what stands in the way: nothing is on the site without a source that is there too."""

from django.db.models import Exists, OuterRef

from timeline.checks.linter import errors_of
from timeline.models import Assertion, Question, QuestionReference, Source
from timeline.models.reference import Sourced, reference_tables
from timeline.vocabulary import ChangeClass, QuestionStatus, Workflow

PERMISSION = "timeline.publish_record"
# What a change may weigh: a withdrawal is a step of its own.
CLASSES_OF_CHANGES = [choice for choice in ChangeClass.choices if choice[0] != ChangeClass.WITHDRAWAL]


class Hindrance(Exception):
    """A step that cannot be taken, in words that say why. What was written is taken back whole."""


def may_publish(user) -> bool:
    return user.has_perm(PERMISSION)


def hindrance_to_publishing(record, known=frozenset()) -> str:
    """Why this saved record cannot be on the site; "" if it can. Errors in it that were `known` there are forgiven."""
    if isinstance(record, Sourced) and not (record.pk and record.references.public().telling().exists()):
        return needs_source(record)
    if isinstance(record, Question) and not has_published_answer(record):
        return needs_answer(record)
    if isinstance(record, Question) and not _is_argued(record):
        return f"“{record}” cannot be published: a status other than open needs an argument and a published source."
    new = [error.message for error in errors_of(record) if error_key(error) not in known]
    return f"“{record}” cannot be published with an error: {' '.join(new)}" if new else ""


def error_key(error) -> tuple[str, str]:
    return error.rule, error.about


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


def has_published_answer(question) -> bool:
    return bool(question.pk) and _published_answers(question).exists()


def _published_answers(question):
    # Not .public(): an answer is public only once its question is.
    return question.assertions.filter(workflow=Workflow.PUBLISHED)


def _is_argued(question) -> bool:
    return question.status == QuestionStatus.OPEN or bool(question.argument and question.references.public().exists())


def _resting_on(source, table):
    owners = table._meta.get_field(table.belongs_to).related_model
    public = table.objects.public().filter(**{table.belongs_to: OuterRef("pk")})
    here, elsewhere = Exists(public.filter(source=source)), Exists(public.exclude(source=source))
    resting = owners.objects.filter(here, ~elsewhere, workflow=Workflow.PUBLISHED)
    # An open question rests on its answers; its own sources only argue another status.
    return resting.exclude(status=QuestionStatus.OPEN) if table is QuestionReference else resting
