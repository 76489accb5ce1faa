"""A reader reports an error in a record: the form, and what happens next."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from timeline.client_address import client_network
from timeline.filters.report_page import ReportPage
from timeline.models import ReaderReport
from timeline.models.report_limit import TooManyReports
from timeline.reporting.form import ReportForm
from timeline.views import faults
from timeline.views.rendering import render_page, render_record

# The longest text that the form takes, were it all of emoji, and room to say how much longer another is.
_MOST_BYTES = 100_000


class SeeOther(HttpResponseRedirect):
    status_code = 303


# A page that the browser kept still has what was typed when a reader goes back to it; nobody else may keep the seal.
@csrf_exempt  # see timeline/reporting/seal.py
@cache_control(private=True, no_cache=True)
def report(request):
    page = ReportPage(request.GET)
    if page.record is None:
        return render_record(request, "reports/report.html", page)
    if request.method != "POST":
        return _form(request, page, ReportForm(page.record, page.day))
    if _is_from_elsewhere(request):
        return faults.from_elsewhere(request)
    if _is_too_long(request):
        return faults.too_long(request)
    form = ReportForm(page.record, page.day, request.POST)
    if not form.is_valid():
        return _form(request, page, form, status=400)
    try:
        ReaderReport.objects.receive(form.report(), client_network(request))
    except TooManyReports as refused:
        return _form(request, page, form, status=429, refused=refused)
    return SeeOther(reverse("report-received") + page.address())


def received(request):
    return render_record(request, "reports/received.html", ReportPage(request.GET))


def _form(request, page, form, status=200, refused=None):
    context = {"filters": page, "page": page, "form": form, "refused": refused}
    response = render_page(request, "reports/report.html", context, status=status)
    if refused:
        now = timezone.now()
        response.headers["Retry-After"] = str(24 * 60 * 60 - (now.hour * 60 + now.minute) * 60 - now.second)
    return response


def _is_from_elsewhere(request) -> bool:
    """Whether another site had the browser send the form, which would use up its reader's share of the day."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    own = [f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS]
    return bool(origin) and origin not in own


def _is_too_long(request) -> bool:
    """Before any of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not (length.isdecimal() and len(length) < 10 and int(length) <= _MOST_BYTES)
