"""The search page; while somebody types in the header, the best of it."""

from timeline.filters.search import SearchPage
from timeline.filters.search_help import spellings, wider
from timeline.views.rendering import render_page


def search(request):
    page = SearchPage(request.GET)
    more = bool(page.data.get("after"))
    page.is_typing = bool(request.htmx) and not more and not request.htmx.history_restore_request
    is_empty = bool(page.asked) and not (page.total_of_chosen if page.chosen else page.total)
    help_with = {"spellings": spellings(page), "wider": wider(page)} if is_empty else {}
    context = {"filters": page, "page": page, **help_with}
    return render_page(request, "search/search.html", context, fragment="more" if more else "best")
