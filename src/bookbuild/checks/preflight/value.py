"""A finished PDF as its printer sees it: sheets, what is painted on them, fonts, claims.

Lengths are points from the bottom left of the sheet. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bookbuild.checks.streams import Box

Kind = Literal["text", "fill", "stroke", "image", "shading"]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as the page sets it: its space (``DeviceCMYK`` …) and its numbers, () for a pattern."""

    space: str
    values: tuple[float, ...] = ()

    @property
    def inks(self) -> tuple[float, float, float, float] | None:
        """Cyan, magenta, yellow, black from 0 to 1; None in a space that is not of inks."""
        if self.space == "DeviceGray" and len(self.values) == 1:
            return 0.0, 0.0, 0.0, 1 - self.values[0]
        if self.space == "DeviceCMYK" and len(self.values) == 4:
            c, m, y, k = self.values
            return c, m, y, k
        return None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its name in the file, pixels, bits a pixel and ink, its space, how it is packed.

    ``inked``: the most ink all but one in a thousand of its pixels have, in percent; 0 where it has no inks.
    """

    id: str
    width: int
    height: int
    bits: int
    space: str
    filters: tuple[str, ...]
    inked: float
    coloured: bool
    masked: bool


@dataclass(frozen=True, slots=True)
class Painted:
    """Something on a sheet. ``box``: what of it is seen; of text the outlines of its glyphs.

    ``size``: of text its size, of a line its width. ``seen``: whether it can be seen at all. ``alpha`` is 1
    where it is opaque; ``mixed``: a blend mode or mask is in force; ``overprints``: it leaves what is below it.
    """

    kind: Kind
    box: Box
    colour: Colour
    size: float = 0.0
    seen: bool = True
    alpha: float = 1.0
    mixed: bool = False
    overprints: bool = False
    font: str = ""
    picture: Picture | None = None
    ppi: float = 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the file: its boxes by name, those it has, and all that is painted on it.

    ``grouped``: it is, or holds, a transparency group. ``annotations``: their kinds.
    """

    index: int
    label: str
    boxes: Mapping[str, Box]
    rotation: int
    scaled: bool
    painted: tuple[Painted, ...]
    grouped: bool
    annotations: tuple[str, ...]

    @property
    def recto(self) -> bool:
        return self.index % 2 == 0


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font and the first page that shows it. ``program``: how it is embedded, '' when it is not."""

    name: str
    kind: str
    program: str
    page: int


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: its subtype, the condition, how many inks its profile has (0: none is embedded)."""

    subtype: str
    identifier: str
    components: int
    space: str


@dataclass(frozen=True, slots=True)
class PrintFile:
    """The whole file. ``packed``: objects are in streams; ``xmp``: the metadata as text; ``active``: what a
    file to be printed has no use for, by name; ``untold``: pages with figures nobody describes."""

    size: int
    version: str
    packed: bool
    identified: bool
    sheets: tuple[Sheet, ...]
    fonts: tuple[FontFile, ...]
    intents: tuple[Intent, ...]
    info: Mapping[str, str]
    xmp: str
    active: tuple[str, ...]
    outlined: bool
    tagged: bool
    lang: str
    titled: bool
    untold: tuple[int, ...]
