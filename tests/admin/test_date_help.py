"""Help with dates: what one means while it is typed, what to write for plain English, and the same on the server."""

import pytest
from django.urls import reverse

from tests.admin.posting import address, errors, send
from tests.making import make_event
from timeline.models import Case, Event, Filing, Party, Quote, Source

pytestmark = pytest.mark.django_db
EVENT = {"title": "It happened", "summary": "So.", "kind": "hearing", "slug": "it-happened"}


def help_with(client, text):
    response = client.get(reverse("admin:date_help"), {"text": text})
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_a_date_is_told_with_its_bounds_and_its_weekday(researcher):
    assert "Means 30 Apr 2026, a Thursday (earliest 2026-04-30, latest 2026-04-30)." in help_with(
        researcher, "2026-04-30"
    )
    assert "Means c. March 2018 (earliest 2018-03-01, latest 2018-03-31)." in help_with(researcher, "2018-03~")


def test_plain_english_is_offered_as_a_date_and_never_taken_by_itself(researcher):
    words = help_with(researcher, "about March 2018")
    assert '<button type="button" data-take="2018-03~">2018-03~</button> c. March 2018' in words
    assert "Means" not in words
    assert help_with(researcher, "03/04/2026").count("data-take") == 2


@pytest.mark.parametrize(
    "text", ["", "  ", "\0", "<script>", "9" * 50_000, "about " * 5_000, "2026-02-30", "%00", "🙂"]
)
def test_whatever_is_typed_is_answered(researcher, text):
    words = help_with(researcher, text)
    assert "data-take" not in words
    assert "<script>" not in words
    assert len(words) < 500
    assert bool(words) == bool(text.strip(" \0"))


def test_only_who_works_at_the_desk_is_answered(client, django_user_model):
    assert client.get(reverse("admin:date_help"), {"text": "2026"}).status_code == 302
    client.force_login(django_user_model.objects.create_user("somebody"))
    assert client.get(reverse("admin:date_help"), {"text": "2026"}).status_code == 302


@pytest.mark.parametrize(
    ("words", "written"),
    [("about March 2018", "write 2018-03~."), ("between 30 September 2026 and 18 November 2026", "2026-09-30/2026-11")],
)
def test_a_form_with_words_for_a_date_is_shown_again_with_the_date_to_write(researcher, words, written):
    response = send(researcher, address(Event, "add"), **EVENT, date=words)
    assert written in errors(response)
    assert f'value="{words}"' in response.text
    assert not Event.objects.exists()
    response = send(researcher, address(make_event(), "change"), date=words)
    assert written in errors(response)


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (Event, ["date"]),
        (Quote, ["date"]),
        (Filing, ["date"]),
        (Source, ["published"]),
        (Party, ["began"]),
        (Case, ["filed", "closed", "status_as_of"]),
    ],
)
def test_every_date_of_the_desk_has_the_help(researcher, model, names):
    form = researcher.get(address(model, "add")).context["adminform"].form
    for name in names:
        field = str(form[name])
        assert f'data-date-help="{reverse("admin:date_help")}"' in field
        assert "maxlength" not in field
