"""The curated tables → what each alias stands for."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from timeline.gazetteer.names import Entry, Meaning
from timeline.gazetteer.spelling import spellings

REFERENCE = Path(__file__).parent.parent / "reference"
TABLES = ("actors.csv", "places.csv")
LONGEST_NAME = 200  # characters; a longer alias is a mistake in a table

Row = dict[str, str]


def aliases(folders: Sequence[Path]) -> tuple[list[tuple[str, Meaning]], list[tuple[str, Entry]]]:
    """All aliases of the tables in these folders, the first folder first, and the short names that need a longer one
    above them. A row without key, label or kind is a ValueError that names its line."""
    rows = [row for folder in folders for name in TABLES if (folder / name).exists()
            for row in _rows(folder / name)]  # fmt: skip
    at = {row["label"]: row for row in rows if row.get("lat")}
    for row in rows:  # a capital stands in both tables: what it is in the one, where it lies in the other
        if row["kind"] == "both" and (there := at.get(row["label"])):
            row |= {"lat": there["lat"], "lon": there["lon"]}
    entries = [(row, _entry(row)) for row in rows]
    return (
        [pair for row, entry in entries for pair in _aliases(row, entry)],
        [(form, entry) for row, entry in entries for short in _listed(row.get("short")) for form in spellings(short)],
    )


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 2):
        if not row.get("key") or not row.get("label") or not row.get("kind"):
            raise ValueError(f"{path.name}, line {number}: key, label and kind must be filled")
        if any(len(name) > LONGEST_NAME for name in (row["label"], *_listed(row.get("aliases")))):
            raise ValueError(f"{path.name}, line {number}: a name has at most {LONGEST_NAME} characters")
    return rows


def _entry(row: Row) -> Entry:
    kind = row["kind"] if "demonyms" in row else "place"  # places.csv tells towns, regions and sites apart
    return Entry(
        key=row["key"], label=row["label"], kind=kind, country=row.get("country") or None,
        office=row.get("office") or None, place=row.get("place") or None,
        latitude=float(row["lat"]) if row.get("lat") else None,
        longitude=float(row["lon"]) if row.get("lon") else None,
    )  # fmt: skip


def _aliases(row: Row, entry: Entry) -> Iterator[tuple[str, Meaning]]:
    for alias in (row["label"], *_listed(row.get("aliases"))):
        for spelling in spellings(alias):
            yield spelling, (entry, "name")
    for demonym in _listed(row.get("demonyms")):
        yield demonym, (entry, "demonym")


def _listed(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]
