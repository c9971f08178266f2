"""Mappings: of known keys, of languages, of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bookbuild.diagnostics import Span
from bookbuild.manifest.desk import Desk
from bookbuild.manifest.foreign import report_foreign
from bookbuild.manifest.nodes import MapNode, Node, TextNode
from bookbuild.manifest.scalars import TAG, Fault, is_tag, language, meant, nearest, quoted
from bookbuild.manifest.shapes import Either, Json, Shape, Text, is_mapping
from bookbuild.model import Bilingual


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
    by_language: Shape | None = None
    lacking: str = ""
    whole: bool = False

    def read(self, node: Node, desk: Desk) -> Fields | None:
        if not isinstance(node, MapNode):
            desk.expected(self.what, node)
            return None
        if self.by_language and not node.entries:
            desk.say("M011", "the mapping is empty", node.span, f"write {self.what} for each language")
            return None
        shapes = {key.text: self._shape(key, desk) for key, _ in node.entries}
        read = {key.text: shape.read(value, desk) for key, value in node.entries if (shape := shapes[key.text])}
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
        if not self.by_language or nearest(key.text, self.names()):
            desk.say(
                "M008", f"{self.what} has no key {quoted(key.text)}", key.span, self._key_help(key.text, desk)
            )
        else:
            _report_language(key, desk)
        return None

    def _is_language(self, text: str, desk: Desk) -> bool:
        return text in desk.languages or (not desk.languages and is_tag(text))

    def _key_help(self, text: str, desk: Desk) -> str:
        if text in desk.homes:
            return f"{quoted(text)} belongs in {desk.homes[text]}"
        if self.whole and text in desk.languages:
            return "indent it below the key it says something for"
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
