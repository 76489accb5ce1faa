"""A finding of a published record is shown to readers only if it tells nothing of what they cannot see."""

import pytest

from tests.checks.linting import found, make_court_file, make_court_paper
from tests.making import (
    make_case,
    make_event,
    make_filing,
    make_party,
    make_quote,
    make_source,
    make_text,
    make_variant,
)
from timeline.checks.linter import refresh_findings
from timeline.models import Event, Finding
from timeline.vocabulary import Reliability, Workflow

pytestmark = pytest.mark.django_db

DRAFT = {"workflow": Workflow.DRAFT}
SUMMARY = "The jury finds for the defendants on every count after nine days of trial in Oakland."
WORDS = "We never did anything of the kind here."


def duplicate(hidden):
    case = make_case()
    make_event("2024-02-10", cases=[case], title="Jury finds for the defendants", summary=SUMMARY, **hidden)
    return make_event("2024-02-10", cases=[case], title="Jury finds for the defendants", summary=SUMMARY)


def early_source(hidden):
    return make_event("2024-02-10", sources=[make_source("2020-01-01", **hidden), make_source("2024-02-11")])


def party_of_later(hidden):
    return make_event("2024-02-10", parties=[make_party(began="2025-01-01", **hidden)])


def early_event_of_quote(hidden):
    return make_quote(WORDS, event=make_event("2023-01-01", title="The hearing", **hidden))


def words_elsewhere(hidden):
    make_text(f"Yes: {WORDS} So it was.", make_source(**hidden))
    quote = make_quote(WORDS, [source := make_source()])
    make_text("Nothing about that.", source)
    return quote


def words_altered(hidden):
    source = make_source(**hidden)
    make_text("We always did something of the kind there.", source)
    return make_quote(WORDS, [make_source(), source])


def origin(hidden):
    first = make_source(**hidden)
    return make_event(sources=[make_source(retells=first), make_source(retells=first)])


def retelling(hidden):
    teller = make_source(note="It retells The Morning Paper.", **hidden)
    return make_event(sources=[make_source(publisher="The Morning Paper"), teller])


def same_odd_words(hidden):
    quote = make_quote(WORDS)
    make_variant("They never did a thing.", quote)
    make_variant("They never did a thing.", quote, make_source(**hidden))
    return quote


def exhibit_beside(hidden):
    case = make_case()
    entry = {"case": case, "docket_entry_number": 32}
    make_filing(attachment_number=1, exhibit_label="Exhibit 2", **entry, **hidden)
    return make_filing(attachment_number=2, exhibit_label="Exhibit 1", **entry)


def file_beside(hidden):
    make_court_file(32, 1, title="Exhibit 2 to the Complaint", **hidden)
    return make_court_file(32, 2, title="Exhibit 1 to the Complaint")


def wrong_paper(hidden):
    paper = make_court_paper(title="Complaint (Dkt. 7)", **hidden)
    return make_filing(
        docket_entry_number=8, exhibit_label="", date="2024-03-04", title="Complaint", sources=[make_source(), paper]
    )


TOLD = {
    "near-duplicate": duplicate,
    "source-before-event": early_source,
    "event-before-party": party_of_later,
    "quote-date": early_event_of_quote,
    "quote-altered": words_elsewhere,
    "quote-altered of its own": words_altered,
    "single-origin": origin,
    "unlinked-retelling": retelling,
    "unlinked-retelling by words": same_odd_words,
    "docket-numbers of filings": exhibit_beside,
    "docket-numbers of files": file_beside,
    "docket-numbers of a paper": wrong_paper,
}


@pytest.mark.parametrize("told", TOLD)
def test_what_names_a_draft_is_told_at_the_desk_and_not_to_readers(told):
    (finding,) = found(TOLD[told](DRAFT), told.split()[0])
    assert not finding.is_public


@pytest.mark.parametrize("told", TOLD)
def test_the_same_of_published_records_is_told_to_everybody(told):
    (finding,) = found(TOLD[told]({}), told.split()[0])
    assert finding.is_public


def test_a_finding_of_a_draft_beside_one_that_readers_see_hides_only_itself():
    early, hidden = make_source("2020-01-01"), make_source("2020-01-01", **DRAFT)
    event = make_event("2024-02-10", sources=[early, hidden, make_source("2024-02-11")])
    told = {finding.about: finding.is_public for finding in found(event, "source-before-event")}
    assert told == {early.slug: True, hidden.slug: False}


def test_no_page_of_the_checks_names_a_draft(client):
    early_source({"title": "SECRET paper", **DRAFT})
    duplicate({"slug": "secret-event", **DRAFT})
    refresh_findings(Event)
    assert Finding.objects.filter(message__contains="SECRET").exists()
    assert Finding.objects.filter(message__contains="secret-event").exists()
    assert "secret" not in client.get("/checks/").content.decode().lower()


def test_a_machine_that_stands_alone_is_told_whatever_drafts_there_are():
    machine = make_source(reliability=Reliability.MACHINE)
    (finding,) = found(make_event(sources=[machine, make_source(**DRAFT)]), "machine-alone")
    assert finding.is_public
