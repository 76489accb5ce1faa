"""A list held in memory that follows what was written is the list that would be read anew."""

import random
import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.making import make_assertion, make_case, make_event, make_party, make_question, make_source
from timeline.data_version import data_version
from timeline.filters import holding, list_rows
from timeline.filters.held import HeldList
from timeline.filters.holding import _written, made
from timeline.filters.timeline import TimelineFilters
from timeline.lanes import drawn
from timeline.models import Case, CaseDataUse, Event, EventReference, Party
from timeline.models.asked_often import AskedOften
from timeline.recent_writes.log import WATCHED, install, moment, remove

pytestmark = pytest.mark.django_db(transaction=True)

DATES = ["2024-02", "2024-02-29", "2023", "2023-05/2024-06", "2024-02-29", "../2022", "", "2024-03-01~"]
KINDS = ["filing", "ruling", "statement", "testimony"]
QUERIES = [
    "",
    "kind=filing",
    "case=case-1",
    "party=party-2&contested=1",
    "since=2024",
    "use=training_copies",
    "q=renamed",
]


@pytest.fixture
def record():
    """Some cases, parties and events that hang together; which of them, the chance says."""
    chance = random.Random(7)  # noqa: S311
    cases = [make_case(f"Case {number}", slug=f"case-{number}") for number in range(4)]
    parties = [make_party(f"Party {number}", slug=f"party-{number}") for number in range(5)]
    for number in range(14):
        own = {
            "cases": chance.sample(cases, chance.randrange(3)),
            "parties": chance.sample(parties, chance.randrange(3)),
        }
        sources = [make_source()] if number % 2 else None
        make_event(chance.choice(DATES), sources, slug=f"own-{number}", kind=chance.choice(KINDS), **own)
    CaseDataUse.objects.create(case=cases[0], use="training_copies")
    return chance


def some(chance, model):
    return chance.choice(list(model.objects.order_by("pk")))


def redate(chance):
    event = some(chance, Event)
    event.date = chance.choice(DATES)
    event.save()


def toggle(model):
    def write(chance):
        record = some(chance, model)
        model.objects.filter(pk=record.pk).update(workflow="draft" if record.workflow == "published" else "published")

    return write


def rename(model, column):
    def write(chance):
        model.objects.filter(pk=some(chance, model).pk).update(**{column: f"Renamed {chance.randrange(100)}"})

    return write


def add(chance):
    for _ in range(2):
        make_event(chance.choice(DATES), cases=[some(chance, Case)], parties=[some(chance, Party)])


def delete(chance):
    if Event.objects.count() > 3:
        event = some(chance, Event)
        event.questions.clear()
        event.delete()


def tie(name, model):
    def write(chance):
        ties = getattr(some(chance, Event), name)
        chance.choice([ties.add, ties.remove])(some(chance, model))

    return write


def use(chance):
    case, value = some(chance, Case), chance.choice(["training_copies", "scraping"])
    if not case.data_uses.filter(use=value).delete()[0]:
        CaseDataUse.objects.create(case=case, use=value)


def regrade(chance):
    event = some(chance, Event)
    EventReference.objects.create(event=event, source=make_source())
    event.best_mark, event.provenance = chance.choice([1, 2, 3]), chance.randrange(100)
    event.save()


def differ(chance):
    question = make_question(events=[some(chance, Event)])
    for _ in range(2):
        make_assertion(question=question, sources=[make_source()])


def in_sql(chance):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_event SET kind = 'ruling' WHERE id = %s", [some(chance, Event).pk])
        cursor.execute("UPDATE data_version SET version = 'past Django'")


WAYS = {
    "a title": rename(Event, "title"),
    "a date": redate,
    "published or not": toggle(Event),
    "another event": add,
    "an event deleted": delete,
    "the cases of an event": tie("cases", Case),
    "the parties of an event": tie("parties", Party),
    "all cases of an event": lambda chance: some(chance, Event).cases.clear(),
    "the name of a case": rename(Case, "short_name"),
    "a case published or not": toggle(Case),
    "a data use": use,
    "the name of a party": rename(Party, "name"),
    "a party published or not": toggle(Party),
    "how near sources stand": regrade,
    "accounts that differ": differ,
    "SQL past Django": in_sql,
    "many at once": lambda chance: Event.objects.filter(kind="ruling").update(kind="filing"),
    "what no list shows": lambda chance: make_source(),
}


def told(held):
    """All that a list says, in words that do not depend on how it was made."""
    columns = {}
    for name, column in held.columns.items():
        own = {value: held.pks[column.rows_of(code)].tolist() for value, code in column.codes.items()}
        by_row = sorted(
            (int(held.pks[r]), column.values[c])
            for r, c in zip(column.rows_in_order, column.codes_in_order, strict=True)
        )
        names = {value: column.labels[column.codes[value]] for value, pks in own.items() if pks}
        columns[name] = ({value: pks for value, pks in own.items() if pks}, names, by_row)
    rows = held.extra[drawn._EXTRA][0]
    days = [rows.pks, rows.first, rows.last, rows.kinds, rows.marks, rows.flags, held.all.first, held.all.last]
    return held.pks.tolist(), columns, held.is_contested.tolist(), [column.tolist() for column in days]


def answers(held, monkeypatch):
    """What some query strings are answered with from this list."""
    with monkeypatch.context() as patched:
        patched.setattr(TimelineFilters, "held", held)
        filters = [TimelineFilters(QueryDict(query)) for query in QUERIES]
        return [(of.survey, of.event_keys) for of in filters if not of.problems]


def test_after_any_write_the_list_is_as_if_it_were_read_anew(record, monkeypatch):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    for number in range(120):
        ways = record.sample(list(WAYS), record.choice([1, 1, 3]))
        answers(held, monkeypatch)  # what was counted of one list may be kept by the next
        for way in ways:
            WAYS[way](record)
        assert _written(TimelineFilters, held) is not None
        held = made(TimelineFilters, held, data_version())
        anew = HeldList.read(TimelineFilters, data_version())
        assert told(held) == told(anew), (number, ways)
        assert answers(held, monkeypatch) == answers(anew, monkeypatch), (number, ways)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_writing_alone_is_followed(record, monkeypatch, way):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    answers(held, monkeypatch)
    for _ in range(3):
        WAYS[way](record)
    followed = made(TimelineFilters, held, data_version())
    anew = HeldList.read(TimelineFilters, data_version())
    assert told(followed) == told(anew)
    assert answers(followed, monkeypatch) == answers(anew, monkeypatch)


def test_a_list_that_was_emptied_and_fills_again_is_followed(record):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Event.objects.update(workflow="draft")
    held = made(TimelineFilters, held, data_version())
    assert len(held) == 0
    Event.objects.exclude(slug="own-3").update(workflow="published")
    held = made(TimelineFilters, held, data_version())
    assert len(held) == 13
    assert told(held) == told(HeldList.read(TimelineFilters, data_version()))


def test_a_list_of_which_too_much_was_written_is_read_anew(record, monkeypatch):
    monkeypatch.setattr(holding, "_FEW", 5)
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Event.objects.filter(slug__in=[f"own-{number}" for number in range(5)]).update(kind="ruling")
    assert len(_written(TimelineFilters, held)) == 5
    Event.objects.filter(slug="own-7").update(kind="ruling")
    assert _written(TimelineFilters, held) is None
    case = make_case("Case of all")
    case.events.set(Event.objects.all())
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Case.objects.filter(pk=case.pk).update(short_name="Another name")
    assert _written(TimelineFilters, held) is None


def test_events_that_several_written_cases_share_count_once(record, monkeypatch):
    monkeypatch.setattr(holding, "_FEW", 6)
    Event.cases.through.objects.all().delete()
    cases = [make_case(f"Shared {number}") for number in range(3)]
    for case in cases[:2]:
        case.events.set(Event.objects.filter(slug__in=["own-1", "own-2", "own-3", "own-4"]))
    cases[2].events.set(Event.objects.filter(slug__in=["own-5", "own-6"]))
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Case.objects.filter(short_name__startswith="Shared").update(workflow="draft")
    assert len(_written(TimelineFilters, held)) == 6
    followed = made(TimelineFilters, held, data_version())
    assert told(followed) == told(HeldList.read(TimelineFilters, "a version"))


def test_values_that_no_event_has_any_more_are_forgotten(record):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    for number in range(20):
        Case.objects.filter(pk=Event.cases.through.objects.first().case_id).update(slug=f"named-{number}")
        held = made(TimelineFilters, held, data_version())
    anew = HeldList.read(TimelineFilters, "a version")
    assert sorted(held.columns["case"].values) == sorted(anew.columns["case"].values)


def test_rows_that_do_not_fit_the_list_are_refused(record, monkeypatch):
    """As what is read in parts might be, while somebody writes in between."""
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Event.objects.filter(slug__in=["own-1", "own-2"]).update(kind="ruling")
    whole = drawn._written.build
    fewer = AskedOften(lambda pks, day=None: whole(pks).exclude(slug="own-1"))
    monkeypatch.setattr(drawn, "_written", fewer)
    with pytest.raises(ValueError, match="not those of the list"):
        made(TimelineFilters, held, data_version())


def test_many_records_are_read_in_parts(record, monkeypatch):
    monkeypatch.setattr(list_rows, "_KEYS_AT_ONCE", 4)
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Event.objects.filter(kind="filing").update(kind="ruling")
    Event.objects.exclude(kind="ruling").update(kind="filing")
    redate(record)
    keys = _written(TimelineFilters, held)
    assert len(keys) > 12
    assert told(made(TimelineFilters, held, data_version())) == told(HeldList.read(TimelineFilters, "a version"))


def test_every_table_that_tells_of_the_list_is_watched(record):
    """Accounts that differ are asked for after every write."""
    contested = set(re.findall(r'"(timeline_\w+)"', str(Event.objects.contested(None).query)))
    with CaptureQueriesContext(connection) as captured:
        HeldList.read(TimelineFilters, "a version")
    for query in captured.captured_queries:
        tables = set(re.findall(r'"(timeline_\w+)"', query["sql"]))
        assert tables <= TimelineFilters.follows.keys() or tables == contested, query["sql"]
        for table, own in WATCHED.items():
            columns = set(re.findall(rf'"{table}"\."(\w+)"', query["sql"]))
            assert tables == contested or not own.columns or columns <= {own.key, *own.columns}, query["sql"]
    assert TimelineFilters.follows.keys() == WATCHED.keys()


def test_a_list_reads_no_more_than_what_was_written(record):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    event = Event.objects.get(slug="own-1")
    event.title = "Renamed"
    event.save()
    with CaptureQueriesContext(connection) as captured:
        made(TimelineFilters, held, data_version())
    read = [query["sql"] for query in captured.captured_queries if '"timeline_event"' in query["sql"]]
    assert len(read) > 8
    assert all(f"IN ({event.pk})" in sql for sql in read if "timeline_question" not in sql)


def test_what_was_counted_stays_known_where_a_write_changes_no_column(record, monkeypatch):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    answers(held, monkeypatch)
    rename(Event, "title")(record)
    followed = made(TimelineFilters, held, data_version())
    assert all(followed.columns[name] is column for name, column in held.columns.items())
    assert followed.all._counted.keys() == held.all._counted.keys()
    assert followed._left.keys() == {key for key in held._left if "q" not in dict(key)}


@pytest.mark.parametrize("loss", ["triggers are gone", "triggers came back"])
def test_where_notes_are_missing_the_list_is_read_anew(record, loss):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    with connection.cursor() as cursor:
        remove(cursor, connection.vendor)
    Event.objects.filter(slug="own-1").update(kind="ruling")
    if loss == "triggers came back":
        install()
    assert _written(TimelineFilters, held) is None
    assert told(made(TimelineFilters, held, data_version())) == told(HeldList.read(TimelineFilters, "a version"))
    install()
    now = made(TimelineFilters, held, data_version())
    Event.objects.filter(slug="own-1").update(kind="filing")
    assert _written(TimelineFilters, now) == [Event.objects.get(slug="own-1").pk]
