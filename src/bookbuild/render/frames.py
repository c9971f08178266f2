"""Containers put back around blocks: lists, quotations, definition lists, divs.

Blocks are flat and carry their frames. ``Nest`` writes a sequence of pieces, each with the containers
it wants around it, and keeps those open that the next piece shares.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bookbuild.model import Frame
from bookbuild.render.markup import classes

Key = tuple[str, int]
"""A container's name: whose it is (a language, or '' for all) and its number in the file."""

_TAGS = {
    "quote": "blockquote",
    "bullet": "ul",
    "ordered": "ol",
    "item": "li",
    "definitions": "dl",
    "term": "dt",
    "definition": "dd",
    "div": "div",
}
LISTS = frozenset({"bullet", "ordered", "definitions"})
# Divs that have a look of their own, or are HTML's way of dividing a text.
_UNBOXED = frozenset(
    {"article", "center", "dialogue", "figure", "footer", "header", "main", "nav", "section", "verse"}
)


@dataclass(slots=True)
class Container:
    """A container a piece wants: its frame and every name it goes by (each side may have its own)."""

    frame: Frame
    keys: frozenset[Key]
    last: str = ""  # the kind of what was last opened in it

    def start(self, ordinal: int | None, resumed: bool) -> str:
        """The start tag; an ordered item says its number, for stylesheets count per document."""
        frame = self.frame
        box = "box" if frame.classes and _UNBOXED.isdisjoint(frame.classes) else ""
        names = (*frame.classes, box, "tight" if frame.tight else "", "resumed" if resumed else "")
        value = f' value="{ordinal}"' if ordinal is not None and not resumed else ""
        return f"<{_TAGS[frame.kind]}{classes(*names)}{value}>"

    def end(self) -> str:
        """The end tag; a definition list must not end in a term (HTML 4.4.9)."""
        missing = "<dd></dd>\n" if self.last == "term" else ""
        return f"{missing}</{_TAGS[self.frame.kind]}>\n"


def containers(frames: Iterable[Frame], owner: str) -> tuple[Container, ...]:
    """The frames of one block as containers of *owner*."""
    return tuple(Container(frame, frozenset({(owner, frame.key)})) for frame in frames)


@dataclass(slots=True)
class _Count:
    """How far an ordered list has come."""

    ordinal: int
    item: frozenset[Key]


class Numbering:
    """The ordinals of a chapter's ordered lists: a list cut in two goes on counting."""

    def __init__(self) -> None:
        self._counts: dict[Key, _Count] = {}

    def ordinal(self, listing: Container, item: Container) -> tuple[int, bool]:
        """The item's number, and whether it began earlier."""
        known = next((self._counts[key] for key in listing.keys if key in self._counts), None)
        if known is None:
            known = _Count(item.frame.number, item.keys)
            resumed = False
        else:
            resumed = bool(known.item & item.keys)
            known.ordinal += 0 if resumed else 1
            known.item = known.item | item.keys if resumed else item.keys
        for key in listing.keys:
            self._counts[key] = known
        return known.ordinal, resumed


class Nest:
    """Writes pieces inside containers, opening and closing as few as it can."""

    def __init__(self, numbering: Numbering | None = None) -> None:
        self._numbering = numbering or Numbering()
        self._open: list[Container] = []
        self._written: list[str] = []

    def add(self, wanted: tuple[Container, ...], html: str) -> None:
        """Write *html* inside the containers *wanted*, outermost first."""
        shared = self._shared(wanted)
        self._close_to(shared)
        for container in wanted[shared:]:
            self._start(container)
        self._written.append(html)

    def close(self) -> str:
        """Everything written, all containers closed."""
        self._close_to(0)
        return "".join(self._written)

    def _shared(self, wanted: tuple[Container, ...]) -> int:
        depth = 0
        for held, container in zip(self._open, wanted, strict=False):
            if held.frame.kind != container.frame.kind or not held.keys & container.keys:
                break
            held.keys |= container.keys
            depth += 1
        return depth

    def _start(self, container: Container) -> None:
        ordinal, resumed = None, False
        if container.frame.kind == "item" and self._open and self._open[-1].frame.kind == "ordered":
            ordinal, resumed = self._numbering.ordinal(self._open[-1], container)
        if self._open:
            self._opened_in(self._open[-1], container.frame.kind)
        self._written.append(container.start(ordinal, resumed))
        self._open.append(container)

    def _opened_in(self, outer: Container, kind: str) -> None:
        """A definition list begins with a term, though the edition may not have it (HTML 4.4.9)."""
        if kind == "definition" and not outer.last:
            self._written.append("<dt></dt>\n")
        outer.last = kind

    def _close_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self._written.append(self._open.pop().end())
