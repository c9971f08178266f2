"""Initials on the base line of the last line they stand beside, whatever the face.

Where a face has its base line in a line of a given height is not known to a stylesheet; so when pages are laid
out, the letter is moved to where it belongs. The lines around it stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes


def settle(root: Element, pages: Iterable[Any]) -> None:
    """Move the initials of a unit's pages."""
    letters = {element for element in root.iter() if element.get("data-run") == "initial"}
    for page in pages if letters else ():
        for box in list(page.children[0].descendants()):
            for letter in getattr(box, "children", ()):
                if letter.is_floated() and letter.element in letters:
                    _settle(letter, box)


def _settle(letter: Any, paragraph: Any) -> None:
    lines = [box for box in paragraph.descendants() if isinstance(box, boxes.LineBox)]
    (own,) = (line for line in lines if line.element is letter.element)
    foot = letter.position_y + letter.margin_height()
    beside = [level for line in lines if line is not own and (level := _level(line)) < foot]
    letter.translate(0, max(beside, default=_level(own)) - _level(own))


def _level(line: Any) -> float:
    return float(line.position_y + line.baseline)
