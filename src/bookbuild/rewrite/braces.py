"""Attributes in braces as text: taking one out."""

from __future__ import annotations

import re

from bookbuild.source import attributes
from bookbuild.source.attributes import BRACES

_ID = re.compile(r"\s*(?:#[^\W\d][\w.:-]*|\bid=\S+?(?=[\s}]))")
_UNTRANSLATED = re.compile(r"\s*\.untranslated(?=[\s}])")
_OWN_MARK = re.compile(r"\s*pair=~\w+")


def without_id(line: str) -> str:
    """*line* without the id in its braces."""
    return BRACES.sub(lambda braces: _less(braces[0], _ID), line).rstrip()


def without_own(line: str) -> str:
    """A line of attributes without the marks of pairs we set; '' when nothing is left."""
    return BRACES.sub(lambda braces: _less(braces[0], _OWN_MARK), line).rstrip()


def without_mark(line: str) -> str:
    """A line of attributes without ``.untranslated``; '' when nothing is left."""
    return BRACES.sub(lambda braces: _less(braces[0], _UNTRANSLATED), line).rstrip()


def without_lang(line: str, tag: str) -> str:
    """A line of attributes without ``lang=tag``; '' when nothing is left."""
    item = re.compile(rf"\s*lang={re.escape(tag)}(?=[\s}}])")
    return BRACES.sub(lambda braces: _less(braces[0], item), line).rstrip()


def _less(braces: str, item: re.Pattern[str]) -> str:
    kept = item.sub("", braces)
    return kept if re.search(r"[^\s{}]", kept) else ""


def only_pairs(opening: str) -> bool:
    """Whether a box's first line says which pair its text is of, and nothing that is seen."""
    name, _, braces = attributes.of_box(opening.lstrip(" :").rstrip(" :"))
    said = attributes.parse(braces) if braces else attributes.NONE
    return bool(said.pair or name == "pair") and {name, *said.classes} <= {"", "pair"}


def keyed_box(opening: str, key: str) -> str:
    """The first line ``::: pair`` with a *key* that another file can say too; any other as it is."""
    colons, name, braces = _box(opening)
    if name != "pair" or "pair=" in braces:
        return opening
    return f"{colons} {braces[:-1].rstrip()} pair={key}}}" if braces else f"{colons} {{pair={key}}}"


def plain_box(opening: str) -> str:
    """``::: pair`` for what *keyed_box* made of it; any other first line as it is."""
    colons, name, braces = _box(opening)
    if name or not _OWN_MARK.search(braces):
        return opening
    return f"{colons} pair {_less(braces, _OWN_MARK)}".rstrip()


def _box(opening: str) -> tuple[str, str, str]:
    said = opening.lstrip(" :")
    name, words, braces = attributes.of_box(said.rstrip(" :"))
    return opening[: len(opening) - len(said)].rstrip(), f"{name} {words}".strip(), braces
