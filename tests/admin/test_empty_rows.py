"""The forms of the desk with empty rows, for which their address asks where no script adds them."""

import pytest

from tests.admin.posting import address, errors, send
from tests.making import make_case, make_event, make_party
from timeline.history.keeping import state_of
from timeline.models import Event
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db


def test_an_address_asks_for_empty_rows_and_an_unfilled_one_writes_nothing(researcher):
    case = make_case(workflow=Workflow.DRAFT)
    url = f"{address(case, 'change')}?rows=3"
    formsets = [inline.formset for inline in researcher.get(url).context["inline_admin_formsets"]]
    assert {len(formset.extra_forms) for formset in formsets} == {3}
    before = state_of(case)
    row = {"roles__1__role": "plaintiff", "roles__1__party": make_party().pk}
    assert errors(send(researcher, url)) == ""
    assert state_of(case) == before
    assert errors(send(researcher, url, **row)) == ""
    assert case.roles.count() == 1


@pytest.mark.parametrize("rows", ["", "0", "-1", "x", "²", "\0", "9" * 8, "9" * 5000])
def test_no_number_of_rows_in_an_address_breaks_a_form(researcher, rows):
    for url in (address(Event, "add"), address(make_event(workflow=Workflow.DRAFT), "change")):
        page = researcher.get(url, {"rows": rows})
        assert page.status_code == 200
        assert all(len(inline.formset.extra_forms) <= 10 for inline in page.context["inline_admin_formsets"])
