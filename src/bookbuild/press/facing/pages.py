"""The pages of a facing unit: verso and recto in turn, each with the boxes the plan gives it."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.page import PageType, make_page, set_page_type_computed_styles

from bookbuild.press.endless import endless
from bookbuild.press.facing.cut import Knife
from bookbuild.press.facing.measure import Stream, measure
from bookbuild.press.facing.slots import in_slots, raised
from bookbuild.press.facing.spreads import spreads
from bookbuild.press.facing.value import Mode, Side, Slice, Spread

SIDES = ("left", "right")


@dataclass(frozen=True)
class Faced:
    """The pages of a unit in reading order, and the ids of notes its pages have no room for."""

    pages: list[Any]
    lost_notes: tuple[str, ...]


def faced(context: Any, root_box: Any, html: Any, make: Callable[[], Iterable[Any]], mode: Mode) -> Faced:
    """The spreads of a unit. *make* lays out its pages, which are endless here; WeasyPrint's page maker is left
    as if it had made what is returned."""
    with endless(context):
        pages = list(make())
    streams = measure(pages)
    sides = _sides(context, streams, pages[0].content_box_y())
    rises = _rises(streams)
    plan = spreads(sides, pages[0].height, _gap(pages), mode)
    maker = _Maker(context, root_box, html, pages[0].page_type.name)
    made = [
        maker.page(streams[side], raised(context, streams[side], spread.sides[side]), SIDES[side], rises[side])
        for spread in plan
        for side in (0, 1)
    ]
    maker.finish()
    return Faced(made, tuple(_lost(plan, streams)))


def _sides(context: Any, streams: tuple[Stream, Stream], top: float) -> tuple[Side, Side]:
    """What is to be planned; on a baseline grid in whole lines."""
    first, second = (in_slots(stream.atoms, context.bookbuild_grid, top) for stream in streams)
    return first, second


def _rises(streams: Sequence[Stream]) -> list[float]:
    """How much higher each side begins, so that first lines stand on one base line.

    What rises above the type area is the blank over the characters of the more widely spaced lines.
    """
    usual = [_base_line(stream) for stream in streams]
    return [base - min(usual) if all(usual) else 0.0 for base in usual]


def _base_line(stream: Stream) -> float:
    """How far below its top most lines of a stream that are no code have their base line; 0 without any."""
    lines = (box for box in stream.leaves if isinstance(box, boxes.LineBox) and box.element_tag != "pre")
    found = Counter(round(box.baseline, 2) for box in lines)
    return found.most_common(1)[0][0] if found else 0.0


def _gap(pages: Sequence[Any]) -> float:
    """What the notes of a page need besides their own height."""
    areas = [page.children[1] for page in pages if page.children[1].children]
    return max((float(area.margin_height() - area.height) for area in areas), default=0.0)


def _lost(plan: Sequence[Spread], streams: Sequence[Stream]) -> Iterator[str]:
    for spread in plan:
        for side in spread.over:
            part = spread.sides[side]
            for notes in streams[side].notes[part.first : part.last]:
                yield from (note.element.get("id", "?") for note in notes)


class _Maker:
    """Makes pages one after the other, and keeps the state WeasyPrint expects of each."""

    def __init__(self, context: Any, root_box: Any, html: Any, name: str) -> None:
        self._context, self._html, self._name = context, html, name
        self._empty = root_box.copy_with_children([])
        self._running = {name: dict(held) for name, held in context.running_elements.items()}
        del context.page_maker[1:]

    def page(self, stream: Stream, part: Slice, side: str, rise: float) -> Any:
        """The next page; its text begins *rise* above the top."""
        page = self._blank(side)
        root, area, beside = page.children
        knife = Knife(stream, part, page.content_box_x(), page.content_box_y() - rise)
        page.children = [knife.root() or root, _notes(stream, part, page, area), beside]
        return page

    def _blank(self, side: str) -> Any:
        maker = self._context.page_maker
        number = len(maker)
        kind = PageType(side, False, self._name, number - 1, ())
        set_page_type_computed_styles(kind, self._html, self._context.style_for)
        state = copy.deepcopy(maker[-1][3])
        page, _, following = make_page(self._context, self._empty, kind, None, number, state)
        maker.append((None, following, side == SIDES[0], state, _settled()))
        return page

    def finish(self) -> None:
        """Give the running heads back, which empty pages take away."""
        for name, held in self._running.items():
            self._context.running_elements[name].update(held)


def _settled() -> dict[str, Any]:
    """What WeasyPrint notes of a page that need not be made again."""
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}


def _notes(stream: Stream, part: Slice, page: Any, area: Any) -> Any:
    """The notes called on the page, at its foot; *area* where there are none."""
    called = [note for notes in stream.notes[part.first : part.last] for note in notes]
    if not called:
        return area
    measured = stream.roots[part.first].children[1]
    foot = measured.copy_with_children(called)
    foot.height = sum(note.margin_height() for note in called)
    foot.position_x = page.content_box_x()
    foot.position_y = page.content_box_y() + page.height - foot.margin_height()
    y = foot.content_box_y()
    for note in called:
        note.translate(foot.content_box_x() - note.position_x, y - note.position_y)
        y += note.margin_height()
    return foot
