"""The proof that an edition holds the author's text: every block, once, unaltered, in order.

It knows nothing of formats: a reader of EPUB or PDF says what it found, ``compare`` judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.model import (
    Block,
    Book,
    Break,
    Chapter,
    Code,
    CodeBlock,
    Edition,
    Figure,
    Heading,
    Image,
    Inlines,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Styled,
    Table,
    Text,
)


class Passage(NamedTuple):
    """A block as the Book has it: its id, its ink and where the author wrote it."""

    id: str
    ink: str
    span: Span


# Soft hyphen, zero-width space, word joiner, the hyphen a line break draws, the old word joiner.
_INVISIBLE = "\u00ad\u200b\u2060\u2010\ufeff"


def ink(text: str) -> str:
    """*text* without what setting may add or take away: white space, hyphens, joiners."""
    text = "".join(text.split())
    for char in _INVISIBLE:
        text = text.replace(char, "")
    return text


def expected(book: Book, edition: Edition) -> tuple[Passage, ...]:
    """What *edition* should hold of *book* (as typography left it), in the edition's order."""
    inner = tuple(chapter for volume in edition.held(book) for chapter in volume.chapters())
    return tuple(
        passage
        for chapter in book.front + inner + book.back
        for passage in _of_chapter(chapter, edition.languages)
    )


def _of_chapter(chapter: Chapter, languages: tuple[str, ...]) -> Iterator[Passage]:
    for pair in chapter.all_pairs():
        for tag in ("", *languages):
            for block in pair.side(tag):
                yield _of_block(block, languages)
    for note in chapter.notes:
        if note.lang in ("", *languages):
            yield _of_note(note, languages)


def _of_block(block: Block, languages: tuple[str, ...]) -> Passage:
    return Passage(block.id, ink("".join(_texts(block, languages))), block.span)


def _of_note(note: Note, languages: tuple[str, ...]) -> Passage:
    text = "".join(text for block in note.blocks for text in _texts(block, languages))
    return Passage(note.id, ink(text), note.span)


def _texts(block: Block, languages: tuple[str, ...]) -> Iterator[str]:
    """The characters a reader sees of *block*, in order."""
    match block:
        case Heading() | Paragraph():
            yield from _inline_texts(block.content)
        case CodeBlock():
            yield block.text
        case Table():
            for row in (block.head, *block.rows):
                for cell in row:
                    yield from _inline_texts(cell)
        case Figure():
            yield from _inline_texts((block.image,))
            for tag, caption in block.captions:
                if tag in ("", *languages):
                    yield from _inline_texts(caption)


def _inline_texts(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text() | Code():
                yield inline.text
            case Styled() | Link():
                yield from _inline_texts(inline.children)
            case NoteRef():
                yield inline.mark
            case Image(source=""):
                yield inline.alt  # it stands in for an image that could not be had
            case Image() | Break():
                pass


def compare(expected: Sequence[Passage], found: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Each passage lost (E020), altered (E021), doubled (E022) or out of order (E023) in *found*.

    *found* is (id, ink) in reading order; ids that nobody expects are passed over.
    """
    known = {passage.id: index for index, passage in enumerate(expected)}
    inks: dict[str, list[str]] = {}
    for id, text in found:
        if id in known:
            inks.setdefault(id, []).append(text)
    for passage in expected:
        yield from _judge(passage, inks.get(passage.id, []))
    yield from _out_of_order(expected, [known[id] for id in inks])


def _judge(passage: Passage, inks: Sequence[str]) -> Iterator[Diagnostic]:
    if not inks:
        yield Diagnostic("E020", f"the passage {passage.id} is not in the edition", passage.span)
    elif len(inks) > 1:
        message = f"the passage {passage.id} is in the edition {len(inks)} times"
        yield Diagnostic("E022", message, passage.span)
    elif inks[0] != passage.ink:
        message = f"the passage {passage.id} reads differently in the edition"
        yield Diagnostic("E021", message, passage.span, notes=_difference(passage.ink, inks[0]))


def _difference(written: str, found: str) -> tuple[str, str]:
    """Both texts from a little before the first character that differs."""
    pairs = enumerate(zip(written, found, strict=False))
    first = next((index for index, (a, b) in pairs if a != b), min(len(written), len(found)))
    start = max(0, first - 5)
    shown = (text[start : start + 20] or "nothing" for text in (written, found))
    return next(shown), next(shown)


def _out_of_order(expected: Sequence[Passage], places: Sequence[int]) -> Iterator[Diagnostic]:
    for before, place in pairwise(places):
        if place < before:
            passage, earlier = expected[place], expected[before]
            message = f"the passage {passage.id} stands after {earlier.id} in the edition"
            yield Diagnostic("E023", message, passage.span)
