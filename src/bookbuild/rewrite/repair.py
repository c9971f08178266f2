"""Marks where a rewritten chapter would be paired otherwise: tried, read again, and tried with more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from bookbuild.model import Block, CodeBlock, Heading, Pair
from bookbuild.pairing import Study
from bookbuild.rewrite.compare import Print, alike
from bookbuild.rewrite.element import Element
from bookbuild.rewrite.signs import UNTRANSLATED
from bookbuild.rewrite.writing import Pen

Try = Callable[[frozenset[int]], Study]
"""Rewrite with marks on the pairs of these numbers, and study the result."""


def settled(study: Study, attempt: Try) -> frozenset[int]:
    """The pairs to mark so that *attempt*, made with them last, pairs as *study* does, if any can."""
    wanted, pairs = alike(study), study.pairs()
    marked: frozenset[int] = frozenset()
    lost = amiss(wanted, alike(attempt(marked)))
    for reach in (1, 4, 9, 16):
        more = marked | {index for index in _near(lost, reach, len(wanted)) if _has_two(pairs[index], study)}
        if lost and more != marked:
            marked = more
            lost = amiss(wanted, alike(attempt(marked)))
    for reach in (1, 2, 3):
        more = marked | {index for index in _near(lost, reach, len(wanted)) if pairs[index].reason == "missing"}
        if lost and more != marked:
            marked = more
            lost = amiss(wanted, alike(attempt(marked)))
    return marked


def amiss(wanted: Sequence[Print], got: Sequence[Print]) -> list[int]:
    """The numbers of the pairs wanted not found in their place; where there is too much, the next."""
    if tuple(wanted) == tuple(got):
        return []
    found: list[int] = []
    for kind, start, end, _, _ in SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if kind != "equal":
            found += range(start, end) if end > start else [min(start, len(wanted) - 1)]
    return found


def _near(lost: Sequence[int], reach: int, count: int) -> Iterator[int]:
    """*lost* and their neighbours: a mark is a fence for what stands beside it."""
    for index in lost:
        yield from range(max(index - reach + 1, 0), min(index + reach, count))


def _has_two(pair: Pair, study: Study) -> bool:
    """Whether the pair has two sides, or will have when it is split, and no word of the author's on them."""
    kinds = {"translated", "shared"} if len(study.documents) == 1 else {"translated"}
    return pair.kind in kinds and all(map(_is_free, pair.blocks()))


def _is_free(block: Block) -> bool:
    """Whether the block has no mark but ours, or the one that binds the halves of a heading."""
    return block.marks.pair[:1] in {"", "~"} or (block.marks.pair[0] == "@" and isinstance(block, Heading))


def mark(pens: Mapping[str, Pen], pages: Mapping[str, Element], study: Study, numbers: frozenset[int]) -> None:
    """Let the blocks of these pairs say that they belong together, or that they face nothing.

    Pens and pages by language. Code that goes into one file must say its language too.
    """
    for number in sorted(numbers):
        pair = study.pairs()[number]
        said = UNTRANSLATED if pair.kind == "one-sided" else f"pair=~{number + 1}"
        for tag, blocks in pair.sides:
            for side in (tag,) if tag else study.languages[:2]:
                for block in blocks:
                    _mark_block(
                        pens[side], _leaf(pages[side], block), block, said, side, len(study.documents) > 1
                    )


def _mark_block(pen: Pen, leaf: Element | None, block: Block, said: str, side: str, in_one_file: bool) -> None:
    if leaf:
        pen.mark(leaf, said)
    if leaf and in_one_file and isinstance(block, CodeBlock) and not block.marks.lang:
        pen.mark(leaf, f"lang={side}")


def _leaf(page: Element, block: Block) -> Element | None:
    return next((leaf for leaf in page.leaves() if leaf.first < block.span.line <= leaf.end), None)
