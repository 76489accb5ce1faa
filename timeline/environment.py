"""Settings read from the environment: the database's address, the secret key, flags and lists of names."""

import os
import re
import secrets
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ImproperlyConfigured

DEFAULT_DATABASE_URL = "sqlite:///db.sqlite3"

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}
_MEMORY = ":memory:"
_SQLITE_FORM = "write sqlite:///file (in the checkout) or sqlite:////folder/file"
_POSTGRES_FORM = (
    "write postgresql://user:password@host:port/database, "
    "with @ : / ? # % inside a part written as %40 %3A %2F %3F %23 %25"
)

_CONTACT = re.compile(r"https://[!-~]+|mailto:[!-?A-~]+@[!-?A-~]+|tel:[+0-9-]+")

# Django's name for each part of a libpq address; the other libpq words (sslmode, connect_timeout …) are OPTIONS.
_DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


class EnvironmentProblem(ImproperlyConfigured):
    """One sentence that names the variable and says what to write instead; never holds a password."""


def database_from(url: str, base_dir: Path) -> dict[str, Any]:
    """The entry for `DATABASES["default"]`; an empty `url` means the SQLite file in `base_dir`.

    Connections to PostgreSQL are pooled if `DATABASE_POOL` says how many at most. gunicorn.conf.py sets it; tests and
    commands leave it out, for a pool would hide an unreachable server behind a timeout.
    """
    url = url.strip() or DEFAULT_DATABASE_URL
    scheme, separator, rest = url.partition("://")
    if separator and scheme == "sqlite":
        return _sqlite(rest, base_dir)
    if separator and scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise EnvironmentProblem(f"DATABASE_URL is neither for SQLite nor PostgreSQL: {_SQLITE_FORM}, or {_POSTGRES_FORM}.")


def caches_from(url: str) -> dict[str, dict[str, Any]]:
    """`CACHES`: made pages, and cards on them; an empty `url` means each process's memory, `off` no cache at all.

    Cards stay in the process either way: to fetch fifty of them from elsewhere takes longer than to make them.
    """
    url = url.strip()
    # A page takes some 10 to 30 kB packed, a card some 4 kB.
    cards = _in_memory("cards", "timeline.kept_pieces.KeptPieces", 5000)
    if not url:
        return {"default": _in_memory("default", "django.core.cache.backends.locmem.LocMemCache", 1000), "cards": cards}
    if url == "off":
        return {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in ("default", "cards")}
    if url.partition("://")[0] not in {"redis", "rediss"}:
        raise EnvironmentProblem("CACHE_URL is neither for Redis nor off: write redis://host:6379/0, or off.")
    if find_spec("redis") is None:
        raise EnvironmentProblem("CACHE_URL asks for Redis, whose package is missing: pip install redis.")
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    return {"default": redis, "cards": cards}


def _in_memory(name: str, backend: str, most: int) -> dict[str, Any]:
    return {"BACKEND": backend, "LOCATION": name, "OPTIONS": {"MAX_ENTRIES": most}}


def secret_key(path: Path) -> str:
    """`SECRET_KEY`, or the key kept in the file `path`, which is made the first time (readable by its owner only)."""
    key = os.environ.get("SECRET_KEY", "").strip()
    if key:
        return key
    try:
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(50))
        key = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentProblem(f"SECRET_KEY: its file {path} cannot be used ({error}): set SECRET_KEY.") from error
    if not key:
        raise EnvironmentProblem(f"SECRET_KEY: its file {path} is empty: delete the file, or set SECRET_KEY.")
    return key


def flag(name: str, default: bool) -> bool:
    """Yes or no; unset and empty mean `default`."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in _YES | _NO:
        return text in _YES
    raise EnvironmentProblem(f"{name} must be 1 or 0, not {text!r}.")


def number(name: str, default: int) -> int:
    """A whole number, zero or more; unset and empty mean `default`."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise EnvironmentProblem(f"{name} must be a whole number, not {text!r}.")


def at_least_one(name: str, default: int) -> int:
    """A whole number above zero; unset and empty mean `default`."""
    value = number(name, default)
    if not value:
        raise EnvironmentProblem(f"{name} must be 1 or more.")
    return value


def contacts(name: str) -> list[str]:
    """Addresses for security.txt, as URIs: `https://…`, or mail addresses with or without `mailto:`."""
    found = []
    for text in names(name, default=[]):
        uri = text if ":" in text else f"mailto:{text}"
        if not _CONTACT.fullmatch(uri):
            raise EnvironmentProblem(
                f"{name} must be https:// or mail addresses, with commas between them; not {text!r}."
            )
        found.append(uri)
    return found


def names(name: str, default: list[str]) -> list[str]:
    """A list written with commas, in its order; unset and empty mean `default`."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()] or list(default)


def _sqlite(rest: str, base_dir: Path) -> dict[str, Any]:
    if "?" in rest:
        raise EnvironmentProblem(f"DATABASE_URL takes no options after a ? for SQLite: {_SQLITE_FORM}.")
    text = unquote(rest)
    if text in {_MEMORY, f"/{_MEMORY}"}:
        file = _MEMORY
    else:
        file = str(_sqlite_file(text, base_dir))
    return {
        "ENGINE": "timeline.sqlite",
        "NAME": file,
        # Tests beside each other would share a file where the engine is not called as Django's is.
        "TEST": {"NAME": _MEMORY},
        # To open the file anew for each request takes as long as to answer from the cache.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that reads and then writes would fail at once, without waiting, if it began as a reader.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # WAL: readers and the writer do not wait for each other. FULL: what was acknowledged survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
            # The pages of the site ask some 300 statements: each is compiled once a connection.
            "cached_statements": 1000,
        },
    }


def _sqlite_file(text: str, base_dir: Path) -> Path:
    if not text.startswith("/") or not text.strip("/") or "\0" in text:
        raise EnvironmentProblem(f"DATABASE_URL names no SQLite file: {_SQLITE_FORM}.")
    file = base_dir / text[1:]
    if file.is_dir():
        raise EnvironmentProblem(f"DATABASE_URL names the folder {file}, not a file: {_SQLITE_FORM}.")
    if not file.parent.is_dir():
        raise EnvironmentProblem(f"DATABASE_URL names a file in the folder {file.parent}: make that folder first.")
    return file


def _postgresql(url: str) -> dict[str, Any]:
    parts = _libpq_parts(url)
    database = {django: parts.pop(libpq, "") for libpq, django in _DJANGO_NAMES.items()}
    if not database["NAME"]:
        raise EnvironmentProblem(f"DATABASE_URL names no database: {_POSTGRES_FORM}.")
    ports = [port for port in database["PORT"].split(",") if port]
    if "@" in database["HOST"] or not all(map(_is_port, ports)):
        raise EnvironmentProblem(f"DATABASE_URL has a host or a port that cannot be one: {_POSTGRES_FORM}.")
    # A page's query counts in milliseconds; PostgreSQL would compile it to machine code first, for up to half a minute.
    options: dict[str, Any] = {"connect_timeout": "10", **parts, "options": f"-c jit=off {parts.get('options', '')}"}
    if flag("PREPARED_STATEMENTS", default=True):
        # See planned_once.py: prepared, and planned for any parameters, when they are asked first.
        options["prepare_threshold"] = 0
        options["options"] = f"-c plan_cache_mode=force_generic_plan {options['options']}"
    most = number("DATABASE_POOL", 0)
    if most:
        options["pool"] = {"min_size": 1, "max_size": most, "timeout": 10}
    return {"ENGINE": "django.db.backends.postgresql", **database, "OPTIONS": options, "CONN_HEALTH_CHECKS": True}


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 65536


def _libpq_parts(url: str) -> dict[str, str]:
    """What libpq itself understands of the address, so that the rules are PostgreSQL's own."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except (ProgrammingError, UnicodeError):
        # libpq's message quotes the address, and with it perhaps a password.
        raise EnvironmentProblem(f"DATABASE_URL is no address that PostgreSQL understands: {_POSTGRES_FORM}.") from None


def _write_once(path: Path, text: str) -> None:
    """Writes a whole file or none, and leaves the file of a process that was faster."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
