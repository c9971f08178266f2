"""Footnotes that WeasyPrint loses or sends too far: found before the page furniture is made, then nudged.

Under pressure (a long note called on a page's last lines) one to three notes in a thousand vanish. A lost
note is cured by setting its paragraph a little differently; a note that resists fails the build.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

REMEDIES = (
    "break-inside:avoid",
    "break-before:page",
    "break-inside:auto;orphans:4;widows:4",
    "break-before:page;orphans:3",
)


class LostNotes(Exception):
    """Notes (ids) whose call is set but whose body is not there in time."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(", ".join(ids))
        self.ids = ids


def lost(pages: Iterable[Any]) -> tuple[str, ...]:
    """The ids of notes not begun on the page of their call or the next."""
    called: dict[Any, int] = {}
    begun: dict[Any, int] = {}
    for number, page in enumerate(pages):
        for box in page.descendants():
            if isinstance(box, boxes.FootnoteAreaBox):
                for note in box.children:
                    begun.setdefault(note.element, number)
            elif box.footnote is not None:
                called.setdefault(box.footnote.element, number)
    return tuple(
        element.get("id", "?")
        for element, number in called.items()
        if begun.get(element, number + 2) > number + 1
    )


def nudge(root: Element, ids: Iterable[str], round_number: int) -> None:
    """Give the block that calls each note the remedy of this round."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in [element for element in root.iter() if element.get("id") in set(ids)]:
        block = element
        while block in parents and block.tag not in (
            "p",
            "li",
            "td",
            "th",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ):
            block = parents[block]
        block.set("style", REMEDIES[round_number % len(REMEDIES)])
