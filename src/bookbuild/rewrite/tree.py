"""A file as the tree of its elements: what is copied from file to file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from bookbuild.rewrite.element import Element, Lines, Rows, cut, entered, without_blanks
from bookbuild.rewrite.signs import grouped, heard
from bookbuild.source import markdown

_BOXES = {
    "bullet_list_open": "list", "ordered_list_open": "list", "list_item_open": "item",
    "blockquote_open": "quote", "container_open": "box", "footnote_reference_open": "note", "dl_open": "terms",
}  # fmt: skip
_LEAVES = {
    "heading_open": "heading", "fence": "code", "code_block": "code", "table_open": "table", "hr": "rule",
    "html_block": "html", "attributes": "attributes",
}  # fmt: skip


class _Token(Protocol):
    """What is used of the parser's tokens."""

    @property
    def type(self) -> str: ...
    @property
    def map(self) -> list[int] | None: ...
    @property
    def nesting(self) -> Any: ...
    @property
    def markup(self) -> str: ...
    @property
    def meta(self) -> dict[Any, Any]: ...


class _Part(NamedTuple):
    """Lines and tokens of an element; a link definition has no tokens."""

    first: int
    end: int
    token: int = -1
    closing: int = -1
    label: str = ""


def page(lines: Sequence[str], start: int) -> Element:
    """The file's *lines* from *start* on, where its front matter ends, as one container."""
    env: dict[str, Any] = {}
    tokens = markdown.parse("\n" * start + "\n".join(lines[start:]), env)
    children = _Tree(tokens, env).elements(0, len(tokens), dict(enumerate(lines)), start, len(lines))
    return Element("page", start, len(lines), tuple(lines[start:]), children=children)


class _Tree:
    """The tokens of one file on their way into a tree."""

    def __init__(self, tokens: Sequence[_Token], env: Mapping[str, Any]) -> None:
        self.tokens = tokens
        found = [*env["references"].items(), *(("", entry) for entry in env.get("duplicate_refs", ()))]
        self.references = [_Part(entry["map"][0], entry["map"][1], label=label) for label, entry in found]

    def elements(self, index: int, last: int, rows: Rows, start: int, end: int) -> tuple[Element, ...]:
        """The elements among the tokens from *index* to before *last*, on the lines *start* to before *end*."""
        own = list(self._parts(index, last))
        loose = [
            part
            for part in self.references
            if start <= part.first < end and not any(one.first <= part.first < one.end for one in own)
        ]
        parts = sorted([*own, *loose])
        bounds = [*(part.first for part in parts[1:]), end][: len(parts)]
        found = [
            self._element(
                part, without_blanks(rows, part.first, max(min(part.end, bound), part.first + 1)), rows
            )
            for part, bound in zip(parts, bounds, strict=True)
        ]
        return tuple(grouped(heard(_gapped(_attributed(found), end)), rows))

    def _parts(self, index: int, last: int) -> Iterator[_Part]:
        while index < last:
            closing = self._closing(index)
            maps = [one.map for one in self.tokens[index : closing + 1] if one.map]
            if maps:
                end = max(one[1] for one in maps) + bool(self.tokens[index].meta.get("closed"))
                yield _Part(min(one[0] for one in maps), end, index, closing)
            index = closing + 1

    def _closing(self, index: int) -> int:
        depth = 0
        for position in range(index, len(self.tokens)):
            depth += self.tokens[position].nesting
            if not depth:
                return position
        return len(self.tokens) - 1

    def _element(self, part: _Part, end: int, rows: Rows) -> Element:
        lines = cut(rows, part.first, end)
        if part.token < 0:
            return Element("reference", part.first, end, lines, name=part.label)
        token = self.tokens[part.token]
        if token.type in _BOXES:
            return self._container(Element(_BOXES[token.type], part.first, end, lines), part, rows)
        kind = _LEAVES.get(token.type, "paragraph")
        if kind == "html" and lines[0].lstrip().startswith("<!--") and lines[-1].rstrip().endswith("-->"):
            kind = "comment"
        return Element(kind, part.first, end, lines)

    def _container(self, bare: Element, part: _Part, rows: Rows) -> Element:
        token = self.tokens[part.token]
        if bare.kind == "terms":
            return replace(bare, children=tuple(self._groups(part, bare.end, rows)), name="terms")
        opening, inner = entered(bare.kind, rows, bare.first, bare.end)
        start, end = bare.first, bare.end
        closing: Lines = ()
        if bare.kind == "box":
            start, end = start + 1, end - bool(token.meta["closed"])
            closing = (rows[end],) if end < bare.end else (":::",)
        children = self.elements(part.token + 1, part.closing, inner, start, end)
        name = token.markup if bare.kind == "list" else token.meta.get("label", "")
        return replace(bare, children=children, opening=opening, closing=closing, name=name)

    def _groups(self, part: _Part, end: int, rows: Rows) -> Iterator[Element]:
        """Terms with their definitions."""
        starts = []
        for position in range(part.token + 1, part.closing):
            token, before = self.tokens[position], self.tokens[position - 1].type
            if token.type == "dt_open" and before != "dt_close" and token.map:
                starts.append(_term(rows, token.map[0]))
        for first, behind in pairwise([*starts, end]):
            bare = without_blanks(rows, first, behind)
            yield Element("group", first, bare, cut(rows, first, bare), behind - bare)


def _term(rows: Rows, line: int) -> int:
    """The line of a term: the parser gives the one behind it where the list begins after text."""
    return line if rows[line].strip() and not rows[line].lstrip().startswith((":", "~")) else line - 1


def _attributed(found: Sequence[Element]) -> list[Element]:
    """*found* with lines of attributes joined to the element they touch from below, else to the next."""
    kept: list[Element] = []
    above: list[Element] = []
    for element in found:
        if element.kind != "attributes":
            first = above[0].first if above else element.first
            kept.append(replace(element, first=first, above=tuple(one.lines[0] for one in above)))
            above = []
        elif kept and not above and kept[-1].end == element.first and not kept[-1].below:
            kept[-1] = replace(kept[-1], below=element.lines, end=element.end)
        else:
            above.append(element)
    return [*kept, *(replace(one, kind="comment") for one in above)]


def _gapped(found: Sequence[Element], end: int) -> list[Element]:
    """*found* with the number of blank lines behind each."""
    starts = [*(element.first for element in found[1:]), end][: len(found)]
    return [
        replace(element, gap=max(start - element.end, 0)) for element, start in zip(found, starts, strict=True)
    ]
