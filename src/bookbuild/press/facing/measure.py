"""Laid-out boxes to atoms.

A stream lies on one endless page, on more only where the author's styles force a page. ``Stream.ranges`` says
which atoms each box holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_page_break

from bookbuild.press.facing.value import AVOID, FEW, LINE, SENTENCE, WIDOW, Atom
from bookbuild.press.facing.verse import numbered
from bookbuild.render.passages import ink

PASSAGE, STREAM = "data-pair", "data-stream"
_SLACK = 2.0  # pixels: the sign of an item is a float too
_VERSE = 20.0  # the weight of a line of verse, whatever its length, beside characters of prose
_ENDS = frozenset("。！？…—.!?")
_CLOSING = "”’」』）)\"'】》 \u200b\u2060"
_WHOLE = (boxes.TableRowBox, boxes.ReplacedBox, boxes.FlexContainerBox, boxes.GridContainerBox)


@dataclass
class Stream:
    """One language's text. ``leaves`` are the boxes of the atoms, ``roots`` the page each lies on."""

    atoms: list[Atom] = field(default_factory=list)
    leaves: list[Any] = field(default_factory=list)
    roots: list[Any] = field(default_factory=list)
    ranges: dict[int, tuple[int, int]] = field(default_factory=dict)
    notes: list[tuple[Any, ...]] = field(default_factory=list)


def measure(pages: Sequence[Any]) -> tuple[Stream, Stream]:
    """Both streams of a unit's endless pages."""
    streams = Stream(), Stream()
    for page in pages:
        root, area = page.children[0], page.children[1]
        stream = streams[_number(root)]
        known = len(stream.atoms)
        reader = _Reader(stream, page)
        reader.read(root, None)
        _count_notes(stream, known, {note.element: note for note in area.children})
        if known:
            _force(stream, known)
    return streams


def _force(stream: Stream, place: int) -> None:
    """Open a page with an atom. What was cut before it was drawn out to the foot of its page."""
    before = stream.atoms[place - 1]
    stream.atoms[place - 1] = replace(before, bottom=ends(stream.leaves[place - 1])[1])
    stream.atoms[place] = replace(stream.atoms[place], forced=True)


def ends(box: Any) -> tuple[float, float]:
    """Where a box begins and ends, without margins."""
    if isinstance(box, boxes.LineBox):
        return box.position_y, box.position_y + box.height
    return box.border_box_y(), box.border_box_y() + box.border_height()


def _number(root: Any) -> int:
    """Which stream a page holds."""
    for box in root.descendants():
        if box.element is not None and STREAM in box.element.attrib:
            return int(box.element.get(STREAM))
    return 0


class _Reader:
    """Walks one page's boxes and writes down their atoms."""

    def __init__(self, stream: Stream, page: Any) -> None:
        self._stream, self._page = stream, page
        self._top: float | None = None  # where the outermost frame begins that begins with the next atom
        self._beside = 0.0  # how far down a float reaches
        self._stanza = (0, 0)  # the passage and the number in it of the last one

    def read(self, box: Any, passage: int | None) -> None:
        atoms = self._stream.atoms
        first = len(atoms)
        passage = _passage(box, passage)
        inside = list(_in_flow(box))
        if isinstance(box, boxes.LineBox) or not inside or _is_whole(box):
            self._atom(box, passage or 0)
        else:
            self._parts(box, inside, passage)
        self._stream.ranges[id(box)] = first, len(atoms)

    def _parts(self, box: Any, inside: list[Any], passage: int | None) -> None:
        atoms, first = self._stream.atoms, len(self._stream.atoms)
        if passage is not None and self._top is None and box.border_box_y() < box.content_box_y():
            self._top = box.border_box_y()
        kept = {id(child) for child in inside}
        for child in box.children:
            self._float(child)
            if id(child) in kept:
                self.read(child, passage)
        last = atoms[-1]
        if passage is not None:
            bottom = box.border_box_y() + box.border_height()
            atoms[-1] = replace(last, bottom=max(last.bottom, bottom))
        if isinstance(inside[0], boxes.LineBox):
            self._lines(box, first)
            if _is(box, "line"):
                self._weigh(first)
        else:
            self._between(inside)
            if _is(inside[0], "line"):
                self._count(inside, passage or 0)
        if box.style["break_inside"] in ("avoid", "avoid-page"):
            self._add(range(first + 1, len(atoms)), AVOID)
        if isinstance(box, boxes.TableBox):
            self._table(box)

    def _atom(self, box: Any, passage: int) -> None:
        top, bottom = ends(box)
        start = top if self._top is None else self._top
        self._top = None
        if self._stream.atoms:  # what stands between passages belongs to the one before
            passage = max(passage, self._stream.atoms[-1].passage)
        cut = AVOID if top < self._beside - _SLACK else 0.0
        self._stream.atoms.append(Atom(passage, start, bottom, weight=_weight(box), cut=cut))
        self._stream.leaves.append(box)
        self._stream.roots.append(self._page)
        for inner in box.descendants():
            self._float(inner)

    def _float(self, box: Any) -> None:
        """No page ends beside a float that goes on."""
        if box.is_floated():
            self._beside = max(self._beside, box.position_y + box.margin_height())

    def _lines(self, box: Any, first: int) -> None:
        """What it costs to end a page between two lines of a block."""
        count = len(self._stream.atoms) - first
        orphans, widows = box.style["orphans"], box.style["widows"]
        loss = WIDOW if count >= orphans + widows else FEW
        for place in range(1, count):
            cost = SENTENCE if _ends_sentence(self._stream.leaves[first + place - 1]) else LINE
            loose = place < orphans or count - place < widows
            self._add((first + place,), cost + loss if loose else cost)

    def _weigh(self, first: int) -> None:
        """A line of verse has one weight, however many lines it is broken into."""
        share = _VERSE / (len(self._stream.atoms) - first)
        for place in range(first, len(self._stream.atoms)):
            self._stream.atoms[place] = replace(self._stream.atoms[place], weight=share)

    def _count(self, lines: Sequence[Any], passage: int) -> None:
        """Say of each line of a stanza which it is."""
        self._stanza = passage, 1 + self._stanza[1] if self._stanza[0] == passage else 1
        told = numbered(self._stanza[1], ["".join(_texts(line)) for line in lines])
        for line, verse in zip(lines, told, strict=True):
            for place in range(*self._stream.ranges[id(line)]):
                self._stream.atoms[place] = replace(self._stream.atoms[place], verse=verse)

    def _between(self, inside: Iterable[Any]) -> None:
        for before, after in pairwise(inside):
            if block_level_page_break(before, after) in ("avoid", "avoid-page"):
                self._add((self._stream.ranges[id(after)][0],), AVOID)

    def _table(self, table: Any) -> None:
        """The head of a table is set again where a page begins inside it; cells that span rows hold them."""
        head = table.children[0] if table.children and table.children[0].is_header else None
        for group in table.children:
            if group is head:
                continue
            first, last = self._stream.ranges[id(group)]
            if head is not None:
                for index in range(first, last):
                    self._stream.atoms[index] = replace(self._stream.atoms[index], head=head.border_height())
            for row in group.children:
                spanned = max((cell.rowspan for cell in row.children), default=1)
                start = self._stream.ranges[id(row)][0]
                self._add(range(start + 1, min(start + spanned, last)), AVOID)

    def _add(self, places: Iterable[int], cost: float) -> None:
        for place in places:
            atom = self._stream.atoms[place]
            self._stream.atoms[place] = replace(atom, cut=atom.cut + cost)


def _in_flow(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.Box) and child.is_in_normal_flow():
            yield child


def _is(box: Any, name: str) -> bool:
    """Whether a box is of an element of this class."""
    return box.element is not None and name in (box.element.get("class") or "").split()


def _is_whole(box: Any) -> bool:
    columns = box.style["column_width"] != "auto" or box.style["column_count"] != "auto"
    return isinstance(box, _WHOLE) or columns or box.is_monolithic()


def _passage(box: Any, around: int | None) -> int | None:
    """The passage a box belongs to; None for what is around the stream."""
    if box.element is None or "::" in box.element_tag:
        return around
    if STREAM in box.element.attrib:
        return 0
    number = box.element.get(PASSAGE)
    return around if number is None else int(number)


def _weight(box: Any) -> float:
    """How much of its passage's text an atom holds, in characters."""
    return float(sum(len(ink(text)) for text in _texts(box))) or 1.0


def _texts(box: Any) -> Iterator[str]:
    for inner in box.descendants():
        if isinstance(inner, boxes.TextBox):
            yield inner.text


def _ends_sentence(line: Any) -> bool:
    text = "".join(_texts(line)).rstrip(_CLOSING)
    return text[-1:] in _ENDS


def _count_notes(stream: Stream, known: int, bodies: dict[Any, Any]) -> None:
    """Note with each atom the notes it calls; what a note calls itself comes with it."""
    for index in range(known, len(stream.atoms)):
        called = tuple(_called(stream.leaves[index], bodies))
        stream.notes.append(called)
        if called:
            height = sum(note.margin_height() for note in called)
            stream.atoms[index] = replace(stream.atoms[index], notes=height)


def _called(box: Any, bodies: dict[Any, Any]) -> Iterator[Any]:
    for inner in box.descendants():
        note = bodies.pop(inner.footnote.element, None) if inner.footnote is not None else None
        if note is not None:
            yield note
            yield from _called(note, bodies)
