"""Records to be scored: what is stored of their provenance, and the parts of it."""

from tests.making import make_quote, make_source
from tests.models.checked import WORDS
from tests.models.sourced import MAKERS
from timeline.models import Quote
from timeline.models.provenance import PARTS
from timeline.vocabulary import Reliability, SourceKind

WEIGHTS = {part.name: part.weight for part in PARTS}


def make_record(model, sources):
    """A record of which nothing speaks but its sources; a quote has WORDS."""
    return make_quote(WORDS, sources) if model is Quote else MAKERS[model](sources=sources)


def make_paper(published="2024-01-15", **values):
    """A court's paper."""
    return make_source(published, kind=SourceKind.COURT_DOCUMENT, reliability=Reliability.PRIMARY, **values)


def score(record):
    return type(record).objects.values_list("provenance", flat=True).get(pk=record.pk)


def score_on(record, day):
    return type(record).objects.scored_on(day).get(pk=record.pk).provenance_shown


def parts(record, day=None):
    """The names of the parts that a page lists as fulfilled."""
    return {part.name for part, holds in record.provenance_parts(day) if holds}


def reckoned(record, day=None):
    """The score that follows from the parts."""
    return sum(WEIGHTS[name] for name in parts(record, day))
