"""The shapes a value can have. Each shape reads a node, reporting all that is wrong, and tells its
JSON Schema: the table in ``keys`` is made of them and is the only description of ``book.yaml``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol

from bookbuild.diagnostics import Span
from bookbuild.manifest.desk import Desk
from bookbuild.manifest.nodes import ListNode, MapNode, Node, TextNode
from bookbuild.manifest.scalars import Fault, meant, quoted

Json = dict[str, Any]


class Shape(Protocol):
    """``read`` gives the value, or None when it is wrong and has been reported."""

    def read(self, node: Node, desk: Desk) -> Any: ...

    def schema(self) -> Json: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of a list and its place."""

    value: Any
    span: Span


@dataclass(frozen=True, slots=True)
class Text:
    """A text, parsed. ``like``: a regular expression for editors; a number is text to us."""

    what: str = "text"
    parse: Callable[[str], Any] = str
    like: str = ""
    examples: tuple[str, ...] = ()

    def read(self, node: Node, desk: Desk) -> Any:
        if not isinstance(node, TextNode) or not node.text:
            desk.expected(self.what, node)
            return None
        value = self.parse(node.text)
        if isinstance(value, Fault):
            desk.fault(value, node.span)
            return None
        return value

    def schema(self) -> Json:
        extra: Json = {"pattern": f"^({self.like})$"} if self.like else {"minLength": 1}
        if self.examples:
            extra["examples"] = list(self.examples)
        return {"type": ["string", "number"], **extra}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    what: str
    words: tuple[str, ...]
    code: str = "M024"

    def read(self, node: Node, desk: Desk) -> str | None:
        if not isinstance(node, TextNode) or not node.text:
            desk.expected(self.what, node)
        elif node.text in self.words:
            return node.text
        else:
            desk.say(
                self.code, f"{quoted(node.text)} is not {self.what}", node.span, meant(node.text, self.words)
            )
        return None

    def schema(self) -> Json:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Path:
    """A file of the book, as the disk spells its name."""

    def read(self, node: Node, desk: Desk) -> str | None:
        if not isinstance(node, TextNode) or not node.text:
            desk.expected("a path", node)
            return None
        path = str(PurePosixPath(unicodedata.normalize("NFC", node.text)))
        if path not in desk.files:
            guess = desk.nearest_file(path)
            help = f'did you mean "{guess}"?' if guess else "give a path from the folder of the manifest"
            desk.say("M015", f"there is no file {quoted(node.text)} in the book", node.span, help)
        return desk.files.get(path)

    def schema(self) -> Json:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one shape; ``unique`` items may stand in it once."""

    item: Shape
    what: str
    filled: bool = False
    unique: bool = False

    def read(self, node: Node, desk: Desk) -> tuple[Placed, ...] | None:
        if not isinstance(node, ListNode):
            desk.expected(self.what, node)
            return None
        if self.filled and not node.items:
            desk.say("M011", "the list is empty", node.span, f"write {self.what}")
        found = [Placed(self.item.read(item, desk), item.span) for item in node.items]
        items = [item for item in found if item.value is not None]
        return once(items, desk) if self.unique else tuple(items)

    def schema(self) -> Json:
        extra: Json = ({"minItems": 1} if self.filled else {}) | ({"uniqueItems": True} if self.unique else {})
        return {"type": "array", "items": self.item.schema(), **extra}


def once(items: list[Placed], desk: Desk) -> tuple[Placed, ...]:
    """The first of equal items; the others are reported."""
    first: dict[Any, Placed] = {}
    for item in items:
        before = first.setdefault(item.value, item)
        if before is not item:
            fact = f"{quoted(item.value)} was listed on line {before.span.line} already"
            desk.say("M016", fact, item.span, "keep one")
    return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Either:
    """A short form and a long one; ``is_long`` tells them apart."""

    short: Shape
    long: Shape
    is_long: Callable[[Node], bool]

    def read(self, node: Node, desk: Desk) -> Any:
        return (self.long if self.is_long(node) else self.short).read(node, desk)

    def schema(self) -> Json:
        return {"anyOf": [self.short.schema(), self.long.schema()]}


class Flag(Choice):
    """``true`` or ``false``, read as the words they are."""

    def schema(self) -> Json:
        return {"enum": [True, False]}


class OneOrMore(Either):
    """One value or a list of them, always read as a list."""

    def read(self, node: Node, desk: Desk) -> Any:
        read = Either.read(self, node, desk)
        return (Placed(read, node.span),) if isinstance(read, str) else read


def is_mapping(node: Node) -> bool:
    return isinstance(node, MapNode)


def is_list(node: Node) -> bool:
    return isinstance(node, ListNode)


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping of names the author chooses to one shape each, in the author's order.

    A name that is wrong reads as None, so that its value is still looked at.
    """

    item: Shape
    key: Text
    what: str

    def read(self, node: Node, desk: Desk) -> tuple[tuple[Placed, Any], ...] | None:
        if not isinstance(node, MapNode):
            desk.expected(self.what, node)
            return None
        if not node.entries:
            desk.say("M011", "the mapping is empty", node.span, f"write {self.what}")
        found = [
            (Placed(self.key.read(key, desk), key.span), self.item.read(value, desk))
            for key, value in node.entries
            if not self._is_misplaced(key, value, desk)
        ]
        return tuple((key, value) for key, value in found if value is not None)

    def _is_misplaced(self, key: TextNode, value: Node, desk: Desk) -> bool:
        """Whether *key* is one of an item's own, one level too far out; this is then told."""
        misplaced = key.text in self.item.schema().get("properties", ()) and not isinstance(value, MapNode)
        if misplaced:
            help = "indent it below the name it belongs to"
            desk.say("M010", f"{quoted(key.text)} stands where {self.key.what} should", key.span, help)
        return misplaced

    def schema(self) -> Json:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^({self.key.like})$"},
            "additionalProperties": self.item.schema(),
            "minProperties": 1,
        }
