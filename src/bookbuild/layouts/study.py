"""Study: the first language as running text, its counterparts a link away."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.layouts.interleaved import Interleaved
from bookbuild.model import Heading, OneSided, Pair, Row


class Study:
    """Chosen by an edition's flavour. Headings keep their counterparts: one looks for places by them."""

    name = "study"
    supports = frozenset({"epub"})

    def place(
        self, pairs: tuple[Pair, ...], languages: tuple[str, ...], one_sided: OneSided = "full"
    ) -> tuple[Row, ...]:
        """Stacks, of which those apart that are translated."""
        rows = Interleaved().place(pairs, languages, one_sided)
        return tuple(
            [replace(row, arrangement="apart") if is_apart(row.pair, languages) else row for row in rows]
        )


def is_apart(pair: Pair, languages: tuple[str, ...]) -> bool:
    """Whether the passage is in the first of *languages* and in another, and has no heading."""
    first, *others = (pair.side(tag) for tag in languages)
    return bool(first) and any(others) and not any(isinstance(block, Heading) for block in pair.blocks())
