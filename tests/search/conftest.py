"""The whole record of `fixtures/`, with its search index."""

import pytest

from timeline.search.index import rebuild


@pytest.fixture(scope="module")
def searched_record(whole_record):
    rebuild()
    return whole_record
