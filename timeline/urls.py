"""The addresses, which are a contract: tests and links rely on them."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemap_views
from django.urls import path, register_converter

from timeline.admin.typed import with_void_token
from timeline.filters.case_page import CasePage
from timeline.filters.party_page import PartyPage
from timeline.history.public import PREFIXES
from timeline.views import (
    cases,
    checks,
    corrections,
    faults,
    history,
    lanes,
    parties,
    questions,
    quotes,
    reports,
    search,
    site,
    sources,
    timeline,
)
from timeline.views.sitemaps import sitemaps


class VersionNumber:
    """Counts from 1, and is written in one way only."""

    regex = "[1-9][0-9]{0,8}"
    to_python, to_url = int, str


register_converter(VersionNumber, "version")


def tabs(name, view, prefix, page):
    """One address a tab; the record's own shows the first that has rows."""
    return [
        path(f"{prefix}/<slug:slug>/", view, name=name),
        *(path(f"{prefix}/<slug:slug>/{tab}/", view, {"tab": tab}, name=f"{name}-{tab}") for tab in page.tab_labels),
    ]


def versions(kind, prefix):
    """The history of each record of a kind, and what it said at any time: addresses that never change."""
    return [
        path(f"{prefix}/<slug:slug>/history/", history.history, {"kind": kind}, name=f"{kind}-history"),
        path(f"{prefix}/<slug:slug>/@<version:number>/", history.version, {"kind": kind}, name=f"{kind}-version"),
    ]


urlpatterns = [
    path("", timeline.timeline, name="timeline"),
    path("search/", search.search, name="search"),  # asked for most of all that is not kept, and so found soonest
    path("events/<slug:slug>/", timeline.event, name="event"),
    path("events/<slug:slug>/words/", timeline.event_words, name="event-words"),
    path("lanes/", lanes.lanes, name="lanes"),
    path("compare/", lanes.compare, name="compare"),
    path("cases/", cases.cases, name="cases"),
    *tabs("case", cases.case, "cases", CasePage),
    path("filings/<slug:slug>/", cases.filing, name="filing"),
    path("parties/", parties.parties, name="parties"),
    *tabs("party", parties.party, "parties", PartyPage),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<slug:slug>/", quotes.quote, name="quote"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<slug:slug>/", questions.question, name="question"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("answers/<slug:slug>/", history.answer, name="assertion"),
    *(address for kind, prefix in PREFIXES.items() for address in versions(kind, prefix)),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/feed.atom", corrections.feed, name="corrections-feed"),
    path("checks/", checks.checks, name="checks"),
    path("report/", reports.report, name="report"),
    path("report/received/", reports.received, name="report-received"),
    path("about/", site.about, name="about"),
    path("healthz", site.healthz, name="healthz"),
    path("robots.txt", site.robots, name="robots"),
    path(".well-known/security.txt", site.security_txt, name="security-txt"),
    path("favicon.ico", site.favicon, name="favicon"),
    path(
        "sitemap.xml", sitemap_views.index, {"sitemaps": sitemaps, "sitemap_url_name": "sitemap-part"}, name="sitemap"
    ),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": sitemaps}, name="sitemap-part"),
    path("admin/", admin.site.urls),
]

handler400 = faults.wrong_request
handler403 = faults.forbidden
handler404 = faults.not_found
handler500 = faults.broken


def unproven_form(request, reason=""):
    """For CSRF_FAILURE_VIEW."""
    return with_void_token(request) or faults.unproven(request)
