"""The shapes a value can have. Each shape reads a node, reporting all that is wrong, and tells its
JSON Schema: the table in ``keys`` is made of them and is the only description of ``book.yaml``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol

from bookbuild.diagnostics import Span
from bookbuild.manifest.desk import Desk
from bookbuild.manifest.nodes import ListNode, MapNode, Node, TextNode
from bookbuild.manifest.scalars import TAG, Fault, is_tag, language, meant, nearest
from bookbuild.model import Bilingual

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
class Fields:
    """What a Record read: values of the keys that were right, places of all keys."""

    span: Span
    values: Mapping[str, Any]
    spans: Mapping[str, Span]

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    @property
    def sound(self) -> bool:
        """Whether every key written was right."""
        return self.values.keys() == self.spans.keys()

    def place(self, key: str) -> Span:
        """Where *key*'s value stands; else the whole."""
        return self.spans.get(key, self.span)

    def tagged(self, languages: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
        """The values given per language, in the order of *languages*."""
        return tuple((tag, self.values[tag]) for tag in languages if tag in self.values)


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
    """One of a few words. ``later``: words of releases to come."""

    what: str
    words: tuple[str, ...]
    code: str = "M024"
    later: tuple[str, ...] = ()

    def read(self, node: Node, desk: Desk) -> str | None:
        if not isinstance(node, TextNode) or not node.text:
            desk.expected(self.what, node)
        elif node.text in self.words:
            return node.text
        elif node.text in self.later:
            help = "use one of: " + ", ".join(self.words)
            desk.say("M029", f'"{node.text}" is not supported yet', node.span, help)
        else:
            desk.say(
                self.code, f'"{node.text}" is not {self.what}', node.span, meant(node.text, self.words)
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
            help = (
                f'did you mean "{guess}"?' if guess else "give a path from the folder of the manifest"
            )
            desk.say("M015", f'there is no file "{node.text}" in the book', node.span, help)
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
        extra: Json = ({"minItems": 1} if self.filled else {}) | (
            {"uniqueItems": True} if self.unique else {}
        )
        return {"type": "array", "items": self.item.schema(), **extra}


def once(items: list[Placed], desk: Desk) -> tuple[Placed, ...]:
    """The first of equal items; the others are reported."""
    first: dict[Any, Placed] = {}
    for item in items:
        before = first.setdefault(item.value, item)
        if before is not item:
            fact = f'"{item.value}" was listed on line {before.span.line} already'
            desk.say("M016", fact, item.span, "keep one")
    return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Key:
    """A key, its shape, what it says to a reader, what holds without it."""

    name: str
    shape: Shape
    help: str
    required: bool = False
    default: str | None = None

    def schema(self) -> Json:
        extra = {} if self.default is None else {"default": self.default}
        return {**self.shape.schema(), "description": self.help, **extra}


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping of known keys. ``by_language``: the shape of values whose key is a language tag; when
    some of the book's languages have one, ``lacking`` is the code for a language without. ``whole``:
    it is the whole file.
    """

    what: str
    keys: tuple[Key, ...] = ()
    later: tuple[str, ...] = ()
    by_language: Shape | None = None
    lacking: str = ""
    whole: bool = False

    def read(self, node: Node, desk: Desk) -> Fields | None:
        if not isinstance(node, MapNode):
            desk.expected(self.what, node)
            return None
        shapes = {key.text: self._shape(key, desk) for key, _ in node.entries}
        read = {
            key.text: shape.read(value, desk)
            for key, value in node.entries
            if (shape := shapes[key.text])
        }
        self._report_missing(node, desk)
        self._report_languages(node, desk)
        values = {name: value for name, value in read.items() if value is not None}
        return Fields(node.span, values, {key.text: value.span for key, value in node.entries})

    def names(self) -> tuple[str, ...]:
        return tuple(key.name for key in self.keys)

    def _shape(self, key: TextNode, desk: Desk) -> Shape | None:
        """The shape of *key*'s value, or None and a report."""
        known = next((item.shape for item in self.keys if item.name == key.text), None)
        if known or (self.by_language and self._is_language(key.text, desk)):
            return known or self.by_language
        if key.text in self.later:
            desk.say(
                "M029", f'"{key.text}" is not supported yet', key.span, "leave the key out for now"
            )
        elif not self.by_language or nearest(key.text, self.names()):
            desk.say(
                "M008", f'{self.what} has no key "{key.text}"', key.span, self._key_help(key.text, desk)
            )
        else:
            _report_language(key, desk)
        return None

    def _is_language(self, text: str, desk: Desk) -> bool:
        return text in desk.languages or (not desk.languages and is_tag(text))

    def _key_help(self, text: str, desk: Desk) -> str:
        guess = nearest(text, self.names())
        if not guess and text in desk.homes:
            return f'"{text}" belongs in {desk.homes[text]}'
        return meant(text, self.names())

    def _report_missing(self, node: MapNode, desk: Desk) -> None:
        """A required key that was misspelt has been reported as the unknown key it is."""
        written = [key.text for key, _ in node.entries]
        misspelt = {nearest(name, self.names()) for name in written if name not in self.names()}
        for key in self.keys:
            if key.required and key.name not in written and key.name not in misspelt:
                place = Span(node.span.path) if self.whole else node.span
                help = f"add {key.name}: {key.help[0].lower()}{key.help[1:-1]}"
                desk.say("M009", f'{self.what} has no "{key.name}"', place, help)

    def _report_languages(self, node: MapNode, desk: Desk) -> None:
        """Languages without a value, when others have one and no key was meant to be theirs."""
        tags = {key.text for key, _ in node.entries} - {*self.names()}
        missing = [tag for tag in desk.languages if tag not in tags]
        if self.lacking and missing and tags and tags <= {*desk.languages}:
            fact = f"{self.what} is missing in {', '.join(missing)}"
            desk.say(self.lacking, fact, node.span, f"add {missing[0]}: …")

    def schema(self) -> Json:
        shape: Json = {"type": "object", "additionalProperties": False}
        if self.keys:
            shape["properties"] = {key.name: key.schema() for key in self.keys}
        if any(key.required for key in self.keys):
            shape["required"] = [key.name for key in self.keys if key.required]
        if self.by_language:
            shape["patternProperties"] = {f"^{TAG}$": self.by_language.schema()}
            shape["minProperties"] = 1
        return shape


def _report_language(key: TextNode, desk: Desk) -> None:
    """A key that should be one of the book's languages."""
    tag = language(key.text)
    if isinstance(tag, Fault):
        desk.fault(tag, key.span)
    else:
        report_foreign(tag, key.span, desk)


def report_foreign(tag: str, span: Span, desk: Desk) -> None:
    """*tag* is not a language of the book."""
    same = [known for known in desk.languages if known.split("-")[0] == tag.split("-")[0]]
    help = f'did you mean "{same[0]}"?' if same else f'add "{tag}" to languages, or remove it here'
    desk.say("M013", f'"{tag}" is not among the book\'s languages', span, help)


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


def is_mapping(node: Node) -> bool:
    return isinstance(node, MapNode)


def is_list(node: Node) -> bool:
    return isinstance(node, ListNode)


@dataclass(frozen=True, slots=True)
class Localized:
    """A Bilingual: one text for all languages, or one for each."""

    what: str
    complete: bool = True

    def _shape(self) -> Either:
        record = Record(self.what, by_language=Text(), lacking="M014" if self.complete else "")
        return Either(Text(self.what), record, is_mapping)

    def read(self, node: Node, desk: Desk) -> Bilingual | None:
        value = self._shape().read(node, desk)
        return None if value is None else bilingual(value, desk)

    def schema(self) -> Json:
        return self._shape().schema()


def bilingual(value: str | Fields, desk: Desk) -> Bilingual | None:
    """Texts by language, in the book's order; None when there are none."""
    if isinstance(value, str):
        return Bilingual(tuple((tag, value) for tag in desk.languages)) or None
    return Bilingual(value.tagged(desk.languages)) or None


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
        ]
        return tuple((key, value) for key, value in found if value is not None)

    def schema(self) -> Json:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^({self.key.like})$"},
            "additionalProperties": self.item.schema(),
            "minProperties": 1,
        }
