"""The proof that an edition holds the author's text: every block, once, unaltered, in order.

It knows nothing of formats: a reader of EPUB or PDF says what it found, ``compare`` judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.model import (
    Block,
    Book,
    Chapter,
    Code,
    CodeBlock,
    Edition,
    Figure,
    Heading,
    Image,
    Inline,
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
    """The chapter's blocks, then its notes in the order they are called, by blocks or by notes."""
    called: dict[str, None] = {}
    for pair in chapter.all_pairs():
        for tag in ("", *languages):
            for block in pair.side(tag):
                called |= dict.fromkeys(_calls(block, languages))
                yield Passage(block.id, ink("".join(_texts(block, languages))), block.span)
    yield from _of_notes({note.id: note for note in chapter.notes}, list(called), languages)


def _of_notes(notes: Mapping[str, Note], called: list[str], languages: tuple[str, ...]) -> Iterator[Passage]:
    for id in called:  # grows while it is read
        if note := notes.get(id):
            calls = chain.from_iterable(_calls(block, languages) for block in note.blocks)
            called += [call for call in dict.fromkeys(calls) if call not in called]
            text = "".join(text for block in note.blocks for text in _texts(block, languages))
            yield Passage(note.id, ink(text), note.span)


def _texts(block: Block, languages: tuple[str, ...]) -> Iterator[str]:
    """The characters a reader sees of *block*, in order."""
    if isinstance(block, CodeBlock):
        yield block.text
    for inline in _inlines(block, languages):
        match inline:
            case Text() | Code():
                yield inline.text
            case NoteRef():
                yield inline.mark
            case Image(source=""):
                yield inline.alt  # it stands in for an image that could not be had


def _calls(block: Block, languages: tuple[str, ...]) -> Iterator[str]:
    """The ids of the notes that *block* calls."""
    return (inline.note for inline in _inlines(block, languages) if isinstance(inline, NoteRef))


def _inlines(block: Block, languages: tuple[str, ...]) -> Iterator[Inline]:
    """All inlines of *block* but runs, in order."""
    match block:
        case Heading() | Paragraph():
            yield from _flat(block.content)
        case Table():
            for row in (block.head, *block.rows):
                for cell in row:
                    yield from _flat(cell)
        case Figure():
            yield block.image
            for tag, caption in block.captions:
                if tag in ("", *languages):
                    yield from _flat(caption)


def _flat(inlines: Inlines) -> Iterator[Inline]:
    """Inlines without the runs that hold them."""
    for inline in inlines:
        if isinstance(inline, Styled | Link):
            yield from _flat(inline.children)
        else:
            yield inline


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
    end = start + 20
    return f"written: {written[start:end] or 'nothing'}", f"found: {found[start:end] or 'nothing'}"


def _out_of_order(expected: Sequence[Passage], places: Sequence[int]) -> Iterator[Diagnostic]:
    for before, place in pairwise(places):
        if place < before:
            passage, earlier = expected[place], expected[before]
            message = f"the passage {passage.id} stands after {earlier.id} in the edition"
            yield Diagnostic("E023", message, passage.span)
