"""Elements put one under the other again, with blank lines where they need them and marks where we set some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bookbuild.rewrite.braces import without_id, without_lang
from bookbuild.rewrite.element import Element, Lines, enclosed
from bookbuild.rewrite.signs import ABSENT, SEPARATOR, UNTRANSLATED, run_together


class Piece(NamedTuple):
    """What stands for an element in a new file; *side*: the file it comes from."""

    element: Element
    lines: Lines
    side: str = ""


@dataclass(slots=True)
class Pen:
    """Writes elements. ``marks``: for an element what its attributes say besides the author's own.

    ``lang``: the language of the whole file, in which no element with letters has to say it.
    """

    marks: dict[Element, list[str]] = field(default_factory=dict)
    lang: str = ""

    def mark(self, element: Element, said: str) -> None:
        """Let *element* say *said* (``lang=en``, ``pair=~1``) once."""
        marks = self.marks.setdefault(element, [])
        if said not in marks:
            marks.append(said)

    def whole(self, element: Element) -> Lines:
        """The element's own lines; its insides are written anew only where an attribute changes."""
        if not any(inner in self.marks or self._is_told(inner) for inner in _inside(element)):
            return self.framed(element, element.lines)
        pieces = [Piece(child, self.whole(child)) for child in element.children]
        return self.framed(element, enclosed(element, stacked(pieces, is_loose(element))))

    def _is_told(self, element: Element) -> bool:
        """Whether the element says what goes without saying: the language of the file."""
        said = f"lang={self.lang}"
        return bool(self.lang) and any(said in line for line in element.above + element.below)

    def framed(self, element: Element, lines: Lines, *, named: bool = True) -> Lines:
        """*lines* between the attributes of *element*; without its id unless *named*."""
        above, below = (said if named else _anonymous(said) for said in (element.above, element.below))
        if self._is_told(element) and any(map(str.isalpha, "".join(element.lines))):
            above, below = (
                tuple(filter(None, (without_lang(line, self.lang) for line in said))) for said in (above, below)
            )
        marks = self.marks.get(element, [])
        sign = (ABSENT,) if UNTRANSLATED in marks else ()
        if marks and element.kind.startswith("html"):
            above = _saying(above, marks)
        elif marks:
            below = _saying(below, marks)
        return sign + above + lines + below


def _anonymous(lines: Lines) -> Lines:
    return tuple(line for line in map(without_id, lines) if line.strip())


def _inside(element: Element) -> Iterable[Element]:
    for child in element.children:
        yield child
        yield from _inside(child)


def _saying(attributes: Lines, marks: Sequence[str]) -> Lines:
    """Lines of *attributes* that say *marks* too."""
    said = " ".join(marks)
    if not attributes:
        return (f"{{{said}}}",)
    braces = attributes[-1].rstrip()
    return (*attributes[:-1], f"{braces[:-1].rstrip()} {said}}}")


def is_loose(listing: Element) -> bool:
    """Whether blank lines stand between the items of a list or inside of one (CommonMark 5.3)."""
    items = listing.children
    if listing.kind != "list":
        return True
    return any(item.gap for item in items[:-1]) or any(
        child.gap for item in items for child in item.children[:-1]
    )


def stacked(pieces: Sequence[Piece], loose: bool = True) -> Lines:
    """The lines of *pieces*, with the author's blank lines between what stood so, else with one.

    *loose*: whether items of a list are set apart.
    """
    lines: list[str] = []
    for index, piece in enumerate(pieces):
        if index:
            lines += _between(pieces[index - 1], piece, loose)
        lines += piece.lines
    return tuple(lines)


def _between(before: Piece, behind: Piece, loose: bool) -> list[str]:
    one, other = before.element, behind.element
    if run_together(one, other):
        return ["", SEPARATOR, ""]
    if one.kind == other.kind == "item":
        return [""] * loose
    touching = one.end == other.first and before.side == behind.side
    return [""] * (one.gap if one.gap or touching else 1)


def text_of(pieces: Sequence[Piece]) -> str:
    """A file of *pieces*."""
    return "\n".join(stacked(pieces)) + "\n"
