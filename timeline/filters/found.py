"""Which records a query finds, among those that readers may see and that were known on the day of the view."""

import datetime
from functools import reduce
from operator import and_, or_

import numpy as np
from django.db.models import Q, QuerySet

from timeline.models import Question, Quote, Source
from timeline.search.index import keys_matching, matching
from timeline.search.query import Atom, Query, read_query

# Of these a text may come from a source that appeared later than all that is recorded of them.
_MAY_TELL_LATER = (Question, Quote)


def found(records: QuerySet, query: Query | str, day=None) -> QuerySet:
    """The records that a query finds; all of them where it looks for nothing.

    On a past day only titles are looked through where a text may rest on later sources; of a source all but our note
    on it, which is of today.
    """
    query = read_query(query) if isinstance(query, str) else query
    if not query:
        return records
    model = records.model
    anywhere = Q(pk__in=matching(model, query))
    if not day:
        return records.filter(anywhere)
    in_title = Q(pk__in=matching(model, query, title_only=True))
    if model is Source:
        return records.filter(in_title | (anywhere & Q(note="")) | _as_printed(query))
    if issubclass(model, _MAY_TELL_LATER):
        return records.filter(in_title)
    return records.filter(in_title | (anywhere & Q(known_in_full__lte=day)))


def found_keys(model, typed: str) -> np.ndarray | None:
    """The keys of what is found in the view of today, the lowest first; None where the query looks for nothing."""
    query = read_query(typed)
    return keys_matching(model, query) if query else None


def is_told(model, known_in_full: datetime.date | None, day: datetime.date | None) -> bool:
    """Whether the text of such a record, beside its title, can be shown in a view of that day."""
    if not day:
        return True
    return not issubclass(model, (*_MAY_TELL_LATER, Source)) and bool(known_in_full and known_in_full <= day)


def _as_printed(query: Query) -> Q:
    """Sources that print all of it in title, publisher and author; the index has these with the note alone."""
    wanted = [reduce(or_, map(_prints, group)) for group in query.wanted]
    return reduce(and_, wanted + [~_prints(atom) for atom in query.unwanted])


def _prints(atom: Atom) -> Q:
    words = atom.typed.strip('"*')
    return Q(title__icontains=words) | Q(publisher__icontains=words) | Q(author__icontains=words)
