"""Cases on which accounts differ, for pages that name cases by their slug alone: facets and the names of lanes."""

from django.db.models import QuerySet

from timeline.models import Case
from timeline.models.asked_often import AskedOften
from timeline.models.contested import contested_points

# The slugs of today's view and the data version they are of; at most one entry.
_kept: dict[str, frozenset[str]] = {}


def contested_cases(day=None, version: str | None = None) -> frozenset[str]:
    """Slugs of the cases that an open question touches whose accounts differ by that day.

    One query; none where today's are known as of this data version.
    """
    if day or not version:
        return frozenset(_slugs(day=day))
    found = _kept.get(version)
    if found is None:
        found = frozenset(_slugs())
        _kept.clear()
        _kept[version] = found
    return found


def differing_cases(day=None) -> QuerySet:
    """These cases, for a query that asks for more."""
    return Case.objects.public().alias(points=contested_points("case", day)).filter(points__gt=0).order_by()


@AskedOften
def _slugs(day=None):
    return differing_cases(day).values_list("slug", flat=True)
