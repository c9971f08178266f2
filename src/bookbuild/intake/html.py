"""HTML → passages: headings, paragraphs, lists, quotations, tables, figures, verse, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bookbuild.diagnostics import Span
from bookbuild.intake import escape, recordings
from bookbuild.intake.markup import EPUB_TYPE, Element, Inline, characters, name
from bookbuild.intake.passages import Kind, Passage
from bookbuild.source import clips

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
        "footer h1 h2 h3 h4 h5 h6 header hgroup hr li main ol p pre section summary "
        "table tbody td tfoot th thead tr ul",
    )
)
_DROPPED = frozenset(
    re.findall(r"\w+", "script style template nav head form noscript iframe object svg math audio video button")
)
_PLAYERS = frozenset({"audio", "iframe", "video"})
_VERSE = re.compile(r"\b(?:verse|poem|poetry|stanza|song|hymn)\b|z3998:(?:verse|poem|song|hymn)", re.IGNORECASE)
MAX_BOXES = 20  # lists and quotations within each other; deeper ones lose their box, not their text
Place = Callable[[Element], Span]


class Blocks:
    """Walks one document; ``passages`` is what it found."""

    def __init__(self, inline: Inline, place: Place) -> None:
        self.inline = inline
        self.place = place
        self.passages: list[Passage] = []
        self._kind: Kind = "text"  # of paragraphs
        self._run: list[tuple[str, str]] = []  # a paragraph as it grows: its Markdown, what it says

    def read(self, element: Element, depth: int = 0) -> None:
        """All blocks of *element*, *depth* boxes deep; text that stands between them is a paragraph."""
        last = element
        self._loose(element.text)
        for child in element:
            if child not in self.inline.skipped and _holds_blocks(child):
                self._flush(last)
                if name(child) in _PLAYERS:
                    self._player(child)
                elif name(child) not in _DROPPED:
                    self._block(child, depth)
                last = child
            elif name(child) == "br" and self._is_broken():
                self._flush(last)
            elif child not in self.inline.skipped and name(child) not in ("", *_DROPPED):
                self._run.append((self.inline.element(child), _spoken(child)))
            self._loose(child.tail)
        self._flush(last)

    def _loose(self, text: str | None) -> None:
        self._run.append((escape.inline(_flat(text)), _flat(text)))

    def _is_broken(self) -> bool:
        """Whether the paragraph ends, so far, with a line break: with two of them it is at its end."""
        return next((said for said, _ in reversed(self._run) if said.strip()), "").endswith("\\\n")

    def _flush(self, element: Element) -> None:
        """The text up to here, if any, is a paragraph; breaks around it are none of its lines."""
        markdown, text = ("".join(part) for part in zip(*self._run, strict=True))
        self._run = []
        said = _without_breaks(markdown)
        if said:
            lines = said.replace("\\\n", "\n") if self._kind == "verse" else said
            self.passages.append(Passage(_trimmed(text), _lines(lines), self.place(element), self._kind))

    def _block(self, element: Element, depth: int) -> None:
        tag = name(element)
        if re.fullmatch("h[1-6]", tag):
            self._heading(element, int(tag[1]))
        elif tag == "hgroup":
            self._group(element)
        elif tag == "hr":
            self.passages.append(Passage("", "* * *", self.place(element), "rule"))
        elif tag == "pre" and depth < MAX_BOXES:
            self._code(element)
        elif tag in ("ul", "ol", "dl") and depth < MAX_BOXES:
            self._boxed(element, "\n".join(_list(self, element, depth)))
        elif tag == "blockquote" and not _is_verse(element) and depth < MAX_BOXES:
            inside = self._inside(element, depth)
            self._boxed(element, "\n>\n".join(_prefixed(part, "> ", "> ") for part in inside))
        elif tag == "table" and depth < MAX_BOXES and any(len(row) > 1 for row in _rows(element)):
            self._table(element)
        elif _is_verse(element):
            self._verse(element, depth)
        else:
            self.read(element, depth)

    # ------------------------------------------------------------ kinds of blocks

    def _player(self, element: Element) -> None:
        """A recording that plays in the page; a frame of anything else is dropped."""
        words = element.get("title") or characters(element).strip() or element.get("aria-label")
        said = escape.inline(_flat(words).strip())
        source = _source(element)
        url = recordings.page_of(source.get("src") or "")
        kind = recordings.kind_of(url)
        if kind and clips.on_web(url):
            markdown = recordings.written(said, url, kind)
        elif kind and (path := self.inline.image(source)):
            markdown = f"![{said or escape.inline(url)}]({path})"
        else:
            return
        self.passages.append(Passage("", markdown, self.place(element), "block"))

    def _heading(self, element: Element, level: int) -> None:
        said = re.sub(r"\\?\n", " ", self.inline.content(element)).strip()
        if said:
            self.passages.append(
                Passage(plain(element), escape.closing(said), self.place(element), "heading", level)
            )

    def _group(self, element: Element) -> None:
        """A heading with its subtitles: they are one."""
        parts = [child for child in element if isinstance(child.tag, str)]
        said = ": ".join(filter(None, (self.inline.content(part).strip() for part in parts)))
        levels = [int(name(part)[1]) for part in parts if re.fullmatch("h[1-6]", name(part))]
        if said:
            text = ": ".join(filter(None, map(plain, parts)))
            self.passages.append(Passage(text, said, self.place(element), "heading", min(levels, default=1)))

    def _code(self, element: Element) -> None:
        text = characters(element).strip("\n")
        fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
        self._boxed(element, f"{fence}\n{text}\n{fence}")

    def _table(self, element: Element) -> None:
        for caption in (child for child in element if name(child) == "caption"):
            self.read(caption)
        self._boxed(element, "\n".join(_table(self.inline, element)))

    def _verse(self, element: Element, depth: int) -> None:
        """A poem, or a stanza of one: the lines of its paragraphs are kept."""
        outside, self._kind = self._kind, "verse"
        self.read(element, depth)
        self._kind = outside

    def _boxed(self, element: Element, markdown: str) -> None:
        if markdown.strip():
            said = markdown.strip("\n")
            self.passages.append(Passage(plain(element), said, self.place(element), "block"))

    def _inside(self, element: Element, depth: int) -> list[str]:
        """The blocks of a container, each as Markdown."""
        inner = Blocks(self.inline, self.place)
        inner.read(element, depth + 1)
        return [
            f"{'#' * one.level} {one.markdown}" if one.kind == "heading" else _fenced(one)
            for one in inner.passages
        ]


def _source(player: Element) -> Element:
    """What says where a player takes its recording from: it, or the first source in it."""
    inside = (child for child in player if name(child) == "source")
    return player if player.get("src") else next(inside, player)


def _fenced(passage: Passage) -> str:
    return f"::: verse\n{passage.markdown}\n:::" if passage.kind == "verse" else passage.markdown


def _holds_blocks(element: Element) -> bool:
    """Whether the element is a block, or a mark set around blocks, as some editors do to a whole page."""
    return name(element) in _BLOCKS | _DROPPED or any(name(one) in _BLOCKS for one in element.iterdescendants())


def _is_verse(element: Element) -> bool:
    said = f"{element.get('class') or ''} {element.get(EPUB_TYPE) or ''}"
    return bool(_VERSE.search(said)) and name(element) in ("div", "blockquote", "p", "section", "figure")


def _without_breaks(markdown: str) -> str:
    """*markdown* without white space and line breaks around it."""
    lines = markdown.split("\\\n")
    said = [index for index, line in enumerate(lines) if line.strip()]
    return "\\\n".join(lines[said[0] : said[-1] + 1]).strip() if said else ""


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def plain(element: Element) -> str:
    """What the element says, a line for each ``<br>``."""
    return _trimmed(_spoken(element))


def _trimmed(text: str) -> str:
    return re.sub(r" *\n *", "\n", text).strip()


def _spoken(element: Element) -> str:
    if not isinstance(element.tag, str) or name(element) in _DROPPED:
        return ""
    own = "\n" if name(element) == "br" else _flat(element.text)
    return own + "".join(_spoken(child) + _flat(child.tail) for child in element)


def _lines(markdown: str) -> str:
    """Lines whose first characters open no block."""
    return "\n".join(escape.opening(line.strip()) for line in markdown.split("\n"))


# ---------------------------------------------------------------- lists and tables


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line).rstrip() for line in lines[1:])])


def _list(blocks: Blocks, element: Element, depth: int) -> Iterator[str]:
    """The lines of a list; a definition list has its terms in lines of their own."""
    number = int(element.get("start") or 1) if (element.get("start") or "1").isdecimal() else 1
    for item in element:
        tag = name(item)
        if not isinstance(item.tag, str) or item in blocks.inline.skipped:
            continue
        inside = blocks._inside(item, depth) or [""]
        mark = {"dt": "", "dd": ": "}.get(tag, f"{number}. " if name(element) == "ol" else "- ")
        loose = len(inside) > 1 and not all(re.match(r"(?:- |\d+\. )", part) for part in inside[1:])
        text = ("\n\n" if loose else "\n").join(inside)
        if tag == "dt":
            yield ""
        yield _prefixed(text, mark, " " * len(mark))
        number += tag == "li"


def _table(inline: Inline, element: Element) -> Iterator[str]:
    """A table of pipes; the first row is its head."""
    rows = [[_cell(inline, cell) for cell in row] for row in _rows(element)]
    columns = max(map(len, rows), default=0)
    for index, row in enumerate(rows):
        yield "| " + " | ".join([*row, *[""] * (columns - len(row))]) + " |"
        if index == 0:
            yield "|" + " --- |" * columns


def _rows(table: Element) -> list[list[Element]]:
    """The cells of each row of a table, not of those inside it."""
    rows = [row for row in table.iterdescendants() if name(row) == "tr" and _table_of(row) is table]
    cells = [[cell for cell in row if name(cell) in ("td", "th")] for row in rows]
    return [row for row in cells if row]


def _table_of(element: Element) -> Element | None:
    return next((one for one in element.iterancestors() if name(one) == "table"), None)


def _cell(inline: Inline, cell: Element) -> str:
    """A cell, its blocks one below the other."""
    blocks = Blocks(inline, lambda _: Span(""))
    blocks.read(cell, MAX_BOXES)
    said = "\\\n".join(one.markdown for one in blocks.passages)
    return said.replace("\\\n", "<br>").replace("\n", "<br>").replace("|", "\\|")
