"""HTML blocks → blocks, through an allow-list. What is unknown loses its tag and keeps its text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from bookbuild.model import Align, Break, FrameKind, Inlines
from bookbuild.source import comments
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
_CLOSER = re.compile(rf"</(?:{'|'.join(sorted(KNOWN))})\s*>|-->", re.IGNORECASE)


def tail(content: str) -> int:
    """Where the text glued after the last closing block tag or comment begins: it is Markdown."""
    end = 0
    for match in _CLOSER.finditer(content):
        end = match.end()
    return end if end and content[end:].strip() else len(content)


class HtmlBlock(HTMLParser):
    """Feeds one piece of HTML, which begins on *line*, to the reader."""

    def __init__(self, reader: Reader, line: int, end: int) -> None:
        super().__init__()
        self._reader, self._line, self._end = reader, line, end
        self._builder: Builder | None = None
        self._paragraph = ""
        self._silenced = ""
        self._rows: list[list[Inlines]] | None = None

    def read(self, content: str) -> None:
        """Read it all; a comment never closed takes the rest of it (S026, and S019 for prose)."""
        opened = content.rfind("<!--")
        if opened >= 0 and "-->" not in content[opened:]:
            opened = content.find("<!--", content.rfind("-->") + 1)
            self._open_comment(content, opened)
            content = content[:opened]
        self.feed(content)
        self.close()
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
            self._table_tag(tag)
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
            self._reader.rule(self._here(), self._here() + 1)
        elif tag in PARAGRAPHS:
            self._paragraph = tag
        else:
            self._reader.begin_html(tag, said, self._here())

    def _flush(self) -> None:
        """End the paragraph under way."""
        builder, kind = self._builder, self._paragraph
        self._builder, self._paragraph = None, ""
        if builder is None:
            return
        content = builder.build()
        first, end = builder.first, min(self._here() + 1, self._end)
        if kind == "pre":
            self._reader.code(plain(content).strip("\n"), "", first, end)
        elif kind in HEADINGS:
            self._reader.heading(HEADINGS[kind], content, first, end)
        else:
            classes = (kind,) if kind in {"figcaption", "summary", "caption"} else ()
            self._reader.paragraph(content, first, end, classes=classes)

    # ------------------------------------------------------------ tables

    def _table_tag(self, tag: str) -> None:
        if self._rows is None:
            self._flush()
            self._rows = []
        elif tag == "tr":
            self._end_cell()
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._end_cell()
            self._inline()

    def _cell_break(self) -> None:
        if self._builder:
            self._builder.add(Break())

    def _end_cell(self) -> None:
        if self._builder and self._rows is not None:
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append(self._builder.build())
            self._builder = None

    def _end_table(self) -> None:
        self._end_cell()
        rows, self._rows = self._rows, None
        filled = [row for row in rows or () if row]
        if filled:
            columns = max(map(len, filled))
            whole = [(*row, *((),) * (columns - len(row))) for row in filled]
            unaligned: Align = ""
            self._reader.table((unaligned,) * columns, whole[0], tuple(whole[1:]), self._line, self._end)
