"""How a page is cited: by the record's name and the address of what is shown, the day of the view included."""

import pytest

from tests.views.leaking import DAY, make_early_and_late
from tests.views.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def early(kept):
    return make_early_and_late()


@pytest.mark.parametrize("sort", ["event", "case", "filing", "party", "quote", "question"])
def test_a_page_is_cited_with_the_day_it_is_shown_as_known_on(client, early, sort):
    address = early[sort].get_absolute_url()
    assert f"testserver{address} (last visited" in read(client.get(address)).text
    then = read(client.get(f"{address}?as_of={DAY}")).text
    assert f"testserver{address}?as_of={DAY} (as known on 30 Jun 2024) (last visited" in then
