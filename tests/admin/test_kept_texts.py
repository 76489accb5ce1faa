"""What is typed at the desk survives an export."""

import pytest

from tests.admin.posting import address, errors, send
from tests.making import make_event, make_filing, make_source
from timeline.exporting.dossier import export_dossier
from timeline.importing.dossier import check_dossier
from timeline.models import Event, Filing, Source

pytestmark = pytest.mark.django_db


def test_a_text_of_two_lines_can_be_imported_again(researcher, tmp_path):
    event = make_event(workflow="draft")
    assert errors(send(researcher, address(event, "change"), summary="One line.\r\nAnother.")) == ""
    assert Event.objects.get().summary == "One line.\nAnother."
    export_dossier(tmp_path)
    assert check_dossier(tmp_path).problems == []


def test_a_slug_that_no_dossier_takes_is_refused(researcher):
    source = make_source()
    values = {
        "slug": "With_Underscore",
        "title": "T",
        "kind": source.kind,
        "reliability": source.reliability,
        "seen": "full",
    }
    assert errors(send(researcher, address(Source, "add"), **values, authorship="unknown")) != ""


def test_attachment_zero_can_be_typed_or_is_refused(researcher, tmp_path):
    filing = make_filing(workflow="draft", docket_entry_number=1)
    told = errors(send(researcher, address(filing, "change"), attachment_number="0"))
    export_dossier(tmp_path)
    assert told or "attachment: 0" in (tmp_path / "desk.yaml").read_text()
    assert Filing.objects.exists()
