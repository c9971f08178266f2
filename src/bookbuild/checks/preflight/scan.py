"""A page's content stream, read for what it paints: where, in which colour, how thick, how see-through.

ISO 32000-1 §8 and §9. Clipping paths are taken for their boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from struct import unpack
from typing import Any

import pikepdf

from bookbuild.checks import streams
from bookbuild.checks.preflight.faces import Face
from bookbuild.checks.preflight.images import picture, space_of
from bookbuild.checks.preflight.value import Colour, Kind, Painted, Picture
from bookbuild.checks.streams import DEEPEST, IDENTITY, INVISIBLE, Box, Matrix, common, times

_STROKED = (1, 2, 5, 6)
BLACK = Colour("DeviceGray", (0.0,))


@dataclass
class State(streams.State):
    """What ``q`` keeps a copy of."""

    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0
    face: Face | None = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    mixed: bool = False
    fill_over: bool = False
    stroke_over: bool = False


class Shelf:
    """Fonts and images of a file, each read once; what was shown first where."""

    def __init__(self) -> None:
        self._faces: dict[tuple[int, int], Face] = {}
        self._pictures: dict[tuple[int, int], Picture] = {}
        self.shown: dict[int, tuple[Face, int]] = {}

    def face(self, font: Any, page: int) -> Face:
        key = font.objgen
        if key == (0, 0) or key not in self._faces:
            self._faces[key] = Face(font)
        face = self._faces[key]
        self.shown.setdefault(id(face), (face, page))
        return face

    def picture(self, item: Any) -> Picture:
        if item.objgen not in self._pictures:
            self._pictures[item.objgen] = picture(item)
        return self._pictures[item.objgen]


class Scan(streams.Machine[State]):
    """Goes through one page. ``painted`` is what it found; ``grouped``: a transparency group was met."""

    def __init__(self, index: int, sheet: Box, shelf: Shelf) -> None:
        super().__init__(State(IDENTITY, sheet))
        self._index, self._shelf = index, shelf
        self._points: list[tuple[float, float]] = []
        self._begun = False
        self._clips = False
        self._depth = 0
        self._resources: Any = pikepdf.Dictionary()
        self.painted: list[Painted] = []
        self.grouped = False

    def play(self, content: Any, resources: Any) -> None:
        """Run through *content*, a page or a form."""
        outer, self._resources = self._resources, resources
        for instruction in pikepdf.parse_content_stream(content):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline(instruction)
                continue
            handle = _OPERATORS.get(str(instruction.operator))
            if handle:
                handle(self, *instruction.operands)
        self._resources = outer

    def _named(self, kind: str, name: Any) -> Any:
        found = self._resources.get(kind, {})
        return found.get(str(name)) if isinstance(found, pikepdf.Dictionary) else None

    # ------------------------------------------------------------ state

    def graphics(self, name: Any) -> None:
        """gs: alpha, masks, blending, overprint, line width."""
        state = self._named("/ExtGState", name)
        if state is None:
            return
        keys = {"/ca": "fill_alpha", "/CA": "stroke_alpha", "/LW": "width"}
        changes: dict[str, Any] = {keys[key]: float(state[key]) for key in keys if key in state}
        if "/SMask" in state or "/BM" in state:
            masked = isinstance(state.get("/SMask"), pikepdf.Dictionary)
            blends = str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
            changes["mixed"] = masked or blends
        if "/OP" in state:
            changes["stroke_over"] = changes["fill_over"] = bool(state.OP)
        if "/op" in state:
            changes["fill_over"] = bool(state["/op"])
        self.set(**changes)

    # ------------------------------------------------------------ colours

    def colour(self, space: str, side: str, *values: Any) -> None:
        self.set(**{side: Colour(space, tuple(float(value) for value in values))})

    def space(self, side: str, name: Any) -> None:
        known = self._named("/ColorSpace", name)
        self.set(**{side: Colour(space_of(name if known is None else known))})

    def values(self, side: str, *values: Any) -> None:
        current: Colour = getattr(self._state, side)
        numbers = tuple(float(value) for value in values if not isinstance(value, pikepdf.Name))
        self.set(**{side: Colour(current.space, numbers)})

    # ------------------------------------------------------------ paths

    def rectangle(self, x: Any, y: Any, width: Any, height: Any) -> None:
        self._begun = False
        x, y, width, height = map(float, (x, y, width, height))
        self._points += [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]

    def set_out(self, *numbers: Any) -> None:
        """m: a second one in a row takes the first one's place (ISO 32000-1 §8.5.2.1)."""
        if self._begun:
            self._points.pop()
        self.points(*numbers)
        self._begun = True

    def points(self, *numbers: Any) -> None:
        self._begun = False
        values = [float(number) for number in numbers]
        self._points += list(zip(values[::2], values[1::2], strict=True))

    def clip(self) -> None:
        self._clips = True

    def paint(self, *, fill: bool = False, stroke: bool = False) -> None:
        """The path filled or stroked, or taken to clip with."""
        box = _box(self._state.matrix, self._points)
        if box:
            if fill:
                self._add("fill", box, self._state.fill, min(box[2] - box[0], box[3] - box[1]))
            if stroke:
                width = self._state.width * _scale(self._state.matrix)
                around = (box[0] - width / 2, box[1] - width / 2, box[2] + width / 2, box[3] + width / 2)
                self._add("stroke", around, self._state.stroke, width)
            if self._clips:
                self.set(clip=common(self._state.clip, box))
        self._points, self._clips, self._begun = [], False, False

    def shade(self, name: Any) -> None:
        shading = self._named("/Shading", name)
        space = space_of(shading.get("/ColorSpace")) if shading is not None else ""
        self._add("shading", self._state.clip, Colour(space))

    # ------------------------------------------------------------ objects

    def do(self, name: Any) -> None:
        item = self._named("/XObject", name)
        if item is None or self._depth > DEEPEST:
            return
        if item.get("/Subtype") == "/Image":
            self._image(self._shelf.picture(item))
        elif item.get("/Subtype") == "/Form":
            self._form(item)

    def _form(self, form: Any) -> None:
        self.grouped = self.grouped or "/Group" in form
        self._depth += 1
        self.save()
        if "/Matrix" in form:
            self.transform(*form.Matrix)
        left, bottom, right, top = (float(number) for number in form.BBox)
        box = _box(self._state.matrix, [(left, bottom), (right, bottom), (left, top), (right, top)])
        if box:
            self.set(clip=common(self._state.clip, box))
        self.play(form, form.get("/Resources", self._resources))
        self.restore()
        self._depth -= 1

    def _image(self, shown: Picture) -> None:
        matrix = self._state.matrix
        box = _box(matrix, [(0, 0), (1, 0), (0, 1), (1, 1)])
        across, down = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5, (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        ppi = min(shown.width / across if across else 0, shown.height / down if down else 0) * 72
        colour = Colour(shown.space) if shown.space else self._state.fill
        if box:
            self._add("image", box, colour, picture=shown, ppi=ppi)

    def _inline(self, instruction: pikepdf.ContentStreamInlineImage) -> None:
        image = instruction.iimage
        space = space_of(image.obj.get("/ColorSpace", image.obj.get("/CS")))
        self._image(Picture("inline", image.width, image.height, 8, space, (), 0.0, False, False))

    # ------------------------------------------------------------ text

    def font(self, name: Any, size: Any) -> None:
        found = self._named("/Font", name)
        face = None if found is None else self._shelf.face(found, self._index)
        self.set(face=face, size=float(size))

    def show(self, items: Iterable[Any]) -> None:
        """TJ: one thing painted for all its glyphs."""
        state = self._state
        if state.face is None:
            return
        at = 0.0
        corners: list[tuple[float, float]] = []
        for item in items:
            if isinstance(item, pikepdf.String):
                at = self._string(bytes(item), at, corners)
            else:
                at -= float(item) / 1000 * state.size * state.scale
        matrix = times((1, 0, 0, 1, 0, state.rise), times(self._text, state.matrix))
        box = _box(matrix, corners)
        self._text = times((1, 0, 0, 1, at, 0), self._text)
        if box:
            colour = state.stroke if state.mode in _STROKED else state.fill
            self._add("text", box, colour, state.size * _scale(matrix), face=state.face)

    def _string(self, data: bytes, at: float, corners: list[tuple[float, float]]) -> float:
        state, face = self._state, self._state.face
        assert face is not None
        step, size = face.code_bytes, state.size
        for code in data if step == 1 else unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2]):
            bounds = face.bounds(code)
            if bounds:
                left, bottom, right, top = bounds
                corners.append((at + left * size * state.scale, bottom * size))
                corners.append((at + right * size * state.scale, top * size))
            spacing = state.char_space + (state.word_space if step == 1 and code == 32 else 0)
            at += (face.width(code) * size + spacing) * state.scale
        return at

    # ------------------------------------------------------------ what is found

    def _add(
        self,
        kind: Kind,
        box: Box,
        colour: Colour,
        size: float = 0.0,
        *,
        face: Face | None = None,
        picture: Picture | None = None,
        ppi: float = 0.0,
    ) -> None:
        state = self._state
        shown = common(box, state.clip)
        hidden = shown[0] > shown[2] or shown[1] > shown[3] or (kind == "text" and state.mode in INVISIBLE)
        stroked = kind == "stroke" or (kind == "text" and state.mode in _STROKED)
        self.painted.append(
            Painted(
                kind=kind,
                box=box if hidden else shown,
                colour=colour,
                size=size,
                seen=not hidden,
                alpha=state.stroke_alpha if stroked else state.fill_alpha,
                mixed=state.mixed or bool(picture and picture.masked),
                overprints=state.stroke_over if stroked else state.fill_over,
                font=face.name if face else "",
                picture=picture,
                ppi=ppi,
            )
        )


def _box(matrix: Matrix, points: list[tuple[float, float]]) -> Box | None:
    """What *points* span; corners of boxes are given by two of them where *matrix* does not turn."""
    if not points:
        return None
    a, b, c, d, e, f = matrix
    if b or c:  # turned: all four corners of what they span
        xs, ys = zip(*points, strict=True)
        points = [(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))]
    xs, ys = zip(*((a * x + c * y + e, b * x + d * y + f) for x, y in points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _scale(matrix: Matrix) -> float:
    return float(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)


def _painter(*, fill: bool = False, stroke: bool = False) -> Callable[..., None]:
    return lambda self: self.paint(fill=fill, stroke=stroke)


def _colours(space: str, side: str) -> Callable[..., None]:
    return lambda self, *values: self.colour(space, side, *values)


_OPERATORS: Mapping[str, Callable[..., None]] = {
    **streams.OPERATORS,
    "gs": Scan.graphics,
    "w": streams.setter("width"),
    "g": _colours("DeviceGray", "fill"),
    "G": _colours("DeviceGray", "stroke"),
    "rg": _colours("DeviceRGB", "fill"),
    "RG": _colours("DeviceRGB", "stroke"),
    "k": _colours("DeviceCMYK", "fill"),
    "K": _colours("DeviceCMYK", "stroke"),
    "cs": lambda self, name: self.space("fill", name),
    "CS": lambda self, name: self.space("stroke", name),
    **dict.fromkeys(("sc", "scn"), lambda self, *values: self.values("fill", *values)),
    **dict.fromkeys(("SC", "SCN"), lambda self, *values: self.values("stroke", *values)),
    "re": Scan.rectangle,
    "m": Scan.set_out,
    **dict.fromkeys(("l", "c", "v", "y"), Scan.points),
    **dict.fromkeys(("W", "W*"), Scan.clip),
    "n": _painter(),
    **dict.fromkeys(("f", "F", "f*"), _painter(fill=True)),
    **dict.fromkeys(("S", "s"), _painter(stroke=True)),
    **dict.fromkeys(("B", "B*", "b", "b*"), _painter(fill=True, stroke=True)),
    "sh": Scan.shade,
    "Do": Scan.do,
    "Tf": Scan.font,
}
