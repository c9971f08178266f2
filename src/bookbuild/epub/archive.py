"""The zip container: the same files give the same bytes, everywhere and always (OCF 3.3 §4)."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

# Already compressed; deflating them again costs time and gains nothing.
_STORED = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff", ".woff2",
    ".mp3", ".m4a", ".opus", ".mp4", ".m4v", ".webm",
)  # fmt: skip
_LEVEL = 6  # 9 takes a quarter longer and saves two thousandths
_FIRST = 315532800  # 1980-01-01, the first day a zip can name
_LAST = 4354819198  # 2107-12-31, the last one


def repack(data: bytes, modified: int, edit: Callable[[str, bytes], bytes]) -> bytes:
    """The zip *data* written anew, dates and attributes fixed; *edit(name, bytes)* may change a file.

    ``zipfile.BadZipFile`` or AssertionError when *data* is not the archive we asked for.
    """
    date = datetime.fromtimestamp(min(max(modified, _FIRST), _LAST), UTC).timetuple()[:6]
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        names = source.namelist()
        assert names[0] == "mimetype", "the archive does not open with its media type"
        assert not collisions(names), "two files of the archive have one name"
        for name in names:
            archive.writestr(_header(name, date), edit(name, source.read(name)), compresslevel=_LEVEL)
    return target.getvalue()


def _header(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    header = zipfile.ZipInfo(name, date)
    header.create_system = 3
    header.external_attr = 0o644 << 16
    stored = name == "mimetype" or name.endswith(_STORED)
    header.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return header


def collisions(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of names that are one name where case does not count (OCF 3.3 §4.2.3)."""
    seen: dict[str, str] = {}
    found = []
    for name in names:
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            found.append((seen[key], name))
        else:
            seen[key] = name
    return tuple(found)
