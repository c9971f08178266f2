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

from weasyprint.matrix import Matrix
from weasyprint.text.ffi import ffi, pango

from bookbuild.press import painting
from bookbuild.press.painting import Shaped
from bookbuild.press.runs import RUNS, SIGNS, Run, prepare

_UNSPACED = re.compile(f"[{SIGNS}]+|——|……")


# ---------------------------------------------------------------- before layout


def build(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.document.build_formatting_structure``: spaces the characters of every run."""

    def build_formatting_structure(element_tree: Element, style_for: Any, *arguments: Any) -> Any:
        prepare(element_tree, style_for)
        return original(element_tree, style_for, *arguments)

    return build_formatting_structure


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


def draw_line(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.draw.text.draw_first_line``, which is called inside a text object of marked content."""

    def draw_first_line(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        run = RUNS.get(textbox.element) if textbox.element is not None else None
        if run is None:
            return original(stream, textbox, overflow, ellipsis, matrix)
        matrix = Matrix(*matrix.values[:4], matrix.values[4] + run.spacing / 2, matrix.values[5])
        emojis = original(stream, textbox, overflow, ellipsis, matrix)
        placed = _placed(run, textbox, stream, matrix)
        if placed and not emojis:
            _as_artifact(stream)
        painting.paint(stream, placed, run.style["color"])
        return emojis

    return draw_first_line


def _placed(run: Run, textbox: Any, stream: Any, matrix: Any) -> list[tuple[Shaped, float, float]]:
    """The readings of the characters of this line, each with the point where it begins."""
    places = painting.places(textbox.pango_layout, stream)
    held = dict(_followed(run, textbox.pango_layout.text))
    x, y = matrix.values[4:6]
    top = y - run.style["vertical_align"] if isinstance(run.style["vertical_align"], float) else y
    placed = []
    for number, mark in enumerate(run.marks):
        line = [held[at] for at in range(mark.start, mark.end) if at in held]
        if line and mark.start in held and number not in run.painted:
            left, right = places[line[0]][0], places[line[-1]][1]
            placed.append((mark.shaped, x + (left + right - mark.shaped.width) / 2, top))
            run.painted.add(number)
    return placed


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


def _as_artifact(stream: Any) -> None:
    """Leave the line's marked content; who began it ends the artifact."""
    if stream._tags is not None:
        stream.end_text()
        stream.end_marked_content()
        stream.begin_marked_content("Artifact")
        stream.begin_text()


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
