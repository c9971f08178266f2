"""A finished PDF as the rules see it: pages ▸ lines ▸ runs ▸ glyphs, and the author's text they hold.

Lengths are points, x from the left and y from the bottom of the page. Nothing here reads a file.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.typography.scripts import HAN, script

Half = Literal["left", "right"]
Zone = Literal["text", "notes"]
Key = tuple[Zone, str]
"""A flow: running text or notes, and the language tag of its blocks ('' for what both languages share)."""

Kind = Literal["paragraph", "verse", "heading", "note", "code", "other"]


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font of the file. ``texts`` is what a code is copied as; widths are in ems.

    ``blank`` says of a mark in a full-width box which half of the box its outline leaves blank.
    """

    name: str
    slanted: bool
    code_bytes: int
    texts: Mapping[int, str]
    widths: Mapping[int, float]
    default_width: float
    blank: Mapping[int, Half]


class Glyph(NamedTuple):
    """One glyph: what it is copied as, from where to where its advance goes, and the half left blank."""

    text: str
    x0: float
    x1: float
    blank: Half | None


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What one operator shows: glyphs of a font on one baseline.

    ``box`` is the number of the marked content it stands in, -1 outside any. ``edges`` holds x0 and x1 of
    each glyph. ``shear`` is the tangent of the slant the text matrix gives upright glyphs.
    """

    page: int
    box: int
    font: Font
    size: float
    y: float
    shear: float
    upright: bool
    codes: tuple[int, ...]
    edges: array[float]

    @property
    def text(self) -> str:
        return "".join([self.font.texts.get(code, "\ufffd") for code in self.codes])

    @property
    def x0(self) -> float:
        return self.edges[0]

    @property
    def x1(self) -> float:
        return self.edges[-1]

    def glyphs(self) -> Iterator[Glyph]:
        return map(self.glyph, range(len(self.codes)))

    def glyph(self, index: int) -> Glyph:
        code = self.codes[index]
        x0, x1 = self.edges[2 * index : 2 * index + 2]
        return Glyph(self.font.texts.get(code, "\ufffd"), x0, x1, self.font.blank.get(code))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of one block, whose ``path`` names the roles of the blocks around it.

    ``beside`` is what stands over or under its characters: ruby, emphasis dots.
    """

    page: int
    path: str
    runs: tuple[Run, ...]
    beside: tuple[Run, ...] = ()

    @property
    def ink(self) -> str:
        """Its text without white space."""
        return "".join("".join([run.text for run in self.runs]).split())

    @property
    def size(self) -> float:
        return max(run.size for run in self.runs)

    @property
    def y(self) -> float:
        """The baseline of its largest glyphs."""
        return max(self.runs, key=lambda run: run.size).y

    def first(self) -> Glyph:
        """The first glyph that is no space."""
        return next(glyph for run in self.runs for glyph in run.glyphs() if glyph.text.strip())

    def last(self) -> Glyph:
        """The last glyph that is no space."""
        for run in reversed(self.runs):
            for index in range(len(run.codes) - 1, -1, -1):
                if (glyph := run.glyph(index)).text.strip():
                    return glyph
        raise ValueError("a line without ink")

    def raises(self, run: Run) -> bool:
        """Whether a run is something small above the baseline, as the call of a note is."""
        return run.size < 0.85 * self.size and run.y > self.y + 0.15 * self.size

    def is_raised(self) -> bool:
        """Whether it opens so."""
        return self.raises(next(run for run in self.runs if run.text.strip()))


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page: its number as printed, its size, all it shows, and which of that the tag tree leaves out."""

    label: str
    width: float
    height: float
    runs: tuple[Run, ...]
    furniture: tuple[Run, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SetLine:
    """A line and the text of its stretch it holds, from ``start`` to ``end``.

    ``ended``: the author's text ends here, or breaks where the author broke it.
    """

    line: Line
    start: int
    end: int
    ended: bool


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Text of the author's that nothing but line ends parts: a paragraph, a title, a cell; and its lines.

    ``text`` is without white space; ``spaces`` are the offsets that had some before them. ``facing``: on facing
    pages the passage it is of, and the side it stands on (0, 1).
    """

    kind: Kind
    lang: str
    span: Span | None
    text: str
    spaces: frozenset[int]
    lines: tuple[SetLine, ...]
    facing: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Where a page reads otherwise than the author wrote: ``found`` stands for ``wanted``."""

    page: int
    wanted: str
    found: str
    before: str
    span: Span | None


@dataclass(frozen=True, slots=True, eq=False)
class PressFile:
    """A finished PDF read back. ``compared``: how many characters of the source were looked for."""

    pages: tuple[Page, ...]
    fonts: tuple[Font, ...]
    flows: Mapping[Key, tuple[Line, ...]]
    stretches: tuple[Stretch, ...] = ()
    differences: tuple[Difference, ...] = ()
    compared: int = 0

    def chinese(self) -> Iterator[Stretch]:
        """The stretches of Chinese that are no program's code."""
        return (item for item in self.stretches if script(item.lang) == HAN and item.kind != "code")

    def spans(self) -> dict[int, Span | None]:
        """Where the author wrote the text of each run, by its id."""
        return {
            id(run): stretch.span
            for stretch in self.stretches
            for line in stretch.lines
            for run in (*line.line.runs, *line.line.beside)
        }


Looked = Iterator[Diagnostic | None]
"""For each thing a rule looked at what is wrong with it, None when nothing is."""
