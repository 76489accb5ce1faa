"""How every page is answered: status, fragment or whole page, what caches have to know."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from timeline.filters.known_on import KnownOn
from timeline.views.cards import EventCards
from timeline.views.faults import NOT_FOUND, WRONG_REQUEST, Fault, not_yet_known, not_yet_recorded, withdrawn


def render_page(request, template: str, context: dict, *, fragment: str = "", status: int = 200):
    """The whole page, or for htmx the named inline partial of it; 400 where the query string is wrong.

    The view names the fragment. A restore of history gets the whole page, since htmx puts it in place of everything.
    `filters` in the context is the page's form; templates read the day of the view from it.
    """
    filters: KnownOn = context["filters"]
    if filters.problems:
        status = 400
    wants_part = fragment and request.htmx and not request.htmx.history_restore_request
    response = render(request, f"{template}#{fragment}" if wants_part else template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def render_list(request, template: str, filters, **more):
    """A list's page; htmx gets the rows after a cursor, or the whole view where a filter changed.

    Links around the view carry its day, so they come along with it.
    """
    if filters.problems and filters.moved_to:
        return HttpResponsePermanentRedirect(request.path + filters.moved_to)
    context = {"filters": filters, "cards": EventCards(filters), **more}
    response = render_page(request, template, context, fragment="more" if filters.data.get("after") else "view")
    if request.htmx and not filters.data.get("after"):
        response.headers["HX-Push-Url"] = request.path + filters.address()
        if not request.htmx.history_restore_request:
            around = {"filters": filters, "is_swapped": True}
            response.content += render_to_string("shared/_frame.html", around, request).encode()
    return response


def render_record(request, template: str, page, *, fragment: str = ""):
    """A record's page; where there is none, or not yet on the day asked for, a page that says so."""
    if page.problems:
        return _refuse(request, page)
    if page.record is None:
        return _moved(request, page.moved_to) if page.moved_to else _refuse(request, page, _missing(page))
    if page.recorded_day:
        return _render_recorded(request, page)
    context = {"filters": page, "page": page, "record": page.record, "cards": EventCards(page)}
    rendered = render_page(request, template, context, fragment=fragment)
    return _refuse(request, page) if page.problems else rendered  # a wrong cursor is only found out by its list


def _moved(request, slug: str) -> HttpResponse:
    """The same page of the record that this one was merged into."""
    match = request.resolver_match
    address = reverse(match.view_name, kwargs={**match.captured_kwargs, "slug": slug})
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _missing(page) -> Fault:
    if page.day and page.exists_today:
        return not_yet_known(page.day_label)
    return withdrawn(page.kind, page.slug) if page.withdrawal else NOT_FOUND


def _render_recorded(request, page):
    """What the record's page said at the end of a day, as the version that readers saw then."""
    if page.recorded is None:
        return _refuse(request, page, not_yet_recorded(page))
    return render_page(request, "history/version.html", {"filters": page, "page": page, "record": page.record})


def _refuse(request, page, fault: Fault = WRONG_REQUEST):
    """For a wrong query string a page that names what is wrong, else the fault's; for htmx a short message."""
    template = "wrong_query.html" if fault is WRONG_REQUEST else "fault_page.html"
    if request.htmx and not request.htmx.history_restore_request:
        template = "shared/_fault.html"
    return render_page(request, template, {"filters": page, "page": page, "fault": fault}, status=fault.status)
