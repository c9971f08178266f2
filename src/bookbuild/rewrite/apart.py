"""One text in two languages → a text for each: every file gets the author's own lines of its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.model import Block, Figure, Heading
from bookbuild.pairing import Study
from bookbuild.rewrite.braces import keyed_box, only_pairs, without_id
from bookbuild.rewrite.desk import Desk
from bookbuild.rewrite.element import Element, Lines, enclosed
from bookbuild.rewrite.halves import figures_apart, headings_apart
from bookbuild.rewrite.owners import Owners
from bookbuild.rewrite.signs import together
from bookbuild.rewrite.writing import Pen, Piece, is_loose, stacked

_CANNOT = {"html": "HTML", "group": "definition list", "table": "table"}


@dataclass(slots=True)
class Apart:
    """A chapter being split. ``problems``: what holds both languages and cannot be taken apart."""

    study: Study
    page: Element
    owners: Owners
    desk: Desk
    problems: list[Diagnostic] = field(default_factory=list)
    _halves: dict[Element, Mapping[str, Lines]] = field(default_factory=dict)

    def body(self, side: str, pen: Pen) -> Lines:
        """The lines of *side*'s file below its front matter."""
        return stacked(list(self._pieces(self.page, side, pen)))

    def _pieces(self, container: Element, side: str, pen: Pen) -> Iterator[Piece]:
        for element in container.children:
            if side in self.owners.wants(element):
                yield Piece(element, self._lines(element, side, pen))

    def _lines(self, element: Element, side: str, pen: Pen) -> Lines:
        first = side == self.owners.languages[0]
        alone = len(self.owners.wants(element)) == 1
        if not self.owners.is_mixed(element) and (alone or element.children):
            self._foreign(element, side, pen)
            return pen.whole(element)
        if element.children:
            inner = stacked(list(self._pieces(element, side, pen)), is_loose(element))
            inner = enclosed(_opened(element, first), inner)
            return together(self._how(element)) + pen.framed(element, inner, named=first)
        half = self._half(element).get(side)
        return pen.framed(element, half or element.lines, named=first)

    def _foreign(self, element: Element, side: str, pen: Pen) -> None:
        """Mark what is in another language than the file it goes to, and not by its own word."""
        for leaf in element.leaves():
            langs = {block.lang for block in self._all(leaf) if block.lang}
            said = any(block.marks.lang for block in self._all(leaf))
            if len(langs) == 1 and side not in langs and not said:
                pen.mark(leaf, f"lang={langs.pop()}")

    def _all(self, leaf: Element) -> list[Block]:
        notes = (block for note in self.owners.document.notes for block in note.blocks)
        return [
            block
            for block in (*self.owners.document.blocks, *notes)
            if leaf.first < block.span.line <= leaf.end
        ]

    # ------------------------------------------------------------ what holds both

    def _half(self, leaf: Element) -> Mapping[str, Lines]:
        """The lines for each language of a heading or an image in both; {} when all of it goes to both."""
        if leaf not in self._halves:
            self._halves[leaf] = self._take_apart(leaf)
        return self._halves[leaf]

    def _take_apart(self, leaf: Element) -> Mapping[str, Lines]:
        blocks = self.owners.blocks(leaf)
        langs = {block.lang for block in blocks if block.lang}
        if len(langs) < 2:
            alone = any(isinstance(block, Figure) for block in blocks)
            return figures_apart(leaf, self.owners.languages) if alone else {}
        if all(isinstance(block, Heading) for block in blocks):
            halves = headings_apart(leaf, blocks, self.desk, self.owners.document.path)
            if halves:
                return halves
        self._refuse(leaf)
        return {}

    def _refuse(self, leaf: Element) -> None:
        name = "heading" if leaf.kind in {"heading", "paragraph"} else _CANNOT.get(leaf.kind, leaf.kind)
        message = f"{name} holds both languages in a way that cannot be taken apart"
        span = Span(self.owners.document.path, leaf.first + 1, 1)
        help = "write it once in each language, with blank lines between"
        self.problems.append(Diagnostic("A030", message, span, help=help))

    # ------------------------------------------------------------ how it was

    def _how(self, container: Element) -> str:
        """What merge must know to make one container of two again; '' where that goes without saying."""
        if container.kind == "item" or (container.kind == "box" and only_pairs(container.opening[0])):
            return ""
        if container.kind != "list":
            return "together"
        if any(self.owners.is_mixed(item) for item in container.children):
            return "together items"
        return "together loose" if is_loose(container) and not self._stay_loose(container) else "together"

    def _stay_loose(self, listing: Element) -> bool:
        """Whether each side of a list with blank lines keeps one."""
        sides = [
            [item for item in listing.children if tag in self.owners.wants(item)]
            for tag in self.owners.languages
        ]
        return all(
            len(items) > 1 or any(one.gap for item in items for one in item.children[:-1]) for items in sides
        )


def _opened(container: Element, first: bool) -> Element:
    """A box that two files can both open: one pair in both, its id in the first only."""
    if container.kind != "box":
        return container
    opening = keyed_box(container.opening[0], f"~{container.first + 1}")
    return replace(container, opening=(opening if first else without_id(opening),))
