"""A chapter's pairing as it was found: every element of its files in one Match, with how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from bookbuild.aligner import Bead
from bookbuild.diagnostics import Span
from bookbuild.model import Block, Document, Note, Pair, Place
from bookbuild.pairing.elements import Element
from bookbuild.pairing.join import join
from bookbuild.pairing.voices import Languages
from bookbuild.reading import calls

Sides = tuple[tuple[str, tuple[Place, ...]], ...]
ACCEPTED = "accepted by the author"
"""The reason of a match the author has said yes to."""
OTHERWISE = "accepted otherwise: "
"""How the doubt of a match begins whose sides the author has accepted with other passages."""

Key = tuple[str, str, str]
"""A note's file, label and language."""

MatchKind = Literal["translated", "one-sided", "shared", "note", "silent"]


@dataclass(frozen=True, slots=True)
class Match:
    """Elements of the files that belong together, and why that is believed.

    ``kind``: as the Pair's; ``note`` for footnotes, ``silent`` for comments and HTML that print nothing:
    those have no ``pair``. ``places``: for each language the elements, in the order of the file.
    ``confidence``: 0–1. ``doubt``: why a reader should look at it, '' when nothing speaks against it.
    ``reasons``: what spoke for it. ``id``, given by ``acceptance``, is unique in the chapter and outlives
    edits. ``bead``: the number in the chapter of the bead it was made of, -1 of none.
    """

    id: str
    kind: MatchKind
    places: tuple[tuple[str, tuple[Place, ...]], ...]
    pair: Pair | None = None
    confidence: float = 1.0
    doubt: str = ""
    reasons: tuple[str, ...] = ()
    bead: int = -1

    def side(self, lang: str) -> tuple[Place, ...]:
        """The elements in *lang*, or ()."""
        return next((places for tag, places in self.places if tag == lang), ())

    def span(self) -> Span:
        """Where the match begins: its first element in the first language that has one."""
        return next(place.span for _, places in self.places for place in places)


class Ground:
    """The places of a document, found by the blocks that stand there."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._places = document.places or tuple(_of(block) for block in document.blocks)
        self._lines = [place.span.line for place in self._places]

    def place(self, block: Block) -> Place:
        """The innermost element *block* came from."""
        return self._places[self._at(block)]

    def _at(self, block: Block) -> int:
        return max(bisect_right(self._lines, block.span.line) - 1, 0)

    def of_note(self, note: Note) -> tuple[Place, ...]:
        """The elements of a note's definition: its paragraphs, its code."""
        at = bisect_right(self._lines, note.span.line) - 1
        if at < 0:
            return (Place("note", note.span),)
        whole = self._places[at].span
        return tuple(one for one in self._places[at:] if one.span.line <= max(whole.end_line, whole.line))

    def silent(self) -> Iterator[Place]:
        """Elements that gave no block and belong to no note."""
        heard = set(map(self._at, self.document.blocks))
        notes = [note.span.line for note in self.document.notes]
        for index, place in enumerate(self._places):
            inside = any(place.span.line <= line <= place.span.end_line for line in notes)
            if index not in heard and place.kind in ("comment", "html", "item") and not inside:
                yield place


def _of(block: Block) -> Place:
    """The place of a block of a document that was not read from a file."""
    return Place("paragraph", block.span)


def matched(
    number: int,
    bead: Bead,
    left: Sequence[Element],
    right: Sequence[Element],
    grounds: Mapping[str, Ground],
    languages: Languages,
) -> Match:
    """The match of a chapter's bead of that *number*, of those elements."""
    places = _sides(left, right, grounds, languages)
    ahead, behind = (tuple(one.block for one in side if one.block) for side in (left, right))
    if not ahead and not behind:
        return Match("", "silent", places, None, bead.probability, reasons=bead.reasons)
    pair = join(ahead, behind, languages)
    if pair.kind == "shared" and len(grounds) == 1:
        own = tuple(place for _, side in places for place in side)
        places = tuple((tag, own) for tag in languages[:2])
    return Match("", pair.kind, places, pair, bead.probability, reasons=bead.reasons, bead=number)


def _sides(
    left: Sequence[Element], right: Sequence[Element], grounds: Mapping[str, Ground], languages: Languages
) -> Sides:
    """The places of both sides; a side without any is left out."""
    found: list[tuple[str, tuple[Place, ...]]] = []
    for tag, elements in zip((languages[0], languages[:2][-1]), (left, right), strict=True):
        places = tuple(place for place, _ in groupby(_place(one, grounds) for one in elements))
        if places:
            foreign = elements[0].block.lang if elements[0].block else ""
            found.append((foreign if foreign and foreign not in languages[:2] else tag, places))
    return tuple(found)


def _place(element: Element, grounds: Mapping[str, Ground]) -> Place:
    block = element.block
    place = grounds[block.span.path].place(block) if block else element.place
    assert place
    return place


def notes_matched(
    documents: Sequence[Document], grounds: Mapping[str, Ground], matches: Sequence[Match], languages: Languages
) -> Iterator[Match]:
    """The footnotes: those called at the same place of a pair belong together, else those of one label."""
    notes = {(note.span.path, note.id, note.lang): note for document in documents for note in document.notes}
    waiting = dict(notes)
    for match in matches if notes else ():
        if not match.pair or match.kind != "translated":
            continue
        left, right = (_called(match.pair.side(tag), notes, tag) for tag in languages[:2])
        for one, other in zip(left, right, strict=False):
            if one in waiting and other in waiting:
                first, second = waiting.pop(one), waiting.pop(other, notes[other])
                yield _of_notes(((languages[0], first), (languages[1], second)), grounds)
    by_label: dict[str, list[Note]] = {}
    for note in waiting.values():
        by_label.setdefault(note.id, []).append(note)
    for held in by_label.values():
        sides = {_language(note, documents, languages): note for note in held}
        yield _of_notes(tuple(sides.items()), grounds)


def _language(note: Note, documents: Sequence[Document], languages: Languages) -> str:
    if note.lang in languages[:2]:
        return note.lang
    paths = [document.path for document in documents]
    at = paths.index(note.span.path) if note.span.path in paths else 0
    return languages[min(at, len(languages) - 1)]


def _of_notes(sides: Sequence[tuple[str, Note]], grounds: Mapping[str, Ground]) -> Match:
    places = tuple(
        (tag, ground.of_note(note) if (ground := grounds.get(note.span.path)) else (Place("note", note.span),))
        for tag, note in sides
    )
    return Match("", "note", places)


def _called(blocks: Sequence[Block], notes: Mapping[Key, Note], tag: str) -> list[Key]:
    """The notes blocks call, in order; of two with one label that of their language."""
    found: list[Key] = []
    for block in blocks:
        for call in calls(block):
            own = [key for key in notes if key[:2] == (block.span.path, call.note)]
            found += [key for key in own if key[2] == tag] or own[:1]
    return list(dict.fromkeys(found))


def silent_matched(ground: Ground, languages: Languages) -> Iterator[Match]:
    """What prints nothing in a file of both languages."""
    for place in ground.silent():
        yield Match("", "silent", ((languages[0], (place,)),))


def in_file_order(matches: Sequence[Match]) -> list[Match]:
    """*matches* of one file, those that face nothing in the order of their lines between those that do."""
    found: list[Match] = []
    for faces, group in groupby(matches, key=lambda match: match.kind == "translated"):
        run = list(group)
        found += run if faces else sorted(run, key=lambda match: match.span().line)
    return found


def inserted(matches: Sequence[Match], extra: Sequence[Match]) -> list[Match]:
    """*matches* with *extra* ones where they stand in their file."""
    found = list(matches)
    for one in extra:
        span = one.span()
        at = next((k for k, other in enumerate(found) if _behind(other, span)), len(found))
        found.insert(at, one)
    return found


def _behind(match: Match, span: Span) -> bool:
    return any(
        place.span.path == span.path and place.span.line > span.line
        for _, side in match.places
        for place in side
    )
