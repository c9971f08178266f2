"""Emphasis dots in print (着重号): one under each Chinese character of what has ``data-emphasis="dots"``.

A dot is a filled circle, no glyph: it takes no part in layout, needs no face, and cannot be copied. Its look is
the element's ``::marker`` style: the size is the dot's diameter, ``vertical-align`` is how far its middle is
from the base line. Punctuation and Western characters have none (GB/T 15834—2011 §4.13; clreq, Emphasis Dots).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

from bookbuild.typography.scripts import HAN, IDEOGRAPHS, script

_CHARACTER = re.compile(f"[{IDEOGRAPHS}]")
_B = 0.5523  # as far along its tangents as makes a cubic curve a quarter of a circle
_CIRCLE = (
    (1, _B, _B, 1, 0, 1),
    (-_B, 1, -1, _B, -1, 0),
    (-1, -_B, -_B, -1, 0, -1),
    (_B, -1, 1, -_B, 1, 0),
)
_DOTTED: WeakKeyDictionary[Element, Any] = WeakKeyDictionary()
"""The elements of the documents at work whose text has dots, and the style of these."""


def prepare(root: Element, style_for: Any) -> None:
    """Note what below *root* has dots."""
    for element in root.iter():
        if element.get("data-emphasis") == "dots":
            _note(element, style_for(element, "marker") or style_for(element))


def _note(element: Element, style: Any) -> None:
    _DOTTED[element] = style
    for child in element:
        if "data-mark" not in child.attrib:  # a note that is called there is text of its own
            _note(child, style)


def style_of(textbox: Any) -> Any:
    """The style of the dots under a box of text; None when it has none."""
    style = _DOTTED.get(textbox.element) if textbox.element is not None else None
    return style if style is not None and script(textbox.style["lang"] or "") == HAN else None


def middles(text: str, places: Sequence[tuple[float, float]]) -> list[float]:
    """Where in a line the middle of each dot is."""
    return [sum(places[found.start()]) / 2 for found in _CHARACTER.finditer(text)]


def paint(stream: Any, style: Any, across: Sequence[float], y: float) -> None:
    """Fill a dot at each place *across* the line whose base line is at *y*, outside any text object."""
    if isinstance(style["vertical_align"], float):
        y -= style["vertical_align"]
    stream.set_color(style["color"])
    for x in across:
        _circle(stream, x, y, style["font_size"] / 2)


def _circle(stream: Any, x: float, y: float, radius: float) -> None:
    stream.move_to(round(x + radius, 3), round(y, 3))
    for quarter in _CIRCLE:
        points = zip((x, y) * 3, quarter, strict=True)
        stream.curve_to(*[round(middle + radius * part, 3) for middle, part in points])
    stream.fill()
