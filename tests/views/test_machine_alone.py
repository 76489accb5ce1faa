"""Where only machine-written sources report a record, its page says so."""

import re

import pytest

from tests.making import make_assertion, make_case, make_party, make_question, make_source
from tests.views.reading import read
from timeline.vocabulary import Reliability

pytestmark = pytest.mark.django_db

SAID = re.compile(r"only machine-written sources", re.IGNORECASE)


def paragraph_of(client, answer):
    html = read(client.get(answer.question.get_absolute_url())).html
    return re.search(rf'<p [^>]*id="{answer.slug}">.*?</p>', html, re.DOTALL)[0]


@pytest.mark.parametrize("make", [make_case, make_party])
def test_a_better_source_ends_it(make, client):
    address = make(sources=[make_source("2024-01-15", reliability=Reliability.MACHINE)]).get_absolute_url()
    assert SAID.search(read(client.get(address)).text)
    better = make(sources=[make_source("2024-01-15", reliability=Reliability.MACHINE), make_source("2024-01-15")])
    assert not SAID.search(read(client.get(better.get_absolute_url())).text)


def test_an_answer_says_it_of_itself_alone(client):
    question = make_question()
    alone = make_assertion(
        "Machines say so.", sources=[make_source(reliability=Reliability.MACHINE)], question=question
    )
    told = make_assertion("Somebody says so.", sources=[make_source()], question=question)
    assert SAID.search(paragraph_of(client, alone))
    assert not SAID.search(paragraph_of(client, told))
