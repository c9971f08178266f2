"""Blocks → Pairs: which passage is the counterpart of which. ``study`` is the stage.

sections and voices (which language is where) → items (what is measured of a block) → chapter (marks, then
``align`` by the ``scores`` of lengths, kinds and the ``evidence`` of words) → join → matches → report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Block, Document, Pair
from bookbuild.pairing.chapter import align
from bookbuild.pairing.items import Item, of_place
from bookbuild.pairing.matches import (
    Ground,
    Match,
    in_file_order,
    inserted,
    matched,
    notes_matched,
    silent_matched,
)
from bookbuild.pairing.report import report
from bookbuild.pairing.sections import Passage, cut, mixed
from bookbuild.pairing.voices import Languages, main_voice, stream

__all__ = ["Match", "Study", "study"]


@dataclass(frozen=True, slots=True)
class Study:
    """The pairing of one chapter: every element of its files in one Match.

    Every block is in exactly one pair; a thing that parallel files both show is kept once.
    """

    documents: tuple[Document, ...]
    languages: Languages
    matches: tuple[Match, ...]

    def pairs(self) -> tuple[Pair, ...]:
        """What is printed, in order."""
        return tuple(match.pair for match in self.matches if match.pair)

    def problems(self) -> Diagnostics:
        """What the writer should know of it."""
        return report(self.documents, self.matches, self.languages)


def study(documents: tuple[Document, ...], languages: Languages, explain: bool = False) -> Study:
    """All that pairing knows of one chapter, from its one file or its parallel files.

    *explain*: with the reasons for each match. Matches have no ids yet: ``acceptance`` gives them.
    """
    grounds = {document.path: Ground(document) for document in documents}
    passages = list(_passages(documents, grounds, languages))
    sides = [one for passage in passages for one in (passage.heads, passage.body)]
    matches = [matched(bead, grounds, languages) for beads in align(sides, explain) for bead in beads]
    extra = [*notes_matched(documents, grounds, matches, languages)]
    if len(documents) == 1:
        matches = in_file_order(matches)
        extra += silent_matched(grounds[documents[0].path], languages)
    return Study(documents, languages, tuple(inserted(matches, extra)))


def _passages(
    documents: tuple[Document, ...], grounds: Mapping[str, Ground], languages: Languages
) -> Iterator[Passage]:
    if len(documents) == 1:
        yield from mixed(cut(documents[0].blocks), languages)
        return
    sides: tuple[list[Item], list[Item]] = ([], [])
    for index, document in enumerate(documents):
        own = main_voice(document, languages)
        side = min(index, 1) if own is None else own
        items = stream(list(_kept_apart(document)), side, languages)
        silent = [of_place(place, side) for place in grounds[document.path].silent()]
        sides[side].extend(sorted([*items, *silent], key=_line))
    yield Passage(([], []), sides)


def _line(item: Item) -> int:
    return item.place.span.line if item.place else item.blocks[0].span.line


def _kept_apart(document: Document) -> Iterator[Block]:
    """A file's blocks; a mark it made up itself (``@line``) cannot meet one of another file."""
    for block in document.blocks:
        mark = block.marks.pair
        own = replace(block.marks, pair=f"{mark} of {document.path}") if mark.startswith("@") else None
        yield replace(block, marks=own) if own else block
