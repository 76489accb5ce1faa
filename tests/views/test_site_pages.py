"""Health, robots, sitemap, favicon, settings for the open internet, and the pages that say what went wrong."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import RequestFactory

from tests.making import make_event, make_party
from tests.views.reading import Page, read
from timeline import urls
from timeline.views import faults

# What Django's sitemap and our documents use; nothing from outside is parsed here.
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def run(*arguments, **environment):
    """A program of its own with these settings, none of the tests'."""
    names = ("DATABASE_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "HTTPS", "DATABASE_POOL")
    inherited = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**inherited, "SECRET_KEY": "x" * 60, "DJANGO_SETTINGS_MODULE": "timeline.settings", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def no_database(folder):
    """A file that SQLite cannot read."""
    file = folder / "broken.sqlite3"
    file.write_bytes(b"this is no database at all" * 100)
    return file


ASK_HEALTH = """
import django
django.setup()
from django.test import Client
response = Client(headers={"Host": "localhost"}).get("/healthz")
print(response.status_code, response.content.decode())
"""


@pytest.mark.django_db
def test_healthz_is_ok_while_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("url", ["sqlite:///{}", "postgresql://nobody@127.0.0.1:1/none"])
def test_healthz_is_503_when_the_database_is_gone(tmp_path, url):
    done = run(
        "-c", ASK_HEALTH, DATABASE_URL=url.format(no_database(tmp_path)), DJANGO_SETTINGS_MODULE="timeline.settings"
    )
    assert done.stdout.startswith("503 the database does not answer"), done.stderr[-600:]


def test_healthz_is_503_while_the_database_has_no_tables(tmp_path):
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    done = run("-c", ASK_HEALTH, DATABASE_URL=url, DJANGO_SETTINGS_MODULE="timeline.settings")
    assert done.stdout.startswith("503 "), done.stderr[-600:]


def test_a_broken_database_gives_the_page_that_says_so(tmp_path):
    code = ASK_HEALTH.replace("Client(", "Client(raise_request_exception=False, ").replace("/healthz", "/cases/")
    done = run(
        "-c", code, DATABASE_URL=f"sqlite:///{no_database(tmp_path)}", DJANGO_SETTINGS_MODULE="timeline.settings"
    )
    assert done.stdout.startswith("500 "), done.stderr[-600:]
    assert "Something broke on our side" in done.stdout
    assert "Traceback" not in done.stdout


def test_the_settings_for_the_open_internet_leave_nothing_to_complain_about(tmp_path):
    done = run(
        *("manage.py", "check", "--deploy", "--fail-level", "INFO"),
        **{
            "HTTPS": "1",
            "SECRET_KEY": "not-a-real-key-but-long-enough-0123456789-abcdefghij",
            "DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3",
        },
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert done.stderr == ""


def test_robots_may_read_all_but_the_desk(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "User-agent: *" in lines
    assert "Disallow: /admin/" in lines
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_favicon_stands_where_browsers_ask_for_it(client):
    response = client.get("/favicon.ico")
    assert response.status_code in (301, 302)
    assert response.headers["Location"] == "/static/favicon.ico"
    assert (settings.BASE_DIR / "static/favicon.ico").exists()


@pytest.mark.django_db
def test_the_sitemap_names_every_page_once_with_the_day_of_its_last_change(client):
    event, party = make_event(), make_party()
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    parts = [element.text for element in index.iter(f"{SITEMAP}loc")]
    found = {}
    for part in parts:
        for url in ElementTree.fromstring(client.get(part).content).iter(f"{SITEMAP}url"):  # noqa: S314
            location = url.find(f"{SITEMAP}loc").text
            assert location not in found
            found[location] = url.findtext(f"{SITEMAP}lastmod")
    for record in (event, party):
        assert found[f"http://testserver{record.get_absolute_url()}"] == record.changed_at.date().isoformat()
    lists = (
        "/ /lanes/ /compare/ /cases/ /parties/ /quotes/ /questions/ /sources/ /corrections/ /checks/ /about/".split()
    )
    for address in lists:
        assert f"http://testserver{address}" in found
    assert len(found) == len(lists) + sum(len(client.get(part).content.split(b"<url>")) - 1 for part in parts[1:])


@pytest.mark.django_db
def test_an_empty_site_has_a_sitemap_and_pages(client):
    assert client.get("/sitemap.xml").status_code == 200
    assert client.get("/sitemap-event.xml").status_code == 200
    for address in ("/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/", "/about/"):
        read(client.get(address))
    assert "0 events" in read(client.get("/")).text


@pytest.mark.parametrize(("handler", "status"), [("400", 400), ("403", 403), ("404", 404)])
def test_faults_look_like_the_site(handler, status):
    assert getattr(urls, f"handler{handler}")
    view = {400: faults.wrong_request, 403: faults.forbidden, 404: faults.not_found}[status]
    raised = {400: SuspiciousOperation, 403: PermissionDenied, 404: Exception}[status]
    response = view(RequestFactory().get("/nowhere"), raised())
    assert_looks_like_the_site(response, status)


def test_a_crash_looks_like_the_site_even_when_nothing_works():
    response = faults.broken(RequestFactory().get("/", headers={"Host": "evil.example"}))
    assert_looks_like_the_site(response, 500)


def assert_looks_like_the_site(response, status):
    assert response.status_code == status
    page = Page(response)
    assert page.faults == []
    assert len(page.h1) == 1
    assert str(status) in page.text
    assert "/static/css/base.css" in page.html
    assert {"/", "/cases/", "/sources/"} <= set(page.links)
    assert page.meta["robots"] == "noindex"
    assert page.canonical == []
