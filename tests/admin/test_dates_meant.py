"""What the desk says of a date as it is typed."""

import pytest

from tests.admin.posting import address, errors, send
from tests.making import make_event
from timeline.models import Event

pytestmark = pytest.mark.django_db
MEANT = "/admin/date/"


def test_a_date_is_told_with_what_it_means(researcher):
    assert "Means 30 Apr 2026, a Thursday (earliest 2026-04-30" in researcher.get(MEANT, {"text": "2026-04-30"}).text


def test_a_date_in_words_is_offered_as_edtf_and_never_taken_silently(researcher):
    answer = researcher.get(MEANT, {"text": "about March 2018"}).text
    assert 'value="2018-03~"' in answer
    assert "c. March 2018 (earliest 2018-03-01, latest 2018-03-31)" in answer
    response = send(researcher, address(make_event(), "change"), date="about March 2018")
    assert "write 2018-03~" in errors(response)
    assert Event.objects.get().date != "2018-03~"


@pytest.mark.parametrize("text", ["", "soon", "\0", "<b>2026</b>", "9" * 9999, "2026-02-30", "a/b/c"])
def test_whatever_is_typed_is_answered(researcher, text):
    response = researcher.get(MEANT, {"text": text})
    assert response.status_code == 200
    assert "<b>" not in response.text


def test_only_the_desk_is_told(client):
    assert client.get(MEANT, {"text": "2026"}).status_code == 302


def test_every_date_field_of_a_form_asks(researcher):
    page = researcher.get(address(make_event(), "change")).text
    assert f'data-date-meant="{MEANT}"' in page
    assert "Words will do, as in “about March 2018”" in page
    assert "desk_dates" in page


def test_words_longer_than_any_date_are_answered_too_and_not_cut_off(researcher):
    event, words = make_event(), "between 30 September 2026 and 18 November 2026"
    assert "maxlength" not in str(researcher.get(address(event, "change")).context["adminform"].form["date"])
    response = send(researcher, address(event, "change"), date=words)
    assert "write 2026-09-30/2026-11-18." in errors(response)
    assert f'value="{words}"' in response.text


def test_an_open_end_of_a_date_is_said_in_words_that_read(researcher):
    assert "(no earliest day, latest 2020-12-31)" in researcher.get(MEANT, {"text": "../2020"}).text
    assert "no latest day)" in researcher.get(MEANT, {"text": "2020/.."}).text
    assert "earliest no" not in researcher.get(MEANT, {"text": "../2020"}).text
