"""The note of recent writes in SQLite: a trigger for each way of writing to each table. SQL only.

Writers come one after the other, so what is noted later is committed later. Rows that a REPLACE puts out of the way
fire no trigger: nothing here writes like that.
"""

from timeline.recent_writes.watched import Watched

CREATE = (
    "CREATE TABLE recent_write (number integer PRIMARY KEY, token integer NOT NULL DEFAULT (random()), "
    "of text NOT NULL, key integer)",
)
DROP = ("DROP TABLE recent_write",)
BEFORE_TRIGGERS = ()

BEGIN = "BEGIN DEFERRED"
MOMENT = "SELECT number, number, token FROM recent_write ORDER BY number DESC LIMIT 1"
SINCE = "number > %s"
TRIGGERS = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'recent_write_%'"
DROP_TRIGGER = "DROP TRIGGER {name}"

_WAYS = {
    "INSERT": "SELECT '{table}', NEW.{key}",
    "UPDATE": "SELECT '{table}', OLD.{key} UNION SELECT '{table}', NEW.{key}",
    "DELETE": "SELECT '{table}', OLD.{key}",
}


def triggers(table: str, own: Watched, most: int) -> dict[str, str]:
    """Name → statement that has what is written to a table noted, and the last so many notes kept; `{mark}` is open."""
    return {
        f"recent_write_{{mark}}_{table}_{way.lower()}": (
            f"CREATE TRIGGER recent_write_{{mark}}_{table}_{way.lower()} AFTER {way} ON {table} FOR EACH ROW "
            f"{_when(way, own)} BEGIN INSERT INTO recent_write (of, key) {rows.format(table=table, key=own.key)}; "
            f"DELETE FROM recent_write WHERE number <= last_insert_rowid() - {most}; END"
        )
        for way, rows in _WAYS.items()
    }


def _when(way: str, own: Watched) -> str:
    if way != "UPDATE" or not own.columns:
        return ""
    return "WHEN " + " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in (own.key, *own.columns))
