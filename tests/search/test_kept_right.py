"""The index says what the record says, by whatever path the record was changed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.admin.posting import act, address, errors, send, send_and_publish
from tests.importing.dossiers import SMALL, write
from tests.making import (
    make_assertion,
    make_case,
    make_court,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
    make_variant,
)
from tests.search.searching import assert_index_is_right, found, searched
from timeline.admin import steps
from timeline.history.keeping import Hand
from timeline.importing.dossier import import_dossier
from timeline.models import Event, Party, PartyRole
from timeline.search.index import differences, index, is_as_long_as_the_record, rebuild
from timeline.vocabulary import Role, Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(admin_client):
    """An administrator at the desk."""
    return admin_client


def everything_named_by(party, case):
    """An event, a filing and a quote that carry the names of this party and this case."""
    event = make_event(title="Something happened", cases=[case], parties=[party])
    filing = make_filing(title="Paper", case=case, filed_by=[party])
    quote = make_quote("Words were said", speaker=party, cases=[case])
    PartyRole.objects.create(case=case, party=party, role=Role.PLAINTIFF)
    return event, filing, quote


def test_what_is_written_at_the_desk_is_found_at_once(desk):
    source = make_source()
    response = send(
        desk,
        address(Event, "add"),
        slug="new-event",
        title="Zebras were counted",
        summary="All of them.",
        kind="statement",
        date="2024-02",
        references__0__source=source.pk,
    )
    assert response.status_code == 302
    assert found("zebra") == {}, "a draft is found by nobody"
    event = Event.objects.get()
    steps.publish(event, Hand(name="somebody else"))
    assert found("zebra")["event"] == ["new-event"]
    rebuild()
    assert errors(send(desk, address(event, "change"), title="Okapis were counted", date="2024-01")) == ""
    assert found("okapi") == {}, "nor is a change that waits"
    steps.publish(event, Hand(name="somebody else"))
    assert found("zebra") == {}
    assert found("okapi")["event"] == ["new-event"]
    assert_index_is_right()


def test_a_party_or_a_case_that_is_renamed_is_found_by_its_new_name_wherever_it_stands(desk):
    party, case = make_party("Acme"), make_case("Ada v. Acme")
    everything_named_by(party, case)
    rebuild()
    send_and_publish(desk, party, name="Zebracorp", other_names="Quagga Limited")
    assert {*found("zebracorp")} == {"party", "event", "filing", "quote", "case"}
    assert found("quagga").keys() == found("zebracorp").keys()
    send_and_publish(desk, case, short_name="Ada v. Okapi")
    assert {*found("okapi")} == {"event", "filing", "quote", "case"}
    assert_index_is_right()


def test_a_court_that_is_renamed_renames_its_cases(desk):
    court = make_court(name="Court of Zebras")
    case = make_case(court=court)
    rebuild()
    send(desk, address(court, "change"), name="Court of Okapis", why="It goes by another name now.")
    assert found("okapi") == {"case": [case.slug]}
    assert_index_is_right()


def test_a_row_on_a_record_is_indexed_with_it(desk):
    quote = make_quote("Plain words")
    make_variant("Plain zebras", quote, make_source())
    rebuild()
    variant = quote.variants.get()
    prefix = {"variants-0-id": variant.pk, "variants-0-text": "Plain okapis"}
    send_and_publish(desk, quote, **{name.replace("-", "__"): value for name, value in prefix.items()})
    assert found("okapi") == {"quote": [quote.slug]}
    send_and_publish(desk, quote, variants__0__DELETE="on")
    assert found("okapi") == {}
    assert_index_is_right()


def test_an_answer_is_found_with_the_question_it_answers_and_no_other(desk):
    first, second = make_question("How many?"), make_question("How few?")
    answer = make_assertion("There were seven zebras.", question=first)
    make_assertion(question=first)
    make_assertion(question=second)
    rebuild()
    send_and_publish(desk, answer, question=second.pk)
    assert found("zebra") == {"question": [second.slug]}
    act(desk, "withdraw", answer, why="It was wrong.")
    assert found("zebra") == {}
    assert_index_is_right()


def test_what_leaves_the_site_leaves_the_index_and_takes_its_names_along(desk):
    party, case = make_party("Zebracorp"), make_case("Ada v. Okapi")
    event, *_ = everything_named_by(party, case)
    rebuild()
    act(desk, "withdraw", case, why="It was wrong.")
    assert found("okapi") == {}
    case.refresh_from_db()
    steps.publish(case, Hand(name="somebody else", change_class="correction", why="It was right."))
    assert event.slug in found("okapi")["event"]
    act(desk, "withdraw", event, why="It was wrong.")
    assert "event" not in found("zebracorp")
    assert_index_is_right()


def test_what_is_deleted_is_found_no_longer(desk):
    event, other = make_event(title="Zebras"), make_event(title="More zebras")
    rebuild()
    Event.objects.filter(pk=event.pk).update(workflow=Workflow.DRAFT)
    desk.post(address(event, "delete"), {"post": "yes", "why": "So."})
    assert found("zebra") == {"event": [other.slug]}
    Event.objects.update(workflow=Workflow.DRAFT)
    act(desk, "delete_selected", other, post="yes")
    assert found("zebra") == {}
    assert_index_is_right()


def test_an_import_indexes_what_it_brings_and_what_it_changes(tmp_path):
    import_dossier(write(tmp_path, SMALL))
    assert_index_is_right()
    assert "ada-v-acme" in found("24-cv-4722")["case"]
    changed = SMALL.replace("name: Ada\n", "name: Zebra\n")
    assert changed != SMALL
    assert not import_dossier(write(tmp_path, changed)).problems
    assert "ada" in found("zebra")["party"]
    assert_index_is_right()


def test_a_change_that_is_refused_changes_nothing_in_the_index(desk):
    party = make_party("Acme")
    rebuild()
    send(desk, address(party, "change"), name="Zebracorp", began="never")
    assert found("zebracorp") == {}
    assert_index_is_right()


def test_a_draft_is_never_in_the_index():
    make_event(title="Zebras", workflow=Workflow.DRAFT)
    make_filing(title="Zebras", case=make_case(workflow=Workflow.DRAFT))
    make_event(title="Okapis", cases=[make_case("Zebra v. Gnu", workflow=Workflow.IN_REVIEW)])
    make_quote("Zebras!", speaker=make_party(workflow=Workflow.DRAFT))
    rebuild()
    assert found("zebra") == {}


def test_check_search_tells_what_is_stale_missing_and_left_over(capsys):
    stale, gone = make_event(title="Zebras"), make_party("Okapi")
    rebuild()
    make_event(slug="missing", title="Not indexed")
    Event.objects.filter(pk=stale.pk).update(title="Gnus")
    Party.objects.filter(pk=gone.pk).update(workflow=Workflow.DRAFT)
    with pytest.raises(CommandError, match=r"4 differences"):
        call_command("check_search")
    told = capsys.readouterr().err
    assert f"event {stale.slug}: stale" in told
    assert "event missing: missing" in told
    assert "party “Okapi”: left over" in told
    call_command("rebuild_search")
    call_command("check_search")
    assert "says what the record says" in capsys.readouterr().out


def test_records_that_came_past_the_desk_are_noticed_when_the_site_starts():
    make_quote("Zebras")
    assert not is_as_long_as_the_record()
    rebuild()
    assert is_as_long_as_the_record()


def test_a_word_is_counted_as_often_as_it_is_found_whatever_is_written():
    events = [make_event(title=f"Zebra {number}", summary="Zebras ran.") for number in range(3)]
    party = make_party("Zebra")
    rebuild()
    assert searched(q="zebra").counts == {"event": 3, "party": 1}
    Event.objects.filter(pk=events[0].pk).update(title="Okapi", summary="")
    Event.objects.filter(pk=events[1].pk).update(workflow=Workflow.DRAFT)
    Party.objects.filter(pk=party.pk).update(name="Gnu", other_names="")
    index(Event, [event.pk for event in events])
    index(Party, [party.pk])
    assert searched(q="zebra").counts == {"event": 1}
    assert searched(q="okapi").counts == {"event": 1}
    assert_index_is_right()


def test_check_search_tells_a_word_that_is_counted_wrong():
    make_event(title="Zebras")
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_term SET n = 7 WHERE term = 'zebra'")
    assert list(differences()) == ["“zebra”: counted 7 times in events"]


def test_check_search_tells_what_the_full_text_table_says_otherwise():
    make_event(title="Zebras were counted")
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_document SET title_terms = 'okapi were count'")
    assert len(list(differences())) > 1
