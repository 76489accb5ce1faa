"""Where a request comes from is only believed of those who can know it."""

import pytest
from django.test import RequestFactory, override_settings

from timeline.signing_in.client import address_of, device_of, neighbourhood


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
        (0, "", None, None),
        (0, "::ffff:203.0.113.9", None, "203.0.113.9"),
        (1, "127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (1, "127.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        (1, "127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "127.0.0.1", None, None),
        (1, "127.0.0.1", "", None),
        (1, "127.0.0.1", "not an address\x00", None),
        (1, "127.0.0.1", "9" * 5000, None),
        (2, "127.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "127.0.0.1", "203.0.113.9", None),
    ],
)
def test_the_address_is_the_one_that_the_outermost_trusted_proxy_saw(proxies, peer, forwarded, address):
    with override_settings(PROXIES=proxies):
        assert address_of(asked(peer, forwarded)) == address


def test_an_ipv4_address_is_one_client_and_an_ipv6_network_of_64_bits_too():
    assert neighbourhood("203.0.113.9") == "203.0.113.9"
    assert neighbourhood("2001:db8::1") == neighbourhood("2001:db8::ffff:1") == "2001:db8::/64"


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
