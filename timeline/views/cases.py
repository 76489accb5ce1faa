"""The list of cases, a case's page with its tabs, and a filing's page."""

from timeline.filters.case_page import CasePage
from timeline.filters.cases import CaseFilters
from timeline.filters.record_page import FilingPage
from timeline.views.rendering import render_list, render_record


def cases(request):
    return render_list(request, "cases/cases.html", CaseFilters(request.GET))


def case(request, slug, tab=""):
    return render_record(request, "cases/case.html", CasePage(request.GET, slug, tab), fragment="more")


def filing(request, slug):
    return render_record(request, "cases/filing.html", FilingPage(request.GET, slug))
