"""The front cover: what is said, set as outlines over the two woven arches, as one SVG and one PNG."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bookbuild.cover import motif
from bookbuild.cover.glyphs import drawable
from bookbuild.cover.looks import Looks
from bookbuild.cover.paint import HEIGHT, WIDTH, paint
from bookbuild.cover.place import Box, Placed, doorway, stack
from bookbuild.cover.said import Item, doors, headings, languages, names
from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.fonts.choose import Chosen
from bookbuild.fonts.roles import ROLES
from bookbuild.model import Book, Edition
from bookbuild.runtime.system import CHINESE, LATIN, install_line

PLAIN = Looks()
LIMIT = 200  # characters of one string: more would be set too small to read


@dataclass(frozen=True, slots=True)
class Front:
    """Everything the template draws, in units of the cover."""

    label: str
    height: float
    sky: tuple[motif.Band, ...]
    arches: tuple[motif.Arch, motif.Arch]
    crossings: tuple[motif.Crossing, ...]
    lines: tuple[Placed, ...]


def svg(
    book: Book, edition: Edition, chosen: Chosen, proportion: float = HEIGHT / WIDTH, looks: Looks = PLAIN
) -> tuple[str, Diagnostics]:
    """The front as an SVG without any font; *proportion* is its height by its width.

    Of the book only what its title page says is looked at; the chapters may be missing.
    """
    front, diagnostics = compose(book, edition, chosen, proportion, looks)
    return rendered("front.svg.j2", looks, front=front, width=WIDTH, outline=motif.outline), diagnostics


def draw(
    book: Book, edition: Edition, chosen: Chosen, width: int = WIDTH, height: int = HEIGHT
) -> tuple[bytes, Diagnostics]:
    """The front as a PNG, composed and painted at once."""
    drawing, diagnostics = svg(book, edition, chosen, height / width)
    return paint(drawing, width, height), diagnostics


def compose(
    book: Book, edition: Edition, chosen: Chosen, proportion: float, looks: Looks = PLAIN
) -> tuple[Front, Diagnostics]:
    """Place everything; characters that cannot be drawn are left out and reported."""
    height = WIDTH * proportion
    spring = height * 0.625
    known = Known(edition)
    wanted = languages(book, edition)
    texts = [text for _, text in book.meta.title.in_order(wanted)] or [""]
    reach = min(WIDTH * 0.2475, height * 0.18)
    arches = motif.arches(WIDTH, spring, reach, (texts[0], texts[-1]))
    top = height * 0.072
    head = Box(WIDTH / 2, top, WIDTH * 0.82, spring - reach - 100 - top, sink=0.4)
    said = (item.scaled(looks.sizes["front-size"]) for item in headings(book, edition, chosen))
    lines = list(stack(known(said), head))
    for arch, volume, tone in zip(arches, doors(book, edition), ("light", "ink"), strict=False):
        beneath = spring + arch.door * 1.25  # the picture in the doorway ends here
        room = Box(arch.x, beneath, arch.door * 1.6, height * 0.96 - beneath)
        lines += doorway(known(names(volume.title, wanted, tone, chosen)), room)
    crossings = motif.crossings(*arches)
    sky = motif.sky(round(height), looks.colours["sky-top"], looks.colours["sky-foot"])
    return Front(" — ".join(texts), height, sky, arches, crossings, tuple(lines)), known.problems()


def rendered(template: str, looks: Looks, **values: Any) -> str:
    """A template of this room, filled in."""
    environment = Environment(
        loader=PackageLoader("bookbuild.cover", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(values, colours={**looks.colours, "black": "#000"})


# ---------------------------------------------------------------- what cannot be drawn

_SCRIPTS = {  # the first word of a character's Unicode name: the script, a letter of it, who has it
    "CJK": ("Chinese", "的", CHINESE),
    "HIRAGANA": ("Japanese", "の", CHINESE),
    "KATAKANA": ("Japanese", "ア", CHINESE),
    "HANGUL": ("Korean", "한", CHINESE),
    "LATIN": ("Latin", "a", LATIN),
    "GREEK": ("Greek", "α", LATIN),
    "CYRILLIC": ("Cyrillic", "д", LATIN),
}


class Known:
    """Items without what no font draws, and what was left out of them."""

    def __init__(self, edition: Edition) -> None:
        self._place = Span(edition.span.path) if edition.span.path else None
        self._found: list[Diagnostic] = []

    def __call__(self, items: Iterable[Item], limit: int = LIMIT) -> tuple[Item, ...]:
        """The items that can be drawn, each of *limit* characters at most."""
        return tuple(item for asked in items for item in _drawable(asked, limit, self._place, self._found))

    def problems(self) -> Diagnostics:
        return tuple(dict.fromkeys(self._found))


def _drawable(item: Item, limit: int, place: Span | None, found: list[Diagnostic]) -> Iterator[Item]:
    """The item without what no font draws; nothing when a whole script has no font."""
    text = item.text
    if len(text) > limit:
        found.append(_too_long(text, limit, place))
        text = text[: limit - 1] + "…"
    kept, missing = drawable(text, item.voice)
    scripts = dict.fromkeys(filter(None, (_script_without_face(char, item.voice.chosen) for char in missing)))
    if scripts:
        found.extend(_no_font(script, place) for script in scripts)
        return
    if missing:
        found.append(_no_glyph(text, missing, place))
    if kept.strip():
        yield replace(item, text=kept)


def _script_without_face(char: str, chosen: Chosen) -> str:
    word = unicodedata.name(char, "").partition(" ")[0]
    if word not in _SCRIPTS:
        return ""
    letter = _SCRIPTS[word][1]
    return "" if any(family.has(letter) for role in ROLES for family in chosen.of(role)) else word


def _no_font(script: str, place: Span | None) -> Diagnostic:
    name, _, part = _SCRIPTS[script]
    command = install_line((part,))
    return Diagnostic(
        "F002",
        f"no face of the book sets {name}: the cover is drawn without that text",
        place,
        help=f"install {part.name}: {command}" if command else f"install the font {part.name}",
    )


def _no_glyph(text: str, missing: str, place: Span | None) -> Diagnostic:
    listed = ", ".join(f"U+{ord(char):04X}" for char in missing)
    return Diagnostic(
        "F001",
        f"no face of the book draws {listed} of the cover's “{text}”",
        place,
        notes=("the cover is drawn without it",),
        help="write it with other characters, or name a face that has it under fonts in book.yaml",
    )


def _too_long(text: str, limit: int, place: Span | None) -> Diagnostic:
    return Diagnostic(
        "F003",
        f"“{text[:20]}…” has {len(text)} characters, the cover shows {limit}",
        place,
        help="give the book a shorter title and put the rest into the subtitle or the description",
    )
