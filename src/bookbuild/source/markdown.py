"""The Markdown parser: CommonMark with tables, notes, definition lists and a few rules of ours.

One instance serves all files. Ours, each a small rule below: emphasis beside Chinese text, lines of
attributes, ``[text]{…}``, ruby, ``::: name`` containers, template syntax left alone.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bookbuild.source import attributes, references, ruby
from bookbuild.source.emphasis import ChineseInline
from bookbuild.source.tracing import JOINING, TracingInline

MAX_NESTING = 100  # markdown-it drops what is deeper without a word; the reader stops far earlier
_TERMINATORS = re.compile(r"[\n!&*<\[\\\]_`{~]")
_COLONS = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*:*[ \t]*")
_FENCE = re.compile(r"`{3,}|~{3,}")
_TEMPLATE = re.compile(r"\{\{[<%#].{0,200}?\}\}", re.DOTALL)
_WITHOUT_BLANKS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


class References(dict[str, Any]):
    """Link definitions that remember which of them a link asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.used.add(key)
        return super().get(key, default)


def parse(text: str, env: MutableMapping[str, Any], traced: bool = False) -> list[Token]:
    """Tokens of *text*; *env* holds link definitions and notes and may be shared by parts of a file.

    *traced*: inline tokens say where they begin (``tracing``).
    """
    env.setdefault("references", References())
    return _parser(traced).parse(text, env)


@cache
def _parser(traced: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    inline: ParserInline = (TracingInline if traced else ChineseInline)(md.inline)
    md.inline = inline
    if traced:
        md.disable(JOINING)
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.use(deflist_plugin)
    md.block.ruler.before("fence", "attributes", attribute_line, _WITHOUT_BLANKS)
    md.block.ruler.before("fence", "container", container, _WITHOUT_BLANKS)
    md.core.ruler.before("block", "hide", ruby.hide)
    md.core.ruler.after("block", "show", ruby.show)
    md.core.ruler.before("inline", "attributes", attributes_at_end)
    md.inline.ruler.after("link", "span", span)
    md.inline.ruler.before("html_inline", "page", page)
    md.inline.ruler.before("html_inline", "ruby", ruby.ruby)
    md.inline.ruler.before("html_inline", "template", template)
    md.inline.ruler.before("entity", "refused", refused)
    md.inline.terminator_re = _TERMINATORS
    md.validateLink = _any_link  # type: ignore[method-assign]
    return md


def _any_link(url: str) -> bool:
    """Links are judged by the reader, which can say why one is refused."""
    return True


def attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that holds nothing but braces: attributes of the block it touches."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] != "{" or state.is_code_block(start):
        return False
    line = state.src[begin : state.eMarks[start]].rstrip()
    if not attributes.BRACES.fullmatch(line):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.map = [start, start + 1]
        token.content = line
        state.line = start + 1
    return True


def attributes_at_end(state: StateCore) -> None:
    """Take braces off the end of a heading or a paragraph and keep them on its opening token."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type != "inline" or not token.content.endswith("}") or ruby.takes(token.content):
            continue
        opening = tokens[index - 1]
        if opening.type not in {"heading_open", "paragraph_open"}:
            continue
        token.content, opening.meta["attributes"] = attributes.at_end(token.content)


def span(state: StateInline, silent: bool) -> bool:
    """``[text]{…}``: a run with attributes; a link of the same label takes precedence."""
    start = state.pos
    if state.src[start] != "[":
        return False
    label_end = parseLinkLabel(state, start)
    if label_end < 0:
        return False
    match = attributes.BRACES.match(state.src, label_end + 1, state.posMax)
    if not match:
        return False
    if not silent:
        maximum = state.posMax
        state.pos, state.posMax = start + 1, label_end
        token = state.push("span_open", "span", 1)
        token.content = match[0]
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = maximum
    state.pos = match.end()
    return True


def page(state: StateInline, silent: bool) -> bool:
    """``[text](target){.page}``: the link's page is wanted too."""
    after_link = not state.pending and state.tokens and state.tokens[-1].type == "link_close"
    if not after_link or not state.src.startswith(attributes.PAGE, state.pos, state.posMax):
        return False
    if not silent:
        opening = next(token for token in reversed(state.tokens) if token.type == "link_open")
        opening.meta["page"] = True
    state.pos += len(attributes.PAGE)
    return True


def template(state: StateInline, silent: bool) -> bool:
    """``{{< … >}}`` and ``{{#…}}``: other tools' template syntax, kept as the text it is here."""
    match = _TEMPLATE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("template", "", 0)
        token.content = match[0]
    state.pos = match.end()
    return True


def refused(state: StateInline, silent: bool) -> bool:
    """``&#12;``: a reference to a character no text can hold."""
    match = references.MARKDOWN.match(state.src, state.pos, state.posMax)
    if not match or not references.refused(match):
        return False
    if not silent:
        token = state.push("refused", "", 0)
        token.meta = {"source": match[0], "name": references.refused(match)}
    state.pos = match.end()
    return True


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``::: name`` … ``:::``: blocks of a kind; containers nest with fences of the same length."""
    opening = _colons(state, start)
    if not opening or not opening[2]:
        return False
    if silent:
        return True
    last, closed = _closing(state, start, end)
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push("container_open", "div", 1)
    token.info, token.map, token.meta = opening[2], [start, last], {"closed": closed}
    state.md.block.tokenize(state, start + 1, last)
    state.push("container_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = last + closed
    return True


def _colons(state: StateBlock, line: int) -> re.Match[str] | None:
    begin = state.bMarks[line] + state.tShift[line]
    if state.src[begin : begin + 3] != ":::" or state.is_code_block(line):
        return None
    return _COLONS.fullmatch(state.src[begin : state.eMarks[line]])


def _closing(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """The line of the container's closing fence, or the end of what encloses it and False."""
    depth, fence = 1, ""
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line, False
        begin = state.bMarks[line] + state.tShift[line]
        mark = _FENCE.match(state.src, begin, state.eMarks[line])
        if mark and (not fence or mark[0].startswith(fence)):
            fence = "" if fence else mark[0]
        found = None if fence else _colons(state, line)
        if found:
            depth += 1 if found[2] else -1
        if not depth:
            return line, True
    return end, False
