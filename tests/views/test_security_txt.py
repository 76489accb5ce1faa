"""security.txt (RFC 9116): whom to tell of a weakness, if the site names anybody."""

from datetime import UTC, datetime, timedelta

import pytest

from timeline.environment import EnvironmentProblem, at_least_one, contacts

ADDRESS = "/.well-known/security.txt"


def fields(response):
    return [line.partition(": ")[::2] for line in response.text.splitlines()]


def test_it_names_whom_the_site_names_until_a_day_within_a_year(client, settings):
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/security"]
    response = client.get(ADDRESS)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    told = fields(response)
    assert [value for name, value in told if name == "Contact"] == settings.SECURITY_CONTACT
    (expires,) = [datetime.fromisoformat(value) for name, value in told if name == "Expires"]
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)
    assert ("Canonical", f"http://testserver{ADDRESS}") in told
    assert not response.cookies


def test_where_nobody_is_named_there_is_none(client, settings):
    settings.SECURITY_CONTACT = []
    response = client.get(ADDRESS)
    assert response.status_code == 404
    assert "Contact" not in response.text


def test_it_is_only_read(client):
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", []),
        ("security@example.org", ["mailto:security@example.org"]),
        (
            "mailto:a@example.org, https://example.org/report?x=1",
            ["mailto:a@example.org", "https://example.org/report?x=1"],
        ),
        ("tel:+1-201-555-0123", ["tel:+1-201-555-0123"]),
    ],
)
def test_contacts_are_mail_or_web_addresses(monkeypatch, written, meant):
    monkeypatch.setenv("SECURITY_CONTACT", written)
    assert contacts("SECURITY_CONTACT") == meant


@pytest.mark.parametrize(
    "written", ["nobody", "http://a.example", "https://", "a@b\nExpires: never", "a b@example.org"]
)
def test_a_contact_that_is_none_is_told_in_one_sentence(monkeypatch, written):
    monkeypatch.setenv("SECURITY_CONTACT", written)
    with pytest.raises(EnvironmentProblem, match="SECURITY_CONTACT must be"):
        contacts("SECURITY_CONTACT")


def test_a_session_lasts_at_least_an_hour(monkeypatch):
    monkeypatch.setenv("SESSION_IDLE_HOURS", "0")
    with pytest.raises(EnvironmentProblem, match="SESSION_IDLE_HOURS must be 1 or more"):
        at_least_one("SESSION_IDLE_HOURS", 12)
