"""The boxes of a page for who cuts it: trim, bleed, sheet; and the marks he cuts along.

A page of WeasyPrint has its trim at the origin, and a BleedBox of 10 points at most: all but the trim are set
anew (ISO 32000-1 §14.11.2). Odd pages are rectos: their outside is the right edge.
"""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Pdf

from bookbuild.model import Printing
from bookbuild.press.moved import move

POINTS = 72 / 25.4  # in a millimetre
SLUG = 8.0  # millimetres of sheet beyond the bleed where there are marks
_OFFSET = 1.0  # millimetres between bleed and mark
_LENGTH = 5.0  # millimetres of a mark
_WIDTH = 0.25  # points
_LEAST_OFFSET = 3.0  # millimetres from the trim: a mark must not be on the page when the cut is a little off

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


def set_boxes(pdf: Pdf, printing: Printing) -> None:
    """Bleed and sheet of every page, and the marks; without links to keep, the sheet begins at 0, 0."""
    for index, page in enumerate(pdf.pages):
        left, bottom, right, top = (float(edge) for edge in page.obj.TrimBox)
        trim, bleed, media = boxes((right - left, top - bottom), printing, recto=index % 2 == 0)
        dx, dy = (0.0, 0.0) if printing.links else (-media[0], -media[1])
        if printing.marks:
            page.contents_add(marks(trim, bleed).encode())
        if dx or dy:
            move(pdf, page, dx, dy)
        for name, box in (("/MediaBox", media), ("/BleedBox", bleed), ("/TrimBox", trim)):
            page.obj[name] = _array(box, dx, dy)


def boxes(size: tuple[float, float], printing: Printing, *, recto: bool) -> tuple[Box, Box, Box]:
    """TrimBox, BleedBox and MediaBox of a page of *size* points, the trim at the origin."""
    top, outside, bottom, inside = printing.bleed
    left, right = (inside, outside) if recto else (outside, inside)
    trim = (0.0, 0.0, *size)
    bleed = _grown(trim, left, bottom, right, top)
    slug = SLUG if printing.marks else 0.0
    return trim, bleed, _grown(bleed, slug, slug, slug, slug)


def _grown(box: Box, left: float, bottom: float, right: float, top: float) -> Box:
    return box[0] - left * POINTS, box[1] - bottom * POINTS, box[2] + right * POINTS, box[3] + top * POINTS


def _array(box: Box, dx: float, dy: float) -> Any:
    moved = (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
    return Array([round(value, 4) for value in moved])


def marks(trim: Box, bleed: Box) -> str:
    """Crop marks at the corners of *trim*, in black ink alone, outside of *bleed*."""
    lines = []
    for x, out, way in ((trim[0], bleed[0], -1), (trim[2], bleed[2], 1)):
        for y, far, turn in ((trim[1], bleed[1], -1), (trim[3], bleed[3], 1)):
            across, down = _start(x, out, way), _start(y, far, turn)
            lines.append(f"{across:.4f} {y:.4f} m {across + way * _LENGTH * POINTS:.4f} {y:.4f} l S")
            lines.append(f"{x:.4f} {down:.4f} m {x:.4f} {down + turn * _LENGTH * POINTS:.4f} l S")
    return f"/Artifact BMC q 0 0 0 1 K {_WIDTH} w\n" + "\n".join(lines) + "\nQ EMC\n"


def _start(trim: float, bleed: float, way: int) -> float:
    offset = max(abs(bleed - trim) / POINTS + _OFFSET, _LEAST_OFFSET)
    return trim + way * offset * POINTS
