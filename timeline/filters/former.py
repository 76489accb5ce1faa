"""Names of records that were merged into others since: where each went, and the same query by the names of today."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from timeline.models import FormerAddress


def where_it_went(model: Any, slug: str) -> str:
    """The slug of the record that one of this slug was merged into, while readers see that; else ""."""
    chain = FormerAddress.objects.leading_to(model._meta.model_name, slug)
    seen = set(model.objects.public().filter(slug__in=chain).values_list("slug", flat=True)) if chain else ()
    return next((other for other in chain if other in seen), "")


def by_names_of_today(query: QueryDict, missing: Iterable[tuple[str, Any, str]]) -> str:
    """The query string with what went elsewhere, of these (name in the query, model, slug); "" where nothing did."""
    led = {(name, slug): other for name, model, slug in missing if (other := where_it_went(model, slug))}
    if not led:
        return ""
    query = query.copy()
    for name in {name for name, _ in led}:
        query.setlist(name, list(dict.fromkeys(led.get((name, slug), slug) for slug in query.getlist(name))))
    return f"?{query.urlencode()}"
