"""The list of quotes, and a quote's page."""

from timeline.filters.quote_page import QuotePage
from timeline.filters.quotes import QuoteFilters
from timeline.views.rendering import render_list, render_record


def quotes(request):
    return render_list(request, "quotes/quotes.html", QuoteFilters(request.GET))


def quote(request, slug):
    return render_record(request, "quotes/quote.html", QuotePage(request.GET, slug))
