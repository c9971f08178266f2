"""The book as a value: Book ▸ Volume ▸ Chapter ▸ Pair ▸ Block ▸ Inline.

Everything is frozen and made of tuples; leaves carry the Span they came from. Nothing here parses,
renders or touches the world. The one import of ours is ``Span``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

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

    ``tag`` is one of STYLES; ``lang`` is set where the language differs from the surroundings;
    ``ruby`` holds its reading in a child ``rt``. ``run`` is typography's, for print: ``western`` for a run of
    Western characters in Han text, then ``before`` and ``after`` where a gap parts it from Han characters.
    """

    tag: str
    children: tuple[Inline, ...]
    lang: str = ""
    classes: tuple[str, ...] = ()
    id: str = ""
    title: str = ""
    run: str = ""


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
        "ruby",
        "rt",
    }
)


@dataclass(frozen=True, slots=True)
class Code:
    """Inline code."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link: http(s) and mailto outside the book; ``#id`` inside it once assembled."""

    target: str
    children: tuple[Inline, ...]
    title: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the book's: ``source`` is a path from the root, '' when it could not be had."""

    source: str
    alt: str
    title: str = ""
    lang: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The call of a note. ``note`` is the Note's id once assembled, its label before."""

    note: str
    mark: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Break:
    """A line break the author asked for."""


Inline = Text | Styled | Code | Link | Image | NoteRef | Break
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
    """A block image. ``captions``: per language, '' for one whose language is the block's."""

    image: Image
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


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file read: blocks in order, notes in order of definition, places line by line."""

    path: str
    meta: ChapterMeta
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    places: tuple[Place, ...] = ()


# ---------------------------------------------------------------- the book

PairKind = Literal["translated", "one-sided", "shared"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage and its counterpart: for each language its blocks, in the author's order.

    A shared passage has one side, under ''. ``reason`` of a one-sided pair: ``untranslated`` (on
    purpose) or ``missing``.
    """

    kind: PairKind
    sides: tuple[tuple[str, tuple[Block, ...]], ...]
    reason: str = ""
    id: str = ""

    def side(self, lang: str) -> tuple[Block, ...]:
        """The blocks in *lang*, or ()."""
        for tag, blocks in self.sides:
            if tag == lang:
                return blocks
        return ()

    def blocks(self) -> Iterator[Block]:
        for _, blocks in self.sides:
            yield from blocks


@dataclass(frozen=True, slots=True)
class Chapter:
    """One unit of the book. ``heading`` is its title as a pair, ``pairs`` all the rest in order.

    ``role``: ``chapter`` or a front/back-matter role (``preface``, ``afterword`` …). ``number``
    counts chapters within the volume, 0 where there is none.
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
class Metadata:
    """``id`` is a URN (urn:uuid:… or urn:isbn:…); dates are ISO 8601 as written, '' where unknown."""

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


Grade = Literal["error", "warn", "allow"]


@dataclass(frozen=True, slots=True)
class Policy:
    """How what pairing finds in a chapter is taken: passages without counterpart, pairs in doubt."""

    counterparts: Grade = "warn"
    doubts: Grade = "warn"


OneSided = Literal["full", "blank", "note"]


@dataclass(frozen=True, slots=True)
class Edition:
    """One product of the book. ``trim`` is (width, height) in millimetres.

    ``one_sided``: how a passage without counterpart is set. ``each``: it is one of several files, one a
    volume, and ``volumes`` names that one.
    """

    name: str
    format: Literal["epub", "pdf"]
    layout: str = "interleaved"
    languages: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    trim: tuple[float, float] = (148.0, 210.0)
    chapter_start: Literal["recto", "next"] = "recto"
    one_sided: OneSided = "full"
    isbn: str = ""
    span: Span = NOWHERE
    each: bool = False

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
    """What stands together: cells one under the other (``stack``) or side by side (``side``)."""

    pair: Pair
    arrangement: Literal["stack", "side"]
    cells: tuple[Cell, ...]


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
class Rendition:
    """All units of an edition in order, its stylesheets in cascade order, its images' paths."""

    units: tuple[Unit, ...]
    stylesheets: tuple[tuple[str, str], ...]
    images: tuple[str, ...]
