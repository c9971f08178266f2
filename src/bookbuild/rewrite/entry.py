"""A chapter's entry in ``book.yaml`` with other paths: the fewest characters changed, all comments kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from bookbuild.diagnostics import Span
from bookbuild.manifest import ChapterEntry, Manifest
from bookbuild.manifest.nodes import ListNode, MapNode, Node, TextNode

Paths = Sequence[tuple[str, str]]
"""(language or '', path) of each file."""

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\s:#,\[\]{}]*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def renamed(text: str, manifest: Manifest, entry: ChapterEntry, paths: Paths) -> str:
    """The manifest's *text* with *paths* for those of *entry*; its line ends stay as they are."""
    node = next(node for node in _nodes(manifest.root) if node.span == entry.span)
    if isinstance(node, MapNode):
        return _in_mapping(text, node, entry, paths)
    return _replaced(text, node.span, _flow(paths) if len(paths) > 1 else _scalar(paths[0][1]))


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _nodes(item)
    elif isinstance(node, MapNode):
        for _, value in node.entries:
            yield from _nodes(value)


def _in_mapping(text: str, node: MapNode, entry: ChapterEntry, paths: Paths) -> str:
    """A mapping: the keys of the old paths make room for those of the new ones; alone, for the path itself."""
    old = [(key, value) for key, value in node.entries if key.text in {tag or "path" for tag, _ in entry.paths}]
    flow = _at(text, node.span) == "{"
    if len(old) == len(node.entries) and len(paths) == 1 and (flow or _one_by_one(text, node.span)):
        return _replaced(text, node.span, _scalar(paths[0][1]))
    said = [f"{tag or 'path'}: {_scalar(path)}" for tag, path in paths]
    for key, value in reversed(old[1:]):
        text = _removed(text, key, value, flow=flow)
    first, value = old[0]
    margin = ", " if flow else _end(text) + " " * (first.span.column - 1)
    return _replaced(text, _over(first, value), margin.join(said))


def _one_by_one(text: str, span: Span) -> bool:
    """Whether the mapping's lines hold nothing else, no comment that would be lost."""
    return "#" not in text[slice(*_reach(text, span))]


def _removed(text: str, key: TextNode, value: Node, *, flow: bool) -> str:
    """*text* without a key and its value, and without the comma or the line they leave behind."""
    start, end = _reach(text, _over(key, value))
    if flow:
        before = re.search(r",\s*\Z", text[:start])
        return text[: before.start() if before else start] + text[end:]
    rest = _LINE.match(text, end)
    assert rest is not None
    line = text.rfind("\n", 0, start) + 1
    if rest[0].strip():
        return text[:start] + rest[0].lstrip(" \t") + text[rest.end() :]
    return text[:line] + text[rest.end() :]


def _flow(paths: Paths) -> str:
    return "{" + ", ".join(f"{tag}: {_scalar(path)}" for tag, path in paths) + "}"


def _scalar(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else json.dumps(path, ensure_ascii=False)


def _over(key: TextNode, value: Node) -> Span:
    return Span(key.span.path, key.span.line, key.span.column, value.span.end_line, value.span.end_column)


def _replaced(text: str, span: Span, new: str) -> str:
    start, end = _reach(text, span)
    return text[:start] + new + text[end:]


def _at(text: str, span: Span) -> str:
    return text[_reach(text, span)[0]]


def _reach(text: str, span: Span) -> tuple[int, int]:
    """The characters from the span's start to its end."""
    starts = [0, *(match.end() for match in _LINE.finditer(text))]
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def _end(text: str) -> str:
    """The line end the manifest has."""
    return "\r\n" if "\r\n" in text else "\n"
