"""The page about the record: what the provenance score is made of, as the score itself has it."""

import pytest

from tests.views.reading import read
from timeline.models.provenance import MOST, PARTS

pytestmark = pytest.mark.django_db


def test_every_part_of_the_score_stands_there_with_its_points_and_what_it_asks(client):
    text = read(client.get("/about/")).text
    for part in PARTS:
        assert f"{part.label} {part.weight} {part.remedy}" in text
    assert f"a score from 0 to {MOST} " in text
