"""Tokens → strips, beside the reader, which makes blocks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it.token import Token

from bookbuild.source import attributes, language
from bookbuild.source.inlines import first_char
from bookbuild.source.report import Report
from bookbuild.source.strips import UNREAD, Here, Lines, Strip, Weaver
from bookbuild.source.tags import INLINE_TAGS, VOID, read_tag
from bookbuild.source.text import joins

_HTML = re.compile(
    r"<!--.*?(?:-->|\Z)|</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<[!?][^>]*>|&#?\w+;|[ \t]*\n[ \t]*",
    re.DOTALL,
)


class Tracer:
    """Collects the strips of one file."""

    def __init__(self, report: Report, languages: tuple[str, ...]) -> None:
        self._report, self._languages = report, languages
        self.strips: list[Strip] = []
        self._cursor = (-1, 0)

    # ------------------------------------------------------------ where lines stand

    def _lines(self, content: str, first: int) -> Lines | None:
        """Where *content* stands, whose first line is *first* (from 0); None when it is written otherwise."""
        starts: list[tuple[int, int, int]] = []
        at = 0
        for index, part in enumerate(content.split("\n"), first):
            column = self._column(index, part)
            if column < 0 and part.strip():
                return None
            starts.append((at, index + 1, column + 1))
            at += len(part) + 1
        return Lines(starts)

    def _column(self, index: int, part: str) -> int:
        """Where on line *index* its *part* begins (from 0): it reaches to the end, or is a heading, a cell."""
        source = self._report.lines[index] if index < len(self._report.lines) else ""
        bare = part.strip(" \t")
        margin = len(part) - len(part.lstrip(" \t"))
        if "|" not in source and source.rstrip().endswith(bare):
            return len(source.rstrip()) - len(bare) - margin
        line, column = self._cursor
        found = source.find(bare, column if line == index else 0)
        if found >= 0:
            self._cursor = index, found + len(bare)
            return found - margin
        return -1

    # ------------------------------------------------------------ Markdown

    def inline(self, token: Token, first: int, keep_lines: bool) -> None:
        """The text of an ``inline`` token whose first line is *first*."""
        lines = self._lines(token.content, first)
        if lines:
            self._weave(Weaver(), token.children or (), lines, 0, keep_lines)

    def _weave(
        self, weaver: Weaver, tokens: Sequence[Token], lines: Lines, base: int, keep_lines: bool = False
    ) -> None:
        """Add the strips of *tokens*, whose text begins at *base* of what *lines* are the places of."""
        captions: list[tuple[Token, int]] = []
        for index, token in enumerate(tokens):
            at = base + token.meta.get("at", 0)
            here = lines.here(at)
            if token.type in {"text", "text_special", "template", "ruby"}:
                weaver.text(token.content, here, literal=token.type == "text" and "at" in token.meta)
            elif token.type in {"softbreak", "hardbreak"}:
                kept = keep_lines or token.type == "hardbreak"
                self._break(weaver, here, kept, first_char(tokens, index + 1, weaver.strip.last))
            elif token.type == "no_ruby":
                weaver.text("{", here)
            elif token.type == "image":
                weaver.object(here)
                captions.append((token, at + len("![")))
            elif token.type == "code_inline":
                weaver.object(here)
            elif token.type == "html_inline":
                self._tag(weaver, token.content, here)
            else:
                self._element(weaver, token, here)
        self.strips += weaver.strips
        for token, at in captions:
            self._weave(Weaver(caption=True), token.children or (), lines, at)

    def _break(self, weaver: Weaver, here: Here, kept: bool, following: str) -> None:
        """The end of a line: kept, or a space, or nothing beside Chinese."""
        last = weaver.strip.last
        if last:
            weaver.text("\n" if kept else "" if joins(last, following) else " ", here, literal=False)

    def _element(self, weaver: Weaver, token: Token, here: Here) -> None:
        """The beginning or the end of emphasis, a link, or a run with attributes."""
        key = "code" if token.markup == "autolink" else token.type.rpartition("_")[0]
        if token.nesting > 0:
            said = attributes.parse(token.content) if key == "span" else attributes.NONE
            weaver.enter(key, here, self._resolved(said.lang))
        elif token.nesting < 0:
            weaver.leave(key)

    def _resolved(self, tag: str) -> str:
        return language.resolve(tag, self._languages) or tag if tag else ""

    def _tag(self, weaver: Weaver, source: str, here: Here) -> None:
        """An inline tag of HTML; comments and the like are nothing."""
        tag, said, closing = ("wbr", {}, False) if source.startswith(("<!", "<?")) else read_tag(source)
        if closing:
            weaver.leave(tag)
        elif tag == "br":
            weaver.text("\n", here, literal=False)
        elif tag == "img":
            weaver.object(here)
        elif tag not in VOID:
            weaver.enter(tag, here, self._resolved(said.get("lang") or said.get("xml:lang", "")))

    # ------------------------------------------------------------ HTML

    def html(self, content: str, first: int) -> None:
        """The text of a block of HTML whose first line is *first*: a strip for each of its elements."""
        lines = self._lines(content.removesuffix("\n"), first)
        weaver = Weaver()
        for at, source in _pieces(content) if lines else ():
            assert lines
            here = lines.here(at)
            if source[-1] == "\n" or source.strip() == "":
                self._break(weaver, here, False, content[at + len(source) :][:1])
            elif source[0] == "&" and source[-1] == ";":
                weaver.text(unescape(source), here, literal=False)
            elif source[0] != "<" or source[-1] != ">":
                weaver.text(source, here)
            elif source[1] in "!?" or read_tag(source)[0] in INLINE_TAGS | UNREAD:
                self._tag(weaver, source, here)
            else:
                self.strips += weaver.strips
                weaver = Weaver()
        self.strips += weaver.strips


def _pieces(content: str) -> Iterator[tuple[int, str]]:
    """Tags, comments, references, line ends, and the text between them, each with where it begins."""
    end = 0
    for match in _HTML.finditer(content):
        if match.start() > end:
            yield end, content[end : match.start()]
        yield match.start(), match[0]
        end = match.end()
    if end < len(content):
        yield end, content[end:]
