"""Ruby in print: characters laid out as plain text, their readings painted over them.

An inline box for every character costs thirty times the time and takes line breaking out of Pango's hands.
Here a run of characters (an element with ``data-ruby``) is one box like any other, only spaced so that its
readings do not touch; when a line of it is drawn, each reading is painted over where its characters came to
stand. The look of readings is the element's ``::marker`` style: face, size, colour, and as ``vertical-align``
how far they are above the base line.

Readings are artifacts: a screen reader would say every character twice, and a structure of Ruby, RB and RT
would have to cut each line into as many pieces of content as it has characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.text.ffi import ffi, pango

from bookbuild.press.painting import Places, Shaped
from bookbuild.press.runs import RUNS, SIGNS, Run

_UNSPACED = re.compile(f"[{SIGNS}]+|——|……")


# ---------------------------------------------------------------- before layout


def set_text(original: Callable[..., None]) -> Callable[..., None]:
    """For ``weasyprint.text.line_break.Layout.set_text``: signs for the line breaker, which are nothing to the
    eye, and marks of two characters, which are one to it, are not spaced as letters are."""

    def set_text_unspaced(layout: Any, text: str, justify: bool = False) -> None:
        original(layout, text, justify)
        if layout.style["letter_spacing"] != "normal":
            for sign in _UNSPACED.finditer(layout.text):
                _unspace(layout, len(layout.text[: sign.start()].encode()), len(sign[0].encode()))

    return set_text_unspaced


def _unspace(layout: Any, start: int, length: int) -> None:
    """No letter spacing for *length* bytes from *start*."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes != ffi.NULL:
        none = pango.pango_attr_letter_spacing_new(0)
        none.start_index, none.end_index = start, start + length
        pango.pango_attr_list_change(attributes, none)
        pango.pango_layout_set_attributes(layout.layout, attributes)


# ---------------------------------------------------------------- while a line is drawn


def placed(run: Run, textbox: Any, places: Places, x: float, y: float) -> list[tuple[Shaped, float, float]]:
    """The readings of the characters of this line, each with the point where it begins.

    *places*: where each character of the line stands from *x*; *y*: the base line.
    """
    held = dict(_followed(run, textbox.pango_layout.text))
    top = y - run.style["vertical_align"] if isinstance(run.style["vertical_align"], float) else y
    found = []
    for number, mark in enumerate(run.marks):
        line = [held[at] for at in range(mark.start, mark.end) if at in held]
        if line and mark.start in held and number not in run.painted:
            left, right = places[line[0]][0], places[line[-1]][1]
            found.append((mark.shaped, x + (left + right - mark.shaped.width) / 2, top))
            run.painted.add(number)
    return found


def _followed(run: Run, line: str) -> Iterator[tuple[int, int]]:
    """(place in the run, place in the *line*) of each character; white space at lines' ends is dropped."""
    if not run.text[run.at :].strip():  # a heading of a table is drawn on every page of it
        run.at = 0
        run.painted.clear()
    for place, char in enumerate(line):
        at = run.text.find(char, run.at)
        if at >= 0 and not run.text[run.at : at].strip():
            yield at, place
            run.at = at + 1


# ---------------------------------------------------------------- afterwards


def missing(root: Element) -> tuple[str, ...]:
    """The ids of what has readings that were not painted, each character counting for the nearest id."""
    lost: dict[str, None] = {}
    _look(root, "", lost)
    return tuple(lost)


def _look(element: Element, owner: str, lost: dict[str, None]) -> None:
    owner = element.get("id") or owner
    run = RUNS.get(element)
    if run is not None and len(run.painted) < len(run.marks):
        lost[owner] = None
    for child in element:
        _look(child, owner, lost)
