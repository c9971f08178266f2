"""Several files written as one: all of them, or none, and nothing that was there is lost."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from bookbuild.runtime.atomic import write_whole


def exchange(root: Path, files: Sequence[tuple[str, bytes]], kept: Sequence[tuple[str, str]]) -> None:
    """Write *files* in order, the one that makes the others count last; then keep old ones under new names.

    A file about to be replaced is copied to its new name first. What has that name already is replaced.
    Whatever goes wrong is raised again after everything is as it was.
    """
    new = {path for path, _ in files}
    done: list[tuple[Path, Path | None]] = []
    try:
        copies = [(name, (root / path).read_bytes()) for path, name in kept if path in new]
        for path, data in (*copies, *files):
            before = _aside(root / path)
            done.append((root / path, before))
            write_whole(root / path, data)
    except BaseException:
        for target, before in reversed(done):
            _put_back(target, before)
        raise
    for _, before in done:
        if before:
            before.unlink(missing_ok=True)
    for path, name in kept:
        if path not in new:
            with contextlib.suppress(OSError):  # the book does not name it any more: beside it does no harm
                os.replace(root / path, root / name)


def _aside(path: Path) -> Path | None:
    """A copy of *path* to go back to, None where there is no such file."""
    if not path.exists():
        return None
    copy = path.with_name(f".{path.name}.{os.getpid()}.partial")
    before = copy.with_name(f"{copy.name}.before")
    shutil.copy2(path, before)
    return before


def _put_back(target: Path, before: Path | None) -> None:
    if before:
        os.replace(before, target)
    else:
        target.unlink(missing_ok=True)
