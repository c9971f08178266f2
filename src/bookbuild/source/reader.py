"""Tokens → flat Blocks that know what encloses them, in one pass over a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from bookbuild.diagnostics import Severity, Span
from bookbuild.model import (
    Align,
    Block,
    CodeBlock,
    Figure,
    Frame,
    FrameKind,
    Heading,
    Image,
    Inlines,
    Marks,
    Note,
    Paragraph,
    Rule,
    Table,
    Text,
)
from bookbuild.source import attributes, html, language, markdown
from bookbuild.source.attributes import NONE, Attributes
from bookbuild.source.inlines import Builder, Context, prose, told_template

MAX_DEPTH = 30
KEEPING_LINES = frozenset({"verse", "dialogue"})
_FRAMES: dict[str, FrameKind] = {
    "blockquote_open": "quote",
    "bullet_list_open": "bullet",
    "ordered_list_open": "ordered",
    "list_item_open": "item",
    "dl_open": "definitions",
    "dt_open": "term",
    "dd_open": "definition",
}
_HEAVY = frozenset({"quote", "item", "definition", "div"})  # one for each level an author sees
_ALIGN: dict[str, Align] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}
_INCLUDE = re.compile(r"\{\{\s*#(?:include|rustdoc_include|playground|example)\b.*?\}\}")


@dataclass(slots=True)
class _Scope:
    """A container being read: what its blocks inherit."""

    frames: tuple[Frame, ...] = ()
    said: Attributes = NONE
    keep_lines: bool = False
    html: str = ""
    first: int = 0
    start: int = 0
    items: int = 0


class Reader:
    """Reads the tokens of one file; ``blocks`` and ``notes`` are what it found."""

    def __init__(self, context: Context, env: dict[str, Any]) -> None:
        self.context, self.report, self.env = context, context.report, env
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self._base = 0
        self._key = 0
        self._scopes = [_Scope()]
        self._next = NONE
        self._next_line = -1
        self._told_depth = False
        self._told_script = False

    # ------------------------------------------------------------ the walk

    def read(self, text: str, line: int = 0) -> None:
        """Read Markdown whose first line is *line* of the file."""
        outer, self._base = self._base, line
        depth = len(self._scopes)
        tokens = markdown.parse(text, self.env)
        notes = (token for token in tokens if token.type == "footnote_reference_open")
        self.context.defined.update(token.meta["label"] for token in notes)
        self._walk(tokens, 0, len(tokens))
        if line == 0:
            self._close_html(depth)
            self._told_dangling()
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
        if token.type == "html_block":
            self._html(token)
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
        if following is None or following.type != "attributes" or opening.type == "html_block":
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
            said = self._box_attributes(token, first).over(said)
            if not token.meta["closed"]:
                span = self.report.span(first, first + 1)
                self.report.add("S026", "container is never closed", span, "end it with a line of :::")
            self._push(said, first, self._div(said))
        else:
            kind = _FRAMES[token.type]
            self._push(said, first, self._frame(kind, token.info, _tight(tokens, index, last)))
        depth = len(self._scopes)
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

    def _box_attributes(self, token: Token, first: int) -> Attributes:
        """``::: name {.class #id}``: names and braces alike; ``pair`` and ``untranslated`` are marks."""
        braces = attributes.BRACES.search(token.info)
        names = (token.info[: braces.start()] if braces else token.info).split()
        said = attributes.parse(braces[0]) if braces else NONE
        said = replace(said, classes=(*names, *said.classes))
        span = self.report.span(first, first + 1)
        said = self.context.checker.block(said, span)
        pair = said.pair or (f"@{first + 1}" if "pair" in said.classes else "")
        untranslated = said.untranslated or "untranslated" in said.classes
        classes = tuple(name for name in said.classes if name not in {"pair", "untranslated"})
        return replace(said, classes=classes, pair=pair, untranslated=untranslated)

    def _div(self, said: Attributes) -> Frame | None:
        return self._frame("div", classes=said.classes) if said.classes else None

    def _frame(
        self, kind: FrameKind, number: str = "", tight: bool = False, classes: tuple[str, ...] = ()
    ) -> Frame:
        self._key += 1
        return Frame(kind, self._key, int(number) if number.isdecimal() else 0, tight, classes)

    def _push(self, said: Attributes, line: int, frame: Frame | None, html: str = "") -> None:
        outer = self._scopes[-1]
        frames = (*outer.frames, frame) if frame else outer.frames
        if frame and frame.kind == "div":
            said = replace(said, classes=())
        if sum(frame.kind in _HEAVY for frame in frames) > MAX_DEPTH and not self._told_depth:
            self._told_depth = True
            span = self.report.span(line, line + 1)
            self.report.add("S010", f"blocks nested more than {MAX_DEPTH} deep", span, "unfold them")
        inherited = replace(outer.said, id="", others=())
        keep = outer.keep_lines or bool(frame and KEEPING_LINES.intersection(frame.classes))
        scope = _Scope(frames, said.over(inherited), keep, html, line, len(self.blocks))
        self._scopes.append(scope)

    # ------------------------------------------------------------ HTML

    def _html(self, token: Token) -> None:
        first, end = self._lines(token)
        cut = html.tail(token.content)
        html.HtmlBlock(self, first, end).read(token.content[:cut])
        rest = token.content[cut:]
        if rest:
            self.read(rest.lstrip(" \t"), first + token.content.count("\n", 0, cut))

    def begin_html(self, tag: str, said: dict[str, str], line: int) -> None:
        """A container of HTML; it may end in a later block of HTML."""
        braces = Attributes(said.get("id", ""), tuple(said.get("class", "").split()), said.get("lang", ""))
        heard = self.context.checker.block(braces, self.report.span(line, line + 1))
        untranslated = "untranslated" in heard.classes
        names = tuple(name for name in heard.classes if name != "untranslated")
        heard = replace(heard, classes=names, untranslated=untranslated)
        if tag in html.FRAMES:
            self._scopes[-1].items += tag == "li"
            number = str(self._scopes[-1].items) if tag == "li" else ""
            self._push(heard, line, self._frame(html.FRAMES[tag], number), tag)
            return
        classes = heard.classes if tag == "div" else (tag, *heard.classes)
        heard = replace(heard, classes=classes)
        self._push(heard, line, self._div(heard), tag)

    def end_html(self, tag: str) -> None:
        """Close the innermost container of HTML of that name; a stray closing tag closes nothing."""
        for scope in reversed(self._scopes):
            if not scope.html:
                return
            if scope.html == tag:
                break
        while self._scopes[-1].html != tag:
            self._scopes.pop()
        scope = self._scopes.pop()
        if tag == "figure":
            self._fold_figure(scope)

    def _fold_figure(self, scope: _Scope) -> None:
        """An image and its ``figcaption`` become one Figure."""
        inside = self.blocks[scope.start :]
        figures = [block for block in inside if isinstance(block, Figure)]
        captions = [block for block in inside if isinstance(block, Paragraph)]
        if len(figures) != 1 or len(figures) + len(captions) != len(inside):
            return
        said = tuple((block.lang, block.content) for block in captions)
        figure = replace(figures[0], frames=self._scopes[-1].frames)
        self.blocks[scope.start :] = [replace(figure, captions=said) if said else figure]

    def _close_html(self, depth: int) -> None:
        """Containers of HTML end with what encloses them; S026 says which were left open."""
        while len(self._scopes) > depth:
            scope = self._scopes.pop()
            if scope.html in html.BOXES:
                self.report.add(
                    "S026",
                    f"<{scope.html}> is never closed",
                    self.report.span(scope.first, scope.first + 1),
                    severity=Severity.WARNING,
                )

    # ------------------------------------------------------------ notes

    def _note(self, tokens: Sequence[Token], index: int, last: int, said: Attributes) -> None:
        first, _ = self._lines(tokens[index])
        outer, self.blocks = self.blocks, []
        scopes, self._scopes = self._scopes, [_Scope(said=said)]
        self._walk(tokens, index + 1, last)
        self._close_html(1)
        blocks, self.blocks, self._scopes = tuple(self.blocks), outer, scopes
        langs = {block.lang for block in blocks if block.lang}
        lang = langs.pop() if len(langs) == 1 else ""
        label = tokens[index].meta["label"]
        span = self.report.find(f"[^{label}]:", first, first + 1)
        self.notes.append(Note(label, lang, blocks, span=span))

    # ------------------------------------------------------------ leaves

    def _lines(self, token: Token) -> tuple[int, int]:
        first, end = token.map or (0, 1)
        return first + self._base, max(end, first + 1) + self._base

    def _inlines(self, token: Token, first: int, end: int, keep_lines: bool = False) -> Inlines:
        return Builder(self.context, first, end, keep_lines).tokens(token.children or ())

    def _base_fields(
        self, first: int, end: int, said: Attributes, text: str | None, shared: str = ""
    ) -> dict[str, Any]:
        """Fields all blocks have. *text* None: the block has no language of its own but *shared*."""
        scope = self._scopes[-1]
        span = self.report.span(first, end)
        inherited = replace(scope.said, id="") if scope.said.id else scope.said
        anchor = said.id or scope.said.id
        scope.said = inherited
        classes = said.classes
        said = said.over(inherited)
        anchor = self.context.checker.anchor(anchor, span)
        lang = said.lang or (shared if text is None else self._language(text, span))
        marks = Marks(said.pair, said.untranslated, bool(said.lang), anchor, (*inherited.classes, *classes))
        return {"span": span, "lang": lang, "frames": scope.frames, "marks": marks}

    def _language(self, text: str, span: Span) -> str:
        found = language.candidates(text, self.context.languages)
        if self.context.default_lang:
            return self.context.default_lang if found or any(map(str.isalpha, text)) else ""
        if len(found) > 1 and not self._told_script:
            self._told_script = True
            names = " and ".join(found)
            message = f"{names} share a script, the language cannot be detected"
            help = "mark the blocks {lang=…}, or write one file for each language"
            self.report.add("S032", message, span, help, (f"taken for {found[0]}, and so are all below",))
        return found[0] if found else ""

    def _heading(self, tokens: Sequence[Token], said: Attributes, first: int, end: int) -> None:
        content = self._inlines(tokens[1], first, end)
        self.heading(int(tokens[0].tag[1]), content, first, end, said)

    def heading(self, level: int, content: Inlines, first: int, end: int, said: Attributes = NONE) -> None:
        """Add a heading; one without content is nothing."""
        fields = self._base_fields(first, end, said, prose(content))
        if content:
            self.blocks.append(Heading(level=level, content=content, **fields))

    def _paragraph(self, tokens: Sequence[Token], said: Attributes, first: int, end: int) -> None:
        inline = tokens[1]
        keep = self._scopes[-1].keep_lines or bool(KEEPING_LINES.intersection(said.classes))
        if inline.content.startswith(":::"):
            self._told_colons(inline.content, first, end)
        self.paragraph(self._inlines(inline, first, end, keep), first, end, said)

    def _told_colons(self, content: str, first: int, end: int) -> None:
        if set(content.partition("\n")[0].strip()) == {":"}:
            span = self.report.find(":::", first, end)
            self.report.add("S026", "::: closes no container", span, "delete it, or open one, ::: name")

    def paragraph(
        self,
        content: Inlines,
        first: int,
        end: int,
        said: Attributes = NONE,
        classes: tuple[str, ...] = (),
    ) -> None:
        """Add a paragraph; an image alone in it is a figure, one without content is nothing."""
        if not content:
            self._next = said.over(self._next) if said is not NONE else self._next
            return
        if len(content) == 1 and isinstance(content[0], Image):
            self._figure(content[0], first, end, said)
            return
        if classes:
            said = replace(said, classes=(*said.classes, *classes))
        fields = self._base_fields(first, end, said, prose(content))
        self.blocks.append(Paragraph(content=content, **fields))

    def _figure(self, image: Image, first: int, end: int, said: Attributes) -> None:
        fields = self._base_fields(first, end, said, None, self.context.default_lang)
        captions = self._captions((image.title or image.alt).strip())
        lang = captions[0][0] if len(captions) == 1 else ""
        self.blocks.append(Figure(image=replace(image, lang=lang), captions=captions, **fields))

    def _captions(self, text: str) -> tuple[tuple[str, Inlines], ...]:
        """A caption in each of its languages, split at `` / ``."""
        if not text:
            return ()
        if self.context.default_lang:
            return (("", (Text(text),)),)
        for match in re.finditer(" / ", text):
            halves = text[: match.start()].strip(), text[match.end() :].strip()
            tags = [language.detect(half, self.context.languages) for half in halves]
            if all(tags) and tags[0] != tags[1]:
                return tuple((tag, (Text(half),)) for tag, half in zip(tags, halves, strict=True))
        return ((language.detect(text, self.context.languages), (Text(text),)),)

    def _code(self, tokens: Sequence[Token], said: Attributes, first: int, end: int) -> None:
        token = tokens[0]
        info = attributes.at_end(token.info)[0].strip()
        self.code(token.content.removesuffix("\n"), info, first, end, said)

    def code(self, text: str, info: str, first: int, end: int, said: Attributes = NONE) -> None:
        """Add code, which all languages share unless the file is of one."""
        fields = self._base_fields(first, end, said, None, self.context.default_lang)
        for match in _INCLUDE.finditer(text):
            told_template(match[0], self.report.find(match[0], first, end), self.report)
        self.blocks.append(CodeBlock(text=text, info=info, **fields))

    def _rule(self, tokens: Sequence[Token], said: Attributes, first: int, end: int) -> None:
        self.rule(first, end, said)

    def rule(self, first: int, end: int, said: Attributes = NONE) -> None:
        """Add a thematic break, which is of no language."""
        self.blocks.append(Rule(**self._base_fields(first, end, said, None)))

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
        self._told_cells(first, end, len(align))
        self.table(tuple(align), tuple(rows[0]), tuple(map(tuple, rows[1:])), first, end, said)

    def _told_cells(self, first: int, end: int, columns: int) -> None:
        """S034: Markdown tables drop the cells beyond their head's columns."""
        for line in range(first + 2, min(end, len(self.report.lines))):
            source = self.report.lines[line].strip().lstrip("> ").strip()
            cells = escapedSplit(source)
            count = len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])
            if count > columns:
                message = f"table row has {count} cells and its head {columns}"
                span = self.report.span(line, line + 1)
                self.report.add("S034", message, span, "widen the head, or write \\| for a bar in the text")

    def table(
        self,
        align: tuple[Align, ...],
        head: tuple[Inlines, ...],
        rows: tuple[tuple[Inlines, ...], ...],
        first: int,
        end: int,
        said: Attributes = NONE,
    ) -> None:
        """Add a table; its language is told by all its cells."""
        text = "\n".join(prose(cell) for cells in (head, *rows) for cell in cells)
        fields = self._base_fields(first, end, said, text)
        if not fields["lang"]:
            fields["lang"] = self.context.default_lang
        self.blocks.append(Table(align=align, head=head, rows=rows, **fields))

    _LEAVES: ClassVar[dict[str, Callable[[Reader, Sequence[Token], Attributes, int, int], None]]] = {
        "paragraph_open": _paragraph,
        "heading_open": _heading,
        "table_open": _table,
        "fence": _code,
        "code_block": _code,
        "hr": _rule,
    }


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
