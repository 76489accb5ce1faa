"""Corrections and withdrawals: told in public with what changed and why, and nothing more than that."""

import pytest

from tests.making import (
    make_assertion,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from tests.views.reading import read
from tests.views.test_versions import MADE, TITLES
from tests.views.versions import address, change, pend, version_of, withdraw
from timeline.models import Event, Source, Version
from timeline.search.index import rebuild
from timeline.vocabulary import ChangeClass, Step, Workflow

pytestmark = pytest.mark.django_db


def corrected(event, when="2026-05-03", why="It was wrong.", **values):
    if not Version.objects.of(event).exists():
        version_of(event, "2026-05-01")
    return change(event, when, why, **{"title": "The jury hears them", **values})


@pytest.fixture
def hearing():
    return make_event(slug="hearing", title="The court hears them")


def entries(client, query=""):
    """Titles in order."""
    return [row.title for row in client.get(f"/corrections/{query}").context["filters"].page.rows]


def test_a_site_that_corrected_nothing_says_so(client):
    page = read(client.get("/corrections/"))
    assert page.h1 == ["Corrections"]
    assert "Nothing was corrected yet" in page.text
    assert page.canonical == ["http://testserver/corrections/"]
    assert "robots" not in page.meta


def test_a_correction_says_what_it_said_what_it_says_why_and_when(client, hearing):
    corrected(hearing, why="The transcript says jury.")
    page = read(client.get("/corrections/"))
    for words in ("Corrected on 3 May 2026", "Why: The transcript says jury.", "[removed: court ]", "[added: jury ]"):
        assert words in page.text
    assert {"/events/hearing/", "/events/hearing/@2/", "/corrections/feed.atom"} <= set(page.links)


def test_only_corrections_and_withdrawals_are_told(client, hearing):
    version_of(hearing, "2026-05-01")
    for number, weight in enumerate(("", ChangeClass.TYPO, ChangeClass.CLARIFICATION)):
        change(hearing, f"2026-05-0{number + 2}", "SECRET", weight, title=f"Title {number}")
    version_of(hearing, "2026-05-06", Step.WRITTEN, change_class=ChangeClass.CORRECTION, why="SECRET")
    pend(hearing, "2026-05-07", title="SECRET")
    page = read(client.get("/corrections/"))
    assert entries(client) == []
    assert "SECRET" not in page.html


def test_a_pending_change_between_is_no_part_of_the_difference(client, hearing):
    version_of(hearing, "2026-05-01")
    pend(hearing, "2026-05-02", title="SECRET pending", summary="SECRET summary")
    corrected(hearing)
    html = client.get("/corrections/").content.decode()
    assert "SECRET" not in html
    assert "<del" in html


@pytest.mark.parametrize("kind", MADE)
def test_every_kind_of_record_can_be_corrected_and_says_so_on_its_page(client, kind):
    record = MADE[kind]()
    version_of(record, "2026-05-01")
    change(record, "2026-05-03", "It was wrong.", **{TITLES[kind]: "Later words?"})
    page = read(client.get("/corrections/"))
    assert record.get_absolute_url() in page.links
    own = read(client.get(record.get_absolute_url().partition("#")[0]))
    assert "orrected on 3 May 2026: It was wrong." in own.text.replace("An answer was c", "C")
    assert f"{address(record, '@2/')}#changed" in own.links


def test_a_page_that_was_never_corrected_has_no_note(client, hearing):
    version_of(hearing, "2026-05-01")
    change(hearing, "2026-05-02", "Plainer.", ChangeClass.CLARIFICATION, title="Plain")
    assert "Corrected" not in read(client.get("/events/hearing/")).text


def test_a_past_day_tells_nothing_that_was_corrected_later(client, hearing):
    corrected(hearing, why="LATER")
    page = read(client.get("/events/hearing/?as_of=2025-01-01"))
    assert "LATER" not in page.text
    assert not [link for link in page.links if "history" in link]
    page = read(client.get("/corrections/?as_of=2025-01-01"))
    assert "LATER" not in page.text
    assert "of this site’s own time" in page.text


def test_newest_stand_first_and_each_filter_narrows(client, hearing):
    corrected(hearing)
    party = make_party("Wrong name", slug="p")
    version_of(party, "2026-05-01")
    change(party, "2026-05-04", name="Right name")
    gone = make_filing(title="A filing", slug="f")
    version_of(gone, "2026-05-01")
    withdraw(gone, "2026-05-05")
    assert entries(client) == ["A filing", "Right name", "The jury hears them"]
    assert entries(client, "?class=correction") == ["Right name", "The jury hears them"]
    assert entries(client, "?class=withdrawal") == ["A filing"]
    assert entries(client, "?kind=party") == ["Right name"]
    assert entries(client, "?kind=event&class=withdrawal") == []
    assert entries(client, "?record=p") == ["Right name"]
    page = read(client.get("/corrections/?kind=party"))
    for words in ("All 1", "Corrections 1", "Party 1", "Filing 1", "Event 1"):
        assert words in page.text
    assert "Nothing of this kind was corrected" in read(client.get("/corrections/?record=nobody")).text


def test_many_corrections_come_in_pages(client, hearing):
    version_of(hearing, "2026-05-01")
    for number in range(55):
        change(hearing, f"2026-06-01T10:{number:02}", title=f"Title {number}")
    first = client.get("/corrections/").context["filters"]
    following = first.next_address
    page = read(client.get(f"/corrections/{following}"))
    second = [row.title for row in page.response.context["filters"].page.rows]
    assert [row.title for row in first.page.rows] + second == [f"Title {number}" for number in range(54, -1, -1)]


def test_a_page_of_corrections_costs_few_queries_however_many(client, hearing, django_assert_max_num_queries):
    version_of(hearing, "2026-05-01")
    for number in range(20):
        hearing.references.create(source=make_source())
        change(hearing, f"2026-06-01T10:{number:02}", title=f"Title {number}")
    withdraw(Source.objects.first(), "2026-06-02")
    for path in ("/corrections/", "/corrections/feed.atom"):
        with django_assert_max_num_queries(7):
            assert client.get(path).status_code == 200


WRONG = ["class=gossip", "kind=loadedword", "kind=event&kind=case", "after=x", "record=%00", "record=a%20b", "gossip=1"]
WRONG += [f"record={'a' * 81}", "after=%00", "after=WyJ4IiwxXQ", "class=%00", "as_of=soon"]
# ["0001-01-01T00:00:00+14:00",1] and ["2026-05-01T00:00:00",1]
WRONG += ["after=WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwxXQ", "after=WyIyMDI2LTA1LTAxVDAwOjAwOjAwIiwxXQ"]


@pytest.mark.parametrize("query", WRONG)
@pytest.mark.parametrize("path", ["/corrections/", "/corrections/feed.atom"])
def test_wrong_filters_are_refused(client, hearing, path, query):
    corrected(hearing)
    page = read(client.get(f"{path}?{query}"), 400)
    assert "could not be read" in page.text
    assert "The jury" not in page.text


@pytest.fixture
def gone():
    """A withdrawn event with everything on it that a reader could find it by."""
    party = make_party("Acme", slug="acme")
    event = make_event(slug="gone", title="SECRET title", summary="SECRET summary", parties=[party])
    version_of(event, "2026-05-01")
    change(event, "2026-05-02", "SECRET reason", summary="SECRET again")
    pend(event, "2026-05-03", title="PENDING title")
    withdraw(event, "2026-05-04", "Its only source was forged.")
    rebuild()
    return event


def test_a_withdrawn_record_is_gone_and_leads_to_why(client, gone):
    for rest in ("", "@1/", "@2/", "@4/", "history/", "?as_recorded=2026-05-01", "?as_of=2025-01-01", "words/"):
        page = read(client.get(f"/events/gone/{rest}"), 410)
        assert page.h1 == ["This record was withdrawn"]
        assert "/corrections/?kind=event&record=gone&class=withdrawal" in page.links
        assert "SECRET" not in page.html
        assert "forged" not in page.html
        assert page.meta["robots"] == "noindex"
    (entry,) = client.get("/corrections/?kind=event&record=gone&class=withdrawal").context["filters"].page.rows
    assert entry.is_withdrawal


def test_a_withdrawal_tells_title_and_reason_and_no_more(client, gone):
    page = read(client.get("/corrections/"))
    assert "Withdrawn on 4 May 2026" in page.text
    assert "This event was withdrawn: Its only source was forged." in page.text
    assert page.text.count("SECRET") == page.text.count("SECRET title") == 1, "its corrections are gone with it"
    for words in ("summary", "reason", "PENDING"):
        assert words not in page.text
    assert not [link for link in page.links if "gone" in link]


def test_a_withdrawn_record_is_in_no_other_place(client, gone):
    paths = ["/", "/search/?q=SECRET", "/parties/acme/", "/lanes/?view=table", "/about/", "/checks/", "/sources/"]
    paths += ["/sitemap.xml", "/sitemap-event.xml", "/parties/acme/?as_of=2025-01-01"]
    paths += [source.get_absolute_url() for source in Source.objects.all()]
    for path in paths:
        html = client.get(path).content.decode()
        assert "SECRET title" not in html, path
        assert "/gone/" not in html, path


@pytest.mark.parametrize("make", [lambda: make_quote("SECRET words"), lambda: make_assertion("SECRET words")])
def test_of_words_that_were_withdrawn_none_are_repeated(client, make):
    record = make()
    version_of(record, "2026-05-01")
    withdraw(record, "2026-05-02", "Nobody said so.")
    for path in ("/corrections/", "/corrections/feed.atom"):
        text = client.get(path).content.decode()
        assert "Nobody said so." in text
        assert "SECRET" not in text


def test_a_draft_that_was_withdrawn_was_never_there(client):
    draft = make_event(slug="draft", title="SECRET", workflow=Workflow.DRAFT)
    version_of(draft, "2026-05-01", Step.WRITTEN)
    withdraw(draft, "2026-05-02", "SECRET")
    assert client.get("/events/draft/").status_code == 404
    for path in ("/corrections/", "/corrections/feed.atom", "/corrections/?record=draft"):
        assert b"SECRET" not in client.get(path).content


def test_what_is_drafted_anew_of_a_withdrawn_record_stays_out_of_sight(client, gone):
    Event.objects.filter(pk=gone.pk).update(workflow=Workflow.DRAFT, title="NEW draft")
    version_of(gone, "2026-05-05", Step.RESTORED)
    assert b"NEW" not in client.get("/corrections/").content
    assert client.get("/events/gone/").status_code == 410


def test_a_record_that_is_published_again_is_there_again_with_its_history(client, gone):
    Event.objects.filter(pk=gone.pk).update(workflow=Workflow.PUBLISHED)
    version_of(gone, "2026-05-06")
    assert client.get("/events/gone/").status_code == 200
    assert "Withdrawn" in read(client.get("/events/gone/history/")).text
    page = read(client.get("/corrections/"))
    assert "It has been published again since." in page.text
    assert len(page.response.context["filters"].page.rows) == 2


def test_the_corrections_of_what_readers_cannot_see_now_are_gone(client, hearing):
    corrected(hearing)
    hidden = make_assertion("SECRET", question=(question := make_question()))
    version_of(hidden, "2026-05-01")
    change(hidden, "2026-05-02", statement="SECRET too")
    assert len(entries(client)) == 2
    question.workflow = Workflow.DRAFT
    question.save()
    Event.objects.update(workflow=Workflow.DRAFT)
    assert entries(client) == []


def test_corrections_are_linked_from_every_page(client, hearing):
    for path in ("/", "/about/", "/events/hearing/"):
        page = read(client.get(path))
        assert "/corrections/" in page.links
        assert '<link rel="alternate" type="application/atom+xml"' in page.html
    assert "http://testserver/corrections/" in client.get("/sitemap-lists.xml").content.decode()
