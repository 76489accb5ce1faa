"""The address of a record that was merged into another leads there for good, while readers see that one."""

import pytest
from django.core.exceptions import ValidationError

from tests.making import make_case, make_event, make_party, make_question, make_quote, make_source
from tests.merging.pairs import make_pair
from tests.views.reading import read
from tests.views.versions import ADDRESSES, address
from timeline.history.keeping import Hand, keep
from timeline.importing.applying import apply
from timeline.merging.merging import merge
from timeline.merging.undoing import undo
from timeline.models import Case, Event, FormerAddress, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db
HAND = Hand(name="test")


def merged(make):
    kept, gone = make(), make()
    merge(kept, gone, HAND)
    return kept.get_absolute_url(), gone.get_absolute_url()


@pytest.mark.parametrize("make", [make_event, make_case, make_party, make_quote, make_question, make_source])
def test_an_old_address_answers_301_with_its_query_and_its_tab(client, make):
    new, old = merged(make)
    answer = client.get(f"{old}?as_of=2026%2D01%2D01")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{new}?as_of=2026%2D01%2D01")
    assert client.head(old).status_code == 301
    for tab in {make_case: ["timeline/"], make_event: ["words/"]}.get(make, []):
        assert client.get(old + tab).headers["Location"] == new + tab
    assert client.get(old, headers={"HX-Request": "true"}).headers["Location"] == new


def test_a_filing_leads_on_too(client):
    kept, gone = make_pair("filing")
    merge(kept, gone, HAND)
    assert client.get(gone.get_absolute_url()).headers["Location"] == kept.get_absolute_url()


def test_a_merge_can_be_undone_so_a_browser_asks_for_the_way_each_time(client):
    _, old = merged(make_event)
    assert client.get(old).headers["Cache-Control"] == "no-cache"
    undo(FormerAddress.objects.get(), HAND)
    assert client.get(old).status_code == 200


def test_an_old_address_leads_nowhere_while_readers_do_not_see_the_new_one(client):
    new, old = merged(make_event)
    Event.objects.update(workflow=Workflow.DRAFT)
    for place in (new, old):
        answer = client.get(place)
        assert answer.status_code == 404
        assert "Location" not in answer.headers
        assert new.split("/")[2] not in answer.text.replace(place, "")


def test_two_drafts_that_were_merged_are_known_to_nobody(client):
    kept, gone = (make_event(workflow=Workflow.DRAFT) for _ in range(2))
    merge(kept, gone, HAND)
    assert client.get(gone.get_absolute_url()).status_code == 404


def test_addresses_lead_through_all_merges_to_the_last(client):
    first, second, third = make_event(), make_event(), make_event()
    merge(second, first, HAND), merge(third, second, HAND)
    assert client.get(first.get_absolute_url()).headers["Location"] == third.get_absolute_url()


def test_a_former_address_is_given_to_no_new_record():
    first, second = make_event(), make_event()
    merge(second, first, HAND)
    again = Event(slug=first.slug, title="Again", summary="Again.", kind="statement", date="2024")
    with pytest.raises(ValidationError, match="leads to"):
        again.full_clean()


def test_a_record_that_took_a_former_address_stands_there_itself(client):
    first, second = make_event(), make_event()
    merge(second, first, HAND)
    again = make_event(slug=first.slug)
    keep(again, Step.WRITTEN, HAND)
    merge(again, second, HAND)
    assert client.get(first.get_absolute_url()).status_code == 200
    assert client.get(second.get_absolute_url()).headers["Location"] == first.get_absolute_url()


@pytest.mark.parametrize("query", ["as_of=x", "as_of=2026-01-01&as_of=2026-01-02", "order=%00"])
def test_a_wrong_query_is_told_or_carried_and_breaks_nothing(client, query):
    _, old = merged(make_case)
    answer = client.get(f"{old}?{query}", follow=True)
    assert answer.status_code == 400


def test_circles_of_addresses_end(client):
    for slug, other in (("a", "b"), ("b", "a"), ("c", "c")):
        FormerAddress.objects.create(record_kind="event", slug=slug, leads_to=other, title="", merged_by="")
    for slug in "abc":
        assert client.get(f"/events/{slug}/").status_code == 404


def test_an_older_version_that_names_what_was_merged_can_be_written_and_names_what_stayed():
    kept, gone = make_party(), make_party()
    event = make_event(parties=[gone])
    merge(kept, gone, HAND)
    old = Version.objects.of(event).get(number=1)
    assert old.content["parties"] == [gone.slug]
    assert list(apply(Event, old.content, Workflow.PUBLISHED).parties.all()) == [kept]


def merged_with_versions(make):
    """The record that is gone, of which readers saw a version."""
    kept, gone = make(), make()
    keep(gone, Step.PUBLISHED, HAND)
    merge(kept, gone, HAND)
    return gone


@pytest.mark.parametrize("kind", ADDRESSES)
def test_the_versions_of_a_merged_record_keep_their_addresses_and_their_words(client, kind):
    kept, gone = make_pair(kind)
    keep(gone, Step.PUBLISHED, HAND)
    old = address(gone, "@1/")
    before = read(client.get(old))
    merge(kept, gone, HAND)
    after = client.get(old)
    assert after.status_code == 200
    assert read(after).h1 == before.h1
    assert "Then it was merged into" in after.text
    assert read(after).canonical == [f"http://testserver{kept.get_absolute_url().partition('#')[0]}"]
    assert client.get(address(gone, "@9/")).status_code == 404
    assert client.get(f"{old}?as_of=2026-01-01").status_code == 400


def test_a_version_of_a_merged_record_is_seen_only_while_readers_see_what_it_became(client):
    gone = merged_with_versions(make_event)
    Event.objects.update(workflow=Workflow.DRAFT)
    assert client.get(address(gone, "@1/")).status_code == 404
    Event.objects.update(workflow=Workflow.PUBLISHED)
    undo(FormerAddress.objects.get(), HAND)
    page = client.get(address(gone, "@1/"))
    assert page.status_code == 200
    assert "Then it was merged into" not in page.text


def test_a_version_that_names_what_was_merged_later_goes_on_naming_it(client):
    kept, gone = make_party("Kept"), make_party("The former name")
    event = make_event(parties=[gone])
    keep(event, Step.PUBLISHED, HAND)
    assert "The former name" in client.get(address(event, "@1/")).text
    merge(kept, gone, HAND)
    page = read(client.get(address(event, "@1/")))
    assert "The former name" in page.text
    assert kept.get_absolute_url() in page.links


LISTS = ["/", "/lanes/", "/quotes/", "/sources/", "/questions/", "/cases/", "/parties/"]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_filtered_by_a_merged_record_leads_on_to_its_new_name(client, path):
    (kept, gone), (other, former) = [(make_case(), make_case()), (make_party(), make_party())]
    merge(kept, gone, HAND), merge(other, former, HAND)
    answer = client.get(path, {"case": [gone.slug, kept.slug], "party": former.slug, "since": "2024"})
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{path}?case={kept.slug}&party={other.slug}&since=2024"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(answer.headers["Location"]).status_code == 200
    Case.objects.filter(pk=kept.pk).update(workflow=Workflow.DRAFT)
    assert client.get(path, {"case": gone.slug}).status_code == 400
    assert kept.slug not in client.get(path, {"case": gone.slug}).text


def test_a_list_that_names_something_else_wrong_says_so_after_it_led_on(client):
    kept, gone = make_case(), make_case()
    merge(kept, gone, HAND)
    answer = client.get("/", {"case": [gone.slug, "nothing"], "since": "x"}, follow=True)
    assert answer.status_code == 400
    assert len(answer.redirect_chain) == 1


def test_a_comparison_and_a_report_lead_on_too(client):
    kept, gone, third = make_case(), make_case(), make_case()
    merge(kept, gone, HAND)
    answer = client.get("/compare/", {"a": gone.slug, "b": third.slug})
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/compare/?a={kept.slug}&b={third.slug}")
    assert kept.short_name in client.get("/report/", {"about": f"case/{gone.slug}"}).text
