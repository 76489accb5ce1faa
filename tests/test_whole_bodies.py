"""A form whose connection broke is refused, and nothing of it is kept."""

import subprocess
import sys
from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from tests.making import make_event
from timeline.models import ReaderReport
from timeline.whole_bodies import whole_bodies

# The handler closes connections that it finds within a transaction, as a test's own would be.
pytestmark = pytest.mark.django_db(transaction=True)

application = whole_bodies(WSGIHandler())

FORM = b"wrong=The+day+is+another+one.&source=https%3A%2F%2Fexample.org%2F1&contact="
BOUNDARY = "a-boundary"
PARTS = b"".join(
    b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (BOUNDARY.encode(), name, b"x" * 300)
    for name in (b"wrong", b"source", b"contact")
)


def answer_to(body, length, content_type, address="/admin/login/"):
    path, _, query = address.partition("?")
    environ = {
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REQUEST_METHOD": "POST",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
    }
    environ["HTTP_COOKIE"] = f"{settings.CSRF_COOKIE_NAME}={'a' * 32}"
    environ |= {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(length), "wsgi.input": BytesIO(body)}
    setup_testing_defaults(environ)
    said = []
    answer = application(environ, lambda status, headers, trouble=None: said.append(status))
    text = b"".join(answer).decode()
    answer.close()
    return said[0], text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (FORM, "application/x-www-form-urlencoded"),
        (PARTS, f"multipart/form-data; boundary={BOUNDARY}"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
@pytest.mark.parametrize("address", ["/report/?about=event/named", "/admin/login/"])
def test_a_body_that_ends_early_is_refused_and_nothing_is_kept(body, content_type, address):
    make_event(slug="named")
    status, text = answer_to(body, len(body) + 10, content_type, address)
    assert status.startswith("400"), text[:300]
    assert "This request cannot be read" in text
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", f"multipart/form-data; boundary={BOUNDARY}"]
)
def test_a_whole_body_is_read_as_before(content_type):
    body = PARTS + f"--{BOUNDARY}--\r\n".encode() if "multipart" in content_type else FORM
    status, text = answer_to(body, len(body), content_type)
    assert status.startswith("403")  # it has no token, which can be told only of what was read
    assert "cannot be read" not in text


def test_the_site_is_served_like_that():
    program = "from timeline.wsgi import application; print(application.__module__)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "timeline.whole_bodies\n"
