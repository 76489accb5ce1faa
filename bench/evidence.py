"""What records take from their sources, worked out for thousands at once.

The site's own `refresh_evidence` runs a statement a record; here one statement does it for a range of them, built from
the same expressions. A test compares every column with what the site gives.
"""

from collections.abc import Callable

from django.db.models import Max, Min, QuerySet, Subquery

from timeline.models import Case, Event, Party, Quote, provenance
from timeline.models.quote_check import check_quotes

_AT_ONCE = 10_000


def derive_all(counts: dict[str, int], tell: Callable[[str, int, int], None]) -> None:
    """`counts` has the number of records of each model by its name; their keys are 1, 2, 3 …"""
    for model in (Party, Case, Event, Quote):
        count, name = counts[model.__name__], f"{model._meta.verbose_name} scores"
        for start in range(1, count + 1, _AT_ONCE):
            stop = min(start + _AT_ONCE, count + 1)
            if model is Quote:
                check_quotes(range(start, stop))
            derive(model, start, stop)
            tell(name, stop - 1, count)


def derive(model, start: int, stop: int) -> None:
    """Set the columns of the records with keys from `start` on and below `stop`."""
    every = model.objects.all()._all_references()
    upholding = every.upholding()

    def of_sources(aggregate, references):
        return Subquery(references.values(every.model.belongs_to).annotate(found=aggregate).values("found"))

    QuerySet(model).filter(pk__gte=start, pk__lt=stop).update(
        known_since=of_sources(Min("source__latest"), every.telling()),
        known_in_full=of_sources(Max("source__latest"), every),
        best_mark=of_sources(Min("source__mark"), upholding),
        provenance=provenance.score(upholding),
    )
