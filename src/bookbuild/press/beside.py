"""What stands beside the characters of a line: readings over them, emphasis dots under them.

Neither takes part in layout. When a line is drawn, both are painted where its characters came to stand, as
artifacts: the line's text is said and copied without them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.matrix import Matrix

from bookbuild.press import dots, painting, ruby, runs


def build(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.document.build_formatting_structure``: what has readings or dots is noted, and the
    characters of runs of ruby are spaced."""

    def build_formatting_structure(element_tree: Element, style_for: Any, *arguments: Any) -> Any:
        runs.prepare(element_tree, style_for)
        dots.prepare(element_tree, style_for)
        return original(element_tree, style_for, *arguments)

    return build_formatting_structure


def draw_line(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.draw.text.draw_first_line``, which is called inside a text object of marked content."""

    def draw_first_line(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        run = runs.RUNS.get(textbox.element) if textbox.element is not None else None
        dotted = dots.style_of(textbox)
        if run is None and dotted is None:
            return original(stream, textbox, overflow, ellipsis, matrix)
        if run is not None:
            matrix = Matrix(*matrix.values[:4], matrix.values[4] + run.spacing / 2, matrix.values[5])
        emojis = original(stream, textbox, overflow, ellipsis, matrix)
        places = painting.places(textbox.pango_layout, stream)
        x, y = matrix.values[4:6]
        readings = ruby.placed(run, textbox, places, x, y) if run is not None else []
        middles = [x + at for at in dots.middles(textbox.pango_layout.text, places)] if dotted else []
        if (readings or middles) and not emojis:
            _as_artifact(stream)
        if run is not None:
            painting.paint(stream, readings, run.style["color"])
        if middles:
            stream.end_text()
            dots.paint(stream, dotted, middles, y)
            stream.begin_text()
        return emojis

    return draw_first_line


def _as_artifact(stream: Any) -> None:
    """Leave the line's marked content; who began it ends the artifact."""
    if stream._tags is not None:
        stream.end_text()
        stream.end_marked_content()
        stream.begin_marked_content("Artifact")
        stream.begin_text()
