"""One of a thing is told as one."""

import re

import pytest

from tests.making import make_assertion, make_case, make_event, make_party, make_question, make_quote, make_source
from tests.views.reading import read
from timeline.vocabulary import Stance, ValueType

pytestmark = pytest.mark.django_db

NOUNS = "events cases parties quotes questions sources points answers accounts origins filings records"
ONE_OF_MANY = re.compile(rf"(?<![\d,.])1 (?:more )?(?:{'|'.join(NOUNS.split())})\b")


@pytest.fixture
def event():
    sources = [make_source("2024-01-15") for _ in range(21)]
    case, party = make_case(slug="suit", sources=sources[:1]), make_party(slug="somebody", sources=sources[:1])
    event = make_event(sources=sources, cases=[case], parties=[party], slug="happened")
    for _ in range(4):
        make_quote(event=event, speaker=party, sources=sources[:1], cases=[case])
    for number in range(3):
        question = make_question(events=[event], cases=[case], slug=f"point-{number}", value_type=ValueType.YES_NO)
        said = make_assertion(question=question, sources=sources[:1], value="yes")
        said.references.update(value="yes")
        make_assertion(question=question, statement=said.statement)
        said.references.create(source=sources[1], stance=Stance.CONTRADICTS)
    return event


@pytest.mark.parametrize("address", ["/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/"])
def test_no_list_speaks_of_1_things(client, event, address):
    assert ONE_OF_MANY.findall(read(client.get(address)).text) == []
    assert ONE_OF_MANY.findall(read(client.get(f"{address}?contested=1&as_of=2024-05-01")).text) == []


def test_a_card_tells_of_one_more(client, event):
    text = read(client.get("/")).text
    for words in ("1 more quote", "1 more point on which accounts differ", "1 more source"):
        assert re.search(rf"{words}\b", text), words


def test_an_answer_that_accounts_contradict_without_another_is_told_so(client, event):
    said = "1 answer; 1 account contradicts what others say"
    assert f"≠ Accounts differ · open {said}" in read(client.get("/questions/")).text
    assert f"Accounts differ · open {said}" in read(client.get("/questions/point-0/")).text
