"""Without JavaScript a related record is named by its slug: in every form, and without a change where it is there."""

import re

import pytest

from tests.admin.posting import address, errors, send
from tests.making import make_case, make_court, make_event, make_filing, make_party, make_quote, make_source
from timeline.models import Case, Event, Filing, Quote
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db

ADD = address(Event, "add")
EVENT = {"date": "2026-04-30", "title": "Musk testifies", "kind": "testimony", "summary": "He was asked.", "slug": "e"}


def draft(make, **values):
    return make(workflow=Workflow.DRAFT, **values)


def test_an_event_is_entered_with_slugs_alone(researcher):
    parties, case, filing, source = [make_party(), make_party()], make_case(), make_filing(), make_source()
    named = {
        "cases_by_slug": case.slug,
        "parties_by_slug": f" {parties[0].slug}  {parties[1].slug} ",
        "filing_by_slug": filing.slug,
        "references__0__source_by_slug": source.slug,
    }
    assert errors(send(researcher, ADD, **EVENT, **named)) == ""
    event = Event.objects.get()
    assert (set(event.parties.all()), [*event.cases.all()], event.filing) == ({*parties}, [case], filing)
    assert [reference.source for reference in event.references.all()] == [source]


def test_quotes_filings_and_cases_are_entered_with_slugs_alone(researcher):
    speaker, event, case, source, court = make_party(), make_event(), make_case(), make_source(), make_court()
    of_source = {"references__0__source_by_slug": source.slug}
    quote = {"text": "Yes.", "date": "2026-04-30", "forum": "interview", "slug": "q", **of_source}
    sent = send(researcher, address(Quote, "add"), **quote, speaker_by_slug=speaker.slug, event_by_slug=event.slug)
    assert errors(sent) == ""
    assert (Quote.objects.get().speaker, Quote.objects.get().event) == (speaker, event)
    filing = {"date": "2026-04-30", "title": "Motion", "kind": "motion", "slug": "f", **of_source}
    assert errors(send(researcher, address(Filing, "add"), **filing, case_by_slug=case.slug)) == ""
    assert Filing.objects.get().case == case
    row = {"roles__0__role": "plaintiff", "roles__0__party_by_slug": speaker.slug}
    assert errors(send(researcher, address(draft(make_case), "change"), **row, court_by_slug=court.pk)) == ""
    changed = Case.objects.get(court=court)
    assert [role.party for role in changed.roles.all()] == [speaker]


@pytest.mark.parametrize("slug", ["nobody", "a key", "9" * 5000, "\0", "<b>", "’", "a b"])
def test_a_slug_of_nothing_is_told_where_it_was_typed_and_nothing_is_written(researcher, slug):
    party, source = make_party(), make_source()
    slug = str(source.pk) if slug == "a key" else slug
    named = {"parties_by_slug": f"{party.slug} {slug}", "references__0__source_by_slug": slug}
    answer = send(researcher, ADD, **EVENT, **named, filing_by_slug=slug)
    for kind in ("filing", "party", "source"):
        assert f"There is no {kind} with the slug “{slug.split()[0][:20]}" in errors(answer)
    assert not Event.objects.exists()
    form = answer.context["adminform"].form
    assert form["parties"].value()[0] == str(party.pk)
    assert (typed_in(form["filing"]), typed_in(form["parties"])) == (slug, slug)
    assert str(source) not in str(answer.context["inline_admin_formsets"][0].formset.forms[0]["source"])


def test_a_named_record_takes_the_place_of_the_chosen_one_and_several_join_those_that_are(researcher):
    old, new = make_source(), make_source()
    first, second = make_party(), make_party()
    event = draft(make_event, sources=[old], parties=[first])
    named = {"references__0__source_by_slug": new.slug, "parties_by_slug": f"{second.slug} {first.slug}"}
    assert errors(send(researcher, address(event, "change"), **named)) == ""
    assert [reference.source for reference in event.references.all()] == [new]
    assert set(event.parties.all()) == {first, second}


def test_the_key_of_a_chosen_record_is_no_slug_of_it(researcher):
    party = make_party()
    event = draft(make_event, parties=[party])
    answer = send(researcher, address(event, "change"), parties_by_slug=str(party.pk))
    assert f"There is no party with the slug “{party.pk}”" in errors(answer)


def test_a_source_that_is_named_and_one_that_is_typed_are_one_too_many(researcher):
    both = {"references__0__source_by_slug": make_source().slug, "references__0__new_title": "Another"}
    assert "not both" in errors(send(researcher, ADD, **EVENT, **both))


def test_what_is_named_is_shown_as_chosen_when_a_form_comes_back(researcher):
    filing = make_filing(title="The motion")
    answer = send(researcher, ADD, **{**EVENT, "title": ""}, filing_by_slug=filing.slug)
    field = answer.context["adminform"].form["filing"]
    assert f'<option value="{filing.pk}" selected>' in str(field)
    assert typed_in(field) == ""


def test_the_fields_for_slugs_stand_where_only_browsers_without_scripts_see_them(researcher):
    quote = draft(make_quote)
    for url in (ADD, address(quote, "change"), address(Filing, "add"), address(Case, "add")):
        page = researcher.get(url).text
        assert "_by_slug" in page
        assert "_by_slug" not in re.sub(r"<noscript>.*?</noscript>", "", page, flags=re.DOTALL)


def typed_in(field):
    """What stands in the field for the slug."""
    (found,) = re.findall(r'name="[^"]+_by_slug"[^>]* value="([^"]*)"', str(field))
    return found.replace("&lt;", "<").replace("&gt;", ">")
