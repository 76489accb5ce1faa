"""Datasette's view of the corpus: tables of its own in the same SQLite file, as cheap for it as they can be made.

`peer_event` has an event a row with its texts, its case and the first of its parties as plain indexed columns (so its
facet of parties counts less than ours does), `peer_event_fts` the texts that our search has of events.
"""

import json
import os
import shutil
import sqlite3
from pathlib import Path

# Each facet is counted, and a filter by it sorted, within one index.
_INDEXED = (
    *(f"{column}, sorts_from" for column in ("kind", "best_mark", "case_slug", "party", "provenance")),
    "sorts_from",
    "sorts_to",
)
_ROWS = """
SELECT event.id, event.slug, event.title, event.summary, event.kind, event.date, event.sorts_from, event.sorts_to,
  event.best_mark, event.provenance, court_case.slug AS case_slug, party.slug AS party,
  court_case.short_name || ' ' || court_case.docket_number || ' ' || (SELECT group_concat(name, ' ') FROM timeline_party
    WHERE id IN (SELECT party_id FROM timeline_event_parties WHERE event_id = event.id)) AS names
FROM timeline_event event
JOIN timeline_event_cases tie ON tie.event_id = event.id JOIN timeline_case court_case ON court_case.id = tie.case_id
JOIN timeline_event_parties part ON part.id = (SELECT min(id) FROM timeline_event_parties WHERE event_id = event.id)
JOIN timeline_party party ON party.id = part.party_id
"""
_RANKED = (
    "SELECT peer_event.id, slug, peer_event.title, peer_event.summary, date FROM peer_event_fts "
    "JOIN peer_event ON peer_event.id = peer_event_fts.rowid WHERE peer_event_fts MATCH :q "
    "ORDER BY bm25(peer_event_fts) LIMIT 20"
)


def program() -> str | None:
    """Datasette, where the variable DATASETTE or PATH has it."""
    return shutil.which(os.environ.get("DATASETTE") or "datasette")


def prepare(database: Path) -> Path:
    """Make the tables unless they are there; answers the metadata file."""
    connection = sqlite3.connect(database)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'peer_event_by_0'").fetchone():
            _make(connection)
    finally:
        connection.close()
    metadata = database.with_suffix(".metadata.json")
    metadata.write_text(json.dumps({"databases": {database.stem: {"queries": {"search_ranked": {"sql": _RANKED}}}}}))
    return metadata


def _make(connection: sqlite3.Connection) -> None:
    statements = [
        "DROP TABLE IF EXISTS peer_event_fts",
        "DROP TABLE IF EXISTS peer_event",
        "CREATE TABLE peer_event (id INTEGER PRIMARY KEY, slug TEXT, title TEXT, summary TEXT, kind TEXT, date TEXT, "
        "sorts_from TEXT, sorts_to TEXT, best_mark INTEGER, provenance INTEGER, case_slug TEXT, party TEXT, "
        "names TEXT)",
        f"INSERT INTO peer_event {_ROWS} ORDER BY event.id",
        *(f"CREATE INDEX peer_event_by_{n} ON peer_event ({columns})" for n, columns in enumerate(_INDEXED)),
        "CREATE VIRTUAL TABLE peer_event_fts USING fts5(title, summary, names, tokenize = 'porter', "
        'content="peer_event", content_rowid = "id")',
        "INSERT INTO peer_event_fts (peer_event_fts) VALUES ('rebuild')",
        "ANALYZE",
    ]
    with connection:
        for statement in statements:
            connection.execute(statement)
