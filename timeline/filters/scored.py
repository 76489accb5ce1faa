"""Lists of records with a provenance score: filtered by it, counted by it, sorted by it."""

from functools import reduce
from operator import or_

from django.db.models import CharField, F, Q
from django.db.models.functions import Cast, Least

from timeline.filters.facets import FacetSpec
from timeline.filters.fields import ManyField, OneField
from timeline.filters.listing import ORDERS, ListFilters
from timeline.filters.paging import BY_NAME, BY_PROVENANCE, STRONGEST_BY_NAME, WEAKEST_BY_NAME, Order
from timeline.models.provenance import MOST

# Bands of the score by their lowest value, best first: twenty points each, and the 100 in the last.
BANDS = {"80": 100, "60": 79, "40": 59, "20": 39, "0": 19}
BAND_CHOICES = [(low, f"{low} to {high}") for low, high in BANDS.items()]
BY_SCORE = [("strongest", "Best provenance first"), ("weakest", "Weakest provenance first")]
BY_NAME_OR_SCORE = [("name", "By name"), *BY_SCORE]


def with_scores(records, day):
    """With what the orders by provenance sort by."""
    return records.scored_on(day).annotate(weakness_then=MOST - F("provenance_then"))


def order_by_score(by: Order, name: str) -> Order:
    """“strongest” or “weakest” first, records of one score as the list has them otherwise."""
    if by is BY_NAME:
        return STRONGEST_BY_NAME if name == "strongest" else WEAKEST_BY_NAME
    return Order(BY_PROVENANCE.columns, is_descending=name == "strongest")


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
        if order in dict(BY_SCORE):
            return order_by_score(self.by, order)
        return self.by if self.by is BY_NAME else super().sorting

    def for_page(self, records):
        return with_scores(records, self.day)
