"""A chapter before it is paired: its elements in two voices, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.aligner import Sides
from bookbuild.model import Block, Document
from bookbuild.pairing.elements import Element, of_place
from bookbuild.pairing.matches import Ground
from bookbuild.pairing.sections import Passage, cut, mixed
from bookbuild.pairing.voices import Languages, main_voice, stream


@dataclass(frozen=True, slots=True)
class Outline:
    """The files of one chapter, and the passages in which elements of the one side face those of the other."""

    documents: tuple[Document, ...]
    languages: Languages
    grounds: Mapping[str, Ground]
    passages: tuple[tuple[list[Element], list[Element]], ...]

    def items(self) -> list[Sides]:
        """What the aligner sees of the passages."""
        return [([one.item for one in left], [one.item for one in right]) for left, right in self.passages]


def outline(documents: tuple[Document, ...], languages: Languages) -> Outline:
    """The passages of one chapter from its one file or its parallel files."""
    grounds = {document.path: Ground(document) for document in documents}
    found = _passages(documents, grounds, languages)
    return Outline(
        documents, languages, grounds, tuple(one for passage in found for one in (passage.heads, passage.body))
    )


def _passages(
    documents: tuple[Document, ...], grounds: Mapping[str, Ground], languages: Languages
) -> Iterator[Passage]:
    if len(documents) == 1:
        yield from mixed(cut(documents[0].blocks), languages)
        return
    sides: tuple[list[Element], list[Element]] = ([], [])
    for index, document in enumerate(documents):
        own = main_voice(document, languages)
        side = min(index, 1) if own is None else own
        elements = stream(list(_kept_apart(document)), side, languages)
        silent = [of_place(place, side) for place in grounds[document.path].silent()]
        sides[side].extend(sorted([*elements, *silent], key=lambda one: one.line))
    yield Passage(([], []), sides)


def _kept_apart(document: Document) -> Iterator[Block]:
    """A file's blocks; a mark it made up itself (``@line``) cannot meet one of another file."""
    for block in document.blocks:
        mark = block.marks.pair
        own = replace(block.marks, pair=f"{mark} of {document.path}") if mark.startswith("@") else None
        yield replace(block, marks=own) if own else block
