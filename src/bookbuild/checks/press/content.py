"""A page's content stream, read for what it shows: runs of glyphs, where they stand, what they belong to.

ISO 32000-1 §8.4, §9.2–9.4 and §14.6. What lies off the page or outside a clipping rectangle, or is set
invisible, is not shown and gives no glyph.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from struct import unpack
from typing import Any

import pikepdf

from bookbuild.checks import streams
from bookbuild.checks.press.fonts import Fonts
from bookbuild.checks.press.value import Font, Run
from bookbuild.checks.streams import DEEPEST, IDENTITY, INVISIBLE, Box, Matrix, common, times

_ASCENT = 0.35  # ems above the baseline: the middle of a glyph, for the question whether it is seen


@dataclass(frozen=True, slots=True)
class State(streams.State):
    """What ``q`` keeps."""

    font: Font | None = None


class Interpreter(streams.Machine[State]):
    """Goes through one page. ``runs`` is what it found, in the order it is painted."""

    def __init__(self, page: int, sheet: Box, fonts: Fonts) -> None:
        super().__init__(State(IDENTITY, sheet))
        self._page, self._fonts = page, fonts
        self._marks: list[int] = [-1]
        self._path: list[Box] | None = []
        self._clips = False
        self.runs: list[Run] = []

    def play(self, content: Any, resources: Any, depth: int = 0) -> None:
        """Run through *content*, a page or a form."""
        for instruction in pikepdf.parse_content_stream(content):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                continue
            name, operands = str(instruction.operator), instruction.operands
            if name == "Do":
                self._do(operands, resources, depth)
            elif name == "Tf":
                self._font(operands, resources)
            elif name == "BDC":
                self._begin(operands[1], resources)
            elif name in _OPERATORS:
                _OPERATORS[name](self, *operands)

    # ------------------------------------------------------------ state

    def _do(self, operands: Any, resources: Any, depth: int) -> None:
        form = resources.get("/XObject", {}).get(str(operands[0]))
        if form is None or form.get("/Subtype") != "/Form" or depth > DEEPEST:
            return
        self.save()
        matrix = tuple(float(number) for number in form.get("/Matrix", IDENTITY))
        self.transform(*matrix)
        self._narrow([float(number) for number in form.BBox])
        self.play(form, form.get("/Resources", resources), depth + 1)
        self.restore()

    def _font(self, operands: Any, resources: Any) -> None:
        font = resources.get("/Font", {}).get(str(operands[0]))
        known = None if font is None else self._fonts.get(font)
        self._state = replace(self._state, font=known, size=float(operands[1]))

    def _begin(self, properties: Any, resources: Any) -> None:
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), {})
        self._marks.append(int(properties.get("/MCID", self._marks[-1])))

    def begin(self, *_tag: Any) -> None:
        self._marks.append(self._marks[-1])

    def end(self) -> None:
        if len(self._marks) > 1:
            self._marks.pop()

    # ------------------------------------------------------------ clipping

    def rectangle(self, x: Any, y: Any, width: Any, height: Any) -> None:
        if self._path is not None:
            x, y = float(x), float(y)
            self._path.append(self._placed([x, y, x + float(width), y + float(height)]))

    def curve(self, *_points: Any) -> None:
        self._path = None  # of any other shape nothing is taken for hidden

    def clip(self) -> None:
        self._clips = True

    def paint(self) -> None:
        if self._clips and self._path and len(self._path) == 1:
            self._state = replace(self._state, clip=common(self._state.clip, self._path[0]))
        self._path, self._clips = [], False

    def _narrow(self, box: list[float]) -> None:
        self._state = replace(self._state, clip=common(self._state.clip, self._placed(box)))

    def _placed(self, box: list[float]) -> Box:
        corners = [_point(self._state.matrix, x, y) for x in box[::2] for y in box[1::2]]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    # ------------------------------------------------------------ text

    def show(self, items: Iterable[Any]) -> None:
        """TJ: strings, and numbers that move back by thousandths of the size."""
        state = self._state
        if state.font is None:
            return
        at, shown = 0.0, _Shown()
        for item in items:
            if isinstance(item, pikepdf.String):
                at = self._string(bytes(item), at, shown)
            else:
                at -= float(item) / 1000 * state.size * state.scale
        self._add(state.font, shown)
        self._text = times((1, 0, 0, 1, at, 0), self._text)

    def _string(self, data: bytes, at: float, shown: _Shown) -> float:
        """Take in the glyphs of a string that begins *at*; where it ends."""
        state, font = self._state, self._state.font
        assert font is not None
        widths, default, step = font.widths, font.default_width, font.code_bytes
        for code in data if step == 1 else unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2]):
            advance = widths.get(code, default) * state.size * state.scale
            shown.add(code, at, at + advance)
            spacing = state.word_space if step == 1 and code == 32 else 0.0
            at += advance + (state.char_space + spacing) * state.scale
        return at

    def _add(self, font: Font, shown: _Shown) -> None:
        state = self._state
        matrix = times((1, 0, 0, 1, 0, state.rise), times(self._text, state.matrix))
        seen = [] if state.mode in INVISIBLE else self._all_seen(matrix, shown)
        if not seen:
            return
        a, b, c, d, e, f = matrix
        self.runs.append(
            Run(
                page=self._page,
                box=self._marks[-1],
                font=font,
                size=(c * c + d * d) ** 0.5 * state.size,
                y=f,
                shear=(a * c + b * d) / (a * a + b * b or 1),
                upright=a > 0 and abs(b) < 0.01 * a,
                codes=tuple(shown.codes[index] for index in seen),
                edges=array("d", (e + a * shown.edges[2 * index + side] for index in seen for side in (0, 1))),
            )
        )

    def _all_seen(self, matrix: Matrix, shown: _Shown) -> Sequence[int]:
        """The numbers of the glyphs that are not cut off: of a straight run all, when both its ends are."""
        count = len(shown.codes)
        if count and self._seen(matrix, shown, 0) and self._seen(matrix, shown, count - 1):
            return range(count)
        return [index for index in range(count) if self._seen(matrix, shown, index)]

    def _seen(self, matrix: Matrix, shown: _Shown, index: int) -> bool:
        middle = (shown.edges[2 * index] + shown.edges[2 * index + 1]) / 2
        x, y = _point(matrix, middle, _ASCENT * self._state.size)
        left, bottom, right, top = self._state.clip
        return left <= x <= right and bottom <= y <= top


class _Shown:
    """Glyphs of one operator, in text space."""

    def __init__(self) -> None:
        self.codes: list[int] = []
        self.edges: list[float] = []

    def add(self, code: int, x0: float, x1: float) -> None:
        self.codes.append(code)
        self.edges += (x0, x1)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


_OPERATORS: Mapping[str, Callable[..., None]] = {
    **streams.OPERATORS,
    "re": Interpreter.rectangle,
    **dict.fromkeys(("m", "l", "c", "v", "y"), Interpreter.curve),
    **dict.fromkeys(("W", "W*"), Interpreter.clip),
    **dict.fromkeys(("n", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*"), Interpreter.paint),
    "BMC": Interpreter.begin,
    "EMC": Interpreter.end,
}
