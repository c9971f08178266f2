"""What a block says that its translation should say too: words, names, numbers, code, links, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bookbuild.model import (
    Block,
    Code,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Styled,
    Table,
)
from bookbuild.pairing import lexicon

PARTS = 4
NOWHERE = PARTS  # the part of a sign that stands in no one place, as emphasis does
SLOTS = PARTS + 1
_PLAIN = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+")
_MARKS = (("?", "?？"), ("!", "!！"), (":", ":："), (";", ";；"), ("q", '“「『"«'))
_TAIL = re.compile(r"([^/#?]+?)(?:\.\w{1,5})?/?(?:[#?].*)?$")


@dataclass(frozen=True, slots=True)
class Features:
    """Each thing a block says once, with the part of the block (of PARTS equal ones) where it stands first.

    ``words``: Chinese words, to be looked up. ``signs``: what stands in any language as it is, Latin
    words by their stems.
    """

    words: Mapping[str, int]
    signs: Mapping[str, int]
    written: str = ""

    def spelt(self, sign: str) -> str:
        """How *sign* is written where it stands first."""
        return next((word for word in _PLAIN.findall(self.written) if lexicon.stem(word) == sign), sign)


NOTHING = Features({}, {})


def features(block: Block, written: str, runs: Iterable[str]) -> Features:
    """What *block* says: its text as *written*, with the *runs* of Chinese in it.

    Parts are counted in words, which stand about as far apart as letters tell.
    """
    signs = _placed(plain(written))
    signs.pop("", None)
    for sign in (*_marks(written), *_inner(block)):
        signs.setdefault(sign, NOWHERE)
    return Features(_placed(lexicon.words(runs)), signs, written)


def plain(written: str) -> list[str]:
    """The stems of the words in letters of an alphabet, and the numbers, in order."""
    return list(map(lexicon.stem, _PLAIN.findall(written)))


def _placed(words: Sequence[str]) -> dict[str, int]:
    """Each of *words* with the part it stands in first."""
    return dict(zip(reversed(words), _parts(len(words)), strict=True))


@cache
def _parts(count: int) -> tuple[int, ...]:
    """The parts of so many words, the last word's first."""
    return tuple(index * PARTS // count for index in reversed(range(count)))


def _marks(written: str) -> Iterator[str]:
    """How the text ends, and which marks it holds."""
    end = written.rstrip(" \"'”’」』)）*_")[-1:]
    for name, marks in _MARKS:
        if end and end in marks:
            yield f"$end{name}"
        if any(mark in written for mark in marks):
            yield f"$has{name}"


def _inner(block: Block) -> Iterator[str]:
    """Code, targets of links and emphasis."""
    match block:
        case Heading() | Paragraph():
            yield from _signs(block.content)
            if block.content and isinstance(block.content[0], Styled) and block.content[0].tag == "strong":
                yield "$bold first"
        case Table():
            for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                yield from _signs(cell)
        case Figure():
            yield f"$to {_tail(block.image.source)}"


def _signs(content: Inlines) -> Iterator[str]:
    counts = {"em": 0, "strong": 0, "code": 0, "link": 0}
    for one in _flat(content):
        match one:
            case Code():
                counts["code"] += 1
                yield f"$code {one.text}"
            case Link():
                counts["link"] += 1
                yield f"$to {_tail(one.target)}"
            case Styled(tag="em" | "strong" as tag):
                counts[tag] += 1
    for name, count in counts.items():
        if count:
            yield f"${name} {min(count, 4)}"


def _flat(content: Iterable[Inline]) -> Iterator[Inline]:
    for one in content:
        yield one
        if isinstance(one, Styled | Link):
            yield from _flat(one.children)


def _tail(target: str) -> str:
    match = _TAIL.search(target)
    return match[1].lower() if match else target
