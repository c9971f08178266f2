"""Whose a block is: the left language's, the right one's, or shared; and the runs they come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookbuild.model import Block, CodeBlock, Document, Rule
from bookbuild.pairing.elements import Element, of_block
from bookbuild.pairing.weigh import anchor, has_han

Languages = tuple[str, ...]
"""The book's languages; the first two are aligned, left and right."""

Streams = tuple[list[Element], list[Element]]


def voice(block: Block, languages: Languages) -> int | None:
    """0 for the left language, 1 for the right one, None for any other or none."""
    return languages[:2].index(block.lang) if block.lang in languages[:2] else None


def voices(blocks: Iterable[Block], languages: Languages) -> set[int]:
    """The voices heard in *blocks*."""
    heard = {voice(block, languages) for block in blocks}
    return {one for one in heard if one is not None}


def main_voice(document: Document, languages: Languages) -> int | None:
    """The voice of most of a parallel file's blocks; None when it has no text."""
    counts = Counter(voice(block, languages) for block in document.blocks)
    counts.pop(None, None)
    return counts.most_common(1)[0][0] if counts else None


def stream(blocks: Sequence[Block], side: int, languages: Languages) -> list[Element]:
    """A parallel file's blocks: all of one voice; only a third language stands alone."""
    book = {"", *languages[:2]}
    return [of_block(block, side, alone=block.lang not in book) for block in blocks]


def streams(blocks: Sequence[Block], languages: Languages) -> Streams:
    """The two voices of a file that holds both, with their runs.

    What belongs to neither stays in the run where it stands and faces nothing, unless it is said
    twice in one turn.
    """
    blocks = _commented(blocks, languages)
    places = list(_places(blocks, languages))
    twins = _twins(blocks, places, languages)
    sides: Streams = ([], [])
    for index, (block, (side, run)) in enumerate(zip(blocks, places, strict=True)):
        shared = voice(block, languages) is None
        side = 0 if shared and block.marks.pair else side
        sides[side].append(of_block(block, run, alone=shared and index not in twins))
    return sides


def _places(blocks: Sequence[Block], languages: Languages) -> Iterator[tuple[int, int]]:
    """For each block the voice of the run it stands in, and how many runs came before."""
    owners = [voice(block, languages) for block in blocks]
    side = next((own for own in owners if own is not None), 0)
    run = 0
    for own in owners:
        if own is not None and own != side:
            side, run = own, run + 1
        yield side, run


def _twins(blocks: Sequence[Block], places: Sequence[tuple[int, int]], languages: Languages) -> set[int]:
    """Where a shared thing stands in both halves of one turn: once after each language's text."""
    waiting: dict[tuple[int, str], list[int]] = {}
    twins: set[int] = set()
    for index, (block, (_, run)) in enumerate(zip(blocks, places, strict=True)):
        if block.lang or isinstance(block, Rule):
            continue
        key = (run // 2, anchor(block))
        if run % 2 == 0:
            waiting.setdefault(key, []).append(index)
        elif waiting.get(key):
            twins |= {waiting[key].pop(0), index}
    return twins


def _commented(blocks: Sequence[Block], languages: Languages) -> list[Block]:
    """*blocks*, where of neighbouring codes that differ in comments only each has its language."""
    told = list(blocks)
    chinese = next((tag for tag in languages[:2] if tag.startswith("zh")), "")
    codes = [index for index, block in enumerate(blocks) if isinstance(block, CodeBlock)]
    for first, second in pairwise(codes):
        one, other = told[first], told[second]
        if one.lang or other.lang or anchor(one) != anchor(other) or not chinese:
            continue
        if has_han(one) != has_han(other) and len(languages) > 1:
            foreign = next(tag for tag in languages[:2] if tag != chinese)
            told[first] = replace(one, lang=chinese if has_han(one) else foreign)
            told[second] = replace(other, lang=chinese if has_han(other) else foreign)
    return told
