"""The rules for the sizes and distances of Chinese on finished pages, one function each, as in ``rules``.

All is measured in the characters themselves: nothing is known of the stylesheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bookbuild.checks.press.marks import HAN
from bookbuild.checks.press.measure import TOLERANCE, Measured, measured
from bookbuild.checks.press.places import Teller
from bookbuild.checks.press.value import Line, Looked, PressFile, SetLine, Stretch

_LEAST = 7.875  # points: 六号
_LARGER = 1.1
_GAPS = (0.5, 1.0)  # of a character's size
_NEARLY = 0.01


def whole_measure(file: PressFile, tell: Teller) -> Looked:
    """P030: a line of text holds a whole number of characters (clreq, Type Area: the line length is a multiple
    of the character size)."""
    for found in _full_lines(file):
        line, size = found.line.line, _size(found.line.line)
        rest = abs(found.width - round(found.width / size) * size)
        what = f"stands on a measure of {found.width / size:.2f} characters of {size:g} pt"
        yield tell.of_line("P030", line, found.stretch.span, what) if rest > TOLERANCE else None


def leading(file: PressFile, tell: Teller) -> Looked:
    """P031: between lines there is from half a character to a whole one (clreq, Line Spacing)."""
    for stretch in file.chinese():
        for before, line in _neighbours(stretch):
            size = max(_size(before.line), _size(line.line))
            gap = (before.line.y - line.line.y) / size - 1
            good = _GAPS[0] - _NEARLY <= gap <= _GAPS[1] + _NEARLY
            what = f"stands {gap:.0%} of its size below the one before it"
            yield None if good else tell.of_line("P031", line.line, stretch.span, what)


def least_size(file: PressFile, tell: Teller) -> Looked:
    """P032: no Chinese character is smaller than 六号, 7.875 pt (clreq, Font Sizes)."""
    spans = file.spans()
    for number, page in enumerate(file.pages):
        for run in page.runs:
            if HAN.search(run.text):
                text, size = run.text.strip(), run.size
                what = f"“{text}” is {size:.4g} pt high"
                small = size < _LEAST - _NEARLY
                yield tell.of("P032", number, spans.get(id(run)), text, what) if small else None


def larger_headings(file: PressFile, tell: Teller) -> Looked:
    """P033: headings are a tenth larger than the text and more (clreq, Headings)."""
    text = _usual(file)
    for stretch in file.chinese():
        if stretch.kind == "heading" and text and _has_han(stretch.lines[0].line):
            line = stretch.lines[0].line
            size = _size(line)
            what = f"is {size:.4g} pt high, the text {text:.4g} pt"
            small = size < _LARGER * text - _NEARLY
            yield tell.of_line("P033", line, stretch.span, what) if small else None


def whole_headings(file: PressFile, tell: Teller) -> Looked:
    """P034: a heading within text takes a whole number of lines (clreq, Headings).

    Looked at are headings between two Chinese paragraphs of one page, with nothing else between them.
    """
    beside = _Beside(file)
    for before, headings, after in _between_paragraphs(list(file.chinese())):
        last, first = before.lines[-1].line, after.lines[0].line
        step = _step(before) or _step(after)
        inside = {id(line.line) for heading in headings for line in heading.lines}
        if last.page == first.page and step and beside.nothing_else(last, first, inside):
            lines = (last.y - first.y) / step
            what = f"and what is around it take {lines:.2f} lines of text"
            wrong = abs(lines - round(lines)) * step > TOLERANCE
            heading = headings[0]
            yield tell.of_line("P034", heading.lines[0].line, heading.span, what) if wrong else None


# ---------------------------------------------------------------- sizes and distances


def _has_han(line: Line) -> bool:
    return bool(HAN.search(line.ink))


def _size(line: Line) -> float:
    """The size most of a line's Chinese characters have."""
    sizes: Counter[float] = Counter()
    for run in line.runs:
        sizes[round(run.size, 2)] += len(HAN.findall(run.text))
    return sizes.most_common(1)[0][0]


def _usual(file: PressFile) -> float:
    """The size most of the text has; 0 where there is none."""
    sizes: Counter[float] = Counter()
    for stretch in file.chinese():
        if stretch.kind == "paragraph":
            for line in filter(_has_han, (line.line for line in stretch.lines)):
                sizes[_size(line)] += len(line.ink)
    return sizes.most_common(1)[0][0] if sizes else 0


def _full_lines(file: PressFile) -> Iterable[Measured]:
    """A line that goes from edge to edge for each paragraph on each page."""
    paragraphs = (stretch for stretch in file.chinese() if stretch.kind == "paragraph")
    lines = (found for found in measured(file, paragraphs) if found.full)
    return {(id(found.stretch), found.line.line.page): found for found in lines}.values()


def _neighbours(stretch: Stretch) -> Iterator[tuple[SetLine, SetLine]]:
    """Lines with Chinese one over the other on a page."""
    for before, line in pairwise(stretch.lines):
        one_page = before.line.page == line.line.page and before.line.y > line.line.y
        if one_page and _has_han(before.line) and _has_han(line.line):
            yield before, line


def _step(stretch: Stretch) -> float:
    """The distance of a paragraph's lines; 0 where no two are on a page."""
    steps = Counter(round(before.line.y - line.line.y, 2) for before, line in _neighbours(stretch))
    return steps.most_common(1)[0][0] if steps else 0


def _between_paragraphs(
    stretches: Iterable[Stretch],
) -> Iterator[tuple[Stretch, list[Stretch], Stretch]]:
    """Headings with the paragraphs before and after them."""
    before: Stretch | None = None
    headings: list[Stretch] = []
    for stretch in stretches:
        if stretch.kind == "heading":
            headings.append(stretch)
            continue
        paragraph = stretch.kind == "paragraph"
        if before and headings and paragraph:
            yield before, headings, stretch
        before, headings = stretch if paragraph else None, []


class _Beside:
    """What stands on the pages, line by line."""

    def __init__(self, file: PressFile) -> None:
        self._lines: dict[int, list[Line]] = {}
        for held in file.flows.values():
            for line in held:
                self._lines.setdefault(line.page, []).append(line)

    def nothing_else(self, upper: Line, lower: Line, inside: set[int]) -> bool:
        """Whether between two lines of a column there are only those *inside*."""
        left = min(upper.first().x0, lower.first().x0)
        right = max(upper.last().x1, lower.last().x1)
        return not any(
            lower.y < line.y < upper.y and line.first().x0 < right and line.last().x1 > left
            for line in self._lines.get(upper.page, ())
            if id(line) not in inside
        )
