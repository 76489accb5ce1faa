"""What an export and an import bring back."""

import pytest

from tests.exporting.test_export import survives
from tests.making import make_event, make_filing
from timeline.models import Filing

pytestmark = pytest.mark.django_db


def test_entry_and_attachment_zero_come_back(tmp_path):
    make_filing(docket_entry_number=1, attachment_number=0)
    assert survives(tmp_path)
    assert Filing.objects.get().docket_label == "Dkt. 1-0"


def test_a_text_with_the_newlines_of_a_browser_comes_back(tmp_path):
    make_event(summary="One line.\r\nAnother.")
    assert survives(tmp_path)


def test_a_record_of_the_desk_without_sources_comes_back(tmp_path):
    make_event(sources=[], workflow="draft")
    assert survives(tmp_path)
