"""Whatever is sent to the form: an answer that says what is wrong, never a crash, and nothing half-written."""

import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.making import make_event
from tests.views.reading import read
from tests.views.sending import WRONG, about, seal_of, send
from timeline.models import ReaderReport

pytestmark = pytest.mark.django_db

URLENCODED = "application/x-www-form-urlencoded"
BODIES = {
    "nothing": b"",
    "no form": b"\xff\xfe\x00{}[]<xml/>",
    "invalid UTF-8": b"wrong=%ff%fe%c0%af&contact=\xff\xfe",
    "half a surrogate": b"wrong=%ed%a0%80&says_otherwise=%ed%a0%80",
    "NUL in every field": b"wrong=%00&says_otherwise=http://a/%00&contact=%00&homepage=%00&seal=%00",
    "NUL in a name": b"wrong%00=x",
    "only separators": b"&&&===&=",
    "a thousand fields": b"&".join(b"wrong=%d" % n for n in range(900)),
    "too many fields": b"&".join(b"x%d=1" % n for n in range(5000)),
}


@pytest.fixture
def event(db):
    return make_event()


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_no_body_breaks_the_form(client, event, body):
    response = client.post(about(event), body, content_type=URLENCODED)
    assert response.status_code == 400
    assert response.cookies == {}
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize(
    "kind",
    [
        *("", "text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=", "\x80"),
        *(f"{URLENCODED}; charset=utf-7", f"{URLENCODED}; charset=no-such", "multipart/form-data; boundary=x"),
    ],
)
def test_no_type_of_body_breaks_the_form(client, event, kind):
    response = client.generic("POST", about(event), f"wrong={WRONG}".encode(), content_type=kind)
    assert response.status_code == 400
    assert not ReaderReport.objects.exists()


def test_letters_of_every_sort_are_kept_and_shown_as_letters(client, event):
    words = "Ünïcödé 𝔘 🤖 \u202eabc <script>alert(1)</script> {{7*7}} \x1b[31m"
    assert send(client, event, wrong=words).status_code == 303
    assert ReaderReport.objects.get().wrong == words.strip()
    page = read(send(client, event, wrong=words, seal=""), 400)
    assert "<script>alert" not in page.html
    assert "{{7*7}}" in page.html
    raw = f"seal={seal_of(event)}&wrong=%ff%fe+bytes".encode()
    assert client.post(about(event), raw, content_type=URLENCODED).status_code == 303
    assert ReaderReport.objects.latest("pk").wrong == "�� bytes"


def test_a_megabyte_is_refused_before_it_is_read(client, event):
    page = read(send(client, event, wrong="x" * 1_000_000), 413)
    assert page.h1 == ["This is too long"]
    factory = RequestFactory()
    for length in ("100001", "9" * 20, "9" * 5000, "-1", "1e3", "²"):
        unread = factory.post(about(event), b"", URLENCODED, CONTENT_LENGTH=length)
        unread._stream = None  # whoever read it would fail
        assert answer(unread).status_code == 413
    assert not ReaderReport.objects.exists()


def answer(request):
    from timeline.views.reports import report

    return report(request)


def test_the_longest_text_that_the_form_takes_is_not_too_long(client, event):
    longest = {"wrong": "🤖" * 5000, "contact": "🤖" * 200, "says_otherwise": "https://example.org/" + "ü" * 480}
    body = "&".join(f"{name}={value}" for name, value in longest.items())
    quoted = "".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in body.encode())
    response = client.post(about(event), f"{quoted}&seal={seal_of(event)}", content_type=URLENCODED)
    assert response.status_code == 303
    assert ReaderReport.objects.get().wrong == longest["wrong"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
    ],
)
def test_another_site_cannot_have_a_readers_browser_send_a_report(client, event, headers):
    page = read(send(client, event, headers=headers), 403)
    assert page.h1 == ["This was sent from another site"]
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Origin": "https://timeline.example"},
    ],
)
def test_a_form_of_this_site_is_taken_whatever_the_proxy_calls_it(client, event, headers, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://timeline.example"]
    assert send(client, event, headers=headers).status_code == 303


@pytest.mark.parametrize("host", ["evil.example", "a b", "testserver:x"])
def test_a_host_that_is_not_ours_is_refused(client, event, host):
    response = send(client, event, headers={"Host": host})
    assert response.status_code == 400
    assert b"evil.example" not in response.content
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_the_form_takes_nothing_by_other_methods(event, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(about(event))
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_only_the_form_takes_what_is_sent(client, event):
    assert client.options(about(event)).headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    for address in ("/", event.get_absolute_url(), about(event).replace("/report/", "/report/received/")):
        response = client.post(address, {"wrong": WRONG})
        assert response.status_code == 405
        assert "POST" not in response.headers["Allow"]
    assert client.head(about(event)).status_code == 200


def test_a_fragment_is_never_asked_for_and_gets_the_whole_page(client, event):
    assert read(client.get(about(event), headers={"HX-Request": "true"})).h1 == ["Report an error"]
    assert read(send(client, event, headers={"HX-Request": "true"}, wrong=""), 400).h1 == ["Report an error"]


TEXTS = st.text(max_size=30) | st.sampled_from(["\0", "http://[", "https://é/", "event/a", "2024-01-01"])


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.dictionaries(st.sampled_from("wrong says_otherwise contact homepage seal as_of about".split()), TEXTS))
def test_no_form_that_can_be_thought_up_breaks_the_site(client, event, sent):
    sent = {name: value.encode("utf-8", "replace").decode() for name, value in sent.items()}
    assert client.post(about(event), sent).status_code == 400
    assert send(client, event, **{**sent, "seal": seal_of(event)}).status_code in (303, 400, 429)
