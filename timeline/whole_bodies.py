"""Forms that arrive whole or not at all: a connection that broke would else leave a form without its last fields."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest


def whole_bodies(application: Callable) -> Callable:
    """The WSGI application, but that reading a body which ends before its Content-Length raises BadRequest."""

    def checking(environ: dict[str, Any], start_response: Callable):
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length):
            environ["wsgi.input"] = _Whole(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return checking


class _Whole:
    def __init__(self, stream: Any, length: int):
        self._stream, self._left = stream, length

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        return self._taken(self._stream.read(wanted), wanted)

    def readline(self, size: int = -1) -> bytes:
        line = self._stream.readline(self._left if size < 0 else min(size, self._left))
        return self._taken(line, 1)

    def _taken(self, some: bytes, least: int) -> bytes:
        """What was read, which is less than asked for only where there is no more."""
        self._left -= len(some)
        if self._left and len(some) < least:
            raise BadRequest("The body of the request ended early.")
        return some
