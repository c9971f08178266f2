"""Headings in the tag tree, none more than a level below the one before it (ISO 14289-1 §7.4.2).

An author may leave out a level for its looks; who listens would look for what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

_HEADING = re.compile("/H([1-6])")


def nest(pdf: Pdf) -> None:
    """Give every heading the level of its depth among those before it."""
    found = list(_headings(pdf.Root.StructTreeRoot))
    for (element, _), level in zip(found, levels(written for _, written in found), strict=True):
        element.S = Name(f"/H{level}")


def levels(written: Iterable[int]) -> Iterator[int]:
    """For each heading its depth: one more than that of the last one above it."""
    above: list[int] = []
    for level in written:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        yield len(above)


def _headings(root: Any) -> Iterator[tuple[Any, int]]:
    """The headings below *root* in reading order, with the levels they were written at."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        match = _HEADING.fullmatch(str(element.get("/S", "")))
        if match:
            yield element, int(match[1])
        else:
            waiting += reversed(_elements(element.get("/K", ())))


def _elements(kids: Any) -> list[Any]:
    held = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in held if isinstance(kid, Dictionary)]
