"""A window of time: which records can lie in it."""

from django.db.models import QuerySet


def in_window(records: QuerySet, window, day) -> QuerySet:
    """Dated records whose date can lie within these days, both included; None leaves an end open."""
    first, last = window
    if first:
        records = records.filter(sorts_to__gte=first)
    if last:
        records = records.filter(sorts_from__lte=last)
    return records.exclude(**{records.model.dated_by: ""})
