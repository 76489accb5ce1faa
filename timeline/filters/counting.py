"""Several counts in one query."""

from collections import defaultdict

from django.db.models import CharField, Count, F, QuerySet, Value


def counted(querysets: dict[str, QuerySet]) -> dict[str, int]:
    """How many rows each queryset has, in one query."""
    return dict(counting(querysets))


def counting(querysets: dict[str, QuerySet]) -> QuerySet:
    """The query of `counted`, whose rows are names with numbers; of no rows there is none."""

    def leg(name, rows):
        named = rows.order_by().annotate(of=Value(name, CharField(max_length=20))).values("of")
        return named.annotate(n=Count("pk", distinct=True)).values_list("of", "n")

    first, *others = (leg(name, rows) for name, rows in querysets.items())
    return first.union(*others, all=True)


def tallied(querysets: dict[str, tuple[QuerySet, str]]) -> dict[str, dict[int, int]]:
    """For each name, how many rows of its queryset have which whole number in its column, in one query."""

    def leg(name, rows, column):
        named = rows.order_by().annotate(of=Value(name, CharField(max_length=20)), number=F(column))
        return named.values("of", "number").annotate(n=Count("pk", distinct=True)).values_list("of", "number", "n")

    first, *others = (leg(name, rows, column) for name, (rows, column) in querysets.items())
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for name, number, count in first.union(*others, all=True):
        found[name][number] = count
    return found
