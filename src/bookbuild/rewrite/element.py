"""An element of a file with the author's own lines, and how a container holds its children's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Lines = tuple[str, ...]
Rows = Mapping[int, str]
"""Lines of a file by their number (from 0), as the elements of one container see them."""

_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?: {1,4}(?=\S)| (?= {4})|(?=\s*$))")
_NOTE = re.compile(r" {0,3}\[\^[^\]]+\]: *")


@dataclass(frozen=True, eq=False, slots=True)
class Element:
    """An element of Markdown on the lines *first* to before *end* of its file (from 0), then *gap* blank ones.

    ``lines`` are those the container around it would see: without ``> `` and without its indentation.
    ``above`` and ``below`` are lines of attributes. A container has ``children``; ``opening`` is what stands
    before them (``> ``, ``1. ``, ``::: verse``), ``closing`` the lines behind. ``name``: a note's or a link
    definition's label, a list's sign. ``together`` is what a comment before it says: it was one element with
    its counterpart; ``owner`` the language of the file it is from, of what prints nothing.
    """

    kind: str
    first: int
    end: int
    lines: Lines
    gap: int = 0
    above: Lines = ()
    below: Lines = ()
    children: tuple[Element, ...] = ()
    opening: Lines = ()
    closing: Lines = ()
    name: str = ""
    together: str = ""
    owner: str = ""

    def whole(self) -> Lines:
        """Its lines with its attributes."""
        return self.above + self.lines + self.below

    def leaves(self) -> Iterator[Element]:
        """The innermost elements, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def entered(kind: str, rows: Rows, first: int, end: int) -> tuple[Lines, Rows]:
    """What opens a container on these lines, and its lines as its children see them."""
    if kind in {"list", "box"}:
        return ((rows[first],) if kind == "box" else ()), rows
    lines = range(first, end)
    if kind == "quote":
        mark = _QUOTE.match(rows[first])
        return (mark[0] if mark else "> ",), {line: _QUOTE.sub("", rows[line], count=1) for line in lines}
    mark = (_ITEM if kind == "item" else _NOTE).match(rows[first])
    opening = mark[0] if mark else ""
    width = 4 if kind == "note" else len(_spaced(opening))
    margin = re.compile(rf" {{0,{width}}}")
    inner = {line: margin.sub("", rows[line], count=1) for line in lines}
    return (_spaced(opening),), {**inner, first: rows[first][len(opening) :]}


def _spaced(opening: str) -> str:
    return opening if opening.endswith(" ") else f"{opening} "


def enclosed(container: Element, inner: Sequence[str]) -> Lines:
    """*inner* lines inside what *container* puts around its own."""
    opening = container.opening
    match container.kind:
        case "quote":
            return tuple((opening[0] + line).rstrip() if not line else opening[0] + line for line in inner)
        case "item" | "note":
            margin = " " * (4 if container.kind == "note" else len(opening[0]))
            first, *rest = inner or ("",)
            return ((opening[0] + first).rstrip() if not first else opening[0] + first, *_moved(rest, margin))
        case _:
            return (*opening, *inner, *container.closing)


def _moved(lines: Sequence[str], margin: str) -> Iterator[str]:
    return (margin + line if line else line for line in lines)


def without_blanks(rows: Rows, first: int, end: int) -> int:
    """*end* moved up over blank lines."""
    while end > first + 1 and not rows.get(end - 1, "").strip():
        end -= 1
    return end


def cut(rows: Rows, first: int, end: int) -> Lines:
    """The lines *first* to before *end*."""
    return tuple(rows[line] for line in range(first, end))
