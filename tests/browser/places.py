"""One address of each type of page, from all of `fixtures/`."""

from django.db.models import Count

from timeline.filters.case_page import CasePage
from timeline.filters.party_page import PartyPage
from timeline.models import Case, Event, Filing, Party, Question, Quote, Source

# Pages that stand for what is not there, and the status that they are answered with.
FAULTS = {"error": 400, "unknown": 404, "not yet known": 404}


def all_places():
    case = Case.objects.get(slug="musk-v-openai-nd-cal")
    places = {
        "timeline": "/",
        "timeline, filtered": "/?case=musk-v-openai-nd-cal&since=2026&contested=1&as_of=2026-05-01",
        "empty": "/?kind=policy&evidence=retold&since=2015&until=2015",
        "error": "/?kind=gossip&since=2026-13-45",
        "lanes": "/lanes/?since=2023",
        "lanes, table": "/lanes/?view=table&since=2026",
        "comparison": "/compare/?a=in-re-openai-mdl&b=nyt-v-openai",
        "comparison by days": "/compare/?a=musk-v-openai-nd-cal&b=bartz-v-anthropic&by=days",
        "comparison to choose": "/compare/",
        "event": _richest(Event, "references").get_absolute_url(),
        "cases": "/cases/",
        **{f"case, {tab}": _tab(case, tab, CasePage) for tab in CasePage.tab_labels},
        "case as known": f"{case.get_absolute_url()}?as_of=2025-01-31",
        "filing": _richest(Filing, "references").get_absolute_url(),
        "parties": "/parties/",
        **{f"party, {tab}": _tab(Party.objects.get(slug="openai"), tab, PartyPage) for tab in PartyPage.tab_labels},
        "quotes": "/quotes/",
        "quote": _richest(Quote, "variants").get_absolute_url(),
        "questions": "/questions/",
        **{f"question, {kind}": _question(kind).get_absolute_url() for kind in ("money", "date", "text")},
        "sources": "/sources/",
        "source": _richest(Source, "eventreference").get_absolute_url(),
        "search": "/search/?q=musk+distillation",
        "search, events": "/search/?q=musk&type=event&order=newest",
        "search as known": "/search/?q=musk&as_of=2024-06-01",
        "search, nothing typed": "/search/",
        "search, nothing found": "/search/?q=distilaton+zebra",
        "about": "/about/",
        "checks": "/checks/",
        "report": f"/report/?about=case/{case.slug}",
        "report as known": f"/report/?about=case/{case.slug}&as_of=2025-01-31",
        "report received": f"/report/received/?about=case/{case.slug}",
        "unknown": "/events/no-such-event/",
        "not yet known": f"{case.get_absolute_url()}?as_of=2015-01-01",
        "admin login": "/admin/login/",
    }
    return places


def names():
    """The names of the places, for parametrize, before there is a database."""
    return [
        *("timeline", "timeline, filtered", "empty", "error", "lanes", "lanes, table"),
        *("comparison", "comparison by days", "comparison to choose", "event", "cases"),
        *(f"case, {tab}" for tab in CasePage.tab_labels),
        *("case as known", "filing", "parties"),
        *(f"party, {tab}" for tab in PartyPage.tab_labels),
        *("quotes", "quote", "questions", "question, money", "question, date", "question, text"),
        *("sources", "source", "search", "search, events", "search as known", "search, nothing typed"),
        *("search, nothing found", "about", "checks", "report", "report as known", "report received"),
        *("unknown", "not yet known", "admin login"),
    ]


def _tab(record, tab, page):
    first = next(iter(page.tab_labels))
    return record.get_absolute_url() if tab == first else f"{record.get_absolute_url()}{tab}/"


def _richest(model, related):
    """The record with the most of something, since it has every part that a page of its type can have."""
    return model.objects.public().annotate(n=Count(related, distinct=True)).order_by("-n", "pk").first()


def _question(value_type):
    """The question with the most accounts, drawn on a scale where its type has one."""
    questions = Question.objects.public().filter(value_type=value_type)
    return questions.annotate(n=Count("assertions__references", distinct=True)).order_by("-n", "pk").first()
