"""What somebody did or wrote about a record stays signed, whatever becomes of the account."""

import pytest

from timeline.models import AsideChange, Comment, MergeProposal
from timeline.models.signed import Signed

pytestmark = pytest.mark.django_db
SAID = {
    AsideChange: {"what": "text", "about": "p. 1", "why": "For a quote."},
    Comment: {"text": "Look again."},
    MergeProposal: {"what": "merge", "other_slug": "f", "title": "F", "why": "They are one."},
}


@pytest.mark.parametrize("model", Signed.__subclasses__())
def test_the_name_of_who_made_it_stays_when_the_account_is_gone(django_user_model, model):
    ann = django_user_model.objects.create_user("ann")
    signed = {"record_kind": "event", "record_slug": "e", "made_by": ann, "made_by_name": "ann"}
    row = model.objects.create(**signed, **SAID[model])
    ann.delete()
    row.refresh_from_db()
    assert (row.made_by, row.made_by_name) == (None, "ann")
