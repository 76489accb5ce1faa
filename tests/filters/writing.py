"""A small record, every way of writing to it that moves a list, and all that a list says."""

import random

from django.db import connection

from tests.making import make_assertion, make_case, make_event, make_party, make_question, make_source
from timeline.lanes import drawn
from timeline.models import Case, CaseDataUse, Event, EventReference, Party

DATES = ["2024-02", "2024-02-29", "2023", "2023-05/2024-06", "2024-02-29", "../2022", "", "2024-03-01~"]
KINDS = ["filing", "ruling", "statement", "testimony"]


def a_record():
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
