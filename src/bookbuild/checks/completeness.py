"""The proof that an edition holds the author's text: every block, once, unaltered, in order.

It knows nothing of formats: a reader of EPUB or PDF says what it found, ``compare`` judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, takewhile
from typing import NamedTuple

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.layouts.study import is_apart
from bookbuild.model import (
    Block,
    Book,
    Chapter,
    Clip,
    Code,
    CodeBlock,
    Edition,
    Figure,
    Heading,
    Image,
    Inline,
    NoteRef,
    Ruby,
    Text,
)
from bookbuild.reading import inlines, walk
from bookbuild.render.clips import readable


class Passage(NamedTuple):
    """A block as the Book has it: its id, its text and where the author wrote it."""

    id: str
    text: str
    span: Span

    @property
    def ink(self) -> str:
        return ink(self.text)


# Soft hyphen, zero-width space, word joiner, the hyphen a line break draws, the old word joiner.
_INVISIBLE = "\u00ad\u200b\u2060\u2010\ufeff"


def ink(text: str) -> str:
    """*text* without what setting may add or take away: white space, hyphens, joiners."""
    text = "".join(text.split())
    for char in () if text.isascii() else _INVISIBLE:
        text = text.replace(char, "")
    return text


def expected(book: Book, edition: Edition) -> tuple[Passage, ...]:
    """What *edition* should hold of *book* (as typography left it), in the edition's order."""
    inner = tuple(chapter for volume in edition.held(book) for chapter in volume.chapters())
    return tuple(
        passage for chapter in book.front + inner + book.back for passage in _of_chapter(chapter, edition)
    )


def _of_chapter(chapter: Chapter, edition: Edition) -> Iterator[Passage]:
    """The chapter's blocks, then its notes in the order they are called, by blocks or by notes.

    In a study edition translations come after all that they translate.
    """
    languages = edition.languages
    called: list[str] = []
    apart: list[Block] = []
    for tags in _readings(chapter, edition):
        for pair in chapter.all_pairs():
            sides = [pair.side(tag) for tag in tags]
            if edition.flavour == "study" and is_apart(pair, languages):
                apart += chain(*sides[2:])
                sides = sides[:2]
            for block in _titles_first(sides) if pair is chapter.heading else chain(*sides):
                yield Passage(block.id, _text_of((block,), languages, called), block.span)
    for block in apart:
        yield Passage(block.id, _text_of((block,), languages, called), block.span)
    notes = {note.id: note for note in chapter.notes}
    for id in called:  # grows as notes call notes
        if note := notes.pop(id, None):
            yield Passage(id, _text_of(note.blocks, languages, called), note.span)


def _readings(chapter: Chapter, edition: Edition) -> tuple[tuple[str, ...], ...]:
    """What is read together from a chapter's beginning to its end: all of it, or each side of facing pages."""
    if not edition.faces(chapter):
        return (("", *edition.languages),)
    first, *others = edition.languages
    return (("", first), *((tag,) for tag in others))


def _titles_first(sides: Iterable[tuple[Block, ...]]) -> list[Block]:
    """A chapter's title stands together, whatever the author put beside its halves."""
    titles = [block for side in sides for block in takewhile(lambda block: isinstance(block, Heading), side)]
    return titles + [block for side in sides for block in side if block not in titles]


def _text_of(blocks: Iterable[Block], languages: tuple[str, ...], called: list[str]) -> str:
    """The characters of *blocks*; the notes they call are added to *called*."""
    texts: list[str] = []
    for block in blocks:
        for inline in _inlines(block, languages):
            match inline:
                case Text() | Code():
                    texts.append(inline.text)
                case Ruby():
                    texts += [text for part in inline.parts for text in part]
                case NoteRef():
                    texts.append(inline.mark)
                    called.append(inline.note)
                case Image(source="") | Clip():
                    texts.append(inline.alt)  # it stands in for what could not be had, and in text for a clip
    return "".join(texts)


def _inlines(block: Block, languages: tuple[str, ...]) -> Iterator[Inline]:
    """All inlines of *block* that an edition in *languages* shows, in order."""
    match block:
        case CodeBlock():
            yield Code(block.text)
        case Figure():
            if isinstance(block.image, Image):
                yield block.image
            for tag, caption in block.captions:
                if tag in ("", *languages):
                    yield from walk(caption)
            if isinstance(block.image, Clip):
                yield Text(readable(block.image))
        case _:
            yield from inlines(block)


def compare(expected: Sequence[Passage], found: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Each passage lost (E020), altered (E021), doubled (E022) or out of order (E023) in *found*.

    *found* is (id, text) in reading order; ids that nobody expects are passed over. Texts are the same
    when their ink is, which is looked at only where they differ.
    """
    known = {passage.id: index for index, passage in enumerate(expected)}
    texts: dict[str, list[str]] = {}
    for id, text in found:
        if id in known:
            texts.setdefault(id, []).append(text)
    for passage in expected:
        held = texts.get(passage.id, [])
        if held != [passage.text]:
            yield from _judge(passage, [ink(text) for text in held])
    yield from _out_of_order(expected, [known[id] for id in texts])


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
