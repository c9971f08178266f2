"""Files that can always be made again, kept between runs in the person's cache folder.

A name says everything the file depends on, so what is there is right and nothing is ever renewed.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

import platformdirs

from bookbuild.runtime.atomic import write_whole


def kept_bytes(name: str, make: Callable[[], bytes], kind: str) -> bytes:
    """The bytes of ``kept``."""
    return kept(name, make, kind).read_bytes()


def kept_mapped(name: str, make: Callable[[], bytes], kind: str) -> mmap:
    """The bytes of ``kept``, read when they are looked at."""
    path = kept(name, make, kind)
    with open(path, "rb") as file:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
    if not path.is_relative_to(_kept()):
        with suppress(OSError):  # some systems keep what is open
            path.unlink()  # a process that is killed does not tidy up
    return data


def kept(name: str, make: Callable[[], bytes], kind: str = "faces") -> Path:
    """The file *name* of a *kind* in the cache; *make* gives its bytes when it is not there yet.

    Several processes may want it at once: each writes it whole, and all write the same.
    """
    path = _folder(kind) / name
    if not path.is_file():
        write_whole(path, make())
    return path


def _kept() -> Path:
    return platformdirs.user_cache_path("bookbuild")


@cache
def _folder(kind: str) -> Path:
    """The cache folder of a kind of files, or one for this run alone where it cannot be written."""
    folder = _kept() / kind
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return scratch()


def scratch() -> Path:
    """A new folder that is gone when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="bookbuild-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
