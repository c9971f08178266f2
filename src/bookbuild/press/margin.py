"""The numbers of passages, in the outer margin of the page a passage begins on.

They take no part in the layout of the text: when the margins of a finished page are set, each number becomes a
margin box of its own, on the base line of its passage's first line. So it is an artifact as folios are: text is
said and copied without it. Its look is the passage's ``::marker`` style.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.page import margin_box_content_layout
from weasyprint.layout.percent import resolve_percentages

NUMBER = "data-number"


def numbers(context: Any, page: Any) -> Iterator[Any]:
    """The margin boxes of the numbers of a page whose text is in place."""
    shown = context.__dict__.setdefault("bookbuild_numbered", {})
    for element, line in _begun(page).items():
        if shown.setdefault(element, page) is page:
            yield _beside(context, page, element, line)


def _begun(page: Any) -> dict[Any, Any]:
    """The passages with a number on a page, each with its first line there; some begin on a page before."""
    found: dict[Any, Any] = {}
    for box in page.children[0].descendants():
        if box.element is not None and NUMBER in box.element.attrib and box.element not in found:
            line = first_line(box)
            found |= {} if line is None else {box.element: line}
    return found


def first_line(box: Any) -> Any:
    """The first line of text in the flow of a box; None where none of it is."""
    if isinstance(box, boxes.LineBox):
        return box
    inside = (child for child in getattr(box, "children", ()) if child.is_in_normal_flow())
    return next(filter(None, map(first_line, inside)), None)


def _beside(context: Any, page: Any, element: Any, line: Any) -> Any:
    style = context.style_for(element, "marker")
    box = boxes.MarginBox("@number", style)
    box.element = element
    content = build.content_to_boxes(
        style, box, [0], {}, context.get_image_from_uri, context.target_collector, context.counter_style
    )
    box.children = content
    box = build.create_anonymous_boxes(box)
    resolve_percentages(box, (page.width, page.height))
    gap = box.margin_left
    for side in ("top", "right", "bottom", "left"):
        box._reset_spacing(side)
    box.position_x = box.position_y = 0
    box.width, box.height = page.width, page.height
    box = margin_box_content_layout(context, page, box)
    own = box.children[0]
    left = page.content_box_x()
    x = left - gap - own.width if page.page_type.side == "left" else left + page.width + gap
    down = line.baseline - own.baseline if _has_text(line) else 0  # a picture stands on its base line
    box.translate(x, line.position_y + down)
    return box


def _has_text(line: Any) -> bool:
    return any(isinstance(box, boxes.TextBox) for box in line.descendants())
