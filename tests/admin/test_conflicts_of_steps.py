"""The page of two versions says what the other one did, where it was no saving."""

import pytest

from tests.admin.posting import address, filled_in, shown, step
from tests.making import make_event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ("withdraw", "took the record off the site, which made version 2"),
        ("submit", "made version 2, “Sent to review”"),
    ],
)
def test_a_step_taken_meanwhile_is_called_what_it_was(researcher, reviewer, taken, words):
    event = make_event(workflow="published" if taken == "withdraw" else "draft", title="Before")
    data = shown(researcher, address(event, "change"))
    step(reviewer, taken, event, why="Gone.")
    page = researcher.post(address(event, "change"), filled_in(data, {"title": "After"})).text
    assert words in page
    assert "saved version" not in page
