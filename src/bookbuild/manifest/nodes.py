"""The second step: text → nodes. Every value keeps its place, every scalar the author's own characters.

Only YAML's events are read, so that nothing is typed, resolved, merged or copied behind our back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.manifest.gate import FORBIDDEN, forbidden
from bookbuild.manifest.scalars import quoted
from bookbuild.manifest.syntax import syntax_error

MAX_DEPTH = 32
MAX_NODES = 50_000
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml may be missing: slower, same events


@dataclass(frozen=True, slots=True)
class Gap:
    """A value that could not be read and has been reported: nobody complains of it again."""

    span: Span


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar, whatever it looks like."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class ListNode:
    span: Span
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys in the author's order, each once."""

    span: Span
    entries: tuple[tuple[TextNode, Node], ...]

    def get(self, key: str) -> Node | None:
        """The value of *key*."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Gap | TextNode | ListNode | MapNode


class _Stop(Exception):
    """Reading on is of no use; the reason has been reported."""


def nodes_of(text: str, path: str) -> tuple[Node | None, Diagnostics]:
    """The document's root, None when it has none or is not YAML."""
    composer = _Composer(text, path)
    try:
        root = composer.document()
    except _Stop:
        root = None
    except yaml.YAMLError as error:
        root = None
        composer.problems.append(syntax_error(error, text, path))
    return root, tuple(composer.problems)


class _Composer:
    """Events → nodes, with what it found on the way in ``problems``."""

    def __init__(self, text: str, path: str) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.path = path
        self.problems: list[Diagnostic] = []
        self.count = 0

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if not isinstance(event, yaml.NodeEvent):
                continue
            if root is None:
                root = self.node(event, 1)
            else:
                self.say("M006", "a second YAML document begins", self.span(event), "keep only the first")
                raise _Stop
        return root

    def node(self, event: Any, depth: int) -> Node:
        self.guard(event, depth)
        if isinstance(event, yaml.AliasEvent):
            self.feature(event, f"the alias {quoted(f'*{event.anchor}')}")
            return Gap(self.span(event))
        if event.anchor is not None:
            self.feature(event, f"the anchor {quoted(f'&{event.anchor}')}")
        if event.tag is not None:
            self.feature(event, f"the tag {quoted(event.tag)}")
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        return self.scalar(event)

    def guard(self, event: Any, depth: int) -> None:
        """What bounds the time and the memory a manifest can take."""
        self.count += 1
        if depth > MAX_DEPTH:
            self.say("M002", f"values lie more than {MAX_DEPTH} levels deep", self.span(event))
            raise _Stop
        if self.count > MAX_NODES:
            self.say("M002", f"the manifest has more than {MAX_NODES} values", self.span(event))
            raise _Stop

    def scalar(self, event: Any) -> Node:
        node = TextNode(self.span(event), event.value.strip())
        hidden = FORBIDDEN.search(event.value)  # written as an escape: the gate saw only "\0"
        if hidden:
            self.problems.append(forbidden(hidden[0], node.span))
            return Gap(node.span)
        return node

    def sequence(self, start: Any, depth: int) -> ListNode:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return ListNode(self.around(start, event, items[-1:]), tuple(items))

    def mapping(self, start: Any, depth: int) -> MapNode:
        entries: dict[str, tuple[TextNode, Node]] = {}
        last: list[Node] = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            last = [value]
            if self.usable(key, event, entries) and isinstance(key, TextNode):
                entries[key.text] = (key, value)
        return MapNode(self.around(start, event, last), tuple(entries.values()))

    def usable(self, key: Node, event: Any, before: dict[str, tuple[TextNode, Node]]) -> bool:
        if isinstance(key, Gap):
            return False
        if not isinstance(key, TextNode):
            self.say("M010", "a key is text, this one is not", key.span, "write key: value")
            return False
        if key.text == "<<" and not event.style:
            self.feature(event, 'the merge key "<<"')
            return False
        if key.text in before:
            first = before[key.text][0].span.line
            self.say("M007", f"{quoted(key.text)} was given on line {first} already", key.span, "keep one")
            return False
        return True

    def feature(self, event: Any, what: str) -> None:
        self.say("M006", f"{what} is not allowed here", self.span(event), _PLAIN_HELP)

    def say(self, code: str, message: str, span: Span, help: str | None = None) -> None:
        self.problems.append(Diagnostic(code, message, span, help=help))

    def span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def around(self, start: Any, end: Any, last: list[Node]) -> Span:
        """From the collection's start to its bracket or, without one, to the end of its last value."""
        opening, closing = self.span(start), self.span(end)
        tail = closing if start.flow_style or not last else last[0].span
        return Span(self.path, opening.line, opening.column, tail.end_line, tail.end_column)


_PLAIN_HELP = 'write the value out; text that starts with "*", "&" or "!" needs quotes'
