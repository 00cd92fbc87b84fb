"""Saved views: a name and the address that holds the selection and the settings, in a file that people read.

    >>> listed = [Saved(name="Rafah", page="casualties", query="place=Rafah&chart=incidents", by="M. Haddad")]
    >>> read(written(listed)) == listed
    True
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

__all__ = ["Saved", "SavedError", "read", "saved_of", "store", "written"]


class SavedError(ValueError):
    """A file of saved views that cannot be read; says where and what was expected."""


class Saved(BaseModel):
    """One view by name. `query` is that of its link; nothing of it is ever evaluated."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    page: str
    query: str = ""
    by: str = ""


def saved_of(tables: Path) -> Path:
    """Where the saved views of a folder of tables lie: views.toml beside it."""
    return Path(os.environ.get("TIMELINE_VIEWS") or tables.parent / "views.toml")


def read(text: str, *, name: str = "views.toml") -> list[Saved]:
    """The views of a file in their order. Raises SavedError."""
    try:
        return [Saved.model_validate(entry) for entry in tomllib.loads(text).get("view", [])]
    except (tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise SavedError(f"{name}: {error}") from error


def written(views: Sequence[Saved]) -> str:
    """The views as the text of a file that `read` reads back."""
    parts = ["\n".join(["[[view]]", *(f"{k} = {_quoted(v)}" for k, v in view.model_dump().items() if v)]) for view in views]
    return "# Saved views of the dashboard.\n\n" + "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def store(file: Path, view: Saved | None, *, without: str = "") -> None:
    """The file with one view more, in place of one of that name, or with one taken away."""
    held = read(file.read_text(encoding="utf-8"), name=file.name) if file.exists() else []
    gone = {without, view.name if view else ""}
    kept = [v for v in held if v.name not in gone] + ([view] if view else [])
    aside = file.with_name(f"{file.name}.aside")
    aside.write_text(written(kept), encoding="utf-8")
    aside.replace(file)
