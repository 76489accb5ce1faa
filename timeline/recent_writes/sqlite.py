"""The note of recent writes in SQLite: a trigger for each way of writing to each table. SQL only.

Writers come one after the other, so what is noted later is committed later: a moment is the number of a note.
"""

from collections.abc import Mapping

CREATE = (
    "CREATE TABLE recent_write (moment integer PRIMARY KEY, of text NOT NULL, key integer)",
    "INSERT INTO recent_write (of) VALUES ('')",  # it is never empty, so that it tells from when on it knows
)
DROP = ("DROP TABLE recent_write",)

MOMENT = "SELECT max(moment) FROM recent_write"

_WAYS = {
    "INSERT": "SELECT '{table}', NEW.{key}",
    "UPDATE": "SELECT '{table}', OLD.{key} UNION SELECT '{table}', NEW.{key}",
    "DELETE": "SELECT '{table}', OLD.{key}",
}
TRIGGERS_A_TABLE = len(_WAYS)


def installing(watched: Mapping[str, str], most: int) -> list[str]:
    """Statements that have what is written to these tables noted: table → the column that is noted."""
    return [
        statement
        for table, key in watched.items()
        for way, rows in _WAYS.items()
        for statement in (
            f"DROP TRIGGER IF EXISTS {_name(table, way)}",
            f"CREATE TRIGGER {_name(table, way)} AFTER {way} ON {table} FOR EACH ROW BEGIN "
            f"INSERT INTO recent_write (of, key) {rows.format(table=table, key=key)}; "
            f"DELETE FROM recent_write WHERE moment <= last_insert_rowid() - {most}; END",
        )
    ]


def standing(watched: Mapping[str, str]) -> str:
    """A query for how many of the triggers stand."""
    tables = ", ".join(f"'{table}'" for table in watched)
    return (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'recent_write_%' "
        f"AND tbl_name IN ({tables})"
    )


def removing(watched: Mapping[str, str]) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {_name(table, way)}" for table in watched for way in _WAYS]


def _name(table: str, way: str) -> str:
    return f"recent_write_{table}_{way.lower()}"
