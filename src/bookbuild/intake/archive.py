"""A ZIP archive nobody vouches for → its files, or the reason why it is refused (I003)."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span

MAX_ENTRIES = 10_000
MAX_ENTRY = 64 * 1024 * 1024
MAX_TOTAL = 512 * 1024 * 1024
MAX_RATIO = 200  # text compresses to a tenth; a bomb to a thousandth
_SMALL = 1024 * 1024  # below this no ratio does harm
_DRIVE = re.compile(r"[A-Za-z]:")


class Unsafe(Exception):
    """Why an archive is refused."""


def unpack(name: str, data: bytes) -> tuple[dict[str, bytes], Diagnostics]:
    """Every file of the archive by its path; {} and I003 or I009 when it is refused or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries)
            return _read(archive, entries), ()
    except Unsafe as reason:
        help = "do not trust this file; if it is yours, save it again"
        return {}, (Diagnostic("I003", f"archive refused: {reason}", Span(name), help=help),)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as problem:
        help = "open it in the program that made it and save it again"
        return {}, (Diagnostic("I009", f"archive is damaged: {problem}", Span(name), help=help),)


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise Unsafe(f"{len(entries):,} files, more than {MAX_ENTRIES:,}")
    for entry in entries:
        _check_name(entry.filename)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Unsafe(f"{entry.filename!r} is a link")
        if entry.flag_bits & 1:
            raise Unsafe(f"{entry.filename!r} is encrypted")
    _check_sizes(entries)
    name, count = Counter(entry.filename for entry in entries).most_common(1)[0] if entries else ("", 0)
    if count > 1:
        raise Unsafe(f"{name!r} is there {count} times")


def _check_name(name: str) -> None:
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or "\0" in name or _DRIVE.match(name):
        raise Unsafe(f"{name!r} leads out of the archive")


def _check_sizes(entries: Iterable[zipfile.ZipInfo]) -> None:
    total = 0
    for entry in entries:
        total += entry.file_size
        if entry.file_size > MAX_ENTRY:
            raise Unsafe(f"{entry.filename!r} unpacks to {entry.file_size:,} bytes")
        if entry.file_size > max(_SMALL, entry.compress_size * MAX_RATIO):
            raise Unsafe(f"{entry.filename!r} unpacks to {MAX_RATIO} times its size and more")
    if total > MAX_TOTAL:
        raise Unsafe(f"it unpacks to {total:,} bytes, more than {MAX_TOTAL:,}")


def _read(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo]) -> dict[str, bytes]:
    """The files; what an entry says of its size is not believed."""
    files = {}
    for entry in entries:
        with archive.open(entry) as file:
            data = file.read(entry.file_size + 1)
        if len(data) > entry.file_size:
            raise Unsafe(f"{entry.filename!r} is larger than it says")
        files[entry.filename] = data
    return files
