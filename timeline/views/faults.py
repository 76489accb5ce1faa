"""What stands where something went wrong: in the site's look, and short where htmx puts it into a page."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from timeline import dates
from timeline.filters.corrections import withdrawal_address
from timeline.filters.known_on import KnownOn
from timeline.filters.recorded import end_of


@dataclass(frozen=True)
class Fault:
    """`ways` lead on from there: (address, words)."""

    status: int
    heading: str
    words: str
    ways: tuple[tuple[str, str], ...] = ()


WRONG_REQUEST = Fault(
    400, "This request cannot be read", "Something in the address or the form is malformed. Nothing was changed."
)
FORBIDDEN = Fault(
    403, "This is not allowed", "The form may have expired, or your account lacks the right. Nothing was changed."
)
NOT_FOUND = Fault(
    404,
    "No record stands at this address",
    "It may be misspelt, or it was never published here. Addresses of published records do not change.",
)
ONLY_READ = Fault(
    405, "Pages of this site are only read", "Nothing can be sent to this address, and nothing was changed."
)
FROM_ELSEWHERE = Fault(
    403,
    "This was sent from another site",
    "A report is sent with the form on this site. Nothing was received, and nothing was changed.",
)
UNPROVEN = Fault(
    403,
    "Nothing says that this form came from this site",
    "Nothing was saved. Most often somebody signed in or out in another window after the form was opened, or cookies "
    "are blocked. Go back to the form, reload it, and send it again.",
)
TOO_LONG = Fault(413, "This is too long", "So much cannot be read. Nothing was received; go back and shorten it.")
TOO_LONG_UNKNOWN = Fault(
    413,
    "You are not signed in",
    "So much is read only of who is, and nothing was saved. Go back: your browser still has what you typed. "
    "Copy it, sign in, and send it again.",
)
BROKEN = Fault(
    500,
    "Something broke on our side",
    "It is not your request that is wrong. Nothing was changed; please try again in a while.",
)


def not_yet_known(day_label: str) -> Fault:
    """For a record that exists today, asked for as known on a day before any dated source of it."""
    return Fault(
        404,
        f"Not yet known on {day_label}",
        "No dated source held here had published this by then. The record exists today.",
    )


def not_yet_recorded(page) -> Fault:
    """For a record that readers see today, and did not see at the end of the day asked for, or nobody knows."""
    day = dates.day_label(page.recorded_day)
    if page.kept_since and end_of(page.recorded_day) <= page.kept_since:
        begun = dates.day_label(page.kept_since)
        words = f"Versions of this record are kept since {begun}; what it said before then is not known any more."
    else:
        words = "This site did not show the record at the end of that day."
    ways = (
        (page.record.get_absolute_url(), "The record of today"),
        (reverse(f"{page.kind}-history", args=[page.slug]), "Its history"),
    )
    return Fault(404, f"Not recorded on {day}", words, ways)


def withdrawn(kind: str, slug: str) -> Fault:
    address = withdrawal_address(kind, slug)
    words = "It is not shown any more. When it was withdrawn, and why, stands among the corrections."
    return Fault(410, "This record was withdrawn", words, ((address, "Why it was withdrawn"),))


def wrong_request(request, exception=None):
    return _answer(request, WRONG_REQUEST)


def forbidden(request, exception=None):
    return _answer(request, FORBIDDEN)


def not_found(request, exception=None):
    return _answer(request, NOT_FOUND)


def only_read(request):
    return _answer(request, ONLY_READ)


def from_elsewhere(request):
    return _answer(request, FROM_ELSEWHERE)


def unproven(request):
    return _answer(request, UNPROVEN)


def too_long(request):
    return _answer(request, TOO_LONG)


def too_long_of_unknown(request):
    """For a form of the desk that nobody who is known has sent."""
    return _answer(request, TOO_LONG_UNKNOWN)


def broken(request):
    return _answer(request, BROKEN)


def _answer(request, fault: Fault) -> HttpResponse:
    # Rendered without the request: whatever broke must not break the page that says so.
    name = "shared/_fault.html" if request.headers.get("HX-Request") else "fault_page.html"
    context = {"filters": KnownOn(QueryDict("")), "fault": fault}
    return HttpResponse(render_to_string(name, context), status=fault.status)
