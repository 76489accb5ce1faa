"""The note of recent writes in SQLite: a trigger for each way of writing to each table. SQL only.

Writers come one after the other, so what is noted later is committed later: a moment is the number of a note.
"""

from timeline.recent_writes.watched import Watched

CREATE = (
    "CREATE TABLE recent_write (moment integer PRIMARY KEY, of text NOT NULL, key integer)",
    "INSERT INTO recent_write (of) VALUES ('')",  # it is never empty, so that it tells from when on it knows
)
DROP = ("DROP TABLE recent_write",)
BEFORE_TRIGGERS = ()

FOREIGN = "false"  # a file takes its moments along
MOMENT = "SELECT max(moment) FROM recent_write"
TRIGGERS = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'recent_write_%'"
DROP_TRIGGER = "DROP TRIGGER {name}"

_WAYS = {
    "INSERT": "SELECT '{table}', NEW.{key}",
    "UPDATE": "SELECT '{table}', OLD.{key} UNION SELECT '{table}', NEW.{key}",
    "DELETE": "SELECT '{table}', OLD.{key}",
}


def triggers(table: str, own: Watched, most: int) -> list[str]:
    """Statements that have what is written to a table noted, and the last so many notes kept; {mark} is for a name."""
    return [
        f"CREATE TRIGGER recent_write_{{mark}}_{table}_{way.lower()} AFTER {way} ON {table} FOR EACH ROW "
        f"{_when(way, own)} BEGIN INSERT INTO recent_write (of, key) {rows.format(table=table, key=own.key)}; "
        f"DELETE FROM recent_write WHERE moment <= last_insert_rowid() - {most}; END"
        for way, rows in _WAYS.items()
    ]


def _when(way: str, own: Watched) -> str:
    if way != "UPDATE" or not own.columns:
        return ""
    return "WHEN " + " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in own.columns)
