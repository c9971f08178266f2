"""Many files below one folder: none over what is there, unless told so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.runtime.atomic import unwritable, write_whole


def in_the_way(folder: Path, paths: Iterable[str], *, force: bool) -> Diagnostics:
    """I002 for each of *paths* below *folder* where something is already, or that a link leads elsewhere.

    *force*: files may be written over.
    """
    return tuple(found for path in paths for found in _found(folder, folder / path, force))


def _found(folder: Path, path: Path, force: bool) -> Iterator[Diagnostic]:
    parent = path.parent.resolve()
    if not parent.is_relative_to(folder.resolve()):
        help = "name another folder with --into"
        yield Diagnostic("I002", f"a link leads to {parent}", Span(str(path)), help=help)
    elif os.path.lexists(path) and not force:
        help = "name another folder with --into, or write over them with --force"
        yield Diagnostic("I002", "file exists already", Span(str(path)), help=help)


def put(folder: Path, files: Mapping[str, bytes]) -> Diagnostics:
    """Write the files in their order, each whole; R001 for the first that cannot be, and no more are."""
    for path, data in files.items():
        try:
            write_whole(folder / path, data)
        except OSError as error:
            return (unwritable(str(folder / path), error),)
    return ()
