"""Words the author decides on: how they are converted, how they are read, which are known.

They stand in the manifest or in a file of their own: YAML for words with a value, any text for words alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bookbuild.diagnostics import Span
from bookbuild.manifest.desk import Desk
from bookbuild.manifest.gate import text_of
from bookbuild.manifest.nodes import MapNode, Node, nodes_of
from bookbuild.manifest.records import Fields
from bookbuild.manifest.scalars import quoted
from bookbuild.manifest.shapes import Json, Named, Path
from bookbuild.model import CJK, Pinyin, Ruby

_HAN = re.compile(f"[{CJK}]")


@dataclass(frozen=True, slots=True)
class Words:
    """A mapping of words, or the path of a YAML file that is one: ``((place, word), value)`` …"""

    named: Named

    def read(self, node: Node, desk: Desk) -> Any:
        if isinstance(node, MapNode):
            return self.named.read(node, desk)
        path = Path().read(node, desk)
        text = None if path is None else _text(path, node.span, desk)
        if path is None or text is None:
            return None
        root, problems = nodes_of(text, path)
        desk.problems += problems
        if root is None and not problems:
            desk.say("M011", "the file is empty", Span(path), f"write {self.named.what}")
        return None if root is None else self.named.read(root, desk)

    def schema(self) -> Json:
        return {"anyOf": [Path().schema(), self.named.schema()]}


@dataclass(frozen=True, slots=True)
class Known:
    """The path of a text whose Chinese characters a reader knows; what else stands in it does not count."""

    def read(self, node: Node, desk: Desk) -> frozenset[str] | None:
        path = Path().read(node, desk)
        text = None if path is None else _text(path, node.span, desk)
        if text is None:
            return None
        found = frozenset(_HAN.findall(text))
        if not found:
            help = "list the words a reader knows, one a line or any other way"
            desk.say("M011", f"no Chinese character stands in {path}", node.span, help)
        return found or None

    def schema(self) -> Json:
        return Path().schema()


def _text(path: str, place: Span, desk: Desk) -> str | None:
    try:
        data = desk.open(path)
    except OSError as error:
        reason = error.strerror or str(error)
        desk.say("M001", f"{path} cannot be read: {reason}", place, "let it be a file in the book's folder")
        return None
    text, problems = text_of(data, path)
    desk.problems += problems
    return text


def words(key: str, *owners: Fields) -> tuple[tuple[str, str], ...]:
    """What the *owners* give under *key*; of the same word, what the later one says."""
    found = [(word.value, value) for owner in owners for word, value in owner.get(key, ()) if word.value]
    return tuple(dict(found).items())


def report_readings(owner: Fields, desk: Desk) -> None:
    """T054 for a glossary's readings that are neither one for each character nor one for all."""
    for word, reading in owner.get("pinyin_glossary", ()):
        said = reading.split()
        if word.value and len(said) > 1 and len(_readings(word.value, reading)) == 1:
            fact = (
                f"{quoted(word.value)} has {len(_HAN.findall(word.value))} characters, its reading {len(said)}"
            )
            desk.say("T054", fact, word.span, "part the readings by spaces, one for each character")


def _readings(word: str, reading: str) -> list[str]:
    return [said for _, said in Ruby.over(word, reading).parts if said]


def pinyin(owner: Fields, book: Fields) -> Pinyin:
    """What an edition says of readings."""
    glossary = words("pinyin_glossary", book, owner)
    said = owner.get("pinyin", "none")
    if isinstance(said, str):
        return Pinyin(which=said, glossary=glossary)  # type: ignore[arg-type]  # one of the words of the key
    return Pinyin("level", said.get("level", 0), said.get("known", frozenset()), glossary)
