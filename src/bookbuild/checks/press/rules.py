"""The rules for a finished PDF, one function each: of the whole file, yielding what it looked at.

A rule says how many things it looked at and what is wrong with some of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from bookbuild.checks.press import grid, looks
from bookbuild.checks.press.losses import nothing_overlaps, said, short
from bookbuild.checks.press.marks import (
    HAN,
    LETTER,
    NEVER_FIRST,
    NEVER_LAST,
    TWO_EM,
    WESTERN_BRACKETS,
    WESTERN_STOPS,
)
from bookbuild.checks.press.measure import TOLERANCE, measured
from bookbuild.checks.press.places import Teller
from bookbuild.checks.press.value import Line, Looked, PressFile, SetLine, Stretch
from bookbuild.diagnostics import Diagnostic

Rule = Callable[[PressFile, Teller], Looked]

_SHEAR = 0.02
_DIGITS = frozenset("0123456789")


def reaches_measure(file: PressFile, tell: Teller) -> Looked:
    """P020: a justified Chinese line goes from edge to edge (clreq, Text Alignment & Justification)."""
    paragraphs = (stretch for stretch in file.chinese() if stretch.kind == "paragraph")
    for stretch, line, _, start, end in measured(file, paragraphs):
        what = ""
        if abs(end) > TOLERANCE:
            what = f"ends {abs(end):.1f} pt {'beyond' if end > 0 else 'before'} its measure"
        elif abs(start) > TOLERANCE:
            what = f"begins {abs(start):.1f} pt {'before' if start > 0 else 'inside'} its measure"
        yield tell.of_line("P020", line.line, stretch.span, what) if what else None


def line_starts(file: PressFile, tell: Teller) -> Looked:
    """P021: no closing mark, interpunct, lone dash or call of a note opens one (clreq, Prohibition Rules)."""
    for stretch, _, line in _breaks(file):
        mark = _never_first(stretch, line)
        if not mark and line.line.is_raised():
            mark = f"the mark {line.line.first().text}"
        wrong = mark and not _goes_on(file, line.line)
        yield tell.of_line("P021", line.line, stretch.span, f"begins with {mark}") if wrong else None


def line_ends(file: PressFile, tell: Teller) -> Looked:
    """P022: no opening mark ends a line (clreq, Prohibition Rules for Line Start and Line End)."""
    for stretch, line, _ in _breaks(file):
        mark = line.line.last().text[-1:]
        wrong = mark in NEVER_LAST
        yield tell.of_line("P022", line.line, stretch.span, f"ends with {mark}") if wrong else None


def last_lines(file: PressFile, tell: Teller) -> Looked:
    """P023: a paragraph's last line holds more than one Han character (clreq, Widow and Orphan Control)."""
    for stretch in file.chinese():
        if stretch.kind in ("paragraph", "note") and len(stretch.lines) > 1:
            last = stretch.lines[-1].line
            words = "".join(run.text for run in last.runs if not last.raises(run))
            alone = len(HAN.findall(words)) == 1 and not LETTER.search(words)
            yield tell.of_line("P023", last, stretch.span, "holds a single character") if alone else None


def slanted(file: PressFile, tell: Teller) -> Looked:
    """P024: Han characters stand upright, in a face that is drawn so: Chinese has no italic."""
    spans = file.spans()
    for number, page in enumerate(file.pages):
        for run in page.runs:
            if HAN.search(run.text):
                how = f"set in {run.font.name}" if run.font.slanted else "slanted"
                leans = run.font.slanted or abs(run.shear) > _SHEAR
                text = run.text.strip()
                yield tell.of("P024", number, spans.get(id(run)), text, f"“{text}” is {how}") if leans else None


def unbroken(file: PressFile, tell: Teller) -> Looked:
    """P025: ——, …… and the digits of a number stay on one line (clreq, Rules for Unbreakable Marks)."""
    for stretch, before, line in _breaks(file):
        what = _parted(stretch, before.end)
        yield tell.of_line("P025", line.line, stretch.span, f"begins inside {what}") if what else None


def same_text(file: PressFile, tell: Teller) -> Looked:
    """P026: what can be copied from the pages is the author's text, no character more or less."""
    for difference in file.differences:
        near = difference.before + difference.wanted
        yield tell.of("P026", difference.page, difference.span, near, said(difference))
    for _ in range(file.compared - sum(len(difference.wanted) for difference in file.differences)):
        yield None


def same_passages(file: PressFile, tell: Teller) -> Looked:
    """P028: what a left page holds of a passage in two languages faces its counterpart on the right page."""
    passages: dict[str, tuple[list[Stretch], list[Stretch]]] = {}
    for stretch in file.stretches:
        if stretch.facing:
            name, side = stretch.facing
            passages.setdefault(name, ([], []))[side].append(stretch)
    for sides in passages.values():
        if all(sides):
            yield _unfaced(sides, tell)


def _unfaced(sides: tuple[list[Stretch], list[Stretch]], tell: Teller) -> Diagnostic | None:
    """What is wrong with the pages of a passage. Pages are counted from 0, a right one."""
    pages = [{line.line.page for stretch in side for line in stretch.lines} for side in sides]
    first = sides[0][0]
    if any(page % 2 == side for side in (0, 1) for page in pages[side]):
        return tell.of("P028", min(pages[0]), first.span, first.text, "a passage stands on the other side")
    lone = sorted({page + 1 for page in pages[0]} ^ pages[1])
    what = f"the passage “{short(first.text)}” has no counterpart on the spread"
    return tell.of("P028", lone[0], first.span, first.text, what) if lone else None


RULES: tuple[tuple[str, str, Rule], ...] = (
    ("P020", "justified Chinese lines reach their measure", reaches_measure),
    ("P021", "Chinese lines begin with what may begin one", line_starts),
    ("P022", "Chinese lines end with what may end one", line_ends),
    ("P023", "last lines hold more than one character", last_lines),
    ("P024", "runs of Han stand upright", slanted),
    ("P025", "line ends keep dashes, ellipses and numbers whole", unbroken),
    ("P026", "characters are the author's", same_text),
    ("P028", "passages face their counterparts", same_passages),
    ("P029", "lines lie on no other", nothing_overlaps),
    ("P030", "measures are whole characters", looks.whole_measure),
    ("P031", "lines stand half a character to a whole one apart", looks.leading),
    ("P032", "runs of Han are 7.875 pt high or higher", looks.least_size),
    ("P033", "headings are larger than the text", looks.larger_headings),
    ("P034", "headings within text take whole lines", looks.whole_headings),
    ("P035", "lines of text stand on the grid", grid.on_grid),
)
"""(code, what should hold of how many, the rule), in the order of the table."""


# ---------------------------------------------------------------- Chinese lines


def _goes_on(file: PressFile, line: Line) -> bool:
    """Whether text of another flow stands right before the line: a mark after foreign words opens nothing."""
    first = line.first()
    near = (run for run in file.pages[line.page].runs if abs(run.y - line.y) < 1 and run not in line.runs)
    return any(abs(first.x0 - run.x1) < 0.5 * line.size for run in near)


def _breaks(file: PressFile) -> Iterator[tuple[Stretch, SetLine, SetLine]]:
    """Both lines at every line end the typesetter chose."""
    for stretch in file.chinese():
        for before, line in pairwise(stretch.lines):
            if not before.ended:
                yield stretch, before, line


def _never_first(stretch: Stretch, line: SetLine) -> str:
    """The forbidden mark a line begins with; '' when there is none."""
    first, following = stretch.text[line.start : line.start + 1], stretch.text[line.start + 1 : line.start + 2]
    if first in TWO_EM and (_inside_pair(stretch.text, line.start) or first == following == "—"):
        return ""  # the second half is P025's; a whole dash may open a line
    if first in WESTERN_STOPS or first == "’":  # .5, !important and ’90s open with theirs
        opens_word = LETTER.match(following) and line.start + 1 not in stretch.spaces
        return "" if opens_word else first
    return first if first in NEVER_FIRST or first in WESTERN_BRACKETS else ""


def _parted(stretch: Stretch, at: int) -> str:
    """What a line end *at* parts that should be whole; '' for nothing."""
    if at in stretch.spaces:
        return ""
    if _inside_pair(stretch.text, at):
        return stretch.text[at] * 2
    return _number(stretch, at)


def _inside_pair(text: str, at: int) -> bool:
    """Whether *at* is between the halves of —— or ……."""
    mark = text[at : at + 1]
    before = len(text[:at]) - len(text[:at].rstrip(mark)) if mark in TWO_EM else 0
    return before % 2 == 1


def _number(stretch: Stretch, at: int) -> str:
    """The number *at* is inside of; '' for none. In names and addresses (a1b2) digits are no number."""
    start, end = at, at
    while start > 0 and stretch.text[start - 1] in _DIGITS | {".", ","} and start not in stretch.spaces:
        start -= 1
    while end < len(stretch.text) and stretch.text[end] in _DIGITS | {".", ","} and end not in stretch.spaces:
        end += 1
    number = stretch.text[start:end]
    inside = bool(_DIGITS.intersection(number[: at - start])) and number[at - start : at - start + 1] in _DIGITS
    around = stretch.text[max(0, start - 1) : start] + stretch.text[end : end + 1]
    return number if inside and number[at - start :] and not LETTER.search(around) else ""
