"""What others changed and said since somebody’s last visit, of records and beside them, as one list, newest first."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import CharField, QuerySet, Value
from django.urls import reverse
from django.utils.text import Truncator, capfirst

from timeline.admin.finding import with_records
from timeline.admin.version_lines import Line, line_of
from timeline.admin.worklists import seen_by
from timeline.models import AsideChange, Comment, Version
from timeline.vocabulary import Step

_VERSION, _ASIDE, _COMMENT = "version", "aside", "comment"
_TABLES: dict[str, Any] = {_VERSION: Version, _ASIDE: AsideChange, _COMMENT: Comment}

_LONGEST_COMMENT = 200

# (kind, slug) of a record.
Pair = tuple[str, str]


def changes_by_others(user, since: datetime) -> dict[str, QuerySet]:
    """What others changed since then, by table: of kinds of record that the user may look at."""
    rows = {name: table.objects.all() for name, table in _TABLES.items()}
    rows[_VERSION] = rows[_VERSION].exclude(step=Step.BEGUN)
    return {
        name: seen_by(user, of_one.filter(made_at__gt=since).exclude(made_by=user)) for name, of_one in rows.items()
    }


def newest_first(changes: dict[str, QuerySet]) -> QuerySet:
    """(moment, name of the table, key) of each change, from all tables."""
    first, *others = (_leg(name, rows) for name, rows in changes.items())
    return first.union(*others, all=True).order_by("-made_at", "-of", "-id")


def change_lines_of(changes: QuerySet) -> list[Line]:
    """In the order of the changes; one query for versions, and three for what is beside records if there is any."""
    keys = [(name, key) for _, name, key in changes]
    found = {name: _rows(name, [key for of, key in keys if of == name]) for name in _TABLES}
    beside = [*found[_ASIDE].values(), *found[_COMMENT].values()]
    titles = _titles_of({(row.record_kind, row.record_slug) for row in beside})
    lines = {
        _VERSION: line_of,
        _ASIDE: lambda row: _line_of_aside(row, titles[row.record_kind, row.record_slug]),
        _COMMENT: lambda row: _line_of_comment(row, titles[row.record_kind, row.record_slug]),
    }
    return [lines[name](found[name][key]) for name, key in keys if key in found[name]]


def _leg(name: str, rows: QuerySet) -> QuerySet:
    return rows.order_by().annotate(of=Value(name, CharField(max_length=7))).values_list("made_at", "of", "id")


def _rows(name: str, keys: list[int]) -> dict[int, Any]:
    if not keys:
        return {}
    rows = _TABLES[name].objects.filter(pk__in=keys)
    return {row.pk: row for row in with_records(rows.defer("names") if name == _VERSION else rows)}


def _titles_of(pairs: set[Pair]) -> dict[Pair, str]:
    """What these records are called, by their newest versions; one whose history has not begun, by its slug."""
    if not pairs:
        return {}
    heads = Version.objects.heads().filter(record_slug__in={slug for _, slug in pairs}).defer("names")
    called = {(head.record_kind, head.record_slug): head.title for head in heads}
    return {pair: called.get(pair) or pair[1] for pair in pairs}


def _line_of_aside(aside: Any, title: str) -> Line:
    """What the desk worded itself is said by what was done already."""
    step = f"{aside.get_what_display()} {aside.how}: {aside.about}"
    return _beside(aside, title, "history", "asides-heading", step, aside.typed_why)


def _line_of_comment(comment: Any, title: str) -> Line:
    why = Truncator(comment.text).chars(_LONGEST_COMMENT)
    return _beside(comment, title, "change", "comments-heading", "Comment", why)


def _beside(row: Any, title: str, page: str, part: str, step: str, why: str) -> Line:
    """Of what stands beside a record: it leads to its part of that page, if the record is there."""
    kind = row.record_kind
    address = reverse(f"admin:timeline_{kind}_{page}", args=[row.record_pk]) if row.record_pk else ""
    return Line(
        kind=capfirst(apps.get_model("timeline", kind)._meta.verbose_name),
        title=title,
        address=address and f"{address}#{part}",
        step=step,
        by=row.made_by_name,
        at=row.made_at,
        why=why,
    )
