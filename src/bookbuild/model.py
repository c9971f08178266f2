"""The book as a value: Book ▸ Volume ▸ Chapter ▸ Pair ▸ Block ▸ Inline.

Everything is frozen and made of tuples; leaves carry the Span they came from. Nothing here parses,
renders or touches the world. The one import of ours is ``Span``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Literal, NamedTuple

from bookbuild.diagnostics import Span

NOWHERE = Span("")


# ---------------------------------------------------------------- text in several languages


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A string a reader sees, in each language that has it: ``(tag, text)`` in the book's order."""

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Bilingual:
        return cls(tuple((tag, text) for tag, text in texts.items() if text))

    def get(self, tag: str) -> str:
        """The text in *tag*, or ''."""
        return next((text for language, text in self.texts if language == tag), "")

    def in_order(self, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """``(tag, text)`` for the languages wanted; any text at all rather than none."""
        wanted = tuple((tag, self.get(tag)) for tag in languages if self.get(tag))
        return wanted or self.texts[:1]

    def plain(self, languages: tuple[str, ...], separator: str = " ") -> str:
        """One line of the languages wanted."""
        return separator.join(text for _, text in self.in_order(languages))

    def worded(self, tag: str) -> Inlines:
        """What stands for it among text in *tag*: words of another language, for want of its own, say which."""
        return tuple(
            Text(text) if own == tag else Styled("span", (Text(text),), own)
            for own, text in self.in_order((tag,))
        )

    def __bool__(self) -> bool:
        return bool(self.texts)


# ---------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the author's, unescaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """A run of inlines in an inline element.

    ``tag`` is one of STYLES; ``lang`` is set where the language differs from the surroundings. ``index`` is the
    entry it has in the index, the main word first, () for none. ``run`` is typography's, for print: ``initial``
    for the letter a chapter begins with, ``western`` for a run of Western characters in Han text, then
    ``before`` and ``after`` where a gap parts it from Han characters.
    """

    tag: str
    children: tuple[Inline, ...]
    lang: str = ""
    classes: tuple[str, ...] = ()
    id: str = ""
    title: str = ""
    run: str = ""
    index: tuple[str, ...] = ()


STYLES = frozenset(
    {
        "em",
        "strong",
        "s",
        "u",
        "sub",
        "sup",
        "span",
        "b",
        "i",
        "cite",
        "q",
        "kbd",
        "abbr",
        "dfn",
        "mark",
        "small",
        "var",
        "samp",
        "del",
        "ins",
        "time",
        "bdi",
    }
)


CJK = "\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs and kana, as a range of a regular expression."""
_VARIANT = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]?"
_RETROFLEX = re.compile(rf"[{CJK}]{_VARIANT}儿|[{CJK}]{_VARIANT}|(?:(?![{CJK}])[^\W_])+")
_UNIT = re.compile(rf"[{CJK}]{_VARIANT}|(?:(?![{CJK}])[^\W_])+")


@dataclass(frozen=True, slots=True)
class Ruby:
    """Characters with readings above them: ``(base, reading)`` in order, the reading '' where there is none.

    A base of one character has its own reading (mono ruby); a longer one shares it (group ruby).
    """

    parts: tuple[tuple[str, str], ...]

    @classmethod
    def over(cls, base: str, reading: str) -> Ruby:
        """*base* with the readings that *reading* gives, parted by spaces: one for each character or word of
        another script, one for a character and its 儿 (huār), or else one for the whole."""
        readings = reading.split()
        for unit in (_UNIT, _RETROFLEX):
            found = list(unit.finditer(base))
            if len(found) == len(readings):
                return cls(tuple(_cut(base, found, readings)))
        return cls(((base, " ".join(readings)),))

    @property
    def base(self) -> str:
        """The characters without their readings."""
        return "".join([base for base, _ in self.parts])


def _cut(base: str, units: list[re.Match[str]], readings: list[str]) -> Iterator[tuple[str, str]]:
    end = 0
    for unit, reading in zip(units, readings, strict=True):
        if end < unit.start():
            yield base[end : unit.start()], ""
        yield unit[0], reading
        end = unit.end()
    if end < len(base):
        yield base[end:], ""


@dataclass(frozen=True, slots=True)
class Code:
    """Inline code."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link: http(s) and mailto outside the book; ``#id`` inside it once assembled.

    ``page``: print says which page it leads to. Without ``children`` it shows the title of its target.
    """

    target: str
    children: tuple[Inline, ...]
    title: str = ""
    span: Span = NOWHERE
    page: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the book's: ``source`` is a path from the root, '' when it could not be had."""

    source: str
    alt: str
    title: str = ""
    lang: str = ""
    span: Span = NOWHERE

    def shown(self) -> str:
        """What tells it from others."""
        return self.source


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording. ``source`` is the path of its file from the root, '' where the book has none.

    ``url``: its address on the web, '' where nobody said; ``poster``: the picture that stands for it.
    """

    kind: Literal["audio", "video"]
    source: str
    alt: str
    title: str = ""
    lang: str = ""
    span: Span = NOWHERE
    url: str = ""
    poster: Image | None = None

    def shown(self) -> str:
        """What tells it from others: path and address."""
        return f"{self.source} {self.url}".strip()


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The call of a note. ``note`` is the Note's id once assembled, its label before."""

    note: str
    mark: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Break:
    """A line break the author asked for."""


Inline = Text | Styled | Ruby | Code | Link | Image | Clip | NoteRef | Break
Inlines = tuple[Inline, ...]


# ---------------------------------------------------------------- blocks

FrameKind = Literal["quote", "bullet", "ordered", "item", "definitions", "term", "definition", "div"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A container around a block: blocks are a flat sequence, each knows what encloses it.

    ``key`` tells two containers of one file apart: neighbours with the same key share the container.
    ``number`` is an ordered item's number. ``classes`` are a div's (``verse``, ``dialogue`` …).
    """

    kind: FrameKind
    key: int
    number: int = 0
    tight: bool = False
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What the author said of a block, outermost container included.

    ``pair``: blocks of one chapter with the same key belong together (``::: pair``, ``{pair=x}``, the
    halves of a bilingual heading). ``untranslated``: one-sided on purpose. ``lang``: the language was
    said, not detected. ``id``: the author's own anchor.
    """

    pair: str = ""
    untranslated: bool = False
    lang: bool = False
    id: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseBlock:
    """What every block has. ``lang`` '' means of no language: shared by all.

    ``id`` is given by assemble: unique in the book, the same in every edition.
    """

    span: Span = NOWHERE
    lang: str = ""
    frames: tuple[Frame, ...] = ()
    marks: Marks = Marks()
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(BaseBlock):
    level: int
    content: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(BaseBlock):
    """Running text; a stanza when a frame or mark of class ``verse`` holds it (lines end in Break)."""

    content: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(BaseBlock):
    text: str
    info: str = ""


Align = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(BaseBlock):
    align: tuple[Align, ...]
    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(BaseBlock):
    """An image or a recording by itself.

    ``captions``: per language, '' for one whose language is the block's.
    """

    image: Image | Clip
    captions: tuple[tuple[str, Inlines], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(BaseBlock):
    """A thematic break."""


Block = Heading | Paragraph | CodeBlock | Table | Figure | Rule


# ---------------------------------------------------------------- what a file holds (before pairing)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. ``id`` is its label until assembled; ``mark`` what is printed (①, 1 …)."""

    id: str
    lang: str
    blocks: tuple[Block, ...]
    mark: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class ChapterMeta:
    """A chapter's YAML front matter; strings as the author wrote them."""

    id: str = ""
    title: Bilingual = Bilingual()
    subtitle: Bilingual = Bilingual()
    byline: Bilingual = Bilingual()
    date: str = ""
    role: str = ""
    span: Span = NOWHERE


PlaceKind = Literal["heading", "paragraph", "item", "code", "table", "html", "comment", "image", "rule", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element of Markdown stands in its file, whether it gives blocks or prints nothing.

    ``text`` is what an element of HTML or a comment says; the others' is in their blocks.
    """

    kind: PlaceKind
    span: Span
    text: str = ""


PARAGRAPH = "\u2029"
"""Between the paragraphs of a Galley."""
OBJECT = "\ufffc"
"""In a Galley what no rule reads: code, an image, words in another language, a web address."""


class Run(NamedTuple):
    """Characters of a Galley that follow one another in the file too.

    ``start``: where in the galley; ``line``, ``column``: where in the file, from 1; ``depth``: in how many
    inline elements; ``literal``: whether the file has these very characters there.
    """

    start: int
    line: int
    column: int
    depth: int
    literal: bool


@dataclass(frozen=True, slots=True)
class Galley:
    """What a reader reads of one language of a file, in one string, to be proof-read.

    Paragraphs, headings and cells are parted by PARAGRAPH, lines kept as they are by ``\\n``.
    """

    lang: str
    text: str
    runs: tuple[Run, ...]

    def run(self, index: int) -> Run:
        """The run the character at *index* is of."""
        return self.runs[bisect_right(self.runs, index, key=lambda run: run.start) - 1]

    def place(self, index: int) -> tuple[int, int]:
        """The line and the column of the character at *index*."""
        run = self.run(index)
        return run.line, run.column + (index - run.start if run.literal else 0)


@dataclass(frozen=True, slots=True)
class Ignore:
    """Codes of the proof-reading that do not count, and the author's reason.

    ``span`` is where it is said; ``first`` to ``last`` are the lines it holds for, 0 for all.
    """

    codes: tuple[str, ...]
    reason: str
    span: Span
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file read: blocks in order, notes in order of definition, places line by line.

    ``galleys`` and ``ignores`` are there when it was read to be proof-read.
    """

    path: str
    meta: ChapterMeta
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    places: tuple[Place, ...] = ()
    galleys: tuple[Galley, ...] = ()
    ignores: tuple[Ignore, ...] = ()


# ---------------------------------------------------------------- the book

PairKind = Literal["translated", "one-sided", "shared"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage and its counterpart: for each language its blocks, in the author's order.

    A shared passage has one side, under ''. ``reason`` of a one-sided pair: ``untranslated`` (on
    purpose) or ``missing``. ``number``: what the passage is cited by in its chapter, the same in every
    edition; 0 for a heading or an ornament.
    """

    kind: PairKind
    sides: tuple[tuple[str, tuple[Block, ...]], ...]
    reason: str = ""
    id: str = ""
    number: int = 0

    def side(self, lang: str) -> tuple[Block, ...]:
        """The blocks in *lang*, or ()."""
        for tag, blocks in self.sides:
            if tag == lang:
                return blocks
        return ()

    def blocks(self) -> Iterator[Block]:
        for _, blocks in self.sides:
            yield from blocks


UNTITLED = ("frontispiece", "dedication", "epigraph")
"""Roles of chapters that stand on a page of their own, without a title; in this order before the contents."""
COMPILED = frozenset({"figures", "index"})
"""Roles of chapters that end in a list of what the book holds; they need no file."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One unit of the book. ``heading`` is its title as a pair, ``pairs`` all the rest in order.

    ``role``: ``chapter`` or a front/back-matter role (``preface``, ``afterword`` …). ``number``
    counts chapters within the volume and appendices within the book, 0 where there is none.
    """

    id: str
    role: str
    number: int
    title: Bilingual
    heading: Pair | None
    pairs: tuple[Pair, ...]
    notes: tuple[Note, ...]
    meta: ChapterMeta
    paths: tuple[str, ...]

    def all_pairs(self) -> Iterator[Pair]:
        if self.heading:
            yield self.heading
        yield from self.pairs


@dataclass(frozen=True, slots=True)
class Volume:
    id: str
    number: int
    title: Bilingual
    subtitle: Bilingual
    front: tuple[Chapter, ...]
    body: tuple[Chapter, ...]
    back: tuple[Chapter, ...]
    isbn: str = ""
    epigraph: Bilingual = Bilingual()
    description: Bilingual = Bilingual()

    def chapters(self) -> tuple[Chapter, ...]:
        return self.front + self.body + self.back


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body. ``role`` is a MARC relator code (aut, trl, edt, ill …)."""

    name: Bilingual
    role: str = "aut"
    sort: Bilingual = Bilingual()


@dataclass(frozen=True, slots=True)
class Claim:
    """What the author asserts of accessibility: the standard met, as EPUB Accessibility 1.1 §3.2 words it, and
    who found so."""

    conforms: str
    certified_by: Bilingual = Bilingual()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Series:
    """Books that appear one after the other, and this one's ``position`` among them: 2, 1.5, or '' for none."""

    title: Bilingual
    position: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """``id`` is a URN (urn:uuid:… or urn:isbn:…); dates are ISO 8601 as written, '' where unknown.

    ``imprint``: (label, value) of further lines of the copyright page; ``cip``: its cataloguing data, line by
    line.
    """

    title: Bilingual
    id: str
    slug: str
    subtitle: Bilingual = Bilingual()
    contributors: tuple[Contributor, ...] = ()
    publisher: Bilingual = Bilingual()
    rights: Bilingual = Bilingual()
    description: Bilingual = Bilingual()
    subjects: tuple[Bilingual, ...] = ()
    date: str = ""
    modified: str = ""
    edition: Bilingual = Bilingual()
    isbn: str = ""
    imprint: tuple[tuple[Bilingual, Bilingual], ...] = ()
    cip: Bilingual = Bilingual()
    accessibility: Claim | None = None
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Book:
    meta: Metadata
    languages: tuple[str, ...]
    front: tuple[Chapter, ...]
    volumes: tuple[Volume, ...]
    back: tuple[Chapter, ...]

    def chapters(self) -> tuple[Chapter, ...]:
        """Every chapter in reading order."""
        inner = tuple(chapter for volume in self.volumes for chapter in volume.chapters())
        return self.front + inner + self.back

    def places(self) -> dict[str, Span]:
        """Where the author wrote what has an id: blocks, pairs and notes."""
        places: dict[str, Span] = {}
        for chapter in self.chapters():
            for pair in chapter.all_pairs():
                for block in pair.blocks():
                    places[block.id] = block.span
                    places.setdefault(pair.id, block.span)
            for note in chapter.notes:
                places[note.id] = note.span
                places.update({block.id: block.span for block in note.blocks})
        return places


Grade = Literal["error", "warn", "allow"]


@dataclass(frozen=True, slots=True)
class Policy:
    """How what is found in a chapter is taken: passages without counterpart, pairs in doubt, faults of text."""

    counterparts: Grade = "warn"
    doubts: Grade = "warn"
    ignores: tuple[Ignore, ...] = ()


OneSided = Literal["full", "blank", "note"]
Flavour = Literal["compatible", "wide", "study"]


@dataclass(frozen=True, slots=True)
class Pinyin:
    """Which Chinese characters bear readings: none, each at its first place in a chapter, all, or those
    beyond a level.

    A level: what HSK's lists have up to ``level`` and what is in ``known`` bears none. ``glossary``: the
    author's own readings, ``(word, a reading for each of its characters or one for all of them)``.
    """

    which: Literal["none", "first", "all", "level"] = "none"
    level: int = 0
    known: frozenset[str] = frozenset()
    glossary: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """What an image on a screen may take: pixels of its longest side, quality of a JPEG (1 to 100)."""

    longest: int = 2048
    quality: int = 82


@dataclass(frozen=True, slots=True)
class Wish:
    """A face the author names for a role: a family's name or the path of a font file.

    ``lang`` '' is for every language that has none of its own.
    """

    role: str
    lang: str
    name: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Wrap:
    """A cover for print, in one piece: back, spine and front. Lengths are millimetres, 0 is no demand.

    ``art``: the path of the author's own, '' for one that is drawn. The spine is ``told`` wide, else as wide
    as its pages of ``caliper`` each and ``extra`` make it, rounded up to a multiple of ``step``. It bears text
    in books of more than ``text_pages`` pages, on spines of ``text_least`` at least, ``clear`` of its edges.
    ``margin``: how far text keeps from the cut. ``barcode``: who puts it there, '' where nobody does; ``area``:
    the white room it has at least.
    """

    art: str = ""
    told: float = 0.0
    caliper: float = 0.0
    extra: float = 0.0
    step: float = 0.0
    bleed: float = 0.0
    text_pages: float = 0
    text_least: float = 0.0
    clear: float = 0.0
    margin: float = 0.0
    barcode: Literal["", "author", "printer"] = ""
    area: tuple[float, float] = (0.0, 0.0)

    def spine(self, pages: int) -> float:
        """How wide the spine of a book of so many pages is."""
        wide = round(pages * self.caliper + self.extra, 3)
        stepped = round(ceil(round(wide / self.step, 6)) * self.step, 3) if self.step else wide
        return self.told or stepped

    def bears_text(self, pages: int) -> bool:
        """Whether the spine of a book of so many pages may have text on it."""
        return pages > self.text_pages and self.spine(pages) >= self.text_least


@dataclass(frozen=True, slots=True)
class Printing:
    """What an edition's PDF must be for who prints it: a printer's preset with the author's own words.

    Lengths are millimetres, 0 and () are no demand; ``bleed`` is top, outside, bottom, inside; ``gutters``:
    ``(from so many pages, the inner margin at least)``. ``standard``: what the file claims to be. ``ink``:
    ``screen`` leaves colours as they are, ``black`` and ``colour`` make inks of them. ``intent``: the path of
    the author's ICC profile, '' for one of the system's. Without a printer it is for the screen.
    ``cover``: None where none is made.
    """

    printer: str = ""
    paper: str = ""
    standard: tuple[str, ...] = ("ua-1", "a-2a")
    ink: Literal["screen", "black", "colour"] = "screen"
    bleed: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    marks: bool = False
    links: bool = True
    gutters: tuple[tuple[int, float], ...] = ()
    margin: float = 0.0
    fewest: int = 0
    most: int = 0
    multiple: int = 2
    last_blank: bool = False
    ink_limit: float = 0
    tint_least: float = 0
    line_least: float = 0
    transparency: bool = True
    ppi: float = 0
    ppi_line_art: float = 0
    ppi_most: float = 0
    file_mb: float = 0
    intent: str = ""
    cover: Wrap | None = None

    def gutter(self, pages: int = 0) -> float:
        """The inner margin a book of so many pages has at least."""
        least = self.gutters[0][1] if self.gutters else 0.0
        return max((width for start, width in self.gutters if start <= pages), default=least)

    def settled(self, pages: int) -> Printing:
        """The same for a book of so many pages."""
        return replace(self, gutters=((0, self.gutter(pages)),) if self.gutters else ())


@dataclass(frozen=True, slots=True)
class Edition:
    """One product of the book. ``trim`` is (width, height) in millimetres.

    ``facing``: whether counterparts on facing pages begin at one height, or each page is set solid.
    ``one_sided``: how a passage without counterpart is set. ``each``: it is one of several files, one a
    volume, and ``volumes`` names that one. ``script``: the language its Chinese is converted to, '' for as
    written; ``conversion``: the author's own words for that, ``(as written, as converted)``. ``fonts`` are in
    the order they are searched; ``embed``: the roles whose faces an EPUB brings along. ``emphasis``: how
    that of Chinese looks, in Kai or with dots under its characters. ``printing``: of a PDF.
    ``flavour``: what an EPUB asks of its reading system; ``images``: what its images may take, None for as
    they are; ``page_list``: the edition whose printed pages it marks. ``numbers``: where passages show theirs.
    ``initials``: how chapters begin in print; ``running``: what is over their right pages;
    ``folios``: what they are counted through; ``baseline_grid``: whether their lines of text stand on one grid.
    """

    name: str
    format: Literal["epub", "pdf"]
    layout: str = "interleaved"
    languages: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    trim: tuple[float, float] = (148.0, 210.0)
    chapter_start: Literal["recto", "next"] = "recto"
    facing: Literal["aligned", "flow"] = "aligned"
    one_sided: OneSided = "full"
    script: str = ""
    conversion: tuple[tuple[str, str], ...] = ()
    pinyin: Pinyin = Pinyin()
    isbn: str = ""
    span: Span = NOWHERE
    each: bool = False
    fonts: tuple[Wish, ...] = ()
    embed: tuple[str, ...] = ()
    emphasis: Literal["kai", "dots"] = "kai"
    printing: Printing = Printing()
    flavour: Flavour = "compatible"
    images: Budget | None = Budget()
    page_list: str = ""
    numbers: Literal["none", "margin"] = "none"
    initials: Literal["none", "drop"] = "none"
    running: Literal["chapter", "section", "none"] = "chapter"
    folios: Literal["continuous", "volume"] = "continuous"
    baseline_grid: bool = False

    def faces(self, chapter: Chapter) -> bool:
        """Whether *chapter* stands on facing pages: no list for both languages does, nor a page by itself."""
        return self.layout == "facing" and chapter.role not in (*COMPILED, *UNTITLED)

    def placed_by(self) -> str:
        """The name of the layout that places its passages."""
        return self.layout if self.flavour == "compatible" else self.flavour

    def set_in(self, book: Book) -> tuple[str, ...]:
        """The languages the edition prints, in order."""
        languages = self.languages or book.languages
        return languages[:1] if self.layout == "single" else languages

    def covering(self, pages: int) -> Edition:
        """The cover of a book of so many pages, as an edition of one page: as wide as back, spine and front."""
        printing, wrap = self.printing, self.printing.cover
        assert wrap is not None
        sheet = replace(
            printing,
            ink="screen" if printing.ink == "screen" else "colour",
            bleed=(wrap.bleed,) * 4,
            links=False,
            gutters=((0, wrap.margin),),
            margin=wrap.margin,
            fewest=0,
            most=0,
            multiple=1,
            last_blank=False,
        )
        width, height = self.trim
        wide = 2 * width + wrap.spine(pages)
        return replace(self, name=f"{self.name}-cover", trim=(wide, height), printing=sheet)

    def held(self, book: Book) -> tuple[Volume, ...]:
        """The volumes of *book* in this edition: all, unless it names some."""
        wanted = self.volumes
        return tuple(volume for volume in book.volumes if not wanted or volume.id in wanted)


# ---------------------------------------------------------------- laid out and rendered


@dataclass(frozen=True, slots=True)
class Cell:
    """What one language contributes to a row; ``lang`` '' for a shared passage.

    Without blocks it holds the place of a counterpart there is none of; ``lacks`` is then the pair's
    reason if a note shall tell the reader.
    """

    lang: str
    blocks: tuple[Block, ...]
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands together: cells one under the other (``stack``), side by side (``side``) or on the two
    pages of a spread (``facing``).

    On facing pages ``number`` is the passage's in its chapter, the same on both sides, and ``label`` what the
    outline calls it. ``apart``: the first cell stands, the others are a link away.
    """

    pair: Pair
    arrangement: Literal["stack", "side", "facing", "apart"]
    cells: tuple[Cell, ...]
    number: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One rendered document: a chapter or a page the templates make.

    ``kind``: cover, halftitle, titlepage, colophon, contents, part, chapter. ``zone`` is front, body
    or back matter. ``volume`` is the volume's id or ''. ``html`` is a whole XHTML document (for
    print, ``<span class="folio" data-ref="ID"></span>`` stands where press puts ID's page number).
    """

    id: str
    kind: str
    zone: Literal["front", "body", "back"]
    title: Bilingual
    html: str
    volume: str = ""
    chapter: Chapter | None = None


@dataclass(frozen=True, slots=True)
class Top:
    """Where text goes on at the top of a printed page: in the passage ``id``, of which ``before`` characters
    of the ``ink`` stand on earlier pages."""

    id: str
    before: int
    ink: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of a bound book: its ``label`` (the folio), the volume it is of or '', and a Top for each language
    that has text on it; none on a page without text. ``beside``: it shows what the page before shows, in the
    other language."""

    label: str
    volume: str = ""
    tops: tuple[Top, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where every page of a printed edition begins. ``source`` names that edition: a URN, or a title."""

    source: str
    pages: tuple[PrintedPage, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> PageMap:
        """The inverse of ``dataclasses.asdict``, after a way through JSON."""
        pages = (
            PrintedPage(**{**page, "tops": tuple(Top(**top) for top in page["tops"])}) for page in data["pages"]
        )
        return cls(data["source"], tuple(pages))


@dataclass(frozen=True, slots=True)
class PageMark:
    """The mark in an EPUB that the printed page ``label`` begins there: its id, and the unit that holds it."""

    label: str
    unit: str
    id: str


@dataclass(frozen=True, slots=True)
class Rendition:
    """All units of an edition in order, its stylesheets in cascade order, the paths of its images and clips.

    ``marks``: where the pages of the printed edition ``paged_as`` begin, in order.
    """

    units: tuple[Unit, ...]
    stylesheets: tuple[tuple[str, str], ...]
    images: tuple[str, ...]
    clips: tuple[str, ...] = ()
    marks: tuple[PageMark, ...] = ()
    paged_as: str = ""
