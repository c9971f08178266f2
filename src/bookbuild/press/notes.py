"""Notes at the foot of the page of their call.

WeasyPrint sends a note to the next page when lines need its room, and forgets some whose calls move after that.
Here a note takes room from the lines that follow its call. When a page is laid out it is given the notes of the
calls that are on it; where lines of another column stood in their room before, it is laid out again with a
higher end. Only notes that a page has no room for beside the lines of their call go to the next.

The functions that take an ``original`` stand in the table of ``patches``. A page's notes are the children of
its footnote area; a context's ``bookbuild_rooms`` say how high each note is, and which it calls itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import block

from bookbuild.press.again import Before
from bookbuild.press.endless import is_endless

TRIES = 4  # of a page: one is nearly always enough, two where columns wanted the same room
_FUDGE = 0.01  # pixels that are no overflow


def layout_footnote(_original: Any) -> Callable[[Any, Any], bool]:
    def take(context: Any, footnote: Any) -> bool:
        """Give a note room. It never overflows by itself: that is judged when the page is whole."""
        area = context.current_footnote_area
        for note in (footnote, *_room(context, footnote)[1]):
            context.__dict__.setdefault("bookbuild_tried", {})[note] = True
            if note in context.footnotes:
                context.footnotes.remove(note)
            if note not in area.children:
                area.children = [*area.children, note]
        _end(context)
        return False

    return take


def unlayout_footnote(_original: Any) -> Callable[[Any, Any], None]:
    def give_back(context: Any, footnote: Any) -> None:
        """The line of its call is not on this page after all."""
        gone = (footnote, *_room(context, footnote)[1])
        area = context.current_footnote_area
        area.children = [note for note in area.children if note not in gone]
        context.footnotes += [note for note in gone if note not in context.footnotes]
        _end(context)

    return give_back


def report_footnote(_original: Any) -> Callable[[Any, Any], None]:
    def report(_context: Any, _footnote: Any) -> None:
        """A note that does not fit goes away with its line."""

    return report


def block_level_layout(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.layout.page``, which asks for the text of a page, and for its notes."""

    def noted(context: Any, box: Any, *arguments: Any, **options: Any) -> Any:
        area = context.current_footnote_area
        has_notes = context.footnotes or area.children
        if not box.is_for_root_element or not has_notes or is_endless(context):
            return original(context, box, *arguments, **options)
        before = Before(context, arguments)
        for attempt in range(TRIES):
            context.bookbuild_tried = {}
            result = original(context, box, *arguments, **options)
            limit = _limit(context, result[0], before) if result[0] else None
            if limit is None and result[0] and not attempt:
                limit = _refused(context, result[0], before)
            if limit is None:
                break
            before.restore()
            context.bookbuild_limit = context.page_bottom = limit
        else:
            result = original(context, box, *arguments, **options)
        context.bookbuild_limit = None
        if result[0]:
            _settle(context, result[0], before)
        else:
            before.restore()
        return result

    return noted


_Room = tuple[float, tuple[Any, ...]]
"""How high a note is, and the notes it calls itself."""


def _room(context: Any, footnote: Any) -> _Room:
    """What a note needs. It is laid out once."""
    rooms: dict[Any, _Room] = context.__dict__.setdefault("bookbuild_rooms", {})
    if footnote not in rooms:
        area, waiting = context.current_footnote_area, list(context.footnotes)
        held, end = area.children, context.page_bottom
        context.footnotes[:] = [note for note in waiting if note is not footnote]
        area.children = []
        alone = build.create_anonymous_boxes(area.copy_with_children([footnote]).deepcopy())
        laid_out = block.block_level_layout(context, alone, -inf, None, area.page)[0]
        rooms[footnote] = laid_out.height, tuple(area.children)
        context.footnotes[:], area.children, context.page_bottom = waiting, held, end
    return rooms[footnote]


def _height(context: Any, notes: Sequence[Any]) -> float:
    """How high the foot of a page with these notes is."""
    area = context.current_footnote_area
    around = area.margin_top + area.border_top_width + area.padding_top
    around += area.padding_bottom + area.border_bottom_width + area.margin_bottom
    return sum(_room(context, note)[0] for note in notes) + around if notes else 0.0


def _end(context: Any) -> None:
    """Say where the lines of this page end."""
    area = context.current_footnote_area
    limit = context.__dict__.get("bookbuild_limit")
    context.page_bottom = area.position_y - _height(context, area.children) if limit is None else limit


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line or a picture, from where to where it fills the page, and the notes it calls."""

    top: float
    bottom: float
    notes: tuple[Any, ...]


def _pieces(context: Any, box: Any, before: Before, shift: float = 0.0) -> Iterator[_Piece]:
    """What stands on a page, with the notes that waited for it.

    *shift*: how far it was moved down when it had its place (``position: relative``).
    """
    if box.is_in_normal_flow() and box.style["position"] == "relative" and box.top != "auto":
        shift += box.top
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        top = box.position_y - shift
        height = box.height if isinstance(box, boxes.LineBox) else box.margin_height()
        notes = tuple(note for note in _called(context, box) if note in before.waiting)
        yield _Piece(top, top + height, notes)
        return
    for child in box.children:
        if isinstance(child, boxes.Box):
            yield from _pieces(context, child, before, shift)


def _called(context: Any, piece: Any) -> Iterator[Any]:
    for box in piece.descendants():
        if box.footnote is not None:
            yield box.footnote
            yield from _room(context, box.footnote)[1]


def _limit(context: Any, root: Any, before: Before) -> float | None:
    """Where the lines of a page must end for their notes to fit; None where they do."""
    end, notes = float(context.current_footnote_area.position_y), list(before.carried)
    for piece in sorted(_pieces(context, root, before), key=lambda piece: piece.bottom):
        room = end - _height(context, notes)
        notes += piece.notes
        if notes and piece.bottom > end - _height(context, notes) + _FUDGE:
            return min(room, piece.top) if piece.notes else room
    return None


def _refused(context: Any, root: Any, before: Before) -> float | None:
    """Where lines must end for a row of columns to begin on a page that was left white instead.

    WeasyPrint lays out one column before it knows of the notes of the other, and takes the row away when it
    is too high for both.
    """
    pieces = list(_pieces(context, root, before))
    called = [*before.carried, *(note for piece in pieces for note in piece.notes)]
    wanted = [note for note in context.bookbuild_tried if note not in called]
    end = context.current_footnote_area.position_y - _height(context, [*called, *wanted])
    last = max((piece.bottom for piece in pieces), default=0.0)
    return float(end) if wanted and end > last else None


def _settle(context: Any, root: Any, before: Before) -> None:
    """Give the page the notes its lines call, and the next one those there is no room for."""
    area, pieces = context.current_footnote_area, list(_pieces(context, root, before))
    called = [*before.carried, *(note for piece in pieces for note in piece.notes)]
    lines = max((piece.bottom for piece in pieces), default=area.page.content_box_y())
    notes: list[Any] = []
    for note in called:
        fits = lines + _height(context, [*notes, note]) <= area.position_y + _FUDGE
        if not fits and note not in before.carried[:1]:  # one that was sent here is not sent on for ever
            break
        if not fits:
            crowded(context).append(note.element.get("id", "?"))
        notes.append(note)
    area.children = notes
    context.reported_footnotes = called[len(notes) :]
    context.footnotes[:] = [note for note in before.waiting if note not in called]


def crowded(context: Any) -> list[str]:
    """The ids of notes set where lines stand already: they are too long for any page of this text."""
    found: list[str] = context.__dict__.setdefault("bookbuild_crowded", [])
    return found


def lost(context: Any, pages: Iterable[Any]) -> tuple[str, ...]:
    """The ids of notes not begun on the page of their call or the next, or set over other text."""
    called: dict[Any, int] = {}
    begun: dict[Any, int] = {}
    for number, page in enumerate(pages):
        for box in page.descendants():
            if isinstance(box, boxes.FootnoteAreaBox):
                for note in box.children:
                    begun.setdefault(note.element, number)
            elif box.footnote is not None:
                called.setdefault(box.footnote.element, number)
    late = [
        element.get("id", "?") for element, page in called.items() if begun.get(element, page + 2) > page + 1
    ]
    return tuple(dict.fromkeys([*late, *crowded(context)]))
