"""What is painted when: where it stands in the text, for who copies or listens follows the order of painting.

CSS 2.1 (appendix E) paints what floats before the text of the whole page, and what is moved after it; there
WeasyPrint paints what is clipped, too, as every image is. None of these is meant to lie on other text, so that
the order is free. What is taken out of the text or has a z-index keeps its layer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint import draw, stacking
from weasyprint.formatting_structure import boxes
from weasyprint.stacking import StackingContext

Draw = Callable[..., None]


def dispatch_children(_original: Any) -> Callable[..., Any]:
    """*box* with those of its children that are painted with it, as ``stacking._dispatch_children``."""

    def in_place(box: Any, page: Any, contexts: Any, blocks: Any, floats: Any, within: dict[Any, Any]) -> Any:
        if not isinstance(box, boxes.ParentBox):
            return box
        kept = []
        for child in box.children:
            known = len(contexts)
            painted = stacking._dispatch(child, page, contexts, blocks, floats, within)
            if painted is None and _stands_in_the_text(child.style):
                painted = floats.pop() if floats else contexts.pop(known)
                if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
                    within[painted] = {}
                    continue
            if painted is not None:
                kept.append(painted)
        return box.copy_with_children(kept)

    return in_place


def _stands_in_the_text(style: Any) -> bool:
    return style["position"] == "static" or (style["position"], style["z_index"]) == ("relative", "auto")


def draw_inline_level(original: Draw) -> Draw:
    """``draw.draw_inline_level`` that meets any context in a line, not only an inline block."""

    def drawn(stream: Any, page: Any, box: Any, *arguments: Any, **more: Any) -> None:
        if isinstance(box, StackingContext):
            draw.draw_stacking_context(stream, box)
        else:
            original(stream, page, box, *arguments, **more)

    return drawn


def draw_block_level(original: Draw) -> Draw:
    """``draw.draw_block_level`` that meets contexts between blocks."""

    def drawn(page: Any, stream: Any, within: dict[Any, Any]) -> None:
        for block, inner in within.items():
            if isinstance(block, StackingContext):
                draw.draw_stacking_context(stream, block)
            else:
                original(page, stream, {block: inner})

    return drawn
