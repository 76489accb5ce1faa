"""What the checks page shows: the linter's findings on published records, by rule, and how each rule stands."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Case as Choose
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Value, When

from timeline.checks.linter import RULES
from timeline.filters.fields import ManyField, OneField
from timeline.filters.known_on import KnownOn
from timeline.filters.paging import CursorProblem, Order, Page, page_of, read_cursor
from timeline.models import Dismissal, Finding, Question
from timeline.models.contested import contested_points
from timeline.models.finding import AboutARecord
from timeline.models.record import Record
from timeline.vocabulary import Level

_BY_RULE = Order(("rule", "record_kind", "record_slug", "id"))
# An error is put right, and never dismissed: not by what was said of it while it was a warning, either.
_DISMISSED = Q(is_dismissed=True, level=Level.WARNING)
STATES = [("standing", "Standing"), ("dismissed", "Dismissed with a reason")]


@dataclass(frozen=True)
class RuleCount:
    """One rule with how many of its findings stand, how many of these are errors, and how many were dismissed.

    `level` is the gravest that the rule gives.
    """

    name: str
    title: str
    why: str
    level: Level
    standing: int
    errors: int
    dismissed: int


class ChecksPage(KnownOn):
    """The findings are those of the record as it stands today: there are none for an earlier day."""

    rule = ManyField([(rule.name, rule.title) for rule in RULES.values()], label="Rule")
    state = OneField(STATES, label="State")
    after = forms.CharField(max_length=400, required=False, label="Page")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("after"):
            try:
                read_cursor(_BY_RULE, cleaned["after"])
            except CursorProblem as problem:
                self.add_error("after", str(problem))
        return cleaned

    @property
    def state_shown(self) -> str:
        return self.cleaned_data.get("state") or STATES[0][0] if self.is_valid() else ""

    @cached_property
    def rules(self) -> list[RuleCount]:
        """Every rule in the linter's order, also those that found nothing."""
        found = Finding.objects.filter(is_public=True).marked_dismissed().order_by()
        counts = {
            row["rule"]: row
            for row in found.values("rule").annotate(
                dismissed=Count("pk", filter=_DISMISSED),
                standing=Count("pk", filter=~_DISMISSED),
                errors=Count("pk", filter=Q(level=Level.ERROR)),
            )
        }
        nothing = {"standing": 0, "errors": 0, "dismissed": 0}
        return [
            RuleCount(rule.name, rule.title, rule.why, rule.level, row["standing"], row["errors"], row["dismissed"])
            for rule in RULES.values()
            for row in [counts.get(rule.name, nothing)]
        ]

    @property
    def standing(self) -> int:
        return sum(rule.standing for rule in self.rules)

    @property
    def standing_errors(self) -> int:
        return sum(rule.errors for rule in self.rules)

    @property
    def dismissed(self) -> int:
        return sum(rule.dismissed for rule in self.rules)

    @cached_property
    def page(self) -> Page:
        """Findings by rule and record, each with its record's `address` and `contested_points`, and any reason."""
        if not self.is_valid() or self.day:
            return Page()
        found = Finding.objects.filter(is_public=True).marked_dismissed()
        found = found.filter(_DISMISSED if self.state_shown == "dismissed" else ~_DISMISSED)
        if rules := self.cleaned_data.get("rule"):
            found = found.filter(rule__in=rules)
        page = page_of(found, _BY_RULE, self.cleaned_data.get("after", ""))
        _complete(page.rows)
        # Whatever became of a record since the linter saw it: a draft's name is not told.
        page.rows = [finding for finding in page.rows if finding.address]
        return page

    @property
    def standing_address(self) -> str:
        return self.address(state="")

    @property
    def dismissed_address(self) -> str:
        return self.address(state="dismissed")

    @property
    def next_address(self) -> str:
        return self.address(after=self.page.next)


def _complete(findings: list[Finding]) -> None:
    titles = {rule.name: rule.title for rule in RULES.values()}
    reasons = {
        tuple(getattr(row, name) for name in AboutARecord.natural_lookups): row.reason
        for row in Dismissal.objects.filter(record_slug__in={finding.record_slug for finding in findings})
    }
    records = _records(findings)
    for finding in findings:
        finding.reason = reasons.get(tuple(getattr(finding, name) for name in AboutARecord.natural_lookups), "")
        finding.rule_title = titles.get(finding.rule, finding.rule)
        record = records.get((finding.record_kind, finding.record_slug))
        finding.address = record.get_absolute_url() if record else ""
        finding.contested_points = record.contested_points if record else 0


def _records(findings: list[Finding]) -> dict[tuple[str, str], Record]:
    """(kind, slug) → each record that readers can see, marked where accounts of it differ; one query a kind."""
    found = {}
    for kind in {finding.record_kind for finding in findings}:
        model = apps.get_model("timeline", kind)
        slugs = [finding.record_slug for finding in findings if finding.record_kind == kind]
        records = model.objects.public().filter(slug__in=slugs)
        if kind == "assertion":
            records = records.select_related("question")
        found |= {(kind, record.slug): record for record in records.annotate(contested_points=_points(kind))}
    return found


def _points(kind: str) -> Any:
    """On how many points accounts of a record differ; of a question or an answer to one, 1 where they do."""
    if kind in ("case", "event", "quote"):
        return contested_points(kind)
    if kind not in ("question", "assertion"):
        return Value(0)
    asked = OuterRef("pk" if kind == "question" else "question")
    differing = Question.objects.public().contested().filter(pk=asked)
    return Choose(When(Exists(differing), then=Value(1)), default=Value(0), output_field=IntegerField())
