"""Blocks → Pairs: which passage is the counterpart of which. ``pair`` is the stage.

sections (headings are boundaries) → marks (the author's word) → align (length, kind, place) → join →
report. To replace the aligner, replace ``align.align``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Block, Document, Pair
from bookbuild.pairing.join import join
from bookbuild.pairing.marks import align_between
from bookbuild.pairing.report import Outcome, report
from bookbuild.pairing.sections import Passage, cut, facing, mixed
from bookbuild.pairing.voices import Languages, main_voice
from bookbuild.pairing.weigh import scale

__all__ = ["pair"]


def pair(documents: tuple[Document, ...], languages: Languages) -> tuple[tuple[Pair, ...], Diagnostics]:
    """The pairs of one chapter, in order, from its one file or its parallel files.

    Every block is in exactly one pair; a thing that parallel files both show is kept once.
    """
    passages = list(_passages(documents, languages))
    ratio = _scale(passages)
    outcomes = [_outcome(passage, ratio, languages) for passage in passages]
    pairs = tuple(pair for outcome in outcomes for pair in (*outcome.heads, *outcome.body))
    return pairs, report(documents, outcomes, languages, ratio)


def _passages(documents: tuple[Document, ...], languages: Languages) -> Iterator[Passage]:
    if len(documents) == 1:
        yield from mixed(cut(documents[0].blocks), languages)
        return
    left, right = _sides(documents, languages)
    yield from facing(cut(left), cut(right), languages)


def _sides(documents: tuple[Document, ...], languages: Languages) -> tuple[list[Block], list[Block]]:
    """The blocks of the left and of the right file: told by their language, else by their order."""
    sides: tuple[list[Block], list[Block]] = ([], [])
    for index, document in enumerate(documents):
        own = main_voice(document, languages)
        sides[min(index, 1) if own is None else own].extend(_kept_apart(document))
    return sides


def _kept_apart(document: Document) -> Iterator[Block]:
    """A file's blocks; a mark it made up itself (``@line``) cannot meet one of another file."""
    for block in document.blocks:
        mark = block.marks.pair
        own = replace(block.marks, pair=f"{mark} of {document.path}") if mark.startswith("@") else None
        yield replace(block, marks=own) if own else block


def _outcome(passage: Passage, ratio: float, languages: Languages) -> Outcome:
    heads = tuple(join(bead, languages) for bead in align_between(*passage.heads, ratio))
    body = tuple(join(bead, languages) for bead in align_between(*passage.body, ratio))
    return Outcome(heads, body)


def _scale(passages: list[Passage]) -> float:
    left, right = (
        sum(item.weight for passage in passages for item in passage.body[side] if not item.alone)
        for side in (0, 1)
    )
    return scale(left, right)
