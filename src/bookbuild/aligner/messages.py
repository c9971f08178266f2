"""What a crew and its workers tell each other: JSON, of nothing but lists, texts and numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from bookbuild.aligner.items import Bead, Item, Sides

DOUBTS = b"doubts"
"""The message that asks for the doubts about all chapters aligned so far."""


class Task(NamedTuple):
    """A chapter to be aligned; ``explain``: with the reasons for each bead."""

    number: int
    explain: bool
    passages: Sequence[Sides]


def asked(task: Task) -> bytes:
    """The message that asks for a chapter to be aligned."""
    return _packed(task)


def task(message: bytes) -> Task:
    """What a message asks for."""
    number, explain, passages = _unpacked(message)
    return Task(number, explain, [(_items(left), _items(right)) for left, right in passages])


def _items(side: Iterable[Sequence[Any]]) -> list[Item]:
    return [Item(kind, text, tuple(signs), *others) for kind, text, signs, *others in side]


class Told(NamedTuple):
    """What a worker tells of a chapter: its beads, passage by passage, or the doubts about them."""

    number: int
    beads: Sequence[Sequence[Bead]] | None = None
    doubts: Sequence[str] | None = None


def answer(told: Told) -> bytes:
    """The message that tells it."""
    return _packed(told)


def told(message: bytes) -> Told:
    """What a message tells."""
    number, passages, doubts = _unpacked(message)
    beads = None if passages is None else [list(map(_bead, passage)) for passage in passages]
    return Told(number, beads, doubts)


def _bead(told: Sequence[Any]) -> Bead:
    (start, end), (from_, to), probability, reasons, said = told
    return Bead((start, end), (from_, to), probability, tuple(reasons), said)


def _packed(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _unpacked(message: bytes) -> Any:
    return json.loads(message.decode("utf-8", "surrogatepass"))
