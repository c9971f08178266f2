"""QR codes (ISO/IEC 18004): an address on the web that a telephone reads off the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

MODULE = 0.45  # millimetres; telephones read 0.4 on paper with certainty, less without
QUIET = 4  # modules of white on all sides (§6.3.8)
_AS_IT_IS = "%/:?#[]@!$&'()*+,;=~"  # what an address may hold (RFC 3986 §2); readers of codes expect no more
_MOST = 40.0  # millimetres a side: more is wider than a column


class Code(NamedTuple):
    """``side``: millimetres, the quiet zone included; ``address``: of an SVG that holds itself."""

    side: float
    address: str


def code(url: str) -> Code | None:
    """*url* as a code of squares in black alone; None when it would be too large for a page."""
    import segno  # only for books with recordings

    try:
        made = segno.make_qr(quote(url, _AS_IT_IS), error="m")
    except segno.DataOverflowError:
        return None
    modules = len(made.matrix) + 2 * QUIET
    side = round(modules * MODULE, 2)
    return Code(side, f"data:image/svg+xml,{quote(_svg(made.matrix, modules))}") if side <= _MOST else None


def _svg(matrix: Iterable[Iterable[int]], modules: int) -> str:
    shape = "".join(path for row, cells in enumerate(matrix, QUIET) for path in _bars(row, cells))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {modules} {modules}"><path d="{shape}"/></svg>'
    )


def _bars(row: int, cells: Iterable[int]) -> Iterator[str]:
    """The dark stretches of a row."""
    at = QUIET
    for dark, run in groupby(cells):
        length = len([*run])
        if dark:
            yield f"M{at} {row}h{length}v1h-{length}z"
        at += length
