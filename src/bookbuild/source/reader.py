"""Tokens → flat Blocks that know what encloses them, in one pass over a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from markdown_it.token import Token

from bookbuild.model import (
    Align,
    FrameKind,
    Inlines,
    Note,
)
from bookbuild.source import attributes, checks, html, markdown, references
from bookbuild.source.attributes import NONE, Attributes
from bookbuild.source.blocks import Scope
from bookbuild.source.containers import KEEPING_LINES, Containers
from bookbuild.source.inlines import Builder, Context
from bookbuild.source.places import Places

_FRAMES: dict[str, FrameKind] = {
    "blockquote_open": "quote",
    "bullet_list_open": "bullet",
    "ordered_list_open": "ordered",
    "list_item_open": "item",
    "dl_open": "definitions",
    "dt_open": "term",
    "dd_open": "definition",
}
_ALIGN: dict[str, Align] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}
_WIDE = re.compile(r"[\u00a0\u2000-\u200a\u3000]*\Z")


class Reader(Containers):
    """Reads the tokens of one file; ``blocks`` and ``notes`` are what it found."""

    def __init__(self, context: Context, env: dict[str, Any]) -> None:
        super().__init__(context)
        self.env = env
        self.notes: list[Note] = []
        self.places = Places(context.report)
        self._base = 0
        self._next_line = -1

    # ------------------------------------------------------------ the walk

    def read(self, text: str) -> None:
        """Read a whole file."""
        self._part(text, 0)
        self._close_html(1)
        self._told_dangling()

    def _part(self, text: str, line: int) -> None:
        """Read Markdown whose first line is *line* of the file."""
        outer, self._base = self._base, line
        tokens = markdown.parse(text, self.env, traced=self.context.tracer is not None)
        notes = (token for token in tokens if token.type == "footnote_reference_open")
        self.context.defined.update(token.meta["label"] for token in notes)
        self._walk(tokens, 0, len(tokens))
        self._base = outer

    def _walk(self, tokens: Sequence[Token], index: int, end: int) -> None:
        while index < end:
            token = tokens[index]
            last = _closing(tokens, index) if token.nesting > 0 else index
            if token.type == "attributes":
                self._attribute_line(token)
            else:
                trailing = self._after(tokens, index, last)
                self._element(tokens, index, last, trailing)
                last += trailing is not None
            index = last + 1

    def _element(self, tokens: Sequence[Token], index: int, last: int, trailing: Token | None) -> None:
        """One element: a leaf, a note, or a container."""
        token = tokens[index]
        leaf = self._LEAVES.get(token.type)
        self.places.add(tokens[index : last + 1], *self._lines(token))
        if token.type == "html_block":
            self._html(token, trailing)
            return
        said = self._said(token, trailing)
        if leaf:
            leaf(self, tokens[index : last + 1], said, *self._lines(token))
        elif token.type == "footnote_reference_open":
            self._note(tokens, index, last, said)
        else:
            self._container(tokens, index, last, said)

    # ------------------------------------------------------------ attributes

    def _after(self, tokens: Sequence[Token], index: int, last: int) -> Token | None:
        """The line of attributes that touches the element from below."""
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        opening = tokens[index]
        if following is None or following.type != "attributes":
            return None
        assert following.map is not None
        assert opening.map is not None
        lines = self.report.lines[opening.map[0] + self._base : following.map[0] + self._base]
        return following if lines and lines[-1].strip() else None

    def _attribute_line(self, token: Token) -> None:
        """Attributes on a line of their own with nothing above them: they wait for the next block."""
        first, _ = self._lines(token)
        said = attributes.parse(token.content)
        span = self.report.find(token.content, first, first + 1)
        self._next = self.context.checker.block(said, span).over(self._next)
        self._next_line = first

    def _said(self, token: Token, trailing: Token | None = None) -> Attributes:
        """All that is said of one element: before it, at its end, after it."""
        said, self._next = self._next, NONE
        info = attributes.at_end(token.info)[1] if token.type == "fence" else ""
        inside = info or token.meta.get("attributes", "")
        for braces, place in ((inside, token), (trailing.content if trailing else "", trailing)):
            if braces and place:
                span = self.report.find(braces, *self._lines(place))
                said = self.context.checker.block(attributes.parse(braces), span).over(said)
        return said

    def _told_dangling(self) -> None:
        if self._next is not NONE:
            span = self.report.span(self._next_line, self._next_line + 1)
            self.report.add("S031", "attributes belong to no block", span)

    # ------------------------------------------------------------ containers

    def _container(self, tokens: Sequence[Token], index: int, last: int, said: Attributes) -> None:
        token = tokens[index]
        first, _ = self._lines(token)
        if token.type == "container_open":
            name, words, braces = attributes.of_box(token.info)
            said = self._box_attributes(name, braces, first).over(said)
            if not token.meta["closed"]:
                span = self.report.span(first, first + 1)
                self.report.add("S026", "container is never closed", span, "end it with a line of :::")
            self._push(said, first, self._div(said))
        else:
            kind = _FRAMES[token.type]
            self._push(said, first, self._frame(kind, token.info, _tight(tokens, index, last)))
        depth = len(self._scopes)
        if token.type == "container_open" and words:
            self._box_words(words, first)
        self._walk_inside(tokens, index, last)
        self._close_html(depth)
        self._scopes.pop()

    def _walk_inside(self, tokens: Sequence[Token], index: int, last: int) -> None:
        if tokens[index].type != "dt_open":
            self._walk(tokens, index + 1, last)
            return
        inline = tokens[index + 1]
        first, _ = self._lines(inline)
        self.paragraph(self._inlines(inline, first, first + 1), first, first + 1)

    def _box_words(self, words: str, first: int) -> None:
        """S035: words behind a box's name belong to the author's text, and open the box."""
        if not self._told_dotless(words, first, first + 1):
            span = self.report.find(words, first, first + 1)
            help = "write them on a line of their own"
            self.report.add("S035", "words behind a container's name are set inside it", span, help)
        self._part(words, first)

    def _box_attributes(self, name: str, braces: str, first: int) -> Attributes:
        """``::: name {.class #id}``: name and braces alike; ``pair`` and ``untranslated`` are marks."""
        said = attributes.parse(braces) if braces else NONE
        said = replace(said, classes=(*([name] if name else []), *said.classes))
        span = self.report.span(first, first + 1)
        said = self.context.checker.block(said, span)
        pair = said.pair or (f"@{first + 1}" if "pair" in said.classes else "")
        untranslated = said.untranslated or "untranslated" in said.classes
        classes = tuple(name for name in said.classes if name not in {"pair", "untranslated"})
        return replace(said, classes=classes, pair=pair, untranslated=untranslated)

    # ------------------------------------------------------------ HTML

    def _html(self, token: Token, trailing: Token | None) -> None:
        first, end = self._lines(token)
        cut = html.tail(token.content)
        braces, rest = html.attributes_below(token.content[cut:])
        said = self._said(token, trailing)
        if braces:
            said = self.context.checker.block(
                attributes.parse(braces), self.report.find(braces, first, end)
            ).over(said)
        block = html.HtmlBlock(self, first, end, said)
        block.read(token.content[:cut])
        if self.context.tracer:
            self.context.tracer.html(token.content[:cut], first)
        if block.waiting != NONE:
            self._next, self._next_line = block.waiting.over(self._next), first
        if rest:
            self._part(rest.lstrip(" \t"), first + token.content.count("\n", 0, len(token.content) - len(rest)))

    # ------------------------------------------------------------ notes

    def _note(self, tokens: Sequence[Token], index: int, last: int, said: Attributes) -> None:
        first, _ = self._lines(tokens[index])
        outer, self.blocks = self.blocks, []
        scopes, self._scopes = self._scopes, [Scope(said=said)]
        self._walk(tokens, index + 1, last)
        self._close_html(1)
        blocks, self.blocks, self._scopes = tuple(self.blocks), outer, scopes
        langs = {block.lang for block in blocks if block.lang}
        lang = langs.pop() if len(langs) == 1 else self.context.default_lang
        label = tokens[index].meta["label"]
        span = self.report.find(f"[^{label}]:", first, first + 1)
        self.notes.append(Note(label, lang, blocks, span=span))

    # ------------------------------------------------------------ leaves

    def _lines(self, token: Token) -> tuple[int, int]:
        first, end = token.map or (0, 1)
        return first + self._base, max(end, first + 1) + self._base

    def _inlines(self, token: Token, first: int, end: int, keep_lines: bool = False) -> Inlines:
        if self.context.tracer:
            self.context.tracer.inline(token, first, keep_lines)
        return Builder(self.context, first, end, keep_lines).tokens(token.children or ())

    def _heading(self, tokens: Sequence[Token], said: Attributes, first: int, end: int) -> None:
        self._told_dotless(tokens[1].content, first, end)
        content = self._inlines(tokens[1], first, end)
        self.heading(int(tokens[0].tag[1]), content, first, end, said)

    def _paragraph(self, tokens: Sequence[Token], said: Attributes, first: int, end: int) -> None:
        inline = tokens[1]
        keep = self._scopes[-1].keep_lines or bool(KEEPING_LINES.intersection(said.classes))
        if inline.content.startswith(":::"):
            self._told_colons(inline.content, first, end)
        self._told_dotless(inline.content, first, end)
        if keep:
            _indent(inline, self.report.lines[first])
        self.paragraph(self._inlines(inline, first, end, keep), first, end, said)

    def _told_colons(self, content: str, first: int, end: int) -> None:
        if set(content.partition("\n")[0].strip()) == {":"}:
            span = self.report.find(":::", first, end)
            self.report.add("S026", "::: closes no container", span, "delete it, or open one, ::: name")

    def _told_dotless(self, content: str, first: int, end: int) -> bool:
        """S038 for braces that only lack a dot; they are text."""
        found = attributes.dotless(content)
        if found:
            braces, meant = found
            span = self.report.find(braces, first, end)
            self.report.add("S038", f"{braces} says nothing and is set as text", span, f"write {meant}")
        return found is not None

    def _code(self, tokens: Sequence[Token], said: Attributes, first: int, end: int) -> None:
        token = tokens[0]
        if token.type == "fence" and not self._is_closed(token.markup, first, end):
            span = self.report.span(first, first + 1)
            notes = (f"all down to line {end} is code",)
            help = f"close it with a line of {token.markup}"
            self.report.add("S037", "code is never closed", span, help, notes)
        info = attributes.at_end(token.info)[0].strip()
        info = references.clean(info, self.report.span(first, first + 1), self.report)
        self.code(token.content.removesuffix("\n"), info, first, end, said)

    def _is_closed(self, fence: str, first: int, end: int) -> bool:
        """Whether the last line of code that *fence* opens closes it (CommonMark 4.5)."""
        last = self.report.lines[end - 1].lstrip(" \t>").rstrip() if end - first > 1 else ""
        return last.startswith(fence) and set(last) == {fence[0]}

    def _rule(self, tokens: Sequence[Token], said: Attributes, first: int, end: int) -> None:
        self.rule(first, end, said)

    def _table(self, tokens: Sequence[Token], said: Attributes, first: int, end: int) -> None:
        rows: list[list[Inlines]] = []
        align: list[Align] = []
        row = (first, end)
        for part in tokens:
            if part.type == "tr_open":
                row = self._lines(part)
                rows.append([])
            elif part.type == "inline":
                rows[-1].append(self._inlines(part, *row))
            elif part.type == "th_open":
                align.append(_ALIGN.get(str(part.attrs.get("style", "")), ""))
        checks.cells(self.report, first, end, len(align))
        self.table(tuple(align), tuple(rows[0]), tuple(map(tuple, rows[1:])), first, end, said)

    _LEAVES: ClassVar[dict[str, Callable[[Reader, Sequence[Token], Attributes, int, int], None]]] = {
        "paragraph_open": _paragraph,
        "heading_open": _heading,
        "table_open": _table,
        "fence": _code,
        "code_block": _code,
        "hr": _rule,
    }


def _indent(inline: Token, line: str) -> None:
    """Give the first *line* of a stanza its wide spaces back, which the parser takes for a margin."""
    start = line.find(inline.content.partition("\n")[0])
    wide = _WIDE.search(line, 0, max(start, 0))
    if wide and wide[0] and inline.children:
        inline.children.insert(0, Token("text", "", 0, content=wide[0]))


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at *index*."""
    depth = 0
    for position in range(index, len(tokens)):
        depth += tokens[position].nesting
        if not depth:
            return position
    return len(tokens) - 1


def _tight(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether a list's items are set without space between them."""
    kinds = (token for token in tokens[index:last] if token.type == "paragraph_open")
    return tokens[index].type.endswith("_list_open") and all(token.hidden for token in kinds)
