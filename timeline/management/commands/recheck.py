"""recheck: everything that the site works out by itself, worked out anew; history begins where there is none."""

from django.core.management.base import BaseCommand

from timeline.checks.linter import refresh_findings
from timeline.history.keeping import begin_everywhere
from timeline.management.commands._progress import progress_line
from timeline.models import Assertion, Case, Event, Filing, Party, Question, Quote, Source
from timeline.models.quote_check import check_quotes

_BATCH = 2000


class Command(BaseCommand):
    help = "Work out anew origins, checks of quotations, dates of knowledge, scores, disagreements and findings."

    def handle(self, *args, **options):
        Source.objects.all().refresh_origins()
        self._in_batches(Quote, lambda quotes: check_quotes(quotes.values_list("pk", flat=True), anew=True))
        for model in (Party, Case, Filing, Event, Quote, Assertion):
            self._in_batches(model, lambda records: records.refresh_evidence())
        self._in_batches(Question, lambda questions: questions.refresh_disagreements())
        refresh_findings()
        begin_everywhere()
        self.stdout.write("Everything that follows from the record has been worked out anew.")

    def _in_batches(self, model, work) -> None:
        pks = list(model.objects.order_by("pk").values_list("pk", flat=True))
        tell = progress_line(self.stdout, len(pks), model._meta.verbose_name_plural)
        for start in range(0, len(pks), _BATCH):
            work(model.objects.filter(pk__in=pks[start : start + _BATCH]))
            tell(min(start + _BATCH, len(pks)))
