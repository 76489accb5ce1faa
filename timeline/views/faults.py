"""What stands where something went wrong: in the site's look, and short where htmx puts it into a page."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string

from timeline.filters.known_on import KnownOn


@dataclass(frozen=True)
class Fault:
    status: int
    heading: str
    words: str


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
TOO_LONG = Fault(413, "This is too long", "So much cannot be read. Nothing was received; go back and shorten it.")
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


def too_long(request):
    return _answer(request, TOO_LONG)


def broken(request):
    return _answer(request, BROKEN)


def _answer(request, fault: Fault) -> HttpResponse:
    # Rendered without the request: whatever broke must not break the page that says so.
    name = "shared/_fault.html" if request.headers.get("HX-Request") else "fault_page.html"
    context = {"filters": KnownOn(QueryDict("")), "fault": fault}
    return HttpResponse(render_to_string(name, context), status=fault.status)
