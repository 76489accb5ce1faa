"""What stands around a page, rendered once for all who ask for that page: head, header and footer."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from timeline.filters.known_on import KnownOn

# Letters that no text has, where the title and the main part belong.
_TITLE, _MAIN = "\ue000title\ue000", "\ue000main\ue000"
_MOST_KEPT = 64

_kept: dict[tuple, list[str]] = {}


def framed(request, template: str, filters: KnownOn, *, title: str, main: str, status: int = 200) -> HttpResponse:
    """The page of which only `title` and `main`, both HTML, differ from one request to the next.

    All else in the template may depend on its own address, the host and the day of the view alone.
    """
    key = (template, request.scheme, request.get_host(), request.path, filters.day)
    pieces = None if settings.DEBUG else _kept.get(key)
    if pieces is None:
        whole = render_to_string(template, {"filters": filters, "title": _TITLE, "main": _MAIN}, request)
        pieces = [piece for part in whole.split(_TITLE) for piece in part.split(_MAIN)]
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = pieces
    before, head, after = pieces
    return HttpResponse(f"{before}{title}{head}{main}{after}", status=status)
