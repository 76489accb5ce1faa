"""Checks of quotations: shown, never written by hand; a new place is accepted by a person who has seen it."""

import re

import pytest

from tests.admin.posting import act, address, messages
from tests.making import make_quote, make_source
from timeline.models import Finding, QuoteCheck, SourceText
from timeline.vocabulary import Grade

pytestmark = pytest.mark.django_db
WORDS = "Nobody owns a language."


def hold(source, text, revision=1, **values):
    return SourceText.objects.create(source=source, text=text, revision=revision, extraction="pasted", **values)


def make_waiting(words=WORDS):
    """A check whose words a newer revision of the text has elsewhere."""
    source = make_source()
    quote = make_quote(words, sources=[source])
    hold(source, f"He said then: {words} Then he left.")
    hold(source, f"A heading. He answered: {words} And left.", revision=2)
    return QuoteCheck.objects.get(quote=quote)


def shown(page):
    """What the page of confirmation says it has shown, which comes back with its form."""
    return dict(re.findall(r'name="(shown-\d+)" value="(\w+)"', page.text))


def start(check):
    check.refresh_from_db()
    return check.is_waiting, check.places[0]["revision"]


def test_the_list_says_how_words_stand_and_leads_to_quote_and_source(researcher):
    source = make_source()
    quote = make_quote("Nobody owns a whole language.", sources=[source])
    hold(source, WORDS)
    assert QuoteCheck.objects.get().grade == Grade.ALTERED
    for url in (address(QuoteCheck), address(QuoteCheck.objects.get(), "change")):
        page = researcher.get(url).text
        for words in ("Altered", address(quote, "change"), address(source, "change"), "<del>whole </del>"):
            assert words in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("grade__exact=1", 1), ("grade__exact=9", 0), ("is_waiting__exact=1", 1), ("is_waiting__exact=0", 0)],
)
def test_the_list_filters(researcher, query, count):
    make_waiting()
    assert len(researcher.get(f"{address(QuoteCheck)}?{query}").context["cl"].result_list) == count


def test_old_and_new_place_stand_side_by_side(researcher):
    check = make_waiting()
    page = researcher.get(address(check, "change")).text
    for words in ("Until now", "He said then: <mark>Nobody", "New", "He answered: <mark>Nobody", "revision 2"):
        assert words in page
    assert f"/admin/timeline/quotecheck/{check.pk}/accept/" in page


def test_a_new_place_is_accepted_once_it_was_shown(researcher):
    check = make_waiting()
    asked = act(researcher, "accept_places", check)
    assert "He answered: <mark>" in asked.text
    assert start(check) == (True, 1)
    done = act(researcher, "accept_places", check, confirmed="yes", **shown(asked))
    assert messages(done) == "New places accepted: 1."
    assert start(check) == (False, 2)
    assert "New place accepted" in researcher.get(address(check, "history")).text


def test_a_new_place_is_accepted_from_its_own_page(researcher):
    check = make_waiting()
    url = f"/admin/timeline/quotecheck/{check.pk}/accept/"
    response = researcher.post(url, {"confirmed": "yes", **shown(researcher.get(url))})
    assert response.url == address(check, "change")
    assert start(check) == (False, 2)
    assert "None of these waits" in messages(researcher.get(url, follow=True))


def test_a_place_that_was_not_shown_is_not_accepted(researcher):
    check, other = make_waiting(), make_waiting("Other words altogether.")
    old = shown(act(researcher, "accept_places", check, other))
    hold(check.source, f"Another heading. He answers: {WORDS}", revision=3)
    done = act(researcher, "accept_places", check, other, confirmed="yes", **old)
    assert "the new place has changed meanwhile" in messages(done)
    assert "New places accepted: 1." in messages(done)
    assert (start(check), start(other)) == ((True, 1), (False, 2))
    act(researcher, "accept_places", check, confirmed="yes")
    assert start(check) == (True, 1)


def test_accepting_takes_the_warning_off_the_quote(researcher):
    check = make_waiting()
    # As the researcher's own upload would.
    researcher.post(address(SourceText, "add"), {"source": check.source_id, "pasted": f"He wrote: {WORDS} So."})
    assert Finding.objects.filter(rule="quote-moved", record_slug=check.quote.slug).exists()
    asked = act(researcher, "accept_places", check)
    act(researcher, "accept_places", check, confirmed="yes", **shown(asked))
    assert not Finding.objects.filter(rule="quote-moved").exists()


def test_nobody_writes_or_deletes_checks(administrator):
    check = make_waiting()
    assert administrator.get(f"{address(QuoteCheck)}add/").status_code == 403
    assert administrator.post(address(check, "change"), {"grade": 1}).status_code == 403
    assert administrator.post(address(check, "delete"), {"post": "yes", "why": "So."}).status_code == 403
    act(administrator, "delete_selected", check, post="yes")
    assert start(check) == (True, 1)


def test_a_quote_is_deleted_with_its_checks(administrator):
    check = make_waiting()
    type(check.quote).objects.update(workflow="draft")
    assert administrator.post(address(check.quote, "delete"), {"post": "yes", "why": "So."}).status_code == 302
    assert not QuoteCheck.objects.exists()


def test_whoever_may_not_change_quotes_accepts_nothing(client, django_user_model):
    check = make_waiting()
    client.force_login(django_user_model.objects.create_user("bare", is_staff=True))
    url = f"/admin/timeline/quotecheck/{check.pk}/accept/"
    assert client.post(url, {"confirmed": "yes"}).status_code == 403
    assert act(client, "accept_places", check, confirmed="yes").status_code == 403
    client.logout()
    assert client.get(url).status_code == 302
    assert start(check) == (True, 1)


@pytest.mark.parametrize("key", ["0", "9" * 30, "abc", "%00"])
def test_no_address_breaks_the_page_of_accepting(researcher, key):
    assert researcher.get(f"/admin/timeline/quotecheck/{key}/accept/").status_code in (302, 404)
