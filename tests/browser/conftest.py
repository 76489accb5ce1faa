"""The browser tests drive Debian's Chromium against a live server."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.browser.places import all_places

# Playwright's synchronous API runs an event loop, in which Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A database for whichever of these tests are run.

    pytest-django's own makes one only where a test asks for `db`, and leaves the others with that of the checkout.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker):
    """The address of a server with all of `fixtures/`, imported once.

    pytest-django's own `live_server` empties the database after every test that asks for it. Tests that ask for a
    database run before those that do not, so nothing empties this one.
    """
    from pytest_django.live_server_helper import LiveServer

    from tests.conftest import FIXTURES
    from timeline.importing.dossier import import_dossier

    with django_db_blocker.unblock():
        outcome = import_dossier(FIXTURES)
        assert not outcome.problems
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        # The browser keeps its connections for a while; their threads let go of the shared one when they end.
        connection.inc_thread_sharing()


@pytest.fixture(scope="session")
def places(site):
    """name → address, one of each type of page."""
    return all_places()


class Watch:
    """Keeps what a browser complains of and whom it asks."""

    def __init__(self, page, site):
        self.complaints, self.strangers, self.asked = [], [], []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note)
        self._host = urlsplit(site).netloc

    def _hear(self, said):
        # The status of a page asked for on purpose is no fault of the page.
        if said.type in ("error", "warning") and "the server responded with a status of 4" not in said.text:
            self.complaints.append(said.text)

    def _note(self, request):
        self.asked.append(request)
        if urlsplit(request.url).scheme in ("http", "https") and urlsplit(request.url).netloc != self._host:
            self.strangers.append(request.url)


@pytest.fixture
def watch(page, site):
    """Fails the test whose pages put errors on the console, break the content security policy or ask third hosts."""
    watch = Watch(page, site)
    yield watch
    assert watch.complaints == []
    assert watch.strangers == []


@pytest.fixture
def reader(page, watch, site):
    """A page whose `visit` goes to an address of the site, once htmx is ready where JavaScript runs."""

    def visit(address, status=200):
        response = page.goto(f"{site}{address}")
        assert response.status == status, f"{response.status} for {address}"
        return response

    page.set_default_timeout(8000)
    page.visit = visit
    return page
