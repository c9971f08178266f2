"""PressFiles without a PDF: lines of text set in squares of ten points, a column thirty characters wide."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from bookbuild.checks.press.value import Codes, Font, Half, Kind, Line, Page, PressFile, Run, SetLine, Stretch

SIZE = 10.0
BLANK: dict[int, Half] = {**dict.fromkeys(map(ord, "，。”"), "right"), **dict.fromkeys(map(ord, "（“"), "left")}


class _Itself(Codes[str]):
    """Codes that are characters."""

    def __missing__(self, code: int) -> str:
        return chr(code)


SONG = Font("Song", False, 2, _Itself({}, ""), Codes({}, 1.0), lambda: BLANK)


def run(text: str, x: float = 0, y: float = 0, size: float = SIZE) -> Run:
    edges = array("d", (x + size * (index + side) for index in range(len(text)) for side in (0, 1)))
    return Run(0, 0, SONG, size, y, 0, True, tuple(map(ord, text)), edges[0], edges[-1], lambda: edges)


def line(text: str, x: float = 0) -> Line:
    return Line(0, "Sect/P", (run(text, x),))


def file(
    texts: Sequence[str],
    *,
    kind: Kind = "paragraph",
    lang: str = "zh-Hans",
    indent: float = 0,
    hung: Sequence[float] = (),
) -> PressFile:
    """A paragraph in these lines; a space in them is one of the source. *hung*: how far each hangs out."""
    inks = ["".join(text.split()) for text in texts]
    lines, spaces, at = [], set(), 0
    for number, (text, ink) in enumerate(zip(texts, inks, strict=True)):
        spaces |= {at + len("".join(text[:index].split())) for index, char in enumerate(text) if char == " "}
        last = number == len(texts) - 1
        x = (0 if number else indent) - (hung[number] if hung else 0)
        lines.append(SetLine(line(ink, x), at, at + len(ink), last))
        at += len(ink)
    stretch = Stretch(kind, lang, None, "".join(inks), frozenset(spaces), tuple(lines))
    return PressFile((Page("1", 400, 600, (), ()),), (SONG,), {}, (stretch,))
