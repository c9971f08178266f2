"""Which passage a character of rendered text belongs to, told by tags alone: the same in an EPUB and in print.

A passage is what the book knows by an id: a block, or a side of a heading. Ids inside of text (anchors,
entries of the index) make none.
"""

from __future__ import annotations

from collections.abc import Mapping

_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "figure", "hr", "section", "div", "aside"}
)
_RUNS = frozenset({"side", "note"})
_NO_INK = dict.fromkeys(map(ord, " \t\n\r\f\u00a0\u00ad\u200b\u2010\u2060\u3000\ufeff"))
# Running heads, the page numbers the press fills in, notes on what is not translated.
_FURNITURE = ("data-side", "data-ref", "data-lacks")


def ink(text: str) -> str:
    """The characters of *text* that leave ink: white space, soft hyphens and joiners come and go with lines."""
    return text.translate(_NO_INK)


def is_furniture(attributes: Mapping[str, str]) -> bool:
    """Whether an element is no text of the book's."""
    return any(name in attributes for name in _FURNITURE)


def is_call(attributes: Mapping[str, str]) -> bool:
    """Whether an element calls a note: in print the stylesheet writes the first call, and no text does."""
    return "noteref" in attributes.get("class", "").split()


def is_passage(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is a passage."""
    if "id" not in attributes:
        return False
    return tag in _BLOCKS or not _RUNS.isdisjoint(attributes.get("class", "").split())
