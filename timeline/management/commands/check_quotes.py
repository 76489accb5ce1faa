"""check_quotes: how every quotation stands in the held text of its sources; exit 1 for a false court-record quote."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from timeline.management.commands._progress import progress_line
from timeline.models import Quote, QuoteCheck
from timeline.models.quote_check import check_quotes
from timeline.vocabulary import ONLY_WORDS_HELD, EvidenceMark, Grade

_BATCH = 2000


class Command(BaseCommand):
    help = "Check every quotation against the text held of its sources, and tell those that do not stand there."

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="also check again what has not changed since")

    def handle(self, *args, anew: bool, **options):
        pks = list(Quote.objects.order_by("pk").values_list("pk", flat=True))
        tell = progress_line(self.stdout, len(pks), "quotes")
        checked = 0
        for start in range(0, len(pks), _BATCH):
            checked += check_quotes(pks[start : start + _BATCH], anew=anew)
            tell(min(start + _BATCH, len(pks)))
        self.stdout.write(_table())
        wrong = list(_false_court_record_quotes())
        for check in wrong:
            self.stderr.write(f"{check.grade_shown.label}: {check.quote.slug} in {check.source.slug}: “{check.words}”")
        of_courts = _court_record_quotes()
        compared = of_courts.exclude(grade=Grade.NO_TEXT_HELD).count()
        self.stdout.write(f"{len(pks)} quotes, {checked} checks computed.")
        self.stdout.write(
            f"Court records: {compared} of {of_courts.count()} compared with held text, {len(wrong)} wrong."
        )
        if wrong:
            raise CommandError(f"{len(wrong)} published court-record quotes do not stand in their text.")


def _table() -> str:
    """Grade × quotations and variants; then of both those of which no more is held than the words themselves."""
    counts = Counter(QuoteCheck.objects.values_list("grade", "is_variant"))
    alone = Counter(QuoteCheck.objects.filter(has_only_words=True).values_list("grade", flat=True))
    lines = [f"{'grade':28}{'quotations':>12}{'variants':>10}{ONLY_WORDS_HELD:>24}"]
    for grade in Grade:
        own, variants = counts[grade.value, False], counts[grade.value, True]
        lines.append(f"{grade.label:28}{own:>12}{variants:>10}{alone[grade.value]:>24}")
    return "\n".join(lines)


def _court_record_quotes():
    checks = QuoteCheck.objects.public().of_our_words().filter(quote__in=Quote.objects.public())
    return checks.filter(source__mark=EvidenceMark.COURT_RECORD)


def _false_court_record_quotes():
    wrong = [Grade.ALTERED, Grade.NOT_FOUND, Grade.IN_ANOTHER_DOCUMENT]
    return _court_record_quotes().filter(grade__in=wrong).select_related("quote", "source")
