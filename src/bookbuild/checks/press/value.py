"""A finished PDF as the rules see it: pages ▸ lines ▸ runs ▸ glyphs, and the author's text they hold.

Lengths are points, x from the left and y from the bottom of the page. Nothing here reads a file.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.typography.scripts import HAN, script

T = TypeVar("T")
Half = Literal["left", "right"]
Zone = Literal["text", "notes"]
Key = tuple[Zone, str]
"""A flow: running text or notes, and the language tag of its blocks ('' for what both languages share)."""

Kind = Literal["paragraph", "verse", "heading", "note", "code", "other"]


class Codes(dict[int, T]):
    """What is said of codes, and of all others ``default``."""

    def __init__(self, said: Mapping[int, T], default: T) -> None:
        super().__init__(said)
        self._default = default

    def __missing__(self, code: int) -> T:
        return self._default


@dataclass(frozen=True, eq=False)
class Font:
    """A font of the file. ``texts`` is what a code is copied as; widths are in ems.

    ``marks`` reads its outlines.
    """

    name: str
    slanted: bool
    code_bytes: int
    texts: Codes[str]
    widths: Codes[float]
    marks: Callable[[], Mapping[int, Half]]

    @cached_property
    def blank(self) -> Mapping[int, Half]:
        """Of a mark in a full-width box the half its outline leaves blank."""
        return self.marks()


class Glyph(NamedTuple):
    """One glyph: what it is copied as, from where to where its advance goes, and the half left blank."""

    text: str
    x0: float
    x1: float
    blank: Half | None


@dataclass(frozen=True, eq=False)
class Run:
    """What one operator shows: glyphs of a font on one baseline, from ``x0`` to ``x1``.

    ``box`` is the number of the marked content it stands in, -1 outside any. ``places`` works out x0 and x1 of
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
    x0: float
    x1: float
    places: Callable[[], array[float]]

    @cached_property
    def text(self) -> str:
        return "".join(map(self.font.texts.__getitem__, self.codes))

    @cached_property
    def edges(self) -> array[float]:
        """Where each glyph begins and ends."""
        return self.places()

    def middles(self) -> list[float]:
        """Where the middle of each glyph is."""
        return [(x0 + x1) / 2 for x0, x1 in zip(self.edges[::2], self.edges[1::2], strict=True)]

    def glyphs(self) -> Iterator[Glyph]:
        return map(self.glyph, range(len(self.codes)))

    def glyph(self, index: int) -> Glyph:
        code = self.codes[index]
        x0, x1 = self.edges[2 * index : 2 * index + 2]
        return Glyph(self.font.texts[code], x0, x1, self.font.blank.get(code))

    def only(self, kept: Sequence[int]) -> Run:
        """The run with those of its glyphs alone."""
        edges = array("d", [self.edges[2 * index + side] for index in kept for side in (0, 1)])
        codes = tuple(self.codes[index] for index in kept)
        x0, x1 = (edges[0], edges[-1]) if edges else (self.x0, self.x0)
        return replace(self, codes=codes, x0=x0, x1=x1, places=lambda: edges)


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

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where it goes."""
        return min(run.x0 for run in self.runs), max(run.x1 for run in self.runs)

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
    """A finished PDF read back. ``compared``: how many characters of the source were looked for.

    ``has_grid``: its edition asked for a baseline grid.
    """

    pages: tuple[Page, ...]
    fonts: tuple[Font, ...]
    flows: Mapping[Key, tuple[Line, ...]]
    stretches: tuple[Stretch, ...] = ()
    differences: tuple[Difference, ...] = ()
    compared: int = 0
    has_grid: bool = False

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
