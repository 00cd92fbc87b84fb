"""The narrow columns of the events in memory, so that a selection is counted in milliseconds however many there are.

    facts(number, "start", "end", event_type, status, certainty, date_basis, date_known, publisher_count)
    told_actors(number, value), told_places, told_publishers, told_article_ids, told_effect, told_claimed_by

`date_known` is finer than `date_basis`: what is inferred is `resolved` from the article's words and its day of publication,
`bounded` by that day alone, or `inferred`, where no article that tells it states when it was published. `number` is the row of the event in its file, counted from 0; `numbered` shows the events with it. What repeats is held as
codes (DuckDB's ENUM): a million events take some 60 MB. `timeline.selection` writes the conditions on these tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

KNOWN = ("stated", "resolved", "bounded", "inferred", "reference", "none")
CODED = ("event_type", "status", "certainty", "date_basis")
LISTED = ("actors", "places", "publishers", "article_ids")
CLAIMED = ("effect", "claimed_by")


def load(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, where the files of events and casualties are known as `disk_events` and `disk_casualties`."""
    run = connection.execute
    run("CREATE VIEW numbered AS SELECT * FROM disk_events")
    for column in CODED:
        _kinds(connection, column, f"SELECT {column} AS value FROM numbered")
    coded = ", ".join(f"{column}::values_of_{column} AS {column}" for column in CODED)
    run(f"CREATE TYPE values_of_date_known AS ENUM {KNOWN}")
    known = """CASE WHEN date_basis <> 'inferred' THEN date_basis WHEN extent IN ('on_or_before', 'on_or_after') THEN 'bounded'
        ELSE 'resolved' END::values_of_date_known AS date_known"""
    run(f'CREATE TABLE facts AS SELECT number, "start", "end", {coded}, {known}, publisher_count::INTEGER AS publisher_count FROM numbered')
    told = {column: f"SELECT number, unnest({column}) AS value FROM numbered" for column in LISTED}
    told |= {column: f"SELECT DISTINCT e.number, c.{column} AS value FROM disk_events e JOIN disk_casualties c USING (event_id)"
             for column in CLAIMED}  # fmt: skip
    for column, rows in told.items():
        _kinds(connection, column, rows)
        run(f"CREATE TABLE told_{column} AS SELECT number, value::values_of_{column} AS value FROM ({rows}) WHERE value IS NOT NULL")
    run("""UPDATE facts SET date_known = 'inferred' WHERE date_basis = 'inferred' AND number IN (SELECT t.number FROM told_article_ids t
        JOIN disk_articles a ON a.article_id = t.value GROUP BY t.number HAVING bool_and(published_basis = 'inferred'))""")


def _kinds(connection: duckdb.DuckDBPyConnection, column: str, rows: str) -> None:
    connection.execute(f"CREATE TYPE values_of_{column} AS ENUM (SELECT DISTINCT value FROM ({rows}) WHERE value IS NOT NULL ORDER BY 1)")
