"""Notes: which one a call means, their order, numbers and ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bookbuild.acceptance.identity import digest
from bookbuild.assemble.naming import Ids, slug
from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Block, Document, Inlines, Note, NoteRef
from bookbuild.pairing.report import language_name
from bookbuild.reading import calls

_CIRCLED = (range(0x2460, 0x2474), range(0x3251, 0x3260), range(0x32B1, 0x32C0))


Key = tuple[str, str, str]
"""A note's file, label and language."""


class Notes:
    """The notes of one chapter, numbered in the order of their first calls.

    Each language has its own series, and each file its own notes. One no call leads to is left out.
    """

    def __init__(self, chapter: str, documents: Sequence[Document], main: str) -> None:
        self._chapter, self._main, self._documents = chapter, main, documents
        self._known: dict[Key, Note] = {}
        self._any: dict[tuple[str, str], Key] = {}
        for document in documents:
            for note in document.notes:
                key = (document.path, note.id, note.lang)
                self._known.setdefault(key, note)
                self._any.setdefault(key[:2], key)
        self._named: dict[Key, Note] = {}
        self._counts: dict[str, int] = {}

    def number(self, blocks: Iterable[Block], ids: Ids) -> None:
        """Name every note called in *blocks*, then those called in these notes."""
        waiting = list(blocks) if self._known else []
        for block in waiting:
            for call in calls(block):
                waiting.extend(self._name(call, block, ids))

    def _name(self, call: NoteRef, block: Block, ids: Ids) -> tuple[Block, ...]:
        """Give the note of *call* its id and mark; its blocks when it is new."""
        key = self._meant(call, block)
        if key is None or key in self._named:
            return ()
        note = self._known[key]
        series = note.lang or self._main
        self._counts[series] = number = self._counts.get(series, 0) + 1
        label = slug(note.id) or digest(note.id)
        name = ids.give("-".join(filter(None, (self._chapter, "note", label, note.lang))))
        self._named[key] = replace(note, id=name, mark=mark(number, series))
        return note.blocks

    def _meant(self, call: NoteRef, block: Block) -> Key | None:
        """The note of the call's file with its label: the one in its language, else the first."""
        path = call.span.path or block.span.path
        key = (path, call.note, block.lang)
        return key if key in self._known else self._any.get(key[:2])

    def call(self, call: NoteRef, block: Block) -> Inlines:
        """The call with its note's id and mark; nothing when there is no such note."""
        key = self._meant(call, block)
        if key is None:
            return ()
        named = self._named[key]
        return (replace(call, note=named.id, mark=named.mark),)

    def named(self) -> tuple[Note, ...]:
        """The notes called, in order; their blocks still as source gave them."""
        return tuple(self._named.values())

    def unreached(self) -> Iterator[Diagnostic]:
        """A016 for each note that no call reaches; source tells those whose label nothing calls."""
        for document in filter(lambda one: one.notes, self._documents):
            blocks = (*document.blocks, *(block for note in document.notes for block in note.blocks))
            called = {call.note for block in blocks for call in calls(block)}
            for note in document.notes:
                if note.id in called and (document.path, note.id, note.lang) not in self._named:
                    message = f"no call reaches this note [^{note.id}], which is not printed"
                    help_ = (
                        f"call it where the text is in its language, {language_name(note.lang)}"
                        if note.lang
                        else None
                    )
                    yield Diagnostic("A016", message, note.span, help=help_)


def mark(number: int, lang: str) -> str:
    """What is printed for the note *number*: ① … ㊿ then [51] in Chinese, else digits."""
    if not lang.startswith("zh"):
        return str(number)
    circled = [chr(char) for block in _CIRCLED for char in block]
    return circled[number - 1] if number <= len(circled) else f"[{number}]"
