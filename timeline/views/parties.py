"""The list of parties, and a party's page with its tabs."""

from timeline.filters.parties import PartyFilters
from timeline.filters.party_page import PartyPage
from timeline.views.rendering import render_list, render_record


def parties(request):
    return render_list(request, "parties/parties.html", PartyFilters(request.GET))


def party(request, slug, tab=""):
    return render_record(request, "parties/party.html", PartyPage(request.GET, slug, tab), fragment="more")
