"""What was written to the tables that lists in memory follow is noted, whoever wrote; or it is said that it is not."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import pre_migrate

from tests.making import make_case, make_event, make_party, make_source
from timeline.models import Case, CaseDataUse, Event
from timeline.recent_writes import log
from timeline.recent_writes.log import WATCHED, install, moment, one_state, written_since

pytestmark = pytest.mark.django_db(transaction=True)


def execute(sql, values=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_each_way_of_writing_is_noted_with_the_record_that_it_reaches():
    event, case, party = make_event(), make_case(), make_party()
    ways = {
        "timeline_event": (event, lambda: event.save()),
        "timeline_event_cases": (event, lambda: event.cases.add(case)),
        "timeline_event_parties": (event, lambda: event.parties.add(party)),
        "timeline_case": (case, lambda: Case.objects.filter(pk=case.pk).update(short_name="Another name")),
        "timeline_casedatause": (case, lambda: CaseDataUse.objects.create(case=case, use="training")),
        "timeline_party": (party, lambda: execute("UPDATE timeline_party SET name = 'X' WHERE id = %s", [party.pk])),
    }
    assert ways.keys() == WATCHED.keys()
    for table, (record, write) in ways.items():
        before = moment()
        write()
        assert written_since(before)[table] == {record.pk}, table


def test_what_is_taken_away_is_noted_with_what_it_hung_on():
    event, case = make_event(), make_case()
    event.cases.add(case)
    before = moment()
    event.cases.remove(case)
    assert written_since(before) == {"timeline_event_cases": {event.pk}}
    before, key = moment(), event.pk
    event.delete()
    assert written_since(before)["timeline_event"] == {key}


def test_of_cases_and_parties_only_what_lists_are_made_of_is_noted():
    case, party, before = make_case(), make_party(), moment()
    Case.objects.update(summary="Something else.", caption="X v. Y")
    type(party).objects.update(description="Somebody.")
    assert written_since(before) == {}
    Case.objects.update(workflow="draft")
    type(party).objects.update(slug="other")
    assert written_since(before) == {"timeline_case": {case.pk}, "timeline_party": {party.pk}}


def test_triggers_of_another_making_tell_nothing_until_they_are_replaced(monkeypatch):
    event, before = make_event(), moment()
    monkeypatch.setattr(log, "MOST", log.MOST + 1)
    assert written_since(before) is None
    install()
    before = moment()
    event.save()
    assert written_since(before) == {"timeline_event": {event.pk}}
    monkeypatch.undo()
    install()


def test_a_tie_that_is_given_to_another_event_is_noted_with_both():
    first, second, case = make_event(), make_event(slug="second"), make_case()
    first.cases.add(case)
    before = moment()
    Event.cases.through.objects.update(event=second)
    assert written_since(before)["timeline_event_cases"] == {first.pk, second.pk}


def test_nothing_is_noted_of_other_tables_and_of_what_was_taken_back():
    event, before = make_event(), moment()
    with transaction.atomic():
        event.save()
        transaction.set_rollback(True)
    make_source()
    assert written_since(before) == {}


@pytest.fixture
def few_notes(monkeypatch):
    """No more than five are kept."""

    def install_anew():
        with connection.cursor() as cursor:
            log.remove(cursor, connection.vendor)
        install()

    with monkeypatch.context() as patched:
        patched.setattr(log, "MOST", 5)
        install_anew()
        yield
    install_anew()


@pytest.mark.usefixtures("few_notes")
def test_nothing_is_known_of_the_time_before_the_notes_that_are_kept():
    event = make_event()
    before = moment()
    for _ in range(12):
        event.save()
    assert written_since(before) is None
    before = moment()
    event.save()
    assert written_since(before) == {"timeline_event": {event.pk}}


def test_what_is_committed_after_the_moment_is_told_though_it_was_written_before(as_in_production):
    first, second = make_event(), make_event()
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("UPDATE timeline_event SET title = 'Late' WHERE id = %s", [first.pk])
    if connection.vendor == "postgresql":  # there somebody else can write meanwhile, and is done first
        execute("UPDATE timeline_event SET title = 'Early' WHERE id = %s", [second.pk])
    before = moment()
    assert first.pk not in (written_since(before) or {}).get("timeline_event", set())
    other.commit()
    other.close()
    assert first.pk in written_since(before)["timeline_event"]


def test_who_is_at_work_for_long_has_nobody_told_again_what_they_know(as_in_production):
    event, other = make_event(), connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM timeline_event")
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_current_xact_id()")
    event.save()
    assert written_since(moment()) == {}
    other.rollback()
    other.close()


def test_a_table_that_is_emptied_at_once_may_have_changed_anyhow():
    make_event()
    before = moment()
    execute("DELETE FROM timeline_event_parties")
    execute("DELETE FROM timeline_event_cases")
    assert written_since(before) == {}
    if connection.vendor == "postgresql":
        execute("TRUNCATE timeline_event_parties")
        assert written_since(before) is None


def test_a_table_that_a_migration_makes_anew_is_watched_again():
    field = Event._meta.get_field("title")
    longer = field.clone()
    longer.max_length += 10
    longer.set_attributes_from_name("title")
    before = moment()
    for old, new in ((field, longer), (longer, field)):
        with connection.schema_editor() as editor:
            editor.alter_field(Event, old, new, strict=True)
    is_kept = connection.vendor == "postgresql"
    assert (written_since(before) is not None) == is_kept
    call_command("migrate", verbosity=0)
    event, before = make_event(), moment()
    event.save()
    assert written_since(before) == {"timeline_event": {event.pk}}


TOKEN = {"sqlite": "random()", "postgresql": "gen_random_uuid()"}


@pytest.mark.parametrize("change", ["UPDATE recent_write SET token = {token}", "DELETE FROM recent_write"])
def test_of_another_state_of_the_database_nothing_is_known(change):
    """As after a backup is put back beside a running site: numbers come again, and mean something else."""
    event, before = make_event(), moment()
    before = moment()
    execute(change.format(token=TOKEN[connection.vendor]))
    event.save()
    assert written_since(before) is None
    before = moment()
    event.save()
    assert written_since(before) == {"timeline_event": {event.pk}}


def test_notes_that_were_copied_from_another_server_are_not_told_again_and_again():
    """Its transactions may have had larger numbers; SQLite has none."""
    if connection.vendor == "postgresql":
        execute("INSERT INTO recent_write (made_in, of) VALUES (99999999999, '')")
    event, before = make_event(), moment()
    event.save()
    assert written_since(before) == {"timeline_event": {event.pk}}
    execute("DELETE FROM recent_write WHERE of = ''")


def test_whoever_writes_has_it_noted_by_whatever_path_the_table_is_found():
    event, before = make_event(), moment()
    if connection.vendor == "postgresql":
        execute("SET search_path = ''; UPDATE public.timeline_event SET kind = 'ruling'; RESET search_path")
    else:
        execute("UPDATE main.timeline_event SET kind = 'ruling'")
    assert written_since(before) == {"timeline_event": {event.pk}}


def test_a_migration_may_rename_what_a_trigger_names():
    pre_migrate.send(apps.get_app_config("timeline"), using="default", plan=[("a migration", False)])
    try:
        with connection.schema_editor() as editor:
            editor.execute('ALTER TABLE timeline_party RENAME COLUMN "name" TO "called"')
        execute("UPDATE timeline_party SET called = 'Somebody'")
    finally:
        with connection.schema_editor() as editor:
            editor.execute('ALTER TABLE timeline_party RENAME COLUMN "called" TO "name"')
        assert moment() is None
        call_command("migrate", verbosity=0)
    assert moment() is not None


def test_a_migration_that_has_nothing_to_do_leaves_every_trigger():
    before = moment()
    call_command("migrate", verbosity=0)
    assert written_since(before) == {}


def test_before_the_migration_there_is_no_moment():
    with transaction.atomic():
        with connection.cursor() as cursor:
            log.remove(cursor, connection.vendor)
        execute("DROP TABLE recent_write")
        assert moment() is None
        assert written_since(log.Moment(1, 1, 1)) is None
        transaction.set_rollback(True)
    assert moment() is not None


def test_what_is_asked_within_one_state_does_not_see_what_is_written_meanwhile(as_in_production):
    event = make_event()
    with one_state():
        assert Event.objects.get().title == event.title
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("UPDATE timeline_event SET title = 'Otherwise'")
        other.close()
        assert Event.objects.get().title == event.title
    assert Event.objects.get().title == "Otherwise"
