"""Measured runs: accuracy beside the peers, speed and scale. Each module has `run()` and prints its own table."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def scorer(folder: Path) -> ModuleType:
    """The sets' own scorer, `score.py` in their folder, loaded from where it lies."""
    spec = importlib.util.spec_from_file_location(f"{folder.name}_score", folder / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
