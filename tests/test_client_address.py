"""The client's address: which entries of X-Forwarded-For are believed, and which are not."""

import pytest
from django.test import RequestFactory

from timeline.client_address import client_address, client_network

PROXY, CLIENT, FORGED = "10.0.0.1", "203.0.113.7", "198.51.100.66"


def request(forwarded=None, peer=PROXY):
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=peer, **headers)


@pytest.mark.parametrize("forwarded", [None, "", FORGED, f"{FORGED}, {CLIENT}"])
def test_without_trusted_proxies_only_the_connection_counts(forwarded, settings):
    settings.TRUSTED_PROXIES = 0
    assert client_address(request(forwarded, peer=CLIENT)) == CLIENT


@pytest.mark.parametrize(
    ("proxies", "forwarded"),
    [
        (1, CLIENT),
        (1, f"{FORGED}, {CLIENT}"),
        (1, f"{FORGED},{FORGED},{CLIENT}"),
        (2, f"{CLIENT}, 10.0.0.2"),
        (2, f"{FORGED}, {CLIENT}, 10.0.0.2"),
        (2, CLIENT),  # came past the outer proxy; the inner one wrote this
    ],
)
def test_each_trusted_proxy_is_believed_one_entry_and_what_the_client_wrote_none(proxies, forwarded, settings):
    settings.TRUSTED_PROXIES = proxies
    assert client_address(request(forwarded)) == CLIENT


@pytest.mark.parametrize(
    "forwarded", [None, "", "unknown", "_hidden", "1.2.3", f"{FORGED}, \0", f"{FORGED}, {'9' * 9999}"]
)
def test_an_entry_that_is_no_address_leaves_the_connections(forwarded, settings):
    settings.TRUSTED_PROXIES = 1
    assert client_address(request(forwarded)) == PROXY


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (f" {CLIENT} ", CLIENT),
        (f"{CLIENT}:51234", CLIENT),
        ("[2001:DB8:0:0::1]:443", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        (f"::ffff:{CLIENT}", CLIENT),
    ],
)
def test_one_address_has_one_spelling(written, meant, settings):
    settings.TRUSTED_PROXIES = 1
    assert client_address(request(written)) == meant
    settings.TRUSTED_PROXIES = 0
    assert client_address(request(peer=written)) == meant


@pytest.mark.parametrize("peer", ["", "unix:"])
def test_a_server_that_knows_no_address_says_so(peer, settings):
    settings.TRUSTED_PROXIES = 0
    assert client_address(request(peer=peer)) == ""
    assert client_network(request(peer=peer)) == ""


def test_addresses_of_one_ipv6_network_count_as_one_client(settings):
    settings.TRUSTED_PROXIES = 0
    same = {client_network(request(peer=f"2001:db8:1:2::{n:x}")) for n in (1, 2, 0xFFFF)}
    assert same == {"2001:db8:1:2::/64"}
    assert client_network(request(peer="2001:db8:1:3::1")) not in same
    assert client_network(request(peer=CLIENT)) == CLIENT
