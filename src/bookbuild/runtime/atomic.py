"""Outputs appear whole or not at all: a temporary file in the same folder, synced, verified, renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

from bookbuild.diagnostics import Diagnostic

_HELP = {
    errno.ENOSPC: "free some space, or write elsewhere with --output",
    errno.EACCES: "let yourself write there, or write elsewhere with --output",
    errno.EROFS: "write elsewhere with --output",
}
_TEMPORARY = re.compile(r"\..+\.(\d+)\.partial")


def write_whole(path: Path, data: bytes, verify: Callable[[Path], None] | None = None) -> None:
    """Put *data* at *path*; the folder is made when absent, the rights of what stood there are kept.

    *verify* may read the finished temporary file and raise. Whatever goes wrong is raised again after
    the temporary file is gone; what stood at *path* before stays untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        _write(temporary, data)
        if path.exists():
            os.chmod(temporary, path.stat().st_mode & 0o7777)
        if verify:
            verify(temporary)
        os.replace(temporary, path)
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(path.parent)


def unwritable(path: str, error: OSError) -> Diagnostic:
    """What to tell the writer when *path* could not be written."""
    reason = (error.strerror or str(error)).lower()
    return Diagnostic(
        "R001",
        f"{path} could not be written: {reason}",
        notes=("what stood there before is unchanged",),
        help=_HELP.get(error.errno or 0, "write elsewhere with --output"),
    )


def _write(path: Path, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut; some file systems cannot, and the file is whole anyway."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed left behind."""
    for entry in os.scandir(folder):
        match = _TEMPORARY.fullmatch(entry.name)
        if match and not _alive(int(match[1])):
            _remove(Path(entry.path))


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
