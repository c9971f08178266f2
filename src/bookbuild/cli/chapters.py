"""Chapters on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def as_named(names: Iterable[str], root: Path) -> list[str]:
    """*names* with paths below the root, also where a shell completed them from the working directory."""
    return [_below(Path(name), root) for name in names]


def _below(path: Path, root: Path) -> str:
    inside = path.exists() and path.resolve().is_relative_to(root.resolve())
    return path.resolve().relative_to(root.resolve()).as_posix() if inside else path.as_posix()
