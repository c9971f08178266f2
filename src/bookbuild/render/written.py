"""A rendered unit read again: its passages, what each says, and where in the XHTML every character stands.

Our own templates wrote it, so tags are told from text by their brackets alone, and nothing that is not touched
changes by a byte.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from itertools import accumulate
from typing import Literal, NamedTuple

from bookbuild.render.passages import ink, is_call, is_furniture, is_passage

_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-z][\w:-]*)(?P<rest>[^>]*?)(?P<void>/?)>|<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_CHARACTER = re.compile(r"&#?\w+;|.", re.DOTALL)
_UNREAD = frozenset({"head", "rt"})
_APART = "aside"  # notes, and translations a link away: none of it is in the order of the text

Kind = Literal["text", "open", "close", "void"]


class Token(NamedTuple):
    """A tag or a text; ``parent`` is the tag it stands in."""

    kind: Kind
    start: int
    end: int
    tag: str
    parent: str


@dataclass(slots=True)
class Passage:
    """``opening``: the number of its start tag; ``texts``: those of its text; ``first``: it opens its unit."""

    opening: int
    first: bool
    texts: list[int] = field(default_factory=list)


class _Around(NamedTuple):
    tag: str
    passage: Passage | None
    unread: bool
    apart: bool


class Written:
    """The XHTML of a unit. ``ids``: all there are; ``passages`` by id, ``apart``: the ids of those out of its
    order."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.tokens: list[Token] = []
        self.passages: dict[str, Passage] = {}
        self.apart: set[str] = set()
        self.ids: set[str] = set()
        self._open = [_Around("", None, False, False)]
        for found in _TOKEN.finditer(html):
            self._read(found)

    def _read(self, found: re.Match[str]) -> None:
        tag, around = found["tag"] or "", self._open[-1]
        if not tag:
            if not found[0].startswith("<"):
                self._text(found, around)
        elif found["close"]:
            self._open.pop()
            self._add("close", found, tag)
        else:
            attributes = dict(_ATTRIBUTE.findall(found["rest"]))
            inner = self._inside(tag, attributes, around)
            self._add("void" if found["void"] else "open", found, tag)
            if not found["void"]:
                self._open.append(inner)

    def _add(self, kind: Kind, found: re.Match[str], tag: str = "") -> None:
        self.tokens.append(Token(kind, found.start(), found.end(), tag, self._open[-1].tag))

    def _text(self, found: re.Match[str], around: _Around) -> None:
        if around.passage and not around.unread and ink(found[0]):
            around.passage.texts.append(len(self.tokens))
        self._add("text", found)

    def _inside(self, tag: str, attributes: Mapping[str, str], around: _Around) -> _Around:
        """What the text in an element is part of."""
        unread = around.unread or tag in _UNREAD or is_furniture(attributes) or is_call(attributes)
        apart = around.apart or tag == _APART
        passage, name = around.passage, attributes.get("id", "")
        if name:
            self.ids.add(name)
        if is_passage(tag, attributes):
            around_it = {id(one.passage) for one in self._open if one.passage}
            passage = Passage(len(self.tokens), len(around_it) == len(self.passages))
            if apart:
                self.apart.add(name)
            else:
                self.passages[name] = passage
        return _Around(tag, passage, unread, apart)

    @cached_property
    def opening(self) -> int:
        """Where the text of the unit begins: behind the start tag of what holds all of it."""
        return next(token.end for token in self.tokens if token.tag == "section")

    def raw(self, token: Token) -> str:
        """A token as it is written."""
        return self.html[token.start : token.end]

    def before(self, number: int) -> int:
        """The number of the token before another, white space apart."""
        number -= 1
        while self.tokens[number].kind == "text" and not self.raw(self.tokens[number]).strip():
            number -= 1
        return number

    def ink(self, passage: Passage) -> str:
        """All that a passage says."""
        return "".join(ink(unescape(self.raw(self.tokens[number]))) for number in passage.texts)

    def find(self, passage: Passage, before: int) -> tuple[int, int]:
        """The text, by its number, and the place in it of the character that *before* others precede."""
        lengths = [len(ink(unescape(self.raw(self.tokens[number])))) for number in passage.texts]
        ends = list(accumulate(lengths))
        piece = min(bisect_right(ends, before), len(ends) - 1)
        left = before - (ends[piece] - lengths[piece])
        raw = self.raw(self.tokens[passage.texts[piece]])
        inked = [found.start() for found in _CHARACTER.finditer(raw) if ink(unescape(found[0]))]
        return passage.texts[piece], inked[left] if left < len(inked) else len(raw)
