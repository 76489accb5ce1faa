"""lint_records: what the linter finds in every record, stored for the desk and the checks page, and listed."""

from collections import Counter
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError

from timeline.checks.gathering import MODELS
from timeline.checks.linter import RULES, Refreshed, refresh_findings
from timeline.models import Finding
from timeline.vocabulary import Level


class Command(BaseCommand):
    help = "Lint every record: weekdays, docket numbers, sums, sources … Errors are a failure."

    def add_arguments(self, parser):
        parser.add_argument("--rule", choices=sorted(RULES), help="only what this rule finds")
        parser.add_argument("--all", action="store_true", dest="with_dismissed", help="also what was dismissed")

    def handle(self, *args, rule: str | None, with_dismissed: bool, **options):
        outcome = refresh_findings(progress=self._progress)
        if self.stdout.isatty():
            self.stdout.write("\r" + " " * 40 + "\r", ending="")
        findings = Finding.objects.marked_dismissed().order_by("rule", "record_kind", "record_slug", "about")
        if rule:
            findings = findings.filter(rule=rule)
        counts = Counter((finding.rule, _column(finding)) for finding in findings)
        for finding in findings:
            if with_dismissed or _column(finding) != "dismissed":
                self.stdout.write(_line(finding))
        self.stdout.write(_table(counts, [rule] if rule else RULES))
        self.stdout.write(_summary(counts, outcome))
        if errors := _total(counts, "errors"):
            raise CommandError(f"{errors} {'error stops' if errors == 1 else 'errors stop'} publication.")

    def _progress(self, model) -> None:
        if self.stdout.isatty():
            name = model._meta.verbose_name_plural
            self.stdout.write(f"\r{MODELS.index(model) + 1:>3} of {len(MODELS)}: {name:<24}", ending="")
            self.stdout.flush()


def _column(finding) -> str:
    """An error counts as one, whatever was said of it."""
    if finding.level == Level.ERROR:
        return "errors"
    return "dismissed" if finding.is_dismissed else "warnings"


def _line(finding) -> str:
    mark = " (dismissed)" if finding.is_dismissed else ""
    return f"{finding.level:8} {finding.record_kind} {finding.record_slug}: {finding.rule}{mark}: {finding.message}"


def _table(counts: Counter, rules: Iterable[str]) -> str:
    lines = [f"{'':22}{'errors':>8}{'warnings':>10}{'dismissed':>11}"]
    for rule in sorted(rules):
        lines.append(
            f"{rule:22}{counts[rule, 'errors']:>8}{counts[rule, 'warnings']:>10}{counts[rule, 'dismissed']:>11}"
        )
    return "\n".join(lines)


def _summary(counts: Counter, outcome: Refreshed) -> str:
    totals = [f"{_total(counts, column)} {column}" for column in ("errors", "warnings", "dismissed")]
    return f"{', '.join(totals)}; {outcome.created} new, {outcome.gone} gone since the last time."


def _total(counts: Counter, column: str) -> int:
    return sum(count for (_, of), count in counts.items() if of == column)
