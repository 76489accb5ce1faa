"""Records that seem to be one: a happening told twice, a document, a party, a docket, a paper or words held twice."""

from collections.abc import Iterator

from timeline import dates
from timeline.checks.gathering import Neighbour
from timeline.checks.likeness import likeness
from timeline.checks.namesakes import KINDS, keys_of
from timeline.checks.rule import Found, rule
from timeline.models import Event
from timeline.vocabulary import Level

# Measured on the record. Pairs that were merged as one happening reach 0.52 to 0.67; different happenings of one day
# reach 0.33 in one case, 0.39 with a party in common, 0.47 if they are of different kinds.
_ALIKE_IN_ONE_CASE = 0.42
_ALIKE_WITH_ONE_PARTY = 0.5
_ALIKE_OF_TWO_KINDS = 0.6
# The titles alone, where the summaries dwell on different points: 0.73 and more, against 0.67 for suits of one author
# against two companies, which have no case in common.
_ALIKE_TITLES = 0.7


@rule(
    "near-duplicate",
    "Two events that look like one",
    level=Level.WARNING,
    models=(Event,),
    why="One happening that stands twice counts twice, and its sources are torn apart.",
)
def near_duplicate(event, around):
    """Two events of the same days with a case or a party in common say nearly the same; told once, of the newer one."""
    own = around.neighbours[event.pk]
    for other in at_the_same_time(own, around):
        if other.pk < own.pk and _is_alike(own, other):
            when = dates.read(other.date).label
            yield Found(other.slug, f"“{other.title}” ({when}, {other.slug}) says nearly the same.")


@rule(
    "same-record",
    "Two records that look like one",
    level=Level.WARNING,
    models=tuple(KINDS),
    why="What stands twice counts twice, and what is known of it is torn apart.",
)
def same_record(record, around):
    """Another record has the same address, name, docket number, title of the same day, or words; told of the newer."""
    row = {name: getattr(record, name) for name in KINDS[type(record)].columns}
    for key in keys_of(type(record), row):
        for other in around.namesakes.get(key, ()):
            if other.pk < record.pk:
                yield Found(other.slug, f"“{other.name[:200]}” ({other.slug}) has the same {key.partition(' ')[0]}.")


def at_the_same_time(own: Neighbour, around) -> Iterator[Neighbour]:
    """Events with a case or a party in common whose days overlap; a month is no day."""
    for other in around.tied_to(own) if _is_of_days(own.date) else ():
        if other.sorts_from <= own.sorts_to and other.sorts_to >= own.sorts_from and _is_of_days(other.date):
            yield other


def _is_of_days(date: str) -> bool:
    return all(dates.read(end).precision == "day" for end in date.split("/") if end != "..")


def _is_alike(one: Neighbour, other: Neighbour) -> bool:
    alike, has_case = likeness(one.words, other.words), bool(one.cases & other.cases)
    if one.kind != other.kind:
        return alike >= _ALIKE_OF_TWO_KINDS
    if alike >= (_ALIKE_IN_ONE_CASE if has_case else _ALIKE_WITH_ONE_PARTY):
        return True
    return has_case and likeness(one.title_words, other.title_words) >= _ALIKE_TITLES
