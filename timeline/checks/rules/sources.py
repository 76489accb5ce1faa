"""What a record rests on: nothing, machines alone, one origin that looks like several."""

from timeline.checks.rule import Found, rule
from timeline.models import Assertion, Case, Event, Filing, Party, Question, Quote
from timeline.vocabulary import EvidenceMark, Level, QuestionStatus

_SOURCED = (Party, Case, Filing, Event, Quote, Assertion)
_LONGEST_ABOUT = 160


@rule(
    "unsourced",
    "A record without a published source",
    level=Level.ERROR,
    models=_SOURCED,
    why="Nothing stands on a page without its source.",
)
def unsourced(record, around):
    """Nothing stands on a page without its source; a draft is warned, for it cannot be published so."""
    if not _public_sources(record):
        level = Level.ERROR if record.is_public or around.is_publishing else Level.WARNING
        yield Found("", "It has no published source.", level)


@rule(
    "unargued-status",
    "A question that is closed without an argument",
    level=Level.ERROR,
    models=(Question,),
    why="Whoever calls a question settled says by what, and names the source.",
)
def unargued_status(question, around):
    """A status other than open is argued in a sentence with its sources; a resolved question names its order."""
    if question.status == QuestionStatus.OPEN:
        return
    status = question.get_status_display()
    if not question.argument:
        yield Found("argument", f"{status}, but no sentence argues it.")
    if not question.references.all():
        yield Found("references", f"{status}, but no source is named for it.")
    if question.status == QuestionStatus.RESOLVED and not question.resolved_by_id:
        yield Found("resolved_by", "Resolved, but not by which order, verdict or judgment.")


@rule(
    "machine-alone",
    "Machine-written sources stand alone",
    level=Level.WARNING,
    models=_SOURCED,
    why="Machine-written pages repeat and alter what they read, and are never enough by themselves.",
)
def machine_alone(record, around):
    """All published sources are written or rewritten by machines, which never counts as enough."""
    sources = _public_sources(record)
    if sources and all(source.mark == EvidenceMark.MACHINE_WRITTEN for source in sources.values()):
        names = ", ".join(str(source) for source in sources.values())
        yield Found(" ".join(sorted(sources))[:_LONGEST_ABOUT], f"Only machine-written: {names}.")


@rule(
    "single-origin",
    "Several sources, one origin",
    level=Level.WARNING,
    models=_SOURCED,
    why="Sources that retell one account look like several witnesses and are one.",
)
def single_origin(record, around):
    """Two or more published sources that all go back to one account: they look like several and are one."""
    sources = _public_sources(record)
    origins = {source.origin_id or source.pk: source.origin or source for source in sources.values()}
    if len(sources) > 1 and len(origins) == 1:
        (origin,) = origins.values()
        yield Found(origin.slug, f"{len(sources)} sources, 1 origin: {origin}.")


def _public_sources(record) -> dict:
    """The published sources that tell a record by slug, each once; background is none."""
    sources = [row.source for row in record.references.all() if not getattr(row, "is_background", False)]
    return {source.slug: source for source in sources if source.is_public}
