"""Notes: which one a call means, their order, numbers and ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bookbuild.assemble.inlines import contents, walk
from bookbuild.assemble.naming import Ids, digest, slug
from bookbuild.model import Block, Document, Inlines, Note, NoteRef

_CIRCLED = (range(0x2460, 0x2474), range(0x3251, 0x3260), range(0x32B1, 0x32C0))


class Notes:
    """The notes of one chapter, numbered in the order of their first calls.

    Each language has its own series. A note no call leads to is left out (source reports it).
    """

    def __init__(self, chapter: str, documents: Iterable[Document], main: str) -> None:
        self._chapter, self._main = chapter, main
        self._known: dict[tuple[str, str], Note] = {}
        for document in documents:
            for note in document.notes:
                self._known.setdefault((note.id, note.lang), note)
                self._known.setdefault((note.id, "*"), note)
        self._named: dict[tuple[str, str], Note] = {}
        self._counts: dict[str, int] = {}

    def number(self, blocks: Iterable[Block], ids: Ids) -> None:
        """Name every note called in *blocks*, then those called in these notes."""
        waiting = list(blocks)
        for block in waiting:
            for content in contents(block):
                for inline in walk(content):
                    if isinstance(inline, NoteRef):
                        waiting.extend(self._name(inline, block.lang, ids))

    def _name(self, call: NoteRef, lang: str, ids: Ids) -> tuple[Block, ...]:
        """Give the note of *call* its id and mark; its blocks when it is new."""
        note = self._meant(call, lang)
        if note is None or (note.id, note.lang) in self._named:
            return ()
        series = note.lang or self._main
        self._counts[series] = number = self._counts.get(series, 0) + 1
        label = slug(note.id) or digest(note.id)
        name = ids.give("-".join(filter(None, (self._chapter, "note", label, note.lang))))
        self._named[note.id, note.lang] = replace(note, id=name, mark=mark(number, series))
        return note.blocks

    def _meant(self, call: NoteRef, lang: str) -> Note | None:
        return self._known.get((call.note, lang)) or self._known.get((call.note, "*"))

    def call(self, call: NoteRef, lang: str) -> Inlines:
        """The call with its note's id and mark; nothing when there is no such note."""
        note = self._meant(call, lang)
        if note is None:
            return ()
        named = self._named[note.id, note.lang]
        return (replace(call, note=named.id, mark=named.mark),)

    def named(self) -> tuple[Note, ...]:
        """The notes called, in order; their blocks still as source gave them."""
        return tuple(self._named.values())


def mark(number: int, lang: str) -> str:
    """What is printed for the note *number*: ① … ㊿ then [51] in Chinese, else digits."""
    if not lang.startswith("zh"):
        return str(number)
    circled = [chr(char) for block in _CIRCLED for char in block]
    return circled[number - 1] if number <= len(circled) else f"[{number}]"
