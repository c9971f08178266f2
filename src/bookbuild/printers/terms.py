"""Every fact a preset holds: how it is written, how it is shown, and the manifest key that supplies it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

INCH = 25.4
POINT = INCH / 72


class Edges(NamedTuple):
    """A length for each edge of a page, in millimetres."""

    top: float
    outside: float
    bottom: float
    inside: float


_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(mm|cm|in|pt)")
_UNITS = {"mm": 1.0, "cm": 10.0, "in": INCH, "pt": POINT}
_SIZE = re.compile(r"([0-9.]+)x([0-9.]+)(mm|in)")


def length(text: Any) -> float:
    """Millimetres of ``0.125in``, ``3mm``, ``0.25pt``. ValueError for anything else."""
    match = _LENGTH.fullmatch(str(text))
    if not match:
        raise ValueError(f"{text!r} is no length")
    return round(float(match[1]) * _UNITS[match[2]], 5)


def size(text: Any) -> tuple[float, float]:
    """Width and height in millimetres of ``6x9in``."""
    match = _SIZE.fullmatch(str(text))
    if not match:
        raise ValueError(f"{text!r} is no size")
    unit = _UNITS[match[3]]
    return round(float(match[1]) * unit, 3), round(float(match[2]) * unit, 3)


def _sizes(value: Any) -> tuple[tuple[str, tuple[float, float]], ...]:
    return tuple((str(text), size(text)) for text in value)


def _range(value: Any) -> str | tuple[tuple[float, float], tuple[float, float]]:
    """``any``, ``none``, or the smallest and the largest size."""
    if value in ("any", "none"):
        return str(value)
    smallest, largest = str(value).split(" to ")
    return size(smallest + "in" * smallest[-1].isdigit()), size(largest)


def _edges(value: Any) -> Edges:
    return Edges(**{str(edge): length(text) for edge, text in value.items()})


def _bands(value: Any) -> tuple[tuple[int, float], ...]:
    bands = tuple((int(pages), length(text)) for pages, text in value.items())
    if bands != tuple(sorted(bands)):
        raise ValueError("gutters grow with the pages")
    return bands


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(f"{value!r} is no number")
    return value


STANDARDS = ("ua-1", "a-2a", "x-1a:2001", "x-1a:2003", "x-3:2002", "x-3:2003", "x-4", "plain")
"""What a PDF may claim to be: ISO 14289-1, ISO 19005-2, ISO 15930-1, -4, -3, -6 and -7, or nothing."""


def _standard(value: Any) -> str:
    if value not in STANDARDS:
        raise ValueError(f"{value!r} is no standard")
    return str(value)


def _party(value: Any) -> str:
    if value not in ("author", "printer"):
        raise ValueError(f"{value!r} puts no barcode on a cover")
    return str(value)


def _words(value: Any) -> tuple[str, ...]:
    return tuple(str(word) for word in value)


# ---------------------------------------------------------------- how values are shown


def shown_length(value: float) -> str:
    """A length as people read it, in both units where it is long."""
    return f"{value:.4g} mm" if value < 1 else f"{value:.4g} mm ({value / INCH:.4g} in)"


def _shown_sizes(value: Any) -> str:
    return ", ".join(text for text, _ in value) or "none named"


def _shown_size(value: tuple[float, float]) -> str:
    return f"{value[0]:g} × {value[1]:g} mm"


def _shown_range(value: Any) -> str:
    if isinstance(value, str):
        return value
    return " to ".join(map(_shown_size, value))


def _shown_edges(value: Edges) -> str:
    if len(set(value)) == 1:
        return f"{shown_length(value.top)} on all edges"
    return ", ".join(f"{edge} {shown_length(each)}" for edge, each in value._asdict().items())


def _shown_bands(value: Any) -> str:
    return ", ".join(f"{shown_length(each)} from {pages} pages" for pages, each in value)


def _shown_flag(value: bool) -> str:
    return "yes" if value else "no"


def _shown_words(value: Any) -> str:
    return ", ".join(value)


def _unit(unit: str) -> Callable[[Any], str]:
    return lambda value: f"{value:g}{unit}"


def _points(value: float) -> str:
    return f"{value / POINT:.4g} pt"


@dataclass(frozen=True, slots=True)
class Term:
    """A fact's name, what it is, how it is read and shown. ``key``: what in book.yaml supplies it;
    ``needed``: a build cannot do without it."""

    name: str
    what: str
    read: Callable[[Any], Any]
    show: Callable[[Any], str] = str
    key: str = ""
    needed: bool = False


TERMS = (
    Term("trims", "trim sizes", _sizes, _shown_sizes),
    Term("other_trims", "other sizes", _range, _shown_range),
    Term("bleed", "bleed", _edges, _shown_edges, "printing: {bleed: 3mm}", needed=True),
    Term("bleed_always", "bleed on every page", _flag, _shown_flag, "bleed: true"),
    Term("gutter", "inner margin, at least", _bands, _shown_bands, "printing: {gutter: 18mm}", needed=True),
    Term("margin", "other margins, at least", length, shown_length, "printing: {margin: 12mm}", needed=True),
    Term("margin_with_bleed", "other margins with bleed", length, shown_length, "printing: {margin: 12mm}"),
    Term("pages_multiple", "pages come in multiples of", _number, _unit(""), "printing: {multiple: 4}"),
    Term("last_blank", "last page blank", _flag, _shown_flag),
    Term("standard", "kind of PDF", _standard, str, "standard: x-4", needed=True),
    Term("ink_limit", "ink on one spot, at most", _number, _unit(" %"), "printing: {ink_limit: 300}"),
    Term("tint_least", "tints, at least", _number, _unit(" %")),
    Term("line_least", "lines, at least", length, _points),
    Term("transparency", "live transparency", _flag, _shown_flag),
    Term("marks", "crop marks", _flag, _shown_flag, "printing: {marks: true}"),
    Term("links", "links and bookmarks", _flag, _shown_flag),
    Term("ppi", "images, at least", _number, _unit(" ppi"), "printing: {ppi: 300}"),
    Term("ppi_line_art", "images of one bit, at least", _number, _unit(" ppi")),
    Term("ppi_most", "images, at most", _number, _unit(" ppi")),
    Term("file_mb", "size of the file, at most", _number, _unit(" MB")),
    Term("cover", "cover in one piece", _flag, _shown_flag, "cover: true"),
    Term("cover_margin", "text of the cover from the cut, at least", length, shown_length),
    Term("spine_text", "spine text from more pages than", _number, _unit("")),
    Term("spine_text_least", "spine text on spines from", length, shown_length),
    Term("spine_clear", "spine text from the edges of the spine", length, shown_length),
    Term("spine_extra", "spine, beside its pages", length, shown_length, "printing: {spine: 12.5mm}"),
    Term("spine_step", "spine rounded up to a multiple of", length, shown_length),
    Term("barcode", "barcode put there by", _party),
    Term("barcode_area", "white room of the barcode, at least", size, _shown_size),
    Term("refuses", "languages it does not print", _words, _shown_words),
    Term("latin_metadata", "title in Latin letters wanted", _flag, _shown_flag),
)
PAPER_TERMS = (
    Term("fewest", "pages, at least", _number, _unit("")),
    Term("most", "pages, at most", _number, _unit("")),
    Term("most_wide", "pages of the widest trims, at most", _number, _unit("")),
    Term("caliper", "spine for each page", length, shown_length),
)
