"""What fixtures/README.md counts is what the files hold."""

import re
from collections import Counter

import pytest

from tests.conftest import FIXTURES
from timeline import dates
from timeline.importing.reading import read_dossier


@pytest.fixture(scope="module")
def record():
    """Section → its records."""
    entries, problems = read_dossier(FIXTURES)
    assert problems == []
    found = {}
    for entry in entries:
        found.setdefault(entry.section, []).append(entry.data)
    return found


def says(pattern):
    """The numbers that the README gives in a sentence."""
    text = re.sub(r"\s+", " ", (FIXTURES / "README.md").read_text(encoding="utf-8"))
    found = re.search(pattern, text)
    assert found, pattern
    return [int(number) for number in found.groups()]


def test_every_file_is_told_of():
    told = re.findall(r"^\| `(\w+\.yaml)`", (FIXTURES / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(path.name for path in FIXTURES.glob("*.yaml"))


def test_records_are_counted(record):
    counted = "courts sources parties cases filings events quotes questions assertions".split()
    numbers = says("Together: " + ",? (?:and )?".join(rf"(\d+) {section}" for section in counted))
    assert numbers == [len(record[section]) for section in counted]


def test_sources_are_counted(record):
    sources = record["sources"]
    seen = Counter(source["seen"] for source in sources)
    assert says(r"`full` (\d+), `excerpt` (\d+), `cited` (\d+)") == [seen["full"], seen["excerpt"], seen["cited"]]
    machine = sum(source["reliability"] == "machine" for source in sources)
    assert says(r"(\d+) sources have the reliability `machine`") == [machine]
    assert says(r"(\d+) sources have no recorded address") == [sum("url" not in source for source in sources)]
    assert says(r"authorship is absent for (\d+) sources") == [sum("authorship" not in source for source in sources)]


def test_what_no_record_has_is_not_there(record):
    assert not any("wikidata" in party for party in record["parties"])
    assert not any("docket_url" in case for case in record["cases"])
    archived = [source for source in record["sources"] if "archived_url" in source]
    assert {source["kind"] for source in archived} <= {"terms_of_service"}
    assert all(source["archived_url"] == source["url"] for source in archived)


def test_the_newest_status_is_of_the_day_told(record):
    newest = max(dates.read(case["status_as_of"]).earliest for case in record["cases"])
    text = (FIXTURES / "README.md").read_text(encoding="utf-8")
    assert f"the latest is {newest.day} {newest:%B %Y}," in re.sub(r"\s+", " ", text)
