"""The note of recent writes in PostgreSQL: a trigger for each way of writing to each table. SQL only.

Writers may be at work at the same time, and who began first may commit last: a moment is a snapshot, and what was noted
after it is what it does not see.
"""

from timeline.recent_writes.watched import Watched

CREATE = (
    "CREATE TABLE recent_write (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
    "token uuid NOT NULL DEFAULT gen_random_uuid(), "
    "made_in bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint), of text NOT NULL, key bigint)",
    "CREATE INDEX recent_write_made_in ON recent_write (made_in)",
)
DROP = ("DROP TABLE recent_write", "DROP FUNCTION IF EXISTS recent_write_note()")

# A trigger says how its rows are noted, and how many notes there may be. Beyond those, all are replaced by one that
# says that anything may have changed; rows that another transaction is about to take away are left to it, so that
# nobody waits for anybody. Whoever may write to a table may have that noted beside it, by whatever path it is found.
BEFORE_TRIGGERS = (
    """CREATE OR REPLACE FUNCTION recent_write_note() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  notes bigint;
BEGIN
  EXECUTE format(TG_ARGV[0], TG_TABLE_SCHEMA);
  EXECUTE format('SELECT max(number) - min(number) FROM %I.recent_write', TG_TABLE_SCHEMA) INTO notes;
  IF notes > TG_ARGV[1]::bigint THEN
    EXECUTE format(
      'DELETE FROM %1$I.recent_write WHERE number IN (SELECT number FROM %1$I.recent_write FOR UPDATE SKIP LOCKED)',
      TG_TABLE_SCHEMA);
    EXECUTE format('INSERT INTO %I.recent_write (of) VALUES ($1)', TG_TABLE_SCHEMA) USING text '';
  END IF;
  RETURN NULL;
END $body$""",
)

BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
MOMENT = "SELECT pg_current_snapshot()::text, number, token FROM recent_write ORDER BY number DESC LIMIT 1"
# What that snapshot did not see; but in a copy of another server's database notes may stand of transactions that have
# not come yet.
SINCE = (
    "made_in >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint "
    "AND NOT pg_visible_in_snapshot(made_in::text::xid8, %s::pg_snapshot) "
    "AND made_in < pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
)
TRIGGERS = (
    "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE tgname LIKE 'recent_write_%' AND tgenabled IN ('O', 'A') AND tgrelid = to_regclass(quote_ident(relname))"
)
DROP_TRIGGER = "DROP TRIGGER {name} ON {table}"

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
    "SELECT DISTINCT '{table}', {key} FROM ((SELECT {key}, {columns} FROM after EXCEPT SELECT {key}, {columns} "
    "FROM before) UNION (SELECT {key}, {columns} FROM before EXCEPT SELECT {key}, {columns} FROM after)) changed"
)


def triggers(table: str, own: Watched, most: int) -> dict[str, str]:
    """Name → statement that has what is written to a table noted, and no more than so many notes; `{mark}` is open."""
    return {
        f"recent_write_{{mark}}_{way.lower()}": (
            f"CREATE OR REPLACE TRIGGER recent_write_{{mark}}_{way.lower()} AFTER {way} ON {table} {rows} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION recent_write_note({_noting(table, way, own)}, '{most}')"
        )
        for way, (rows, _) in _WAYS.items()
    }


def _noting(table: str, way: str, own: Watched) -> str:
    """How the rows of one statement are noted, as a text in SQL; `%I` is the schema."""
    rows = _OF_COLUMNS if way == "UPDATE" and own.columns else _WAYS[way][1]
    told = rows.format(table=table, key=own.key, columns=", ".join(own.columns))
    return "'" + f"INSERT INTO %I.recent_write (of, key) {told}".replace("'", "''") + "'"
