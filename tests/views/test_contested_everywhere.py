"""A contested question marks the events, quotes and cases that it touches wherever they are listed."""

import pytest

from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from tests.views.reading import read
from timeline.models import Assertion, Case, CaseRelation, Dismissal, Event, Finding, PartyRole, Question, Quote
from timeline.search.index import rebuild
from timeline.vocabulary import Level, Relation, Role, Stance

pytestmark = pytest.mark.django_db

EARLY, LATE = "2024-01-15", "2024-06-15"
SIGN = "≠ accounts differ on 1 point"


@pytest.fixture
def contested():
    """One case, event and quote on which accounts differ since LATE, in all the places where they are listed."""
    source = make_source(EARLY, slug="source")
    both = {"sources": [source]}
    party = make_party(slug="party", **both)
    case = make_case("Marked", slug="marked", **both)
    other = make_case("Other", slug="other", **both)
    CaseRelation.objects.create(case=other, to_case=case, relation=Relation.RELATED_TO)
    PartyRole.objects.create(case=case, party=party, role=Role.PLAINTIFF)
    PartyRole.objects.create(case=other, party=party, role=Role.DEFENDANT)
    filing = make_filing("2024-01-02", case=case, slug="filing", **both)
    event = make_event("2024-01-02", cases=[case], filing=filing, title="Event that is marked", **both)
    make_event("2024-01-05", cases=[case], slug="after", **both)
    quote = make_quote("Words that are marked.", speaker=party, cases=[case], event=event, **both)
    question = make_question("Is it marked?", slug="question", cases=[case], events=[event], quotes=[quote])
    make_assertion(question=question, sources=[source])
    make_assertion(question=question, sources=[make_source(LATE)], stance=Stance.CONTRADICTS)
    rebuild()


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/events/after/", ["Event that is marked"]),
        ("/filings/filing/", ["Marked", "Event that is marked"]),
        ("/parties/party/", ["Marked"]),
        ("/parties/party/roles/", ["Marked"]),
        ("/cases/other/", ["Marked"]),
        ("/questions/", ["Marked"]),
        ("/questions/question/", ["Marked", "Event that is marked", "“Words that are marked.”"]),
        ("/sources/source/", ["Marked", "Event that is marked", "Words that are marked."]),
        ("/search/?q=marked", ["Marked", "Event that is marked", "that are marked .”", "Is it marked ?"]),
    ],
)
def test_each_list_has_the_sign_since_accounts_differ(client, contested, address, marked):
    text = read(client.get(address)).text
    assert [name for name in marked if f"{name} {SIGN}" not in text] == []
    past = f"{address}{'&' if '?' in address else '?'}as_of=2024-02-01"
    assert "≠" not in read(client.get(past)).text


@pytest.mark.parametrize("state", ["standing", "dismissed"])
def test_a_finding_names_its_record_with_the_sign(client, contested, django_assert_max_num_queries, state):
    records = [Case.objects.get(slug="marked"), Case.objects.get(slug="other"), Event.objects.get(slug="after")]
    records += [Quote.objects.get(), Question.objects.get(), Assertion.objects.first()]
    for record in [*records, Event.objects.exclude(slug="after").get()]:
        place = {"record_kind": record._meta.model_name, "record_slug": record.slug, "rule": "stale-status"}
        title = f"Finding on {place['record_kind']} {record.slug}"
        Finding.objects.create(**place, title=title, message="Said.", level=Level.WARNING, is_public=True)
        if state == "dismissed":
            Dismissal.objects.create(**place, reason="So it is.")
    with django_assert_max_num_queries(11):
        text = read(client.get(f"/checks/?state={state}")).text
    marked = [record.slug for record in records if f"{record.slug} {SIGN}" in text]
    assert marked == ["marked", records[3].slug, "question", records[5].slug]
    assert text.count(SIGN) == 5


def test_what_is_not_touched_has_no_sign(client, contested):
    for address in ("/parties/party/", "/search/?q=other", "/sources/source/"):
        assert f"Other {SIGN}" not in read(client.get(address)).text


def test_the_chip_of_a_case_has_the_sign_on_every_card(client, contested):
    for address in ("/", "/events/after/", "/cases/marked/timeline/"):
        assert "Marked ≠ accounts of it differ" in read(client.get(address)).text, address
        assert "accounts of it differ" not in read(client.get(f"{address}?as_of=2024-02-01")).text, address


@pytest.mark.parametrize("address", ["/", "/lanes/", "/lanes/?view=table", "/compare/?a=marked&b=other"])
def test_the_name_of_a_lane_has_the_sign(client, contested, address):
    names = read(client.get(address)).text
    assert "Marked ≠ accounts of it differ" in names
    assert "Other ≠" not in names
    past = f"{address}{'&' if '?' in address else '?'}as_of=2024-02-01"
    assert "≠" not in read(client.get(past)).text


@pytest.mark.parametrize("address", ["/", "/quotes/", "/questions/"])
def test_a_case_among_the_filters_has_the_sign(client, contested, address):
    sign = '> Marked <span class="contested-mark"'
    assert sign in client.get(address).content.decode()
    assert sign not in client.get(f"{address}?as_of=2024-02-01").content.decode()


def test_only_the_name_of_a_case_has_the_sign_on_a_lane(client, contested):
    drawn = client.get("/lanes/?lanes=party").content.decode().split('class="lanes__names')[1].split("</ol>")[0]
    assert "contested-mark" not in drawn


def test_a_question_that_a_source_speaks_to_is_marked_there_once_its_accounts_differ(client, contested):
    assert "Is it marked? ≠ accounts differ" in read(client.get("/sources/source/")).text
    assert "Is it marked? ≠" not in read(client.get("/sources/source/?as_of=2024-02-01")).text


@pytest.mark.usefixtures("whole_record")
def test_the_record_marks_what_its_questions_touch(client):
    assert "≠ accounts differ on" in read(client.get("/events/ev-2026-04-30-musk-ends/")).text
    text = read(client.get("/sources/mts-trial-day-4/")).text
    assert "Musk is questioned about distillation, xAI and OpenAI ≠ accounts differ on" in text


@pytest.mark.usefixtures("whole_record")
@pytest.mark.parametrize("slug", ["ev-2016-contributions-start", "ev-2020-last-contribution"])
def test_the_question_how_much_musk_gave_marks_the_start_and_the_end_of_his_contributions(client, slug):
    assert "How much money did Musk give OpenAI?" in read(client.get(f"/events/{slug}/")).text
