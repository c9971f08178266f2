"""The numbers passages are cited by: 1, 2, 3 … in each chapter, the same in every edition and language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.model import Heading, Pair, Rule


def cited(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """*pairs* with their numbers. Headings and ornaments, which nobody cites, have none."""
    number = 0
    for pair in pairs:
        counts = any(not isinstance(block, Heading | Rule) for block in pair.blocks())
        number += counts
        yield replace(pair, number=number) if counts else pair
