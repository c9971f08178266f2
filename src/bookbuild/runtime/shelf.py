"""Many files below one folder: none over what is there, unless told so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.runtime.atomic import unwritable, write_whole


def in_the_way(folder: Path, paths: Iterable[str]) -> Diagnostics:
    """I002 for each of *paths* below *folder* where something is already."""
    help = "name another folder with --into, or write over them with --force"
    return tuple(
        Diagnostic("I002", "file exists already", Span(str(folder / path)), help=help)
        for path in paths
        if (folder / path).exists() or (folder / path).is_symlink()
    )


def put(folder: Path, files: Mapping[str, bytes]) -> Diagnostics:
    """Write the files in their order, each whole; R001 for the first that cannot be, and no more are."""
    for path, data in files.items():
        try:
            write_whole(folder / path, data)
        except OSError as error:
            return (unwritable(str(folder / path), error),)
    return ()
