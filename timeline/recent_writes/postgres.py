"""The note of recent writes in PostgreSQL: a trigger for each way of writing to each table. SQL only.

Writers may be at work at the same time, and who began first may commit last: a moment is the number of a transaction,
and what was noted after a moment is all whose transaction may not have been committed then.
"""

from timeline.recent_writes.watched import Watched

# A trigger says how its rows are noted, and how many notes there may be. Beyond those, all are replaced by one that
# says that anything may have changed; rows that another transaction is about to take away are left to it, so that
# nobody waits for anybody.
BEFORE_TRIGGERS = (
    """CREATE OR REPLACE FUNCTION recent_write_note() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  EXECUTE TG_ARGV[0];
  IF (SELECT max(number) - min(number) FROM recent_write) > TG_ARGV[1]::bigint THEN
    DELETE FROM recent_write WHERE number IN (SELECT number FROM recent_write FOR UPDATE SKIP LOCKED);
    INSERT INTO recent_write (of) VALUES ('');
  END IF;
  RETURN NULL;
END $body$""",
)

CREATE = (
    "CREATE TABLE recent_write (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
    "moment bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint), of text NOT NULL, key bigint)",
    "CREATE INDEX recent_write_moment ON recent_write (moment)",
    "INSERT INTO recent_write (of) VALUES ('')",  # it is never empty, so that it tells from when on it knows
)
DROP = ("DROP TABLE recent_write", "DROP FUNCTION IF EXISTS recent_write_note()")

TRIGGERS = (
    "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
    "WHERE tgname LIKE 'recent_write_%' AND tgenabled IN ('O', 'A')"
)
DROP_TRIGGER = "DROP TRIGGER {name} ON {table}"
# What another server noted, whose transactions had larger numbers.
FOREIGN = "moment >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
MOMENT = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1"

_WAYS = {
    "INSERT": ("REFERENCING NEW TABLE AS after", "SELECT DISTINCT '{table}', {key} FROM after"),
    "UPDATE": (
        "REFERENCING OLD TABLE AS before NEW TABLE AS after",
        "SELECT '{table}', {key} FROM before UNION SELECT '{table}', {key} FROM after",
    ),
    "DELETE": ("REFERENCING OLD TABLE AS before", "SELECT DISTINCT '{table}', {key} FROM before"),
    "TRUNCATE": ("", "SELECT '{table}', NULL"),
}
_OF_COLUMNS = (
    "SELECT DISTINCT '{table}', {key} FROM (SELECT {key}, {columns} FROM after EXCEPT "
    "SELECT {key}, {columns} FROM before) changed"
)


def triggers(table: str, own: Watched, most: int) -> list[str]:
    """Statements that have what is written to a table noted, and no more notes than so many; {mark} is for a name."""
    return [
        f"CREATE OR REPLACE TRIGGER recent_write_{{mark}}_{way.lower()} AFTER {way} ON {table} {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION recent_write_note({_noting(table, way, own)}, '{most}')"
        for way, (rows, _) in _WAYS.items()
    ]


def _noting(table: str, way: str, own: Watched) -> str:
    """How the rows of one statement are noted, as a text in SQL."""
    rows = _OF_COLUMNS if way == "UPDATE" and own.columns else _WAYS[way][1]
    told = rows.format(table=table, key=own.key, columns=", ".join(own.columns))
    return "'" + f"INSERT INTO recent_write (of, key) {told}".replace("'", "''") + "'"
