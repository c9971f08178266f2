"""Runs of ruby in a document, and the spacing that keeps their readings apart.

All is known before layout: how wide each reading is in the style of its run. What is spaced is the characters,
by ``letter-spacing``, so that a run stays one box of text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

from bookbuild.press.painting import Shaped, shaped
from bookbuild.render.ruby import readings

CELLS = "pinyin-all"
"""The class of a body whose characters stand in equal cells, as in children's books."""
_GAP = 0.3  # of the readings' size: more than half a letter between neighbours
_OVERHANG = 0.5  # of the characters' size: how far a reading may stand over what is beside it
SIGNS = "\u200b\u2060"
"""What typography puts in for the line breaker."""
_WIDE = "\u2e80"  # from here on characters are an em wide, before about half of one


@dataclass(frozen=True)
class Mark:
    """A reading over the characters from ``start`` to ``end``; ``middle`` in ems from the run's start."""

    start: int
    end: int
    middle: float
    shaped: Shaped


@dataclass
class Run:
    """The readings of one element. ``spacing`` is put after each character; the next line begins ``at``."""

    text: str
    marks: tuple[Mark, ...]
    style: Any
    spacing: float = 0.0
    at: int = 0
    painted: set[int] = field(default_factory=set)


RUNS: WeakKeyDictionary[Element, Run] = WeakKeyDictionary()
"""The runs of the documents at work, by element."""


def prepare(root: Element, style_for: Any) -> None:
    """Read the runs below *root* and let their styles say how their characters are spaced."""
    found = [(element, style_for(element)) for element in root.iter() if "data-ruby" in element.attrib]
    for element, style in found:
        RUNS[element] = _run(element, style_for(element, "marker") or style)
    if any(CELLS in (body.get("class") or "").split() for body in root.iter("body")):
        _in_cells(found)
    else:
        beside = _neighbours(root)
        for element, style in found:
            run, size = RUNS[element], style["font_size"]
            run.spacing = max(_between(run, size), _alone(run, size, element in beside))
    widened: dict[tuple[int, float], Any] = {}
    for element, style in found:
        if spacing := RUNS[element].spacing:
            key = id(style), spacing
            widened[key] = widened.get(key) or _widened(style, spacing)
            style_for.get_computed_styles()[element, None] = widened[key]


def _run(element: Element, style: Any) -> Run:
    text, marks, end = element.text or "", [], 0
    ems = [0.0]
    for char in text:
        ems.append(ems[-1] + (1 if char >= _WIDE else 0 if char in SIGNS else 0.5))
    for count, reading in readings(element.attrib["data-ruby"]):
        start, end = end, end + count
        if reading:
            marks.append(Mark(start, end, (ems[start] + ems[end]) / 2, shaped(reading, style)))
    return Run(text, tuple(marks), style)


def _widened(style: Any, spacing: float) -> Any:
    widened = style.copy()
    before = style["letter_spacing"]
    widened["letter_spacing"] = spacing + (0 if before == "normal" else before)
    return widened


def _between(run: Run, size: float) -> float:
    """The spacing that keeps neighbouring readings apart."""
    gap = _GAP * run.style["font_size"]
    return max((_wanted(*pair, gap, size) for pair in pairwise(run.marks)), default=0.0)


def _wanted(first: Mark, second: Mark, gap: float, size: float) -> float:
    """Pixels after each character of *size*, at least 0."""
    apart = (first.shaped.width + second.shaped.width) / 2 + gap
    return max(apart / (second.middle - first.middle) - size, 0.0)


def _alone(run: Run, size: float, beside: bool) -> float:
    """The spacing that keeps readings from standing too far over what is next to the run, and at all where
    that is another (*beside*)."""
    less = _GAP * run.style["font_size"] if beside else -2 * _OVERHANG * size
    wanted = ((mark.shaped.width + less) / (mark.end - mark.start) - size for mark in run.marks)
    return float(max((0.0, *wanted)))


def _neighbours(root: Element) -> set[Element]:
    """The runs with nothing but a space or a narrow character between them and another."""
    beside: set[Element] = set()
    for parent in root.iter():
        for one, other in pairwise(parent):
            between = (one.tail or "").strip()
            narrow = not between or (len(between) == 1 and between < _WIDE)
            if narrow and one in RUNS and other in RUNS:
                beside |= {one, other}
    return beside


def _in_cells(found: Iterable[tuple[Element, Any]]) -> None:
    """One spacing for all runs of a size: the widest that readings of single characters need."""
    widest: dict[tuple[float, float], float] = {}
    sizes = [
        (RUNS[element], (style["font_size"], RUNS[element].style["font_size"])) for element, style in found
    ]
    for run, key in sizes:
        if all(mark.end - mark.start == 1 for mark in run.marks):
            widest[key] = max(widest.get(key, 0.0), _between(run, key[0]))
    for run, key in sizes:
        run.spacing = max(widest.get(key, 0.0), _between(run, key[0]))
