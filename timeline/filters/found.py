"""Which records a query finds, among those that readers may see and that were known on the day of the view."""

import datetime

from django.db.models import Q, QuerySet

from timeline.models import Question, Quote, Source
from timeline.search.index import matching
from timeline.search.query import Query, read_query

# Of these a text may come from a source that appeared later than all that is recorded of them.
_MAY_TELL_LATER = (Question, Quote)


def found(records: QuerySet, query: Query | str, day=None) -> QuerySet:
    """The records that a query finds; all of them where it looks for nothing.

    On a past day only titles are looked through where a text may rest on later sources.
    """
    query = read_query(query) if isinstance(query, str) else query
    if not query:
        return records
    model = records.model
    anywhere = Q(pk__in=matching(model, query))
    if not day or model is Source:
        return records.filter(anywhere)
    in_title = Q(pk__in=matching(model, query, title_only=True))
    if issubclass(model, _MAY_TELL_LATER):
        return records.filter(in_title)
    return records.filter(in_title | (anywhere & Q(known_in_full__lte=day)))


def is_told(model, known_in_full: datetime.date | None, day: datetime.date | None) -> bool:
    """Whether the text of such a record, beside its title, can be shown in a view of that day."""
    if not day or model is Source:
        return True
    return not issubclass(model, _MAY_TELL_LATER) and bool(known_in_full and known_in_full <= day)
