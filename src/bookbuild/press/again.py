"""To lay out a page again: what was before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Before:
    """What laying out the text of a page changes, to be put back. *arguments*: those of the layout."""

    def __init__(self, context: Any, arguments: Sequence[Any]) -> None:
        self._context = context
        self._lists = [(item, list(item)) for item in arguments if isinstance(item, list)]
        self._end = context.page_bottom
        self.waiting = list(context.footnotes)
        self.carried = list(context.current_footnote_area.children)
        self._broken = dict(context.broken_out_of_flow)
        self._shapes = {key: list(shapes) for key, shapes in context._excluded_shapes.items()}

    def restore(self) -> None:
        """Put it back."""
        context = self._context
        for item, held in self._lists:
            item[:] = held
        context.page_bottom = self._end
        context.footnotes[:] = self.waiting
        context.current_footnote_area.children = self.carried
        context.broken_out_of_flow.clear()
        context.broken_out_of_flow.update(self._broken)
        context._excluded_shapes.clear()
        context._excluded_shapes.update(self._shapes)
        for held_elements in context.running_elements.values():
            held_elements.pop(context.current_page, None)
