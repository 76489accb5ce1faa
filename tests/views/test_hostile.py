"""Whatever stands in an address: an answer of 200, 400 or 404, never a crash, never markup of theirs."""

import base64
import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.filters.asking import NAMES
from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from tests.views.reading import read

pytestmark = pytest.mark.django_db

PATHS = [
    *("/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/", "/about/"),
    *("/events/a-event/", "/filings/a-filing/", "/quotes/a-quote/", "/questions/a-question/", "/sources/a-source/"),
    *("/corrections/", "/corrections/feed.atom", "/events/a-event/@1/", "/events/a-event/history/"),
    *("/cases/a-case/", "/cases/a-case/contested/", "/cases/a-case/sources/"),
    *("/parties/a-party/", "/parties/a-party/roles/", "/parties/a-party/contested/"),
    *("/sitemap.xml", "/sitemap-event.xml", "/healthz", "/robots.txt", "/admin/login/"),
]
READERS = ["/parties/", "/cases/a-case/contested/", "/sources/a-source/"]
FINE = (200, 400, 404)


def cursor_of(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


VALUES = {
    "NUL": "%00",
    "NUL inside": "2024%00-01",
    "a huge number": "1" + "0" * 30,
    "a negative number": "-1",
    "2^63": str(2**63),
    "a digit of another script": "%d9%a2%d9%a0%d9%a2%d9%a4",
    "broken UTF-8": "%ff%fe%80",
    "an overlong slash": "%c0%af",
    "half a surrogate": "%ed%a0%80",
    "only a percent sign": "%",
    "SQL": "'%20OR%201=1;--",
    "more SQL": "1);DROP%20TABLE%20timeline_event;--",
    "markup": "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "a template": "{{7*7}}{%25%20debug%20%25}",
    "a line end": "x%0d%0aSet-Cookie:%20a=b",
    "a backslash": "%5c",
    "spaces": "%20%20",
    "a control character": "%1b%08",
    "a right-to-left mark": "%e2%80%ae",
    "an emoji": "%f0%9f%a4%96",
    "100 kB": "a" * 100_000,
    "a year too far": "99999-01-01",
    "the last day": "9999-12-31",
    "the first day": "0001-01-01",
    "no year": "0000-01-01",
    "an interval": "2024/2025",
    "a long year": "Y170000002",
    "a cursor by time": cursor_of("2024-02-10", "2024-02-10", 1),
    "a cursor over 2^63": cursor_of("2024-02-10", "2024-02-10", 2**63),
    "a negative cursor": cursor_of("2024-02-10", "2024-02-10", -5),
    "a cursor by name": cursor_of("acme", 1),
    "a cursor with NUL": cursor_of("a\0b", 1),
    "a cursor with a surrogate": cursor_of("\ud800", 1),
    "a long cursor": cursor_of("x" * 250, 1),
}


@pytest.fixture(scope="module")
def record(kept):
    case, party = make_case(slug="a-case"), make_party(slug="a-party")
    make_case(slug="b-case")
    make_filing(slug="a-filing", case=case)
    event = make_event(slug="a-event", cases=[case], parties=[party], sources=[make_source(slug="a-source")])
    make_quote(slug="a-quote", speaker=party, cases=[case], event=event)
    make_assertion(question=make_question(slug="a-question", cases=[case], events=[event]), made_by_party=party)


def answer(address, **headers):
    """The answer to a raw address; an exception in a view ends the test, as nobody turns it into a page."""
    path, _, query = address.partition("?")
    response = Client().get(path, QUERY_STRING=query, headers=headers)
    assert response.status_code in FINE, f"{response.status_code} for {address[:200]}"
    assert response.cookies == {} or "/admin/" in address
    return response


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_value_of_any_name_breaks_a_page(record, value):
    # One field's mistake keeps no other from being read, so names that look nothing up are asked together.
    together = [name for name in [*NAMES, "foreign"] if name not in ("case", "as_of", "after")]
    asked = [f"/?{'&'.join(f'{name}={value}' for name in together)}"]
    asked += [f"/?{name}={value}" for name in ("case", "since", "as_of", "after")]
    asked += [f"{path}?after={value}" for path in READERS]
    asked += [f"/lanes/?{name}={value}" for name in ("since", "until", "width", "lanes", "more", "view")]
    for name in ("since", "until", "start", "end", "by", "width", "as_of"):
        asked += [f"/compare/?a=a-case&b=b-case&{name}={value}", f"/compare/?a=a-case&b=b-case&by=days&{name}={value}"]
    asked += [f"/compare/?a=a-case&b={value}", f"/about/?as_of={value}", f"/sitemap-event.xml?p={value}"]
    asked += [f"/corrections/?{name}={value}" for name in ("class", "kind", "record", "after", "as_of")]
    asked += [f"/corrections/feed.atom?record={value}", f"/events/a-event/history/?after={value}"]
    asked += [f"/{path}/?as_recorded={value}" for path in ("events/a-event", "cases/a-case", "questions/a-question")]
    for address in asked:
        assert b"<script>alert" not in answer(address).content


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_value_breaks_a_fragment(record, value):
    odd = {"HX-Request": "true", "HX-Current-URL": "%00", "HX-Target": "x" * 500, "HX-Trigger-Name": value[:200]}
    for path in ("/", "/parties/", "/cases/a-case/contested/"):
        answer(f"{path}?after={value}", **odd)


@pytest.mark.parametrize("value", [value for name, value in VALUES.items() if name not in ("100 kB",)])
def test_no_slug_breaks_a_page(record, value):
    for plural in ("events", "cases", "sources"):
        raw = f"/{plural}/{value}/"
        assert answer(raw).status_code in (400, 404)
    assert answer(f"/cases/a-case/{value}/").status_code == 404
    assert answer(f"/events/a-event/@{value}/").status_code in (400, 404)
    assert answer(f"/answers/{value}/").status_code in (400, 404)
    assert answer(f"/sitemap-{value}.xml").status_code == 404


def test_bytes_that_are_no_text_in_the_path_are_not_found(record):
    for path in (
        "/events/\xff\xfe/",
        "/\x00/",
        "/events/a\x00b/",
        "/" + "a" * 100_000 + "/",
        "//evil.example/",
        "/%2e%2e/x",
    ):
        response = Client().get("/", PATH_INFO=path)
        assert response.status_code in FINE, path[:40]
    assert Client().get("//evil.example/cases").headers.get("Location", "/").startswith(("/", "http://testserver/"))


@pytest.mark.parametrize("path", ["/", "/cases/a-case/", "/about/", "/sources/a-source/"])
def test_five_thousand_parameters_are_refused(record, path):
    many = "&".join(f"x{n}=1" for n in range(5000))
    assert answer(f"{path}?{many}").status_code == 400
    same = "&".join(f"case=c{n}" for n in range(900))
    assert answer(f"{path}?{same}").status_code == 400


@pytest.mark.parametrize("name", NAMES)
def test_a_name_given_often_is_right_for_filters_and_wrong_for_single_values(record, name):
    answer(f"/?{'&'.join(f'{name}=2024-0{n}-01' for n in range(1, 9))}")
    answer("/?" + "&".join([f"{name}=1"] * 500))


def test_what_was_typed_is_shown_again_but_never_as_markup(record):
    for name in ("since", "until", "as_of", "kind", "case", "after", "order"):
        page = read(answer(f'/?{name}="><img src=x onerror=alert(1)>'), 400)
        assert "<img" not in page.html
        assert "onerror=alert(1)&gt;" in page.html or name == "after"
    for path in ("/", "/search/"):
        page = read(answer(f'{path}?q="><img src=x onerror=alert(1)>'), 200)
        assert "<img" not in page.html
        assert "onerror=alert(1)&gt;" in page.html


def test_the_page_number_of_a_source_is_small_and_not_negative(record):
    for after, status in {
        "0": 200,
        "50": 200,
        "-1": 400,
        "x": 400,
        str(10**30): 400,
        str(2**63): 400,
        "1.5": 400,
    }.items():
        assert answer(f"/sources/a-source/?after={after}").status_code == status, after


@pytest.mark.parametrize("host", ["evil.example", "a b", "testserver:x", "[::1", ""])
def test_a_host_that_is_not_ours_is_refused(record, host):
    assert Client().get("/", headers={"Host": host}).status_code in (200, 400)
    assert b"evil.example" not in Client().get("/", headers={"Host": host}).content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_other_methods_change_nothing_and_break_nothing(record, method):
    for path in ("/", "/cases/a-case/", "/about/", "/healthz", "/sitemap.xml"):
        response = getattr(Client(enforce_csrf_checks=True), method)(path)
        assert response.status_code < 500, path


TEXTS = st.text(max_size=40) | st.sampled_from(["2024-02-10", "2024", "newest", "1", "court", "a-case", "a-party"])
TEXTS |= st.lists(st.none() | st.booleans() | st.integers() | st.text(max_size=12), max_size=4).map(
    lambda v: cursor_of(*v)
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(PATHS[:21]),
    pairs=st.lists(st.tuples(st.sampled_from(NAMES), TEXTS), max_size=5),
    is_htmx=st.booleans(),
)
def test_no_query_that_can_be_thought_up_breaks_a_page(record, path, pairs, is_htmx):
    response = Client().get(path, pairs, headers={"HX-Request": "true"} if is_htmx else {})
    assert response.status_code in FINE
