"""Two texts, one in each language → one text in both: pair by pair, in the order of the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.model import Block, Heading, Paragraph, Rule
from bookbuild.pairing import Study
from bookbuild.rewrite.desk import Desk
from bookbuild.rewrite.element import Element, Lines, enclosed
from bookbuild.rewrite.halves import figures_together, headings_together
from bookbuild.rewrite.rows import APPARATUS, Facing, Row, facings, note_twins, rows, units
from bookbuild.rewrite.signs import owned
from bookbuild.rewrite.tongues import Tongues
from bookbuild.rewrite.writing import Pen, Piece, is_loose, stacked

LEFT, RIGHT = 0, 1


@dataclass(slots=True)
class Joined:
    """A chapter of two files being merged; *path* is that of the one file."""

    study: Study
    pages: tuple[Element, Element]
    desk: Desk
    path: str
    _facings: list[Facing] = field(init=False)
    _twins: Mapping[int, int] = field(init=False)
    _tongues: tuple[Tongues, Tongues] = field(init=False)

    def __post_init__(self) -> None:
        self._facings = facings(self.study)
        self._twins = note_twins(self.study)
        one, other = (Tongues(document, self.study, self.desk, self.path) for document in self.study.documents)
        self._tongues = (one, other)

    def body(self, pens: tuple[Pen, Pen]) -> Lines:
        """The lines of the one file below its front matter."""
        return stacked(self._inside(self.pages, pens))

    def _inside(self, containers: tuple[Element, Element], pens: tuple[Pen, Pen]) -> list[Piece]:
        """The pieces of two containers that become one."""
        found = [
            units(container.children, {line for facing in self._facings for line in facing[side]})
            for side, container in enumerate(containers)
        ]
        pieces: list[Piece] = []
        for row in rows(found[LEFT][0], found[RIGHT][0], self._facings):
            pieces += self._row(row, containers, pens)
        return [*pieces, *self._beside(found[LEFT][1], found[RIGHT][1], pens)]

    def _row(self, row: Row, around: tuple[Element, Element], pens: tuple[Pen, Pen]) -> Iterator[Piece]:
        one = self._one(row, around, pens) if len(row.left) == len(row.right) == 1 else ()
        if not one:
            for side, found in enumerate(row):
                for unit in found:
                    shared = all(map(self._is_shared, self._tongues[side].blocks(unit.main)))
                    yield from self._alone(unit.lead, side, pens, strange=shared and side == RIGHT)
                    yield from self._alone((unit.main,), side, pens)
        else:
            yield from self._alone(row.left[0].lead, LEFT, pens)
            yield from self._alone(row.right[0].lead, RIGHT, pens, strange=True)
            yield Piece(row.left[0].main, one)
        left, right = ([element for unit in units for element in unit.tail] for units in row)
        yield from self._beside(left, right, pens)

    def _beside(
        self, left: Sequence[Element], right: Sequence[Element], pens: tuple[Pen, Pen]
    ) -> Iterator[Piece]:
        """What stands below the passages of both files: notes with their counterparts below them."""
        at = {line: index for index, other in enumerate(right) for line in range(other.first, other.end)}
        done = 0
        for element in left:
            yield from self._alone((element,), LEFT, pens, strange=True)
            twins = (self._twins.get(line, -1) for line in range(element.first, element.end))
            reach = max((at[line] + 1 for line in twins if line in at), default=0)
            yield from self._alone(right[done:reach], RIGHT, pens, strange=True)
            done = max(done, reach)
        yield from self._alone(right[done:], RIGHT, pens, strange=True)

    def _alone(
        self, elements: Sequence[Element], side: int, pens: tuple[Pen, Pen], *, strange: bool = False
    ) -> Iterator[Piece]:
        """Elements as they stand, each with a word on its language where that could not be told.

        *strange*: what prints nothing would be taken for the other file's.
        """
        for element in elements:
            lines = self._apparatus(element, side, pens)
            if lines is None:
                self._tongues[side].tell(element, pens[side])
                lines = pens[side].whole(element)
                if strange and element.kind not in APPARATUS:
                    lines = owned(self.study.languages[side]) + lines
            if lines:
                yield Piece(element, lines, str(side))

    # ------------------------------------------------------------ two that become one

    def _one(self, row: Row, around: tuple[Element, Element], pens: tuple[Pen, Pen]) -> Lines:
        """What stands for an element and its counterpart at once; () when both stand for themselves."""
        one, other = row.left[0].main, row.right[0].main
        if one.together and other.together and one.kind == other.kind:
            return self._joint((one, other), one.together, pens)
        if one.kind == other.kind == "item" and around[0].together == "together items":
            return self._joint((one, other), "", pens)
        if self._is_said_once(one, other):
            return pens[LEFT].whole(one)
        blocks = self._tongues[LEFT].blocks(one), self._tongues[RIGHT].blocks(other)
        if len(blocks[0]) != 1 or len(blocks[1]) != 1:
            return ()
        lines: Lines = ()
        if isinstance(blocks[0][0], Heading) and isinstance(blocks[1][0], Heading):
            lines = headings_together((one, other), (blocks[0][0], blocks[1][0]), self.desk, self.path)
        elif self._is_shared(blocks[0][0]):
            lines = figures_together((one, other), self.study.languages, self.desk, self.path)
            lines = lines or (one.lines if isinstance(blocks[0][0], Rule | Paragraph) else ())
        return pens[LEFT].framed(one, lines) if lines else ()

    def _is_said_once(self, one: Element, other: Element) -> bool:
        """Whether both files hold the same lines, and these have no language of their own."""
        if one.lines != other.lines:
            return False
        mute = all(self._is_shared(block) for block in self._tongues[LEFT].blocks(one))
        return mute or all(not heard for heard in self._tongues[LEFT].heard(one))

    def _is_shared(self, block: Block) -> bool:
        return any(
            held.span == block.span
            for pair in self.study.pairs()
            if pair.kind == "shared"
            for held in pair.blocks()
        )

    def _joint(self, containers: tuple[Element, Element], how: str, pens: tuple[Pen, Pen]) -> Lines:
        """Two containers as one."""
        pieces = self._inside(containers, pens)
        loose = how == "together loose" or any(map(is_loose, containers))
        return pens[LEFT].framed(containers[LEFT], enclosed(containers[LEFT], stacked(pieces, loose)))

    # ------------------------------------------------------------ notes and link definitions

    def _apparatus(self, element: Element, side: int, pens: tuple[Pen, Pen]) -> Lines | None:
        """What stands for a note or a link definition; () when the other's stands for both, None for itself."""
        if element.kind not in APPARATUS:
            return None
        twins = [
            one
            for one in self.pages[1 - side].children
            if one.kind == element.kind and one.name == element.name
        ]
        if not twins:
            return None
        twin = twins[0]
        if element.kind == "reference":
            return () if side == RIGHT and element.lines == twin.lines else None
        if element.together and twin.together:
            return self._both_notes(element, twin, pens) if side == LEFT else ()
        same = [leaf.lines for leaf in element.leaves()] == [leaf.lines for leaf in twin.leaves()]
        borrowed = self._tongues[side].is_borrowed(element)
        mute = side == RIGHT and not any(self._tongues[side].heard(element))
        return () if same and (borrowed or (mute and not self._tongues[LEFT].is_borrowed(twin))) else None

    def _both_notes(self, one: Element, other: Element, pens: tuple[Pen, Pen]) -> Lines:
        pieces = [
            [Piece(child, pens[side].whole(child), str(side)) for child in note.children]
            for side, note in enumerate((one, other))
        ]
        if one.together == "together items" and len(pieces[0]) == len(pieces[1]):
            ordered = [piece for both in zip(*pieces, strict=True) for piece in both]
        else:
            ordered = pieces[0] + pieces[1]
        return pens[LEFT].framed(one, enclosed(one, stacked(ordered)))
