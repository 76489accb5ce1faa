"""The worklists of the desk's front page: what waits for somebody, each with its count and the list behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from timeline.admin.list_filters import not_verified
from timeline.admin.proposals import proposals_for, proposals_of
from timeline.admin.publishing import may_publish
from timeline.exporting.records import SECTION_OF
from timeline.filters.counting import counted
from timeline.history.waiting import drafts_of, in_review_without, sent_back_to
from timeline.models import Finding, Question, Quote, ReaderReport
from timeline.vocabulary import Level, QuestionStatus, ReportState, Workflow

# Rules of the linter that take two records for one.
DUPLICATES = ("near-duplicate", "same-record")
_ON_ITS_WAY = f"workflow__in={Workflow.DRAFT},{Workflow.IN_REVIEW},{Workflow.PUBLISHED}"


@dataclass(frozen=True)
class Worklist:
    """One line of the front page. `rows` are those of a user; `is_for` says who has the list at all.

    `filtered` is the list of the desk that shows them, a name in its addresses with a query; without one the rows stand
    on a page of their own.
    """

    name: str
    title: str
    about: str
    rows: Callable[[Any], QuerySet]
    is_for: Callable[[Any], bool]
    filtered: tuple[str, str] | None = None

    @property
    def address(self) -> str:
        if not self.filtered:
            return reverse("admin:worklist", args=[self.name])
        kind, query = self.filtered
        return f"{reverse(f'admin:timeline_{kind}_changelist')}?{query}"


def worklists_of(user) -> list[Worklist]:
    return [worklist for worklist in WORKLISTS.values() if worklist.is_for(user)]


def counts_of(worklists: list[Worklist], user, **more: QuerySet) -> dict[str, int]:
    """How many rows each has for this user, and how many there are of `more`, by name; one query."""
    rows = {**{worklist.name: worklist.rows(user) for worklist in worklists}, **more}
    found = counted(rows) if rows else {}
    return {name: found.get(name, 0) for name in rows}


def seen_by(user, rows: QuerySet) -> QuerySet:
    """Those of kinds of record that the user may look at."""
    return rows.filter(record_kind__in=_kinds_of(user))


def _kinds_of(user, right: str = "view") -> list[str]:
    kinds = [model._meta.model_name for model in SECTION_OF]
    return [kind for kind in kinds if user.has_perm(f"timeline.{right}_{kind}")]


def _changed_by(user, rows: QuerySet) -> QuerySet:
    """Those of kinds of record that the user may change: nobody else takes a step with one."""
    return rows.filter(record_kind__in=_kinds_of(user, "change"))


def _writes(user) -> bool:
    return bool(_kinds_of(user, "change"))


def _sees(kind: str) -> Callable[[Any], bool]:
    return lambda user: user.has_perm(f"timeline.view_{kind}")


def _findings(**conditions) -> Callable[[Any], QuerySet]:
    """Findings that nobody has dismissed, as their list shows them."""
    return lambda user: Finding.objects.marked_dismissed().filter(is_dismissed=False, **conditions)


def _unverified_quotes(user) -> QuerySet:
    return not_verified(Quote.objects.exclude(workflow=Workflow.WITHDRAWN))


def _contested_and_open(user) -> QuerySet:
    return Question.objects.contested().filter(status=QuestionStatus.OPEN).exclude(workflow=Workflow.WITHDRAWN)


WORKLISTS = {
    worklist.name: worklist
    for worklist in (
        Worklist(
            "review",
            "Waiting for my review",
            "Drafts and changes of published records that others wrote.",
            lambda user: _changed_by(user, in_review_without(user)),
            may_publish,
        ),
        Worklist(
            "merges",
            "Merges to decide",
            "Merges, and their undoings, that others propose and that readers would see.",
            lambda user: _changed_by(user, proposals_for(user)),
            may_publish,
        ),
        Worklist(
            "proposed",
            "Merges I proposed",
            "They wait for a reviewer other than me.",
            proposals_of,
            _writes,
        ),
        Worklist(
            "sent-back",
            "Sent back to me",
            "A reviewer asks for something to be put right.",
            lambda user: _changed_by(user, sent_back_to(user)),
            _writes,
        ),
        Worklist(
            "drafts",
            "My drafts",
            "Drafts and pending changes that I wrote and have not sent to review.",
            lambda user: _changed_by(user, drafts_of(user)),
            _writes,
        ),
        Worklist(
            "unsourced",
            "Unsourced",
            "Records without a published source.",
            _findings(rule="unsourced"),
            _sees("finding"),
            ("finding", "rule=unsourced"),
        ),
        Worklist(
            "single-origin",
            "Single origin",
            "Several sources that all retell one account.",
            _findings(rule="single-origin"),
            _sees("finding"),
            ("finding", "rule=single-origin"),
        ),
        Worklist(
            "unverified",
            "Quote not verified",
            "Quotations whose words do not stand in a text that is held, or of whose sources no text is held.",
            _unverified_quotes,
            _sees("quote"),
            ("quote", f"verified=no&{_ON_ITS_WAY}"),
        ),
        Worklist(
            "contested",
            "Contested and open",
            "Questions to which accounts give answers that cannot both hold.",
            _contested_and_open,
            _sees("question"),
            ("question", f"contested=yes&status__exact={QuestionStatus.OPEN}&{_ON_ITS_WAY}"),
        ),
        Worklist(
            "stale",
            "Stale cases",
            "Cases that go on, whose status nobody has looked at for 90 days.",
            _findings(rule="stale-status"),
            _sees("finding"),
            ("finding", "rule=stale-status"),
        ),
        Worklist(
            "warnings",
            "Linter warnings",
            "To put right, or to dismiss with a reason.",
            _findings(level=Level.WARNING),
            _sees("finding"),
            ("finding", f"level__exact={Level.WARNING}"),
        ),
        Worklist(
            "reports",
            "Readers’ reports",
            "What readers say is wrong: to answer, or to dismiss with a reason.",
            lambda user: ReaderReport.objects.filter(state=ReportState.NEW),
            _sees("readerreport"),
            ("readerreport", f"state__exact={ReportState.NEW}"),
        ),
        Worklist(
            "duplicates",
            "Possible duplicates",
            "Two records that look like one: merge them, or say why they are two.",
            _findings(rule__in=DUPLICATES),
            _sees("finding"),
        ),
    )
}
