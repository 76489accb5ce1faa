"""Lists of records with a provenance score: filtered by it, counted by it, sorted by it."""

from functools import reduce
from operator import or_

from django.db.models import CharField, F, Q
from django.db.models.functions import Cast, Coalesce, ExtractDay, ExtractMonth, ExtractYear, Least

from timeline.filters.facets import FacetSpec
from timeline.filters.fields import ManyField, OneField
from timeline.filters.listing import ORDERS, ListFilters
from timeline.filters.paging import (
    BY_NAME,
    BY_PROVENANCE,
    NEWEST_BY_NAME,
    OLDEST_BY_NAME,
    STRONGEST_BY_NAME,
    WEAKEST_BY_NAME,
    Order,
)
from timeline.models.provenance import MOST

# Bands of the score by their lowest value, best first: twenty points each, and the 100 in the last.
BANDS = {"80": 100, "60": 79, "40": 59, "20": 39, "0": 19}
BAND_CHOICES = [(low, f"{low} to {high}") for low, high in BANDS.items()]
BY_SCORE = [("strongest", "Best provenance first"), ("weakest", "Weakest provenance first")]
BY_NAME_FIRST = [("name", "By name"), *ORDERS, *BY_SCORE]
_BY_DAY = {"newest": NEWEST_BY_NAME, "oldest": OLDEST_BY_NAME}
_BEYOND_ALL_DAYS = 99_999_999


def with_scores(records, day):
    """With what the orders by provenance sort by."""
    return records.scored_on(day).annotate(weakness_then=MOST - F("provenance_then"))


def order_by_score(by: Order, name: str) -> Order:
    """“strongest” or “weakest” first, records of one score as the list has them otherwise."""
    if by is BY_NAME:
        return STRONGEST_BY_NAME if name == "strongest" else WEAKEST_BY_NAME
    return Order(BY_PROVENANCE.columns, is_descending=name == "strongest")


def order_by_name(name: str) -> Order:
    """That of records which have no time of their own: by name, or by the day on which a source first told of them."""
    return order_by_score(BY_NAME, name) if name in dict(BY_SCORE) else _BY_DAY.get(name, BY_NAME)


def with_days(records, order: Order):
    """With what an order by the day sorts by, if this is one; records that no dated source tells of come last."""
    if order not in _BY_DAY.values():
        return records
    records = records.with_known_since() if hasattr(records, "with_known_since") else records
    year, month, day = (part("known_since") for part in (ExtractYear, ExtractMonth, ExtractDay))
    known = year * 10_000 + month * 100 + day
    return records.annotate(
        known_day=Coalesce(known, _BEYOND_ALL_DAYS), known_ago=Coalesce(_BEYOND_ALL_DAYS - known, _BEYOND_ALL_DAYS)
    )


def scored(records, bands, day):
    """Records whose score by that day lies in one of these bands."""
    return records.scored_on(day).filter(reduce(or_, (_inside(band) for band in bands)))


def by_band(records, day):
    """Counts by band of the score, as it stood on the day of the view."""
    # Worked out from one mention of the score, which of a past day is a large expression.
    band = Cast(Least(F("provenance_then") / 20, 4) * 20, CharField(max_length=200))
    return records.scored_on(day), band, band, "pk"


def _inside(band: str) -> Q:
    return Q(provenance_then__range=(int(band), BANDS[band]))


PROVENANCE_FACET = FacetSpec("score", "Provenance", by_band, tuple(BAND_CHOICES))


class ScoredFilters(ListFilters):
    """Subclasses take `scored` into their `narrowing` and PROVENANCE_FACET into their facets."""

    score = ManyField(BAND_CHOICES, label="Provenance")
    order = OneField([*ORDERS, *BY_SCORE], label="Order")

    @property
    def sorting(self) -> Order:
        order = self.data.get("order", "")
        if self.by is BY_NAME:
            return order_by_name(order)
        if order in dict(BY_SCORE):
            return order_by_score(self.by, order)
        return super().sorting

    def for_page(self, records):
        return with_days(with_scores(records, self.day), self.sorting)
