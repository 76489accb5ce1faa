"""Where a request comes from, and by what, as the audit list tells it."""

import pytest
from django.test import RequestFactory, override_settings

from timeline.signing_in.client import address_of, device_of


def asked(peer, forwarded=None, agent=""):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_USER_AGENT=agent, **headers)


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        (0, "203.0.113.9", None, "203.0.113.9"),
        (0, "203.0.113.9", "1.1.1.1", "203.0.113.9"),
        (0, "127.0.0.1", None, "127.0.0.1"),
        (0, "127.0.0.1", "1.1.1.1", None),
        (0, "::1", "1.1.1.1", None),
        (0, "", None, None),
        (1, "127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (1, "127.0.0.1", "not an address\x00", "127.0.0.1"),
    ],
)
def test_an_address_that_could_be_anybodys_is_nobodys(proxies, peer, forwarded, address):
    with override_settings(TRUSTED_PROXIES=proxies):
        assert address_of(asked(peer, forwarded)) == address


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18 Safari/605.1",
            "Safari on macOS",
        ),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8", ""),
        ("", ""),
        ("\x00" * 9000, ""),
    ],
)
def test_a_browser_is_named_as_a_person_would_name_it(agent, device):
    assert device_of(asked("203.0.113.9", agent=agent)) == device
