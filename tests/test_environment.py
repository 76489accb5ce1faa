"""Settings from the environment: what each form means, and that a wrong one is one sentence without a password."""

import subprocess
import sys
from pathlib import Path

import pytest

from timeline.environment import EnvironmentProblem, caches_from, database_from, flag, names, number, secret_key


def test_an_sqlite_path_with_three_slashes_lies_in_the_checkout(tmp_path):
    assert database_from("sqlite:///db.sqlite3", tmp_path)["NAME"] == str(tmp_path / "db.sqlite3")


def test_an_sqlite_path_with_four_slashes_is_absolute(tmp_path):
    assert database_from(f"sqlite:///{tmp_path}/my%20file", Path("/elsewhere"))["NAME"] == f"{tmp_path}/my file"


def test_no_address_means_an_sqlite_file_in_the_checkout(tmp_path):
    assert database_from(" ", tmp_path)["NAME"] == str(tmp_path / "db.sqlite3")


@pytest.mark.parametrize("url", ["sqlite://:memory:", "sqlite:///:memory:"])
def test_sqlite_can_live_in_memory(url, tmp_path):
    assert database_from(url, tmp_path)["NAME"] == ":memory:"


def test_sqlite_waits_for_other_writers_and_keeps_what_it_acknowledged(tmp_path):
    options = database_from("sqlite:///db.sqlite3", tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 20
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_address_is_taken_apart_and_decoded(scheme, tmp_path):
    database = database_from(f"{scheme}://al%40ice:p%2Fs%23%25s@db.example:5433/time%20line?sslmode=require", tmp_path)
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("al@ice", "p/s#%s")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", "5433", "time line")
    assert database["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    "url", ["postgresql://timeline@/timeline?host=/run/Sock", "postgresql://timeline@%2Frun%2FSock/timeline"]
)
def test_a_postgresql_socket_is_named_by_its_folder(url, tmp_path):
    database = database_from(url, tmp_path)
    assert (database["HOST"], database["PORT"], database["USER"]) == ("/run/Sock", "", "timeline")


def test_an_unreachable_server_is_given_up_soon_unless_the_address_says_when(tmp_path):
    assert database_from("postgresql://h/d", tmp_path)["OPTIONS"]["connect_timeout"] == "10"
    assert database_from("postgresql://h/d?connect_timeout=3", tmp_path)["OPTIONS"]["connect_timeout"] == "3"


def test_postgresql_compiles_no_query_unless_the_address_asks_for_it(tmp_path):
    assert "-c jit=off" in database_from("postgresql://h/d", tmp_path)["OPTIONS"]["options"]
    asked = database_from("postgresql://h/d?options=-c%20jit%3Don", tmp_path)["OPTIONS"]["options"]
    assert "-c jit=off" in asked
    assert asked.endswith(" -c jit=on"), "the last one holds"


def test_only_a_server_that_asks_for_a_pool_has_one(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_POOL", raising=False)
    assert "pool" not in database_from("postgresql://h/d", tmp_path)["OPTIONS"]
    monkeypatch.setenv("DATABASE_POOL", "8")
    assert database_from("postgresql://h/d", tmp_path)["OPTIONS"]["pool"]["max_size"] == 8


def test_postgresql_plans_once_what_is_asked_again_unless_a_pooler_forbids_it(tmp_path, monkeypatch):
    monkeypatch.delenv("PREPARED_STATEMENTS", raising=False)
    options = database_from("postgresql://h/d", tmp_path)["OPTIONS"]
    assert options["prepare_threshold"] == 0
    assert "plan_cache_mode=force_generic_plan" in options["options"]
    monkeypatch.setenv("PREPARED_STATEMENTS", "0")
    options = database_from("postgresql://h/d", tmp_path)["OPTIONS"]
    assert "prepare_threshold" not in options
    assert "plan_cache_mode" not in options["options"]
    monkeypatch.setenv("PREPARED_STATEMENTS", "perhaps")
    with pytest.raises(EnvironmentProblem, match="PREPARED_STATEMENTS must be 1 or 0"):
        database_from("postgresql://h/d", tmp_path)


WRONG_ADDRESSES = [
    "hunter2",
    "mysql://u:hunter2@h/d",
    "sqlite:db.sqlite3",
    "sqlite://db.sqlite3",
    "sqlite:///",
    "sqlite:////",
    "sqlite:///no-such-folder/db.sqlite3",
    "sqlite:///db.sqlite3?timeout=3",
    "sqlite:////tmp",
    "postgresql:hunter2",
    "postgresql://",
    "postgresql://u:hunter2@h",
    "postgresql://u:hunter2@h:port/d",
    "postgresql://u:hunter2@h:99999/d",
    "postgresql://u:hunter2@[::1/d",
    "postgresql://u:hunter2%zz@h/d",
    "postgresql://u:hunter2%00@h/d",
    "postgresql://u:hunter2%ff@h/d",
    "postgresql://u:hunter2@x@h/d",
    "postgresql://u:hunter2/x@h/d",
    "postgresql://u:hunter2@h/d?colour=red",
]


@pytest.mark.parametrize("url", WRONG_ADDRESSES)
def test_a_wrong_database_address_is_one_sentence_that_tells_no_password(url, tmp_path):
    with pytest.raises(EnvironmentProblem) as problem:
        database_from(url, tmp_path)
    sentence = str(problem.value)
    assert sentence.startswith("DATABASE_URL")
    assert "\n" not in sentence
    assert "hunter2" not in sentence


def test_the_secret_key_is_the_one_that_is_set(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "mine")
    assert secret_key(tmp_path / "key") == "mine"
    assert not (tmp_path / "key").exists()


def test_a_missing_secret_key_is_made_once_and_kept_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    key = secret_key(tmp_path / "key")
    assert len(key) >= 50
    assert secret_key(tmp_path / "key") == key
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_processes_that_start_together_share_one_secret_key(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    program = "import pathlib, sys, timeline.environment as e; print(e.secret_key(pathlib.Path(sys.argv[1])))"
    command = [sys.executable, "-c", program, str(tmp_path / "key")]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate()[0] for process in processes}) == 1


def test_a_secret_key_that_cannot_be_kept_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(EnvironmentProblem, match=r"^SECRET_KEY: .*: set SECRET_KEY"):
        secret_key(tmp_path / "no-such-folder" / "key")


def test_an_empty_secret_key_file_is_not_a_key(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "key").touch()
    with pytest.raises(EnvironmentProblem, match="is empty"):
        secret_key(tmp_path / "key")


@pytest.mark.parametrize(("text", "value"), [("1", True), ("TRUE", True), ("on", True), ("0", False), ("no", False)])
def test_a_flag_is_yes_or_no(text, value, monkeypatch):
    monkeypatch.setenv("FLAG", text)
    assert flag("FLAG", default=not value) is value


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_flag_is_its_default(default, monkeypatch):
    monkeypatch.setenv("FLAG", " ")
    assert flag("FLAG", default=default) is default


def test_another_word_is_no_flag(monkeypatch):
    monkeypatch.setenv("FLAG", "maybe")
    with pytest.raises(EnvironmentProblem, match=r"^FLAG must be 1 or 0"):
        flag("FLAG", default=False)


@pytest.mark.parametrize("text", ["-1", "8.5", "eight", "٨", "9" * 12])
def test_another_word_is_no_number(text, monkeypatch):
    monkeypatch.setenv("NUMBER", text)
    with pytest.raises(EnvironmentProblem, match=r"^NUMBER must be a whole number"):
        number("NUMBER", 1)


def test_names_are_written_with_commas(monkeypatch):
    monkeypatch.setenv("NAMES", " a.example, b.example,,")
    assert names("NAMES", ["c.example"]) == ["a.example", "b.example"]
    monkeypatch.setenv("NAMES", "")
    assert names("NAMES", ["c.example"]) == ["c.example"]


@pytest.mark.parametrize("url", ["", " "])
def test_answers_are_kept_in_memory_unless_they_are_not_to_be_kept(url):
    kept = {name: cache["BACKEND"].rpartition(".")[2] for name, cache in caches_from(url).items()}
    assert kept == {"default": "LocMemCache", "cards": "KeptPieces"}
    off = {name: cache["BACKEND"].rpartition(".")[2] for name, cache in caches_from("off").items()}
    assert off == {"default": "DummyCache", "cards": "DummyCache"}


@pytest.mark.parametrize("url", ["memcached://host", "localhost:6379", "on"])
def test_a_cache_that_is_none_is_refused(url):
    with pytest.raises(EnvironmentProblem, match="CACHE_URL is neither for Redis nor off"):
        caches_from(url)


def test_redis_without_its_package_is_refused_with_what_to_do():
    with pytest.raises(EnvironmentProblem, match="pip install redis"):
        caches_from("redis://localhost:6379/0")
