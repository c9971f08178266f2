"""HTML blocks → blocks, through an allow-list. What is unknown loses its tag and keeps its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from bookbuild.model import Align, Break, FrameKind, Inlines
from bookbuild.source import comments, references
from bookbuild.source.attributes import BRACES, NONE, Attributes
from bookbuild.source.inlines import Builder
from bookbuild.source.tags import INLINE_TAGS, told_tag
from bookbuild.source.text import plain

if TYPE_CHECKING:
    from bookbuild.source.reader import Reader

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARAGRAPHS = frozenset({"p", "figcaption", "summary", "caption", "pre", *HEADINGS})
FRAMES: dict[str, FrameKind] = {
    "blockquote": "quote", "ul": "bullet", "ol": "ordered", "li": "item", "dl": "definitions",
    "dt": "term", "dd": "definition",
}  # fmt: skip
ITEMS = frozenset({"li", "dt", "dd"})
BOXES = frozenset(
    {"div", "aside", "section", "article", "figure", "details", "header", "footer", "main", "nav", "center"}
)
TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "col"})
KNOWN = frozenset({*PARAGRAPHS, *FRAMES, *BOXES, *TABLE, "hr"})
_BRACES_BELOW = re.compile(rf"[ \t]*\n[ \t]*({BRACES.pattern})[ \t]*(?:\n|\Z)")
_CLOSER = re.compile(rf"</(?:{'|'.join(sorted(KNOWN))})\s*>|-->", re.IGNORECASE)


def tail(content: str) -> int:
    """Where the text glued after the last closing block tag or comment begins: it is Markdown."""
    end = 0
    for match in _CLOSER.finditer(content):
        end = match.end()
    return end if end and content[end:].strip() else len(content)


def attributes_below(rest: str) -> tuple[str, str]:
    """The line of braces right below HTML, '' without any, and the text that follows."""
    match = _BRACES_BELOW.match(rest)
    return (match[1], rest[match.end() :]) if match else ("", rest)


@dataclass(slots=True)
class _Row:
    """A row of a table; ``head``: it is in ``thead`` or holds nothing but ``th``."""

    head: bool = True
    cells: list[Inlines] = field(default_factory=list)


class HtmlBlock(HTMLParser):
    """Feeds one piece of HTML, which begins on *line*, to the reader.

    ``waiting`` are attributes in braces for its first element.
    """

    def __init__(self, reader: Reader, line: int, end: int, waiting: Attributes) -> None:
        super().__init__()
        self._reader, self._line, self._end = reader, line, end
        self.waiting = waiting
        self._builder: Builder | None = None
        self._paragraph = ""
        self._said = NONE
        self._silenced = ""
        self._rows: list[_Row] | None = None
        self._in_head = False

    def read(self, content: str) -> None:
        """Read it all; a comment never closed takes the rest of it (S026, and S019 for prose)."""
        opened = content.rfind("<!--")
        if opened >= 0 and "-->" not in content[opened:]:
            opened = content.find("<!--", content.rfind("-->") + 1)
            self._open_comment(content, opened)
            content = content[:opened]
        span = self._reader.report.span(self._line, self._end)
        self.feed(references.without(content, span, self._reader.report))
        self.close()
        if self._builder is None and self._rows is None:
            self.waiting, self._said = self._said.over(self.waiting), NONE  # <p lang=en>, and a blank line
        self._flush()
        self._end_table()

    def _open_comment(self, content: str, start: int) -> None:
        line = self._line + content.count("\n", 0, start)
        span = self._reader.report.span(line, line + 1)
        self._reader.report.add("S026", "comment is never closed", span, "end it with -->")
        comments.check(content[start + 4 :], span, self._reader.report)

    # ------------------------------------------------------------ events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        line = self._here()
        silenced = tag in {"script", "style"}
        if tag not in KNOWN or any(name.startswith("on") for name in said):
            span = self._reader.report.span(line, self._end if silenced else line + 1)
            told_tag("span" if tag in KNOWN else tag, said, span, self._reader.report)
        if silenced:
            self._silenced = tag
        elif tag in INLINE_TAGS:
            self._inline().start_tag(tag, said, self.get_starttag_text() or "")
        elif tag in TABLE:
            self._table_tag(tag, said)
        elif tag in KNOWN and self._rows is not None:
            self._cell_break()
        elif tag in KNOWN:
            self._block_tag(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silenced:
            self._silenced = ""
        elif tag in INLINE_TAGS:
            if self._builder:
                self._builder.close(f"<{tag}>")
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag == "thead":
            self._in_head = False
        elif tag == "table":
            self._end_table()
        elif tag in KNOWN and self._rows is None:
            self._flush()
            if tag in FRAMES or tag in BOXES:
                self._reader.end_html(tag)

    def handle_data(self, data: str) -> None:
        if self._silenced or not (data.strip() or self._builder):
            return
        if self._paragraph == "pre":
            self._inline().text(data)
            return
        lines = data.split("\n")
        self._inline().text(re.sub(r"[ \t]+", " ", lines[0]))
        for number, line in enumerate(lines[1:], 1):
            following = next((rest.strip()[0] for rest in lines[number:] if rest.strip()), " ")
            if line.strip() or number == len(lines) - 1:
                self._inline().soft_break(following)
                self._inline().text(re.sub(r"[ \t]+", " ", line.lstrip()))

    def handle_comment(self, data: str) -> None:
        line = self._here()
        span = self._reader.report.span(line, line + data.count("\n") + 1)
        comments.check(data, span, self._reader.report)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """A section of a name the standard library does not know ends at its first ``>``."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            end = self.rawdata.find(">", i)
            self.unknown_decl(self.rawdata[i + 3 : end])
            return end + 1 if end >= 0 else -1

    def unknown_decl(self, data: str) -> None:
        self._told(data)

    def handle_decl(self, decl: str) -> None:
        self._told(decl)

    def handle_pi(self, data: str) -> None:
        self._told(data)

    # ------------------------------------------------------------ blocks

    def _here(self) -> int:
        return self._line + self.getpos()[0] - 1

    def _told(self, data: str) -> None:
        span = self._reader.report.span(self._here(), self._here() + 1)
        name = data.split()[0][:20] if data.split() else ""
        self._reader.report.add("S017", f"unknown markup <{name}…> is dropped", span)

    def _inline(self) -> Builder:
        if self._builder is None:
            self._builder = Builder(self._reader.context, self._here(), self._end)
        return self._builder

    def _block_tag(self, tag: str, said: dict[str, str]) -> None:
        self._flush()
        if tag == "hr":
            self._reader.rule(self._here(), self._here() + 1, self._heard(said))
        elif tag in PARAGRAPHS:
            self._paragraph, self._said = tag, self._heard(said)
        else:
            self._reader.begin_html(tag, said, self._heard(said), self._here())

    def _heard(self, said: Mapping[str, str]) -> Attributes:
        """What a tag says of its element, and what waits for the first one."""
        waiting, self.waiting = self.waiting, NONE
        heard = self._reader.html_attributes(said, self._here())
        return heard.over(waiting) if waiting is not NONE else heard

    def _flush(self) -> None:
        """End the paragraph under way."""
        builder, kind, said = self._builder, self._paragraph, self._said
        self._builder, self._paragraph, self._said = None, "", NONE
        if builder is None:
            return
        if not kind:
            said = self._heard({})
        content = builder.build()
        first, end = builder.first, min(self._here() + 1, self._end)
        if kind == "pre":
            self._reader.code(plain(content).strip("\n"), "", first, end, said)
        elif kind in HEADINGS:
            self._reader.heading(HEADINGS[kind], content, first, end, said)
        else:
            classes = (kind,) if kind in {"figcaption", "summary", "caption"} else ()
            self._reader.paragraph(content, first, end, said, classes)

    # ------------------------------------------------------------ tables

    def _table_tag(self, tag: str, said: Mapping[str, str]) -> None:
        if self._rows is None:
            self._flush()
            self._rows = []
            self._said = self._heard(said)
        elif tag in {"thead", "tbody", "tfoot"}:
            self._end_cell()
            self._in_head = tag == "thead"
        elif tag == "tr":
            self._end_cell()
            self._rows.append(_Row())
        elif tag in {"td", "th"}:
            self._begin_cell(tag, said)

    def _begin_cell(self, tag: str, said: Mapping[str, str]) -> None:
        self._end_cell()
        if not self._rows:
            self._rows = [_Row()]
        self._rows[-1].head &= tag == "th" or self._in_head
        self._inline()
        for name in ("colspan", "rowspan"):
            if said.get(name, "1") != "1":
                span = self._reader.report.span(self._here(), self._here() + 1)
                message = f"table cell with {name}, which is not kept: the cells behind it are shifted"
                self._reader.report.add("S036", message, span, "write a cell for each row and column")

    def _cell_break(self) -> None:
        if self._builder:
            self._builder.add(Break(), " ")

    def _end_cell(self) -> None:
        """The cell is whole; text before the first row is the table's caption."""
        builder, self._builder = self._builder, None
        if builder is None:
            return
        if self._rows:
            self._rows[-1].cells.append(builder.build())
        else:
            end = min(self._here() + 1, self._end)
            self._reader.paragraph(builder.build(), builder.first, end, classes=("caption",))

    def _end_table(self) -> None:
        """Give the table to the reader; its first row is the head when it says so."""
        self._end_cell()
        rows, self._rows = self._rows, None
        said, self._said, self._in_head = self._said, NONE, False
        filled = [row for row in rows or () if row.cells]
        if filled:
            columns = max(len(row.cells) for row in filled)
            whole = [(*row.cells, *((),) * (columns - len(row.cells))) for row in filled]
            head = whole.pop(0) if filled[0].head else ()
            unaligned: Align = ""
            self._reader.table((unaligned,) * columns, head, tuple(whole), self._line, self._end, said)
