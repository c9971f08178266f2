"""What an author changes of a cover: colours and sizes, in ``styles/cover.css``.

The sheet is one rule, ``:root``, of custom properties. A cover is a drawing, so nothing else of CSS means
anything here; what is not known is told (L007). Faces are those the edition chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from tinycss2.color3 import RGBA, parse_color

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.world import World

SHEET = "styles/cover.css"
COLOURS: Mapping[str, str] = {
    **{"sky-top": "#121d38", "sky-foot": "#1f3358"},
    **{"night-top": "#0a1226", "night-foot": "#17284c", "day-top": "#f6ead2", "day-foot": "#efb48a"},
    **{"night-thread": "#c5d2e8", "day-thread": "#e2ad4f"},
    **{"light": "#f6efe0", "soft": "#b4c1d8", "gold": "#e2ad4f", "ink": "#43281a"},
}
"""Grounds, arches, and the colours of text by their names."""
SIZES = ("front-size", "back-size", "spine-size")
_FEWEST, _MOST = 40, 150  # percent
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%")


@dataclass(frozen=True)
class Looks:
    """Colours by name as ``#rrggbb``; sizes of text as factors of what the drawing would choose."""

    colours: Mapping[str, str] = field(default_factory=lambda: COLOURS)
    sizes: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(SIZES, 1.0))


def looks(world: World) -> tuple[Looks, Diagnostics]:
    """The author's looks, and what the sheet says that no cover knows (L007; L002 when it cannot be read)."""
    try:
        text = world.read(SHEET).decode("utf-8-sig")
    except FileNotFoundError:
        return Looks(), ()
    except (OSError, UnicodeDecodeError) as error:
        return Looks(), (Diagnostic("L002", f"the stylesheet cannot be read: {error}", Span(SHEET)),)
    colours, sizes = dict(COLOURS), dict.fromkeys(SIZES, 1.0)
    found: list[Diagnostic] = []
    for name, value, place in _properties(text, found):
        if name in COLOURS and (colour := _colour(value)):
            colours[name] = colour
        elif name in SIZES and (size := _size(value)):
            sizes[name] = size
        else:
            found.append(_unknown(f"--{name}: {value}", place))
    return Looks(colours, sizes), tuple(found)


def _properties(text: str, found: list[Diagnostic]) -> Iterator[tuple[str, str, Any]]:
    """The custom properties of ``:root``: name, value and where it stands; all else goes to *found*."""
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() != ":root":
            found.append(_unknown(tinycss2.serialize([rule]).split("{")[0].strip(" ;\n"), rule))
            continue
        for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if item.type == "declaration" and item.name.startswith("--"):
                yield item.name[2:], tinycss2.serialize(item.value).strip(), item
            else:
                found.append(_unknown(tinycss2.serialize([item]).strip(" ;\n"), item))


def _colour(value: str) -> str:
    """A colour that covers what is below it; '' for anything else."""
    colour = parse_color(value)
    if not isinstance(colour, RGBA) or colour.alpha != 1:
        return ""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour[:3])


def _size(value: str) -> float:
    """A factor; 0 for what is none, or too small or large to be one."""
    percent = _PERCENT.fullmatch(value)
    return float(percent[1]) / 100 if percent and _FEWEST <= float(percent[1]) <= _MOST else 0.0


def _unknown(what: str, place: Any) -> Diagnostic:
    help = "docs/cover.md lists what a cover knows; for anything else, place artwork of your own"
    span = Span(SHEET, place.source_line, place.source_column)
    return Diagnostic("L007", f"a cover has no use for “{what}”", span, help=help)
