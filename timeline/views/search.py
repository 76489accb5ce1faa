"""The search page; while somebody types in the header, the best of it."""

from html import escape

from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from timeline.filters.search import SearchPage
from timeline.filters.search_help import closest, spellings, wider
from timeline.views.frames import framed
from timeline.views.rendering import render_page


def search(request):
    page = SearchPage(request.GET)
    more = bool(page.data.get("after"))
    is_whole = not request.htmx or request.htmx.history_restore_request
    page.is_typing = not is_whole and not more
    is_empty = bool(page.asked) and not (page.total_of_chosen if page.chosen else page.total)
    help_with = {"spellings": spellings(page), "wider": wider(page), "closest": closest(page)} if is_empty else {}
    context = {"filters": page, "page": page, **help_with}
    if not is_whole:
        return render_page(request, "search/search.html", context, fragment="more" if more else "best")
    return _whole(request, page, render_to_string("search/_main.html", context, request))


def _whole(request, page: SearchPage, main: str):
    title = f"{escape(page.asked.typed)} · Search" if page.asked else "Search"
    status = 400 if page.problems else 200
    response = framed(request, "search/search.html", page, title=title, main=main, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response
