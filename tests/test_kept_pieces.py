"""Pieces of pages are kept as they are, the newest of them, for every thread of the process."""

import threading

import pytest
from django.core.cache import CacheHandler


@pytest.fixture
def caches():
    backend = {"BACKEND": "timeline.kept_pieces.KeptPieces", "LOCATION": "a test", "OPTIONS": {"MAX_ENTRIES": 3}}
    handler = CacheHandler({"default": backend})
    yield handler
    handler["default"].clear()


def test_what_is_kept_is_the_thing_itself(caches):
    piece = ("2024", "<li>")
    caches["default"].set_many({"one": piece, "two": ("2025", "")})
    found = caches["default"].get_many(["one", "two", "three"])
    assert found == {"one": piece, "two": ("2025", "")}
    assert found["one"] is piece
    assert caches["default"].get("three", "none") == "none"


def test_the_oldest_go_first(caches):
    for number in range(5):
        caches["default"].set(number, str(number))
    assert caches["default"].get_many(range(5)) == {2: "2", 3: "3", 4: "4"}


def test_every_thread_has_the_same(caches):
    caches["default"].set("one", "a piece")
    found = []
    thread = threading.Thread(target=lambda: found.append(caches["default"].get("one")))
    thread.start()
    thread.join()
    assert found == ["a piece"]


def test_what_is_cleared_is_gone(caches):
    caches["default"].set("one", "a piece")
    caches["default"].clear()
    assert caches["default"].get("one") is None
