"""Ids: they derive from the source, stay put when text around them changes, and are unique in the book."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from posixpath import basename, dirname

from bookbuild.acceptance.identity import digest
from bookbuild.acceptance.record import chapter_key

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_ORDINAL = re.compile(r"^[0-9]+[-_. ]*")
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NCNAME = re.compile(f"[{_START}][{_START}.0-9\xb7\u0300-\u036f\u203f\u2040-]*")
PAGES = ("cover", "halftitle", "titlepage", "colophon", "contents", "nav", "toc")
"""Ids of pages the book makes itself."""


class Ids:
    """Every id of the book given so far.

    They are compared without case: some become names of files, and some disks know no case.
    """

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """*wanted*, or the first of ``wanted-2``, ``wanted-3`` … that is free."""
        key = wanted.lower()
        name, number = wanted, self._next.get(key, 2)
        while name in self:
            name, number = f"{wanted}-{number}", number + 1
        self._next[key] = number
        self._given.add(name.lower())
        return name

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._given


def is_name(text: str) -> bool:
    """Whether *text* can be an id in XML (an NCName: XML 1.0 §2.3, without the colon)."""
    return bool(_NCNAME.fullmatch(text))


def as_name(said: str, chapter: str) -> str:
    """The id the author said, or one made of it and its *chapter*'s where XML does not allow it."""
    return said if is_name(said) else f"{chapter}-{slug(said) or digest(said)}"


def slug(text: str) -> str:
    """*text* in lower-case ASCII letters, digits and hyphens; '' when nothing is left of it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain).strip("-")


def chapter_names(path: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Ids for the chapter in the file *path*, the best first: its stem, then with its folder's name."""
    stem = file_stem(path, languages)
    bare = slug(_ORDINAL.sub("", stem)) or slug(stem)
    named = bare if is_name(bare) else f"chapter-{bare or digest(stem)}"
    folder = slug(basename(dirname(path)))
    return (named, f"{folder}-{bare}") if is_name(folder) and bare else (named,)


def file_stem(path: str, languages: Iterable[str]) -> str:
    """The name of a chapter's file without its language and its ending."""
    return basename(chapter_key(path, languages))


def heading_anchor(text: str) -> str:
    """What a heading is linked to by in other Markdown tools: lower case, hyphens for spaces."""
    kept = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", text).lower())
    return re.sub(r"\s+", "-", kept.strip())
