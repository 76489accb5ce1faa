"""One address of each type of page, from all of `fixtures/`."""

from django.db.models import Count

from tests.making import make_party
from timeline.filters.case_page import CasePage
from timeline.filters.party_page import PartyPage
from timeline.history.keeping import Hand, keep
from timeline.models import Case, Event, Filing, Party, PartyReference, Question, Quote, Source, Version
from timeline.vocabulary import ChangeClass, Step, Workflow

# Pages that stand for what is not there, and the status that they are answered with.
FAULTS = {"error": 400, "unknown": 404, "not yet known": 404, "not recorded": 404, "withdrawn": 410}


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
        **_history(),
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
        *("search, nothing found", "about", "corrections", "corrections, none", "corrected", "history"),
        *("version", "recorded", "not recorded", "withdrawn", "checks", "report", "report as known", "report received"),
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


def _history():
    """Pages of a record that was corrected in text, date, rows and names, and of one that was withdrawn.

    Both are made for this, and nothing else names them: other tests look at the record as the fixtures have it.
    """
    sources = list(Source.objects.public().order_by("pk")[:3])
    party, gone = (make_party(name, sources[:2], slug=slug, description=FIRST) for slug, name in MADE.items())
    for record in (party, gone):
        keep(record, Step.PUBLISHED, Hand(name="test"))
    _correct(party, sources[2])
    gone.workflow = Workflow.WITHDRAWN
    gone.save()
    why = "Its only source was taken from another site, which had made it up."
    keep(gone, Step.WITHDRAWN, Hand(name="test", why=why, change_class=ChangeClass.WITHDRAWAL))
    address = party.get_absolute_url()
    day = Version.objects.of(party).first().made_at.date()
    return {
        "corrections": "/corrections/",
        "corrections, none": "/corrections/?record=nobody",
        "corrected": address,
        "history": f"{address}history/",
        "version": f"{address}@2/",
        "recorded": f"{address}?as_recorded={day}",
        "not recorded": f"{address}?as_recorded=2020-01-01",
        "withdrawn": gone.get_absolute_url(),
    }


FIRST = "It was founded to be wrong in a test, and has two sentences. This is the second."
MADE = {"made-for-corrections": "A party made for corrections", "made-to-be-withdrawn": "A party made to be withdrawn"}


def _correct(party, source):
    party.name, party.began = "A party that was made for corrections", "2020~"
    party.description = "It was founded to be corrected in a test, and has two sentences. This is the other."
    party.other_names = "The corrected one"
    party.save()
    first, second = party.references.all()
    second.delete()
    PartyReference.objects.filter(pk=first.pk).update(locator="p. 3", supports="the day and who spoke")
    party.references.create(source=source, locator="¶ 24", supports="its name")
    why = "The docket gives the day on which the paper was signed, not that on which it was filed."
    keep(party, Step.PUBLISHED, Hand(name="test", why=why, change_class=ChangeClass.CORRECTION))
