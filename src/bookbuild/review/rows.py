"""Matches as they are shown: what stands in each language's column, line by line, and what to look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.acceptance import Lag, Recalled
from bookbuild.acceptance.difference import Difference
from bookbuild.model import Block, Document, Figure, Place
from bookbuild.pairing import Match, Study
from bookbuild.pairing.report import language_name
from bookbuild.review.signs import told
from bookbuild.review.text import printed, size


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a file: where it stands and what it prints, () for what prints nothing.

    ``label`` is a footnote's. ``again``: whether an earlier row has more of the same place, as of an HTML
    element with several paragraphs.
    """

    place: Place
    blocks: tuple[Block, ...]
    label: str = ""
    again: bool = False

    @property
    def line(self) -> int:
        return self.blocks[0].span.line if self.again and self.blocks else self.place.span.line


@dataclass(frozen=True, slots=True)
class Side:
    """A language's column of a row, and the length of its text (see ``text.size``)."""

    lang: str
    elements: tuple[Element, ...]
    size: int

    def lines(self) -> tuple[int, ...]:
        """The first line of each element that no earlier row has."""
        return tuple(element.line for element in self.elements if not element.again)


@dataclass(frozen=True, slots=True)
class Row:
    """A match, with a column for every language of the book.

    ``lag``: which side did not follow the other since both were accepted. ``uneven``: how its lengths stand
    out, or ''.
    """

    match: Match
    sides: tuple[Side, ...]
    lag: Lag | None = None
    uneven: str = ""

    @property
    def id(self) -> str:
        return self.match.id

    @property
    def doubt(self) -> str:
        return self.match.doubt

    @property
    def reasons(self) -> tuple[str, ...]:
        """What spoke for it, in words."""
        return told(self.match.reasons)

    @property
    def alike(self) -> bool:
        """Whether all languages show the same; one image may have two captions."""
        if self.match.kind != "shared":
            return False
        shown = {
            tuple(printed(block) for element in side.elements for block in element.blocks)
            for side in self.sides
            if side.elements
        }
        return len(shown) == 1 or not any(isinstance(block, Figure) for block in self._blocks())

    def _blocks(self) -> Iterator[Block]:
        return (block for side in self.sides for element in side.elements for block in element.blocks)

    @property
    def alone(self) -> str:
        """'' for what has a counterpart or needs none, else ``missing`` or ``untranslated``."""
        if self.match.kind != "one-sided":
            return ""
        return "untranslated" if self.match.pair and self.match.pair.reason == "untranslated" else "missing"

    @property
    def lacking(self) -> str:
        """The first language without anything, '' when every column holds something."""
        return next((side.lang for side in self.sides if not side.elements), "")

    @property
    def questionable(self) -> bool:
        """Whether somebody should look at it."""
        return bool(self.doubt or self.lag) or self.alone == "missing"

    @property
    def stale(self) -> str:
        """Which side did not follow, or ''."""
        if not self.lag:
            return ""
        behind, ahead = language_name(self.lag.behind), language_name(self.lag.ahead)
        if self.lag.own:
            return f"the {ahead} changed much since both were accepted, the {behind} little"
        return f"the {behind} has not followed the {ahead}"

    @property
    def changes(self) -> tuple[tuple[str, Difference], ...]:
        """What changed since both were accepted: in the language ahead, then the little behind."""
        if not self.lag:
            return ()
        both = ((self.lag.ahead, self.lag.change), (self.lag.behind, self.lag.own))
        return both if self.lag.own else both[:1]

    @property
    def remark(self) -> str:
        """Why it is one-sided, '' when it is not."""
        if not self.alone:
            return ""
        purpose = ", on purpose" if self.alone == "untranslated" else ""
        return f"no {language_name(self.lacking)} counterpart{purpose}" if self.lacking else f"alone{purpose}"


def rows(recalled: Recalled) -> tuple[Row, ...]:
    """Every match of a chapter but thematic breaks, in order."""
    study = recalled.study
    grounds = {document.path: _Ground(document) for document in study.documents}
    seen: set[tuple[str, int]] = set()
    made = [_row(match, study, grounds, seen) for match in study.matches]
    return tuple(
        replace(row, lag=recalled.lags.get(row.id)) for row in made if any(side.elements for side in row.sides)
    )


def _row(match: Match, study: Study, grounds: dict[str, _Ground], seen: set[tuple[str, int]]) -> Row:
    """The row of *match*; *seen*: where the elements of earlier rows stand, to which its own are added."""
    sides = []
    before = frozenset(seen)
    for tag in study.languages:
        places = [place for place in _standing(match, tag, study) if place.kind != "rule"]
        elements = tuple(
            replace(
                grounds[place.span.path].element(place, _own(match, tag, study), match.kind == "shared", tag),
                again=(place.span.path, place.span.line) in before,
            )
            for place in places
        )
        seen.update((place.span.path, place.span.line) for place in places)
        blocks = (block for element in elements for block in element.blocks if match.kind != "shared")
        sides.append(Side(tag, elements, size(blocks, tag)))
    return Row(match, tuple(sides))


def _standing(match: Match, tag: str, study: Study) -> Iterator[Place]:
    """What of *match* stands in the column of *tag*: a foreign passage in the column of its file."""
    yield from match.side(tag)
    for other, places in match.places:
        if other not in study.languages:
            yield from (place for place in places if _column(place, study) == tag)


def _own(match: Match, tag: str, study: Study) -> tuple[Block, ...] | None:
    """The blocks of *match* that its column of *tag* may show; None for all that stand in its places."""
    if not match.pair or match.kind == "shared":
        return None
    return tuple(
        block
        for side, blocks in match.pair.sides
        if side == tag or side not in study.languages
        for block in blocks
    )


def _column(place: Place, study: Study) -> str:
    """The language whose file *place* stands in; the first where one file holds them all."""
    paths = [document.path for document in study.documents]
    at = paths.index(place.span.path)
    return study.languages[min(at, len(study.languages) - 1)]


class _Ground:
    """What the elements of a document print, by the line they begin on."""

    def __init__(self, document: Document) -> None:
        self._starts = sorted(place.span.line for place in document.places)
        notes = {note.span.line: note for note in document.notes}
        self._labels = {line: note.id for line, note in notes.items()}
        self._blocks: dict[int, list[Block]] = {}
        for block in (*document.blocks, *(block for note in document.notes for block in note.blocks)):
            self._blocks.setdefault(self._start(block), []).append(block)

    def element(self, place: Place, blocks: tuple[Block, ...] | None, shared: bool, tag: str) -> Element:
        """*place* with those of *blocks* that stand there, or, for None, all it prints in *tag*."""
        line = place.span.line
        if blocks is not None:
            here = (block for block in blocks if block.span.path == place.span.path)
            return Element(place, tuple(block for block in here if self._start(block) == line))
        found = tuple(self._blocks.get(line, ()))
        own = tuple(block for block in found if block.lang in (tag, ""))
        shown = found if shared else own or found
        return Element(place, shown, self._labels.get(line, "") if place.kind == "note" else "")

    def _start(self, block: Block) -> int:
        """The first line of the innermost element *block* came from."""
        at = bisect_right(self._starts, block.span.line) - 1
        return self._starts[at] if at >= 0 else block.span.line
