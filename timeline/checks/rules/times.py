"""Dates that cannot be: a source before what it reports, a filing before its case, an event before its party."""

import calendar
import datetime
import re

from timeline import dates, named_days
from timeline.checks.rule import Found, rule
from timeline.models import Case, Event, Filing, Quote
from timeline.vocabulary import CaseStatus, EventKind, FilingKind, Level

_STALE_AFTER = datetime.timedelta(days=90)
GOES_ON = {CaseStatus.PENDING, CaseStatus.TRIAL, CaseStatus.APPEALED}
# Nobody reports these before they happen; a hearing, a product or a policy may be announced.
_NEVER_IN_ADVANCE = {
    EventKind.FILING,
    EventKind.RULING,
    EventKind.TESTIMONY,
    EventKind.VERDICT,
    EventKind.STATEMENT,
    EventKind.ACCUSATION,
    EventKind.PUBLICATION,
}
_IN_ADVANCE = re.compile(
    r"\b(?:announc\w+|plans?|planned|will|schedul\w+|expect\w*|upcoming|intends?|intention|set\s(?:for|to)|ahead\sof"
    r"|in\sadvance|previews?|takes?\seffect|effective)\b",
    re.IGNORECASE,
)
_ROUGH = ("month", "season", "year", "decade", "century", "interval")


@rule(
    "source-before-event",
    "A source is older than what it reports",
    level=Level.ERROR,
    models=(Event, Filing, Quote),
    why="A source cannot report what had not happened when it was published: a date is wrong, it only announced it, or "
    "it is background.",
)
def source_before_event(record, around):
    """A source published wholly before the day it reports: one of the two dates is wrong, or it tells of a plan.

    It makes the record known before it happened; a source that tells only how things stood before is background.
    An error where all sources are earlier and nobody can have known in advance; else a warning for each.
    """
    if not record.earliest:
        return
    references = [row for row in record.references.all() if not getattr(row, "is_background", False)]
    early = [row for row in references if row.source.latest and row.source.latest < record.earliest]
    if len(early) < len(references):
        level = Level.WARNING
    else:
        level = Level.ERROR if _is_never_in_advance(record, early) else Level.WARNING
    for row in early:
        when = f"{row.source.published_label}, before {record.when.label}"
        yield Found(row.source.slug, f"“{row.source}” was published {when}, which it is cited for.", level)


@rule(
    "filing-before-case",
    "A filing is older than its case",
    level=Level.ERROR,
    models=(Filing,),
    why="No paper is filed on a docket before the case is brought.",
)
def filing_before_case(filing, around):
    """No paper is filed before its case is brought: a date is wrong, or the paper belongs to another docket."""
    brought = filing.case.when
    if not (brought and brought.earliest and filing.latest and filing.latest < brought.earliest):
        return
    message = f"Filed {filing.when.label}, before {filing.case} was brought, {brought.label}."
    yield Found(filing.case.slug, message, _softened(filing.when, brought))


@rule(
    "filing-after-end",
    "A filing is later than the end of its case",
    level=Level.WARNING,
    models=(Filing,),
    why="After a case has ended little is filed: its end may be misdated, or the paper belongs to another docket.",
)
def filing_after_end(filing, around):
    """Little is filed after the end of a case but notices of appeal: its end is misdated, or the docket is another."""
    ended = dates.read(filing.case.closed) if filing.case.closed else None
    if not (ended and ended.latest and filing.earliest) or filing.kind == FilingKind.NOTICE_OF_APPEAL:
        return
    if filing.earliest > ended.latest:
        message = f"Filed {filing.when.label}, after {filing.case} ended, {ended.label}."
        yield Found(filing.case.slug, message)


@rule(
    "closed-before-filed",
    "A case ends before it begins",
    level=Level.ERROR,
    models=(Case,),
    why="A case cannot end before it is brought.",
)
def closed_before_filed(case, around):
    """A case cannot end before it is brought: one of the two dates is wrong."""
    ended = dates.read(case.closed) if case.closed else None
    if ended and ended.latest and case.earliest and ended.latest < case.earliest:
        yield Found(case.closed, f"Closed {ended.label}, before it was brought, {case.when.label}.")


@rule(
    "event-before-party",
    "An event is older than one of its parties",
    level=Level.ERROR,
    models=(Event,),
    why="Nobody takes part in what happened before it came into being.",
)
def event_before_party(event, around):
    """No company takes part in what happened before it came into being: a date or the party is wrong."""
    for party in event.parties.all():
        began = dates.read(party.began) if party.began else None
        if began and began.earliest and event.latest and event.latest < began.earliest:
            message = f"{party} takes part {event.when.label}, but came into being {began.label}."
            yield Found(party.slug, message, _softened(event.when, began))


@rule(
    "stale-status",
    "The status of a running case is old",
    level=Level.WARNING,
    models=(Case,),
    why="A case that goes on may stand elsewhere 90 days after the last source that tells its status. A reason "
    "to leave it holds for one quarter of a year.",
)
def stale_status(case, around):
    """A case that goes on is looked at every quarter, or its page says what no longer holds.

    What it is about names the quarter, so that a dismissal ends with it: nobody can know today that nothing happens.
    """
    known = case.status_known_since
    if case.status in GOES_ON and known and known < around.today - _STALE_AFTER:
        told = f"{case.get_status_display()} as of {dates.read(case.status_as_of).label}"
        quarter = f"{around.today.year}-Q{(around.today.month + 2) // 3}"
        yield Found(f"{case.status_as_of} in {quarter}", f"{told}, {(around.today - known).days} days ago.")


@rule(
    "placeholder-day",
    "A day that no source gives",
    level=Level.WARNING,
    models=(Event, Filing),
    why="The first, the fifteenth or the last of a month often stands in for a day that nobody knew.",
)
def placeholder_day(record, around):
    """The 1st, 15th or last day of a month, from sources that give no day, is likely a day made up."""
    if not (record.when and record.when.weekday and _is_placeholder(record.earliest)):
        return
    references = list(record.references.all())
    if references and not any(row.locator or _gives_a_day(row, record.when.text) for row in references):
        message = f"{record.when.label}: no source is dated to a day, or names this one, or says where it does."
        yield Found(getattr(record, record.dated_by), message)


def _is_never_in_advance(record, early) -> bool:
    if isinstance(record, Event) and record.kind not in _NEVER_IN_ADVANCE:
        return False
    if record.when.is_approximate or record.when.is_uncertain:
        return False
    said = [getattr(row, "supports", "") for row in early]
    if isinstance(record, Event):
        said += [record.title, record.summary]
    return not any(_IN_ADVANCE.search(text) for text in said)


def _softened(*readings: dates.Reading) -> Level | None:
    """A warning where one of the dates is in doubt."""
    return Level.WARNING if any(when.is_approximate or when.is_uncertain for when in readings) else None


def _is_placeholder(day: datetime.date) -> bool:
    return day.day in (1, 15, calendar.monthrange(day.year, day.month)[1])


def _gives_a_day(row, day: str) -> bool:
    """The source is dated to a day, or its title or what is said of it names this one."""
    source = row.source
    if source.when and source.when.precision not in _ROUGH:
        return True
    said = (source.title, source.note, getattr(row, "supports", ""))
    return any(found.edtf == day for text in said for found in named_days.days(text))
