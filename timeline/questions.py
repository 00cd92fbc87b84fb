"""What the pages ask of the tables, as SQL with its parameters: how many, which, when, and one page of them.

    >>> from timeline.selection import FIELDS, Filters
    >>> facet(Filters(), FIELDS[4], limit=3)
    ('SELECT event_type::VARCHAR AS v, count(*) AS n FROM facts WHERE TRUE AND event_type IS NOT NULL GROUP BY v ORDER BY n DESC, v LIMIT 3', [])

All of it is asked of the narrow columns in memory (see `timeline.store.facts`); only a page of the table reads the rest of
its events, by their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from timeline.selection import Field, Filters

ORDER = '"start" NULLS LAST, "end" NULLS LAST, number'  # of events everywhere: by time, within a day as in their file
Question = tuple[str, list[Any]]


def facet(filters: Filters, field: Field, *, limit: int = 300) -> Question:
    """The values `v` of a filter among what the other filters select, with their numbers of events `n`."""
    where, params = filters.without(field.name).where("facts")
    if field.linked:
        among = "" if where == "TRUE" else f"WHERE number IN (SELECT number FROM facts WHERE {where})"
        sql = f"SELECT value::VARCHAR AS v, count(*) AS n FROM told_{field.column} {among} GROUP BY v"
    else:
        sql = f"SELECT {field.column}::VARCHAR AS v, count(*) AS n FROM facts WHERE {where} AND {field.column} IS NOT NULL GROUP BY v"
    return f"{sql} ORDER BY n DESC, v LIMIT {limit}", params


def facets(filters: Filters, fields: Sequence[Field], *, limit: int = 300) -> Question:
    """The answers of `facet` for several filters at once, each row with its `field`; the events that no other filter of
    these narrows are looked for once."""
    where, held = filters.where("facts")
    parts: list[str] = []
    params: list[Any] = []
    for field in fields:
        among = "SELECT number FROM chosen"
        if getattr(filters, field.name):
            condition, more = filters.without(field.name).where("facts")
            among, params = f"SELECT number FROM facts WHERE {condition}", [*params, *more]
        table, value = (f"told_{field.column}", "value") if field.linked else ("facts", field.column)
        parts.append(f"(SELECT '{field.name}' AS field, {value}::VARCHAR AS v, count(*) AS n FROM {table} WHERE {value} IS NOT NULL "
                     f"AND number IN ({among}) GROUP BY v ORDER BY n DESC, v LIMIT {limit})")  # fmt: skip
    return (f"WITH chosen AS MATERIALIZED (SELECT number FROM facts WHERE {where}) SELECT field, v, n FROM ({' UNION ALL '.join(parts)}) "
            "ORDER BY field, n DESC, v", [*held, *params])  # fmt: skip


def exists(field: Field, value: str) -> Question:
    """A row if any event, or any claim, has this value."""
    if field.table != "events":
        table, column = field.table, field.column
    else:
        table, column = (f"told_{field.column}", "value") if field.linked else ("facts", field.column)
    return f"SELECT 1 AS one FROM {table} WHERE {column} IN (SELECT unnest(?)) LIMIT 1", [[value]]


def counts(filters: Filters) -> Question:
    """How many events are selected, `n`, and how many of these are undated."""
    where, params = filters.where("facts")
    undated = 'count(*) FILTER (WHERE "start" IS NULL AND "end" IS NULL)'
    return f"SELECT count(*) AS n, {undated} AS undated FROM facts WHERE {where}", params


def histogram(filters: Filters, step: str, column: str = "event_type") -> Question:
    """How many events `n` of each `value` of the column begin in each `bin`."""
    told, params = values(filters, column)
    return (f"SELECT date_trunc('{step}', \"start\") AS bin, value::VARCHAR AS value, count(*) AS n FROM ({told}) "
            'WHERE "start" IS NOT NULL GROUP BY ALL ORDER BY bin, value', params)  # fmt: skip


def values(filters: Filters, column: str) -> Question:
    """The selected events as rows `value`, `"start"`: one for each value of the column."""
    where, params = filters.where("facts")
    if column == "event_type":
        return f'SELECT event_type AS value, "start" FROM facts WHERE {where}', params
    return f'SELECT value, "start" FROM told_{column} JOIN facts USING (number) WHERE {where}', params


def page(filters: Filters, columns: str, *, limit: int, offset: int = 0) -> Question:
    """Selected events, ascending by time, the undated last."""
    where, params = filters.where("facts")
    chosen = f"SELECT number FROM facts WHERE {where} ORDER BY {ORDER} LIMIT {limit} OFFSET {offset}"
    return f"SELECT {columns} FROM numbered WHERE number IN ({chosen}) ORDER BY {ORDER}", params


def neighbour(filters: Filters, event_id: str, *, after: bool) -> Question:
    """The dated event of the selection before or after this one, in the order of time."""
    where, params = filters.where("facts")
    sign, order = (">", "ASC") if after else ("<", "DESC")
    place = "(\"start\", coalesce(\"end\", DATE '9999-12-31'), number)"
    chosen = (f'SELECT number FROM facts WHERE {where} AND "start" IS NOT NULL AND {place} {sign} (SELECT {place} FROM numbered '
              f'WHERE event_id = ?) ORDER BY {place} {order} LIMIT 1')  # fmt: skip
    return f'SELECT event_id, title, "start" FROM numbered WHERE number IN ({chosen})', [*params, event_id]
