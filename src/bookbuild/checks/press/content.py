"""A page's content stream, read for what it shows: runs of glyphs, where they stand, what they belong to.

ISO 32000-1 §8.4, §9.2–9.4 and §14.6. What lies off the page or outside a clipping rectangle, is set invisible,
white on white, or below what is painted later, is not shown and gives no glyph.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from bookbuild.checks import streams
from bookbuild.checks.operators import instructions
from bookbuild.checks.press.fonts import Fonts
from bookbuild.checks.press.shown import Shown
from bookbuild.checks.press.value import Font, Run
from bookbuild.checks.streams import DEEPEST, IDENTITY, INVISIBLE, Box, Matrix, common, times

_ASCENT = 0.35  # ems above the baseline: the middle of a glyph, for the question whether it is seen


@dataclass
class State(streams.State):
    """What ``q`` keeps a copy of. ``alpha``: how opaque fills are; ``white``: whether they are white."""

    font: Font | None = None
    alpha: float = 1.0
    white: bool = False


@dataclass(frozen=True, slots=True)
class _Area:
    """Something opaque that is painted, and how many runs were before it."""

    box: Box
    white: bool
    after: int


class Interpreter(streams.Machine[State]):
    """Goes through one page."""

    def __init__(self, page: int, sheet: Box, fonts: Fonts) -> None:
        super().__init__(State(IDENTITY, sheet))
        self._page, self._fonts = page, fonts
        self._marks: list[int] = [-1]
        self._path: list[Box] | None = []
        self._clips = False
        self._resources: Any = pikepdf.Dictionary()
        self._known: dict[str, Font | None] = {}
        self._runs: list[Run] = []
        self._whites: set[int] = set()
        self._areas: list[_Area] = []

    def play(self, content: bytes, resources: Any, depth: int = 0) -> None:
        """Run through *content*, a page's or a form's."""
        outer, self._resources, self._known = (self._resources, self._known), resources, {}
        for name, operands in instructions(content):
            if name == "Do":
                self._do(operands[0], depth)
            elif handle := _OPERATORS.get(name):
                handle(self, *operands)
        self._resources, self._known = outer

    @property
    def runs(self) -> list[Run]:
        """What is seen, in the order it is painted."""
        if not self._areas and not self._whites:
            return self._runs
        shown = (self._uncovered(number, run) for number, run in enumerate(self._runs))
        return [run for run in shown if run.codes]

    def _uncovered(self, number: int, run: Run) -> Run:
        """The run without what a later area covers, or what is white on white."""
        box = (run.x0, run.y, run.x1, run.y + _ASCENT * run.size)
        near = [area for area in self._areas if _meet(area.box, box)]
        if not run.upright or (number not in self._whites and all(area.after <= number for area in near)):
            return run
        y = box[3]
        return run.only([at for at, x in enumerate(run.middles()) if self._is_seen(number, near, x, y)])

    def _is_seen(self, number: int, areas: Sequence[_Area], x: float, y: float) -> bool:
        """Whether a point of a run is not covered later, and has something dark below it where it is white."""
        held = [area for area in areas if _holds(area.box, x, y)]
        below = [area for area in held if area.after <= number]
        dark = number not in self._whites or bool(below and not below[-1].white)
        return dark and len(below) == len(held)

    # ------------------------------------------------------------ state

    def _do(self, name: str, depth: int) -> None:
        item = self._resources.get("/XObject", {}).get(name)
        kind = None if item is None else item.get("/Subtype")
        if kind == "/Image" and "/SMask" not in item and "/Mask" not in item:
            self._cover(self._placed([0, 0, 1, 1]), white=False)
        elif kind == "/Form" and depth <= DEEPEST:
            self.save()
            self.transform(*(float(number) for number in item.get("/Matrix", IDENTITY)))
            self.set(clip=common(self._state.clip, self._placed([float(number) for number in item.BBox])))
            self.play(item.read_bytes(), item.get("/Resources", self._resources), depth + 1)
            self.restore()

    def font(self, name: str, size: float) -> None:
        if name not in self._known:
            found = self._resources.get("/Font", {}).get(name)
            self._known[name] = None if found is None else self._fonts.get(found)
        self._state.font, self._state.size = self._known[name], size

    def graphics(self, name: str) -> None:
        state = self._resources.get("/ExtGState", {}).get(name)
        if state is not None and "/ca" in state:
            self._state.alpha = float(state.ca)

    def colour(self, white: bool) -> None:
        self._state.white = white

    def begin_with(self, _tag: str, properties: Any) -> None:
        if isinstance(properties, str):
            properties = self._resources.get("/Properties", {}).get(properties, {})
        number = properties.get("MCID", properties.get("/MCID", self._marks[-1]))
        self._marks.append(int(number))

    def begin(self, *_tag: Any) -> None:
        self._marks.append(self._marks[-1])

    def end(self) -> None:
        if len(self._marks) > 1:
            self._marks.pop()

    # ------------------------------------------------------------ areas and clipping

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        if self._path is not None:
            self._path.append(self._placed([x, y, x + width, y + height]))

    def curve(self, *_points: Any) -> None:
        self._path = None  # of any other shape nothing is taken for hidden

    def clip(self) -> None:
        self._clips = True

    def paint(self, *, fill: bool = False) -> None:
        boxes = self._path or []
        if fill:
            for box in boxes:
                self._cover(box, white=self._state.white)
        if self._clips and len(boxes) == 1:
            self.set(clip=common(self._state.clip, boxes[0]))
        self._path, self._clips = [], False

    def shade(self, _name: str) -> None:
        self._cover(self._state.clip, white=False)

    def _cover(self, box: Box, *, white: bool) -> None:
        if self._state.alpha == 1:
            self._areas.append(_Area(common(box, self._state.clip), white, len(self._runs)))

    def _placed(self, box: Sequence[float]) -> Box:
        corners = [_point(self._state.matrix, x, y) for x in box[::2] for y in box[1::2]]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    # ------------------------------------------------------------ text

    def show(self, items: Any) -> None:
        """TJ: strings, and numbers that move back by thousandths of the size."""
        state = self._state
        if state.font is None:
            return
        shown = Shown(items, state.font, state)
        matrix = times((1, 0, 0, 1, 0, state.rise), times(self._text, state.matrix))
        self._text = times((1, 0, 0, 1, shown.advance, 0), self._text)
        if shown.codes and state.mode not in INVISIBLE and state.alpha:
            run = self._whole(state.font, shown, matrix)
            seen = self._all_seen(matrix, shown, state.font)
            if seen is not None:
                run = run.only(seen)
            if run.codes:
                if state.white:
                    self._whites.add(len(self._runs))
                self._runs.append(run)

    def _whole(self, font: Font, shown: Shown, matrix: Matrix) -> Run:
        a, b, c, d, e, f = matrix
        start, end = shown.ends
        return Run(
            page=self._page,
            box=self._marks[-1],
            font=font,
            size=(c * c + d * d) ** 0.5 * self._state.size,
            y=f,
            shear=(a * c + b * d) / (a * a + b * b or 1),
            upright=a > 0 and abs(b) < 0.01 * a,
            codes=shown.codes,
            x0=e + a * start,
            x1=e + a * end,
            places=lambda: array("d", [e + a * edge for edge in shown.edges]),
        )

    def _all_seen(self, matrix: Matrix, shown: Shown, font: Font) -> list[int] | None:
        """The numbers of the glyphs that are not cut off; None when all of a straight run are seen."""
        start, end = shown.ends
        first, last = (font.widths[shown.codes[at]] * self._state.size / 2 for at in (0, -1))
        if self._seen(matrix, start + first) and self._seen(matrix, end - last):
            return None
        edges = shown.edges
        middles = [(x0 + x1) / 2 for x0, x1 in zip(edges[::2], edges[1::2], strict=True)]
        return [at for at, x in enumerate(middles) if self._seen(matrix, x)]

    def _seen(self, matrix: Matrix, middle: float) -> bool:
        return _holds(self._state.clip, *_point(matrix, middle, _ASCENT * self._state.size))


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _painter(*, fill: bool) -> Callable[..., None]:
    return lambda self, *_: self.paint(fill=fill)


_OPERATORS: Mapping[str, Callable[..., None]] = {
    **streams.OPERATORS,
    "Tf": Interpreter.font,
    "gs": Interpreter.graphics,
    "g": lambda self, gray: self.colour(gray == 1),
    "rg": lambda self, *values: self.colour(min(values) == 1),
    "k": lambda self, *inks: self.colour(max(inks) == 0),
    **dict.fromkeys(("cs", "sc", "scn"), lambda self, *_: self.colour(False)),
    "re": Interpreter.rectangle,
    **dict.fromkeys(("m", "l", "c", "v", "y"), Interpreter.curve),
    **dict.fromkeys(("W", "W*"), Interpreter.clip),
    **dict.fromkeys(("n", "S", "s"), _painter(fill=False)),
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*"), _painter(fill=True)),
    "sh": Interpreter.shade,
    "BDC": Interpreter.begin_with,
    "BMC": Interpreter.begin,
    "EMC": Interpreter.end,
}
