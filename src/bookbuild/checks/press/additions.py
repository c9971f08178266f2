"""What a stylesheet may add to the author's text, told by the place where it stands.

The numbers of list items, ornaments, leaders with page numbers, the head of a table on its next page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Addition = Callable[[str], tuple[int, bool]]
"""Text of a line → how many characters of it were added, and whether that was the last of it."""


def sign(pattern: str) -> Addition:
    """A sign that comes once; of a pattern with a group ``last``, in pieces until that group took part."""
    compiled = re.compile(pattern)

    def taken(text: str) -> tuple[int, bool]:
        found = compiled.match(text)
        return (found.end(), found.groupdict().get("last", "") is not None) if found else (0, False)

    return taken


def again(whole: str) -> Addition:
    """*whole* once more, in lines."""

    def taken(text: str) -> tuple[int, bool]:
        return (len(text), whole.endswith(text)) if text in whole else (0, False)

    return taken


def some_of(names: Iterable[str]) -> Addition:
    """Any of the words of *names*, with commas, in lines."""
    words = sorted({word for name in names for word in name.split()}, key=len, reverse=True)
    return sign(f"(?:{'|'.join([*map(re.escape, words), '[,、]'])})+(?P<last>(?!))?")


MARKER = sign(r"[^\w\s]{1,3}|\w{1,8}[.)、．:：]?")
ORNAMENT = sign(r"\W{1,20}")
FOLIO = sign(r"[^\w\s]*(?:[IVXLCDM]{1,9}·)?(?P<last>\d{1,5}|[ivxlcdm]{1,9})|[^\w\s]+")
CELL = sign("·")
