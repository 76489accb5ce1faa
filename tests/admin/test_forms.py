"""The forms: what they check, what they show, what they fix."""

import pytest

from tests.admin.posting import address, errors, filled_in, send, send_and_publish, shown
from tests.making import make_case, make_court, make_event, make_filing, make_party, make_quote, make_source
from timeline.models import (
    Assertion,
    Case,
    CaseReference,
    CaseRelation,
    Court,
    Event,
    EventReference,
    Evidence,
    Filing,
    Party,
    PartyRole,
    Quote,
    QuoteVariant,
    Source,
)
from timeline.vocabulary import Role, Workflow

pytestmark = pytest.mark.django_db
EVENT = {"date": "2026-04-30", "title": "It happened", "summary": "So.", "kind": "hearing", "slug": "it-happened"}


def test_an_event_is_added_with_its_sources_and_parties(researcher):
    first, second = make_source(published="2026-05-02"), make_source(published="2026-05-01", kind="docket")
    parties = [make_party(), make_party(), make_party()]
    response = send(
        researcher,
        address(Event, "add"),
        **EVENT,
        parties=[party.pk for party in parties],
        references__0__source=first.pk,
        references__0__locator="p. 3",
        references__1__source=second.pk,
    )
    assert errors(response) == ""
    event = Event.objects.get()
    assert event.workflow == Workflow.DRAFT
    assert set(event.parties.all()) == set(parties)
    assert [(row.source, row.locator) for row in event.references.all()] == [(first, "p. 3"), (second, "")]
    assert (str(event.earliest), str(event.known_since), str(event.known_in_full)) == (
        *("2026-04-30", "2026-05-01", "2026-05-02"),
    )


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("30 April 2026", "write 2026-04-30."),
        ("2026-02-30", "is no date of the calendar"),
        ("2026-05/2026-04", "ends before it begins"),
        ("/2020", "write “../2020”"),
        ("2026\0", "Null characters are not allowed"),
        ("2026-04-30" * 9, "at most 40 characters"),
        ("", "This field is required"),
    ],
)
def test_a_wrong_date_is_explained_and_the_form_shown_again(researcher, date, message):
    response = send(researcher, address(Event, "add"), **{**EVENT, "date": date})
    assert message in errors(response)
    response = send(researcher, address(make_event(), "change"), date=date)
    assert message in errors(response)


def test_a_saved_date_is_shown_with_what_it_means(researcher):
    event = make_event(date="2026-04~")
    assert "c. April 2026 (earliest 2026-04-01, latest 2026-04-30)" in researcher.get(address(event, "change")).text
    event = make_event(date="2026-04-30")
    assert "30 Apr 2026, a Thursday" in researcher.get(address(event, "change")).text
    case = make_case(filed="2024-08/..", status_as_of="2026")
    page = researcher.get(address(case, "change")).text
    assert "since August 2024 (earliest 2024-08-01, no latest day)" in page
    assert "2026 (earliest 2026-01-01, latest 2026-12-31)" in page


def test_what_follows_from_the_sources_is_shown_and_cannot_be_typed(researcher):
    event = make_event(sources=[make_source(published="2024-01-15")])
    page = researcher.get(address(event, "change")).text
    assert "15 Jan 2024" in page
    assert "First-hand report" in page
    fields = shown(researcher, address(event, "change"))
    assert not {"known_since", "known_in_full", "best_mark", "earliest", "changed_at", "imported_digest"} & set(fields)
    send(researcher, address(event, "change"), known_since="1999-01-01", best_mark="1")
    event.refresh_from_db()
    assert str(event.known_since) == "2024-01-15"


def test_what_follows_is_right_after_references_change_and_sources_are_edited(reviewer):
    early, late = make_source(published="2024-01-15"), make_source(published="2025-01-15", reliability="primary")
    event = make_event(sources=[early])
    send_and_publish(reviewer, event, references__0__source=late.pk)
    assert (str(event.known_since), event.best_mark) == ("2025-01-15", 2)
    send_and_publish(reviewer, late, published="2025-03-01", kind="docket")
    event.refresh_from_db()
    assert (str(event.known_since), event.best_mark) == ("2025-03-01", 1)


def test_a_slug_is_prefilled_from_date_and_title_and_then_fixed(researcher):
    page = researcher.get(address(Event, "add"))
    assert page.context["adminform"].prepopulated_fields[0]["field"].name == "slug"
    names = [field.name for field in page.context["adminform"].prepopulated_fields[0]["dependencies"]]
    assert names == ["date", "title"]
    event = make_event(slug="as-it-was")
    assert "slug" not in shown(researcher, address(event, "change"))
    send(researcher, address(event, "change"), slug="another")
    event.refresh_from_db()
    assert event.slug == "as-it-was"


def test_a_court_keeps_its_id(researcher):
    court = make_court()
    send(researcher, address(court, "change"), id="another", name="A better name", why="So it is called.")
    assert list(Court.objects.values_list("pk", "name")) == [(court.pk, "A better name")]


def test_a_slug_is_used_once(researcher):
    make_event(slug="it-happened")
    assert "Event with this Slug already exists" in errors(send(researcher, address(Event, "add"), **EVENT))


def test_a_docket_number_is_used_once_a_court(researcher):
    case = make_case(docket_number="4:24-cv-1")
    other = make_case(court=case.court)
    response = send(researcher, address(other, "change"), docket_number="4:24-cv-1")
    assert errors(response) == "This court already has a case with this docket number."


def test_an_entry_number_is_used_once_a_docket(researcher):
    filing = make_filing(docket_entry_number=7)
    other = make_filing(case=filing.case, docket_entry_number=8)
    url = address(other, "change")
    assert "already has a filing with this entry number" in errors(send(researcher, url, docket_entry_number=7))
    make_filing(case=filing.case, docket_entry_number=7, attachment_number=1)
    response = send(researcher, url, docket_entry_number=7, attachment_number=1)
    assert "already has an attachment with this number" in errors(response)
    response = send(researcher, url, docket_entry_number="", attachment_number=1)
    assert "needs the number of its docket entry" in errors(response)


@pytest.mark.parametrize("number", [10**20, "9" * 5000, "-1", "seven", "7\0", "1e9"])
def test_a_wrong_number_is_refused(researcher, number):
    response = send(researcher, address(make_filing(), "change"), docket_entry_number=number)
    assert errors(response) != ""


def test_a_reference_that_stands_already_is_refused(researcher):
    event = make_event()
    source = event.references.get().source
    response = send(researcher, address(event, "change"), references__1__source=source.pk)
    assert "Two rows have the same source and locator" in errors(response)
    response = send(
        researcher,
        address(Event, "add"),
        **EVENT,
        references__0__source=source.pk,
        references__1__source=source.pk,
    )
    assert "Two rows have the same source and locator" in errors(response)
    assert EventReference.objects.count() == 1


def test_a_role_that_stands_already_is_refused(researcher):
    case, party = make_case(), make_party()
    PartyRole.objects.create(case=case, party=party, role=Role.JUDGE)
    url = address(case, "change")
    response = send(researcher, url, roles__1__party=party.pk, roles__1__role="judge")
    assert "Two rows have the same party and role" in errors(response)
    assert errors(send(researcher, url, roles__1__party=party.pk, roles__1__role="amicus")) == ""


def test_a_row_that_another_tab_has_added_meanwhile_is_refused(researcher):
    event, source = make_event(), make_source()
    stale = shown(researcher, address(event, "change"))
    EventReference.objects.create(event=event, source=source)
    added = {"references-1-source": source.pk, "references-1-locator": ""}
    response = researcher.post(address(event, "change"), filled_in(stale, added))
    assert f"“{source}” stands here already." == errors(response)


def test_data_uses_causes_and_variants_stand_once(researcher):
    case = make_case()
    url = address(case, "change")
    twice = {"data_uses__0__use": "scraping", "data_uses__1__use": "scraping"}
    assert "same use" in errors(send(researcher, url, **twice))
    assert "same name" in errors(send(researcher, url, causes__0__name="fraud", causes__1__name="fraud"))
    quote, source = make_quote(), make_source().pk
    rows = {f"variants__{row}__{name}": value for row in "01" for name, value in (("source", source), ("text", "So."))}
    assert "same source and text" in errors(send(researcher, address(quote, "change"), **rows))
    assert not QuoteVariant.objects.exists()


def test_a_case_is_not_tied_to_itself(researcher):
    case, other = make_case(), make_case()
    url = address(case, "change")
    tie = {"relations__0__relation": "appeal_of"}
    assert errors(send(researcher, url, **tie, relations__0__to_case=case.pk)) == "A case cannot be tied to itself."
    assert errors(send_and_publish(researcher, case, **tie, relations__0__to_case=other.pk)) == ""
    assert CaseRelation.objects.get().to_case == other


@pytest.mark.parametrize("key", ["abc", "\0", str(10**20), "-1", "0", "9" * 5000])
def test_a_relation_that_there_cannot_be_is_a_form_error(researcher, key):
    event, case = make_event(), make_case()
    assert "valid" in errors(send(researcher, address(event, "change"), filing=key))
    assert "valid" in errors(send(researcher, address(event, "change"), parties=[key]))
    assert "valid" in errors(send(researcher, address(event, "change"), references__0__source=key))
    assert errors(send(researcher, address(event, "change"), references__0__id=key)) != ""
    assert "valid" in errors(send(researcher, address(case, "change"), court=key))
    assert researcher.get(address(Event, "add"), {"filing": key, "parties": key, "cases": key}).status_code == 200
    assert researcher.get(address(Case, "add"), {"court": key}).status_code == 200
    chosen = {"action": "send_to_review", "_selected_action": key}
    assert researcher.post(address(Event), chosen).status_code in (302, 400)


@pytest.mark.parametrize("model", [Event, Case, Filing, Quote, Source, Party, Assertion])
def test_nul_and_endless_words_are_refused_in_every_field(researcher, model):
    url = address(model, "add")
    names = list(researcher.get(url).context["adminform"].form.fields)
    for words in ("\0", "a\0b", "x" * 100_000):
        response = send(researcher, url, **dict.fromkeys(names, words), references__0__locator=words)
        assert errors(response) != ""


@pytest.mark.parametrize("key", ["99999999999999999999999", "abc", "_00", "%00", "0"])
def test_a_page_of_no_record_leads_to_the_index(researcher, key):
    for model in (Event, Court):
        response = researcher.get(f"{address(model)}{key}/change/")
        assert (response.status_code, response.url) == (302, "/admin/")


def test_an_event_links_to_its_quotes_and_to_a_new_one(researcher):
    event = make_event()
    quote = make_quote(event=event)
    page = researcher.get(address(event, "change")).text
    assert address(quote, "change") in page
    assert f"{address(Quote, 'add')}?event={event.pk}" in page
    assert shown(researcher, f"{address(Quote, 'add')}?event={event.pk}")["event"] == str(event.pk)


def test_every_row_type_can_be_edited(researcher):
    rows = {row.model for model in (Case, Quote, Event) for row in _inlines(researcher, model)}
    assert {CaseReference, CaseRelation, PartyRole, QuoteVariant, EventReference} <= rows
    assert {row.model for row in _inlines(researcher, Assertion)} == {Evidence}


def _inlines(client, model):
    return [inline.opts for inline in client.get(address(model, "add")).context["inline_admin_formsets"]]
