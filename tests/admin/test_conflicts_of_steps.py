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


def test_who_wrote_in_two_windows_is_told_of_own_work_and_of_nobody_who_was_faster(researcher):
    event = make_event(workflow="draft", title="Before")
    data = shown(researcher, address(event, "change"))
    for title in ("First", "Second"):
        page = researcher.post(address(event, "change"), filled_in(data, {"title": title}))
    assert "Two versions of yours" in page.context["title"]
    assert "saved version 2 yourself" in page.text
    assert "Saved meanwhile" in page.text
    assert_nobody_else_is_named(page)


def test_who_restores_a_record_to_lay_words_beside_it_is_told_of_own_work(researcher, administrator):
    event = make_event(workflow="draft", title="Before")
    url = address(event, "change")
    data = filled_in(shown(researcher, url), {"title": "Mine"})
    administrator.post(address(event, "delete"), {"post": "yes", "why": "So."})
    carried = dict(researcher.post(url, data).context["carried"])
    page = researcher.post(url, {**carried, "_bring_back": "yes"})
    assert page.status_code == 409
    assert "you restored the record, which made version 2" in page.text
    assert_nobody_else_is_named(page)


def assert_nobody_else_is_named(page):
    main = page.text.partition('class="conflict"')[2]
    assert "faster" not in page.context["title"]
    assert "researcher’s" not in main
    assert "theirs</" not in main
    assert "<b>researcher</b>" not in main
