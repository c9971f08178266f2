"""Inline tokens and inline HTML → Inlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.token import Token

from bookbuild.diagnostics import Span
from bookbuild.model import Break, Clip, Code, Image, Inline, Inlines, Link, NoteRef, Ruby, Styled, Text
from bookbuild.source import attributes, comments, references, ruby
from bookbuild.source.attributes import Attributes, Checker
from bookbuild.source.links import Links
from bookbuild.source.report import Report
from bookbuild.source.tags import INLINE_TAGS, read_tag, told_tag, told_template
from bookbuild.source.text import joins, plain

if TYPE_CHECKING:
    from bookbuild.source.tracer import Tracer

MAX_DEPTH = 30
_MARKDOWN = {"em": "em", "strong": "strong", "s": "s"}


@dataclass(frozen=True, slots=True)
class Context:
    """What every part of one file's reading shares."""

    report: Report
    checker: Checker
    links: Links
    languages: tuple[str, ...]
    default_lang: str
    defined: set[str] = field(default_factory=set)
    called: dict[str, Span] = field(default_factory=dict)
    tracer: Tracer | None = None


@dataclass(slots=True)
class _Open:
    key: str
    make: Callable[[Inlines], Inlines]
    children: list[Inline] = field(default_factory=list)


class Builder:
    """Builds the inlines of one block, forgiving tags that are misnested or never closed."""

    def __init__(self, context: Context, first: int, end: int, keep_lines: bool = False) -> None:
        self.context, self.first, self.end, self.keep_lines = context, first, end, keep_lines
        self._stack = [_Open("", lambda children: children)]
        self._pieces: list[str] = []
        self._last = ""
        self._too_deep = 0

    def text(self, text: str) -> None:
        """Add characters; neighbours melt into one Text."""
        if text:
            self._pieces.append(text)
            self._last = text[-1]

    def _flush(self) -> None:
        if self._pieces:
            self._stack[-1].children.append(Text("".join(self._pieces)))
            self._pieces.clear()

    def add(self, node: Inline, last: str = "") -> None:
        self._flush()
        self._stack[-1].children.append(node)
        self._last = last

    def soft_break(self, following: str) -> None:
        """A line's end in the source: a space, but none beside Chinese; a Break in verse."""
        if self.keep_lines:
            self.add(Break())
        elif not joins(self._last, following):
            self.text(" ")

    def open(self, key: str, make: Callable[[Inlines], Inlines]) -> None:
        """Begin an element; beyond MAX_DEPTH its content is kept without it (S010)."""
        if len(self._stack) > MAX_DEPTH:
            if not self._too_deep:
                self.context.report.add("S010", f"text nested more than {MAX_DEPTH} deep", self.find(""))
            self._too_deep += 1
            return
        self._flush()
        self._stack.append(_Open(key, make))

    def close(self, key: str) -> bool:
        """End the innermost element of that key and what is open inside it; False when none is."""
        if self._too_deep:
            self._too_deep -= 1
            return True
        if all(open.key != key for open in self._stack[1:]):
            return False
        while self._pop() != key:
            pass
        return True

    def _pop(self) -> str:
        self._flush()
        open = self._stack.pop()
        for node in open.make(tuple(open.children)):
            if isinstance(node, Text):
                self._pieces.append(node.text)
            else:
                self._flush()
                self._stack[-1].children.append(node)
        return open.key

    def build(self) -> Inlines:
        """Everything, without the white space at both ends."""
        while len(self._stack) > 1:
            self._pop()
        self._flush()
        return _trimmed(self._stack[0].children, " \t\n" if self.keep_lines else None)

    def find(self, needle: str) -> Span:
        return self.context.report.find(needle, self.first, self.end)

    # ------------------------------------------------------------ tags

    def start_tag(self, tag: str, said: Mapping[str, str], source: str) -> None:
        """An inline HTML tag of INLINE_TAGS."""
        span = self.find(source)
        if tag in {"rp", "rt"}:
            self.close("<rp>")
        if tag == "br":
            self.add(Break(), " ")
        elif tag == "img":
            self.add(self.image(said.get("src", ""), said.get("alt", ""), said.get("title", ""), span))
        elif tag == "rp":
            self.open("<rp>", _without_bracket)
        elif tag == "rt":
            self.open("<rt>", self._reading())
        elif tag == "ruby":
            self.open("<ruby>", self._ruby(said, source, span))
        elif tag in {"audio", "video"} and said.get("src"):
            self.open(f"<{tag}>", self._recording(said, span))
        elif tag in {"code", "tt"}:
            self.open(f"<{tag}>", lambda children: (Code(plain(children)),))
        elif tag == "a" and said.get("href"):
            self.open("<a>", self._link(said["href"], said.get("title", ""), span))
        elif tag != "wbr":
            self.open(f"<{tag}>", self._styled_tag("span" if tag == "a" else tag, said, span))

    def _styled_tag(self, tag: str, said: Mapping[str, str], span: Span) -> Callable[[Inlines], Inlines]:
        anchor = self.context.checker.anchor(said.get("id") or said.get("name", ""), span)
        lang = said.get("lang") or said.get("xml:lang", "")
        lang = self.context.checker.inline(Attributes(lang=lang), span).lang
        classes = tuple(said.get("class", "").split())
        title = said.get("title", "")
        if tag == "span" and not (anchor or lang or classes or title):
            return lambda children: children
        return lambda children: (Styled(tag, children, lang, classes, anchor, title),)

    def _reading(self) -> Callable[[Inlines], Inlines]:
        """An ``rt`` outside ruby is text."""
        inside = any(open.key == "<ruby>" for open in self._stack)
        return lambda children: (Styled("rt", children),) if inside else children

    def _ruby(self, said: Mapping[str, str], source: str, span: Span) -> Callable[[Inlines], Inlines]:
        """Ruby, in a run of its own where the tag has attributes."""
        run = self._styled_tag("span", said, span)

        def make(children: Inlines) -> Inlines:
            if ruby.marked_up(children):
                message = "markup inside <ruby> is left out, its text kept"
                self.context.report.add("T051", message, span, "put the markup around the whole <ruby>")
            return run(ruby.of_html(children))

        return make

    def _recording(self, said: Mapping[str, str], span: Span) -> Callable[[Inlines], Inlines]:
        """A recording; what stands inside its tag, for readers that play none, is what it is called."""

        def make(children: Inlines) -> Inlines:
            shown = self.image(said["src"], plain(children).strip(), said.get("title", ""), span)
            poster = said.get("poster", "")
            return (self.context.links.with_poster(shown, poster, span) if isinstance(shown, Clip) else shown,)

        return make

    def _link(self, url: str, title: str, span: Span, page: bool = False) -> Callable[[Inlines], Inlines]:
        target = self.context.links.target(url, span)
        title = references.clean(title, span, self.context.report)
        if not target:
            return lambda children: children
        return lambda children: (Link(target, children, title, span, page),)

    def image(self, source: str, alt: str, title: str, span: Span) -> Image | Clip:
        title = references.clean(title, span, self.context.report)
        return self.context.links.image(source, alt, title, span)

    def _told_refused(self, tokens: Iterable[Token]) -> None:
        """What is refused in an image's alternative text, which is no text of its own."""
        for token in tokens:
            if token.type == "refused":
                source = token.meta["source"]
                references.told(token.meta["name"], self.find(source), self.context.report)

    # ------------------------------------------------------------ Markdown

    def tokens(self, tokens: Sequence[Token]) -> Inlines:
        """The inlines of one ``inline`` token's children."""
        if len(tokens) == 1 and tokens[0].type == "text" and not self.keep_lines:
            content = tokens[0].content.strip()
            return (Text(content),) if content else ()
        for index, token in enumerate(tokens):
            if token.type in {"text", "text_special"}:
                self.text(token.content)
            elif token.type == "softbreak":
                self.soft_break(first_char(tokens, index + 1, self._last))
            elif token.nesting > 0:
                self._open_token(token)
            elif token.nesting < 0:
                self.close(token.type.removesuffix("_close"))
            else:
                self._single(token)
        return self.build()

    def _open_token(self, token: Token) -> None:
        key = token.type.removesuffix("_open")
        if key == "link":
            url, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
            self.open(key, self._link(url, title, self.find(f"]({url}"), page=token.meta.get("page", False)))
        elif key == "span":
            said = attributes.parse(token.content)
            span = self.find(token.content)
            said = self.context.checker.inline(said, span)
            anchor = self.context.checker.anchor(said.id, span)
            self.open(key, lambda inner: (_run(inner, said, anchor),))
        else:
            self.open(key, lambda children: (Styled(_MARKDOWN[token.tag], children),))

    def _single(self, token: Token) -> None:
        if token.type == "code_inline":
            self.add(Code(token.content), token.content[-1:])
        elif token.type == "ruby":
            self.add(Ruby.over(token.content, token.meta["reading"]), token.content[-1:])
        elif token.type == "no_ruby":
            self._no_ruby(token.content)
        elif token.type == "hardbreak":
            self.add(Break(), " ")
        elif token.type == "image":
            source, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
            span = self.find("![" + token.content)
            self._told_refused(token.children or ())
            self.add(self.image(source, _alternative(token), title, span))
        elif token.type == "footnote_ref":
            self._note(token.meta["label"])
        elif token.type == "refused":
            source = token.meta["source"]
            references.told(token.meta["name"], self.find(source), self.context.report)
        elif token.type == "template":
            told_template(token.content, self.find(token.content), self.context.report)
            self.text(token.content)
        else:
            self._html(token.content)

    def _no_ruby(self, source: str) -> None:
        """The brace that opens what is almost ruby: text, as all that follows it."""
        message = f"{source[:40]!r} is printed as text: it is not quite ruby"
        help = (
            "write {汉字|hàn zì}: a base without markup, one bar, the readings; or \\{ for a brace that is text"
        )
        self.context.report.add("T050", message, self.find(source), help)
        self.text("{")

    def _note(self, label: str) -> None:
        source = f"[^{label}]"
        span = self.find(source)
        if label in self.context.defined:
            self.context.called.setdefault(label, span)
            self.add(NoteRef(label, span=span), self._last)
            return
        self.context.report.add("S014", f"note {source} is not defined", span, f"add a line {source}: …")
        self.text(source)

    def _html(self, source: str) -> None:
        """One inline tag, comment, or other piece of HTML."""
        if source.startswith("<!--"):
            comments.check(source[4:-3], self.find(source), self.context.report)
            return
        tag, said, closing = read_tag(references.without(source, self.find(source), self.context.report))
        if closing and tag in INLINE_TAGS:
            self.close(f"<{tag}>")
        elif not closing:
            told_tag(tag, said, self.find(source), self.context.report)
            if tag in INLINE_TAGS:
                self.start_tag(tag, said, source)


def _run(inner: Inlines, said: Attributes, anchor: str) -> Styled:
    """A run in brackets with what its braces say."""
    parts = [plain(inner)] if said.index == attributes.THIS else said.index.split(">")
    index = tuple(filter(None, (" ".join(part.split()) for part in parts)))
    return Styled("span", inner, said.lang, said.classes, anchor, index=index)


def first_char(tokens: Sequence[Token], start: int, before: str) -> str:
    """The first character that follows in the text; the call of a note counts as part of the text before it."""
    called = start < len(tokens) and tokens[start].type == "footnote_ref"
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.type in {"text", "text_special", "code_inline", "ruby"} and token.content:
            return token.content[0]
        if token.type == "image":
            return ""
    return before if called else ""


def _alternative(token: Token) -> str:
    """An image's alternative text, without markup."""
    children = token.children or ()
    return "".join(" " if child.type == "softbreak" else child.content for child in children)


def _without_bracket(children: Inlines) -> Inlines:
    """What ``rp`` holds is for programs without ruby: a bracket is left out, anything more is kept."""
    return () if len(plain(children).strip()) <= 1 else children


def _trimmed(children: list[Inline], space: str | None) -> Inlines:
    """Without *space* at the start (None: all white space) and any white space at the end."""
    if children and isinstance(children[0], Text):
        children[0] = Text(children[0].text.lstrip(space))
    if children and isinstance(children[-1], Text):
        children[-1] = Text(children[-1].text.rstrip())
    while children and isinstance(children[-1], Break):
        children.pop()
    return tuple(child for child in children if child != Text(""))
