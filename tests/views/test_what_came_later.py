"""No page of a past day tells in our own words what came after it: records of `fixtures/` that once did."""

import pytest

from tests.making import make_source
from tests.views.reading import read

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("whole_record")
@pytest.mark.parametrize(
    ("address", "day", "words"),
    [
        ("/filings/f-nvidia-mtd/", "2026-03-15", "May 2026"),
        ("/filings/xai-openai-complaint-2025-09-24/", "2025-10-15", "Dismissed with leave"),
        ("/filings/nd-notice-remedies-2026-01-16/", "2026-03-31", "Amended in April 2026"),
        ("/filings/f-bartz-settlement/", "2025-11-01", "Approved in 2026"),
        ("/filings/f-intercept-mtds/", "2024-06-01", "November 2024"),
        ("/filings/doc-anthropic-commercial-terms-2025-06-17/", "2025-07-01", "xAI (2026)"),
        ("/filings/doc-anthropic-consumer-terms-2025/", "2025-06-01", "November 2025"),
        ("/filings/doc-youtube-terms-automated-means/", "2022-06-01", "August 2026"),
        ("/sources/ota-anthropic-consumer-2025-05-01/", "2025-06-01", "November 2025"),
        ("/cases/xai-v-openai-nd-cal/", "2025-10-15", "Dismissed with leave"),
        ("/cases/ag-review-openai-recapitalization/", "2025-12-01", "May 2026"),
        ("/questions/when-output-bans-began/", "2025-10-01", "April 30, 2026"),
        ("/questions/ross-number-of-headnotes/", "2026-09-11", "29 September 2026"),
    ],
)
def test_words_of_ours_wait_for_the_source_that_has_them(client, address, day, words):
    assert words not in read(client.get(f"{address}?as_of={day}")).text


@pytest.mark.usefixtures("whole_record")
@pytest.mark.parametrize(
    ("address", "day", "words"),
    [
        ("/filings/xai-openai-complaint-2025-09-24/", "2026-02-25", "Dismissed with leave on 24 February 2026"),
        ("/filings/nd-notice-remedies-2026-01-16/", "2026-04-17", "Amended in April 2026."),
        ("/filings/f-bartz-settlement/", "2026-07-20", "Approved in 2026"),
    ],
)
def test_the_day_that_brings_the_source_brings_the_words(client, address, day, words):
    assert words in read(client.get(f"{address}?as_of={day}")).text


def test_a_note_on_a_source_that_names_a_later_day_is_left_out_of_a_past_view(client):
    make_source("2022-01-05", slug="terms", note="As it stood in the archive on 22 August 2026.")
    assert "As it stood" in read(client.get("/sources/terms/")).text
    assert "our notes on a source are of today" in read(client.get("/sources/terms/?as_of=2023-06-01")).text
    assert "As it stood" not in read(client.get("/sources/terms/?as_of=2023-06-01")).text
