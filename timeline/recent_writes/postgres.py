"""The note of recent writes in PostgreSQL: a trigger for each way of writing to each table. SQL only.

Writers may be at work at the same time, and who began first may commit last: a moment is the number of a transaction,
and what was noted after a moment is all whose transaction may not have been committed then.
"""

from collections.abc import Mapping

# Beyond so many notes all are replaced by one that says that anything may have changed; rows that another transaction
# is about to take away are left to it, so that nobody waits for anybody.
_NOTE = """CREATE OR REPLACE FUNCTION recent_write_note() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO recent_write (of) VALUES (TG_TABLE_NAME);
  ELSIF TG_OP = 'UPDATE' THEN
    EXECUTE format(
      'INSERT INTO recent_write (of, key) SELECT %1$L, %2$I FROM before UNION SELECT %1$L, %2$I FROM after',
      TG_TABLE_NAME, TG_ARGV[0]);
  ELSIF TG_OP = 'INSERT' THEN
    EXECUTE format(
      'INSERT INTO recent_write (of, key) SELECT DISTINCT %L, %I FROM after', TG_TABLE_NAME, TG_ARGV[0]);
  ELSE
    EXECUTE format(
      'INSERT INTO recent_write (of, key) SELECT DISTINCT %L, %I FROM before', TG_TABLE_NAME, TG_ARGV[0]);
  END IF;
  IF (SELECT max(number) - min(number) FROM recent_write) > TG_ARGV[1]::bigint THEN
    DELETE FROM recent_write WHERE number IN (SELECT number FROM recent_write FOR UPDATE SKIP LOCKED);
    INSERT INTO recent_write (of) VALUES ('');
  END IF;
  RETURN NULL;
END $body$"""

CREATE = (
    "CREATE TABLE recent_write (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
    "moment bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint), of text NOT NULL, key bigint)",
    "CREATE INDEX recent_write_moment ON recent_write (moment)",
    "INSERT INTO recent_write (of) VALUES ('')",  # it is never empty, so that it tells from when on it knows
)
DROP = ("DROP TABLE recent_write", "DROP FUNCTION IF EXISTS recent_write_note()")

MOMENT = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1"

_WAYS = {
    "INSERT": "REFERENCING NEW TABLE AS after",
    "UPDATE": "REFERENCING OLD TABLE AS before NEW TABLE AS after",
    "DELETE": "REFERENCING OLD TABLE AS before",
    "TRUNCATE": "",
}
TRIGGERS_A_TABLE = len(_WAYS)


def installing(watched: Mapping[str, str], most: int) -> list[str]:
    """Statements that have what is written to these tables noted: table → the column that is noted."""
    triggers = [
        f"CREATE OR REPLACE TRIGGER {_name(way)} AFTER {way} ON {table} {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION recent_write_note('{key}', '{most}')"
        for table, key in watched.items()
        for way, rows in _WAYS.items()
    ]
    return [_NOTE, *triggers]


def standing(watched: Mapping[str, str]) -> str:
    """A query for how many of the triggers stand and are not switched off."""
    tables = ", ".join(f"to_regclass('{table}')" for table in watched)
    return (
        "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'recent_write_%' AND tgenabled IN ('O', 'A') "
        f"AND tgrelid IN ({tables})"
    )


def removing(watched: Mapping[str, str]) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {_name(way)} ON {table}" for table in watched for way in _WAYS]


def _name(way: str) -> str:
    return f"recent_write_{way.lower()}"
