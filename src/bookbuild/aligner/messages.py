"""What a crew and its workers tell each other: JSON, of nothing but lists, texts and numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from bookbuild.aligner.items import Bead, Item, Sides


class Task(NamedTuple):
    """A chapter to be aligned; ``explain``: with the reasons for each bead."""

    number: int
    explain: bool
    passages: Sequence[Sides]


def asked(tasks: Sequence[Task]) -> bytes:
    """The message that asks for *tasks* to be done."""
    return _packed(tasks)


def tasks(message: bytes) -> Iterator[Task]:
    """What a message asks for."""
    for number, explain, passages in _unpacked(message):
        yield Task(number, explain, [(_items(left), _items(right)) for left, right in passages])


def _items(side: Iterable[Sequence[Any]]) -> list[Item]:
    return [Item(kind, text, tuple(signs), *others) for kind, text, signs, *others in side]


def answer(done: Sequence[tuple[int, Sequence[Sequence[Bead]]]]) -> bytes:
    """The message that tells the beads of chapters, passage by passage."""
    return _packed(done)


def told(message: bytes) -> dict[int, list[list[Bead]]]:
    """The beads a message tells, by the numbers of their chapters."""
    return {
        number: [list(map(_bead, passage)) for passage in passages] for number, passages in _unpacked(message)
    }


def _bead(told: Sequence[Any]) -> Bead:
    (start, end), (from_, to), probability, doubt, reasons, said = told
    return Bead((start, end), (from_, to), probability, doubt, tuple(reasons), said)


def _packed(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _unpacked(message: bytes) -> Any:
    return json.loads(message.decode("utf-8", "surrogatepass"))
