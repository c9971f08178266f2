"""What a block holds besides words that its translation should hold too: code, links, emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bookbuild.model import Block, Code, Figure, Heading, Inline, Inlines, Link, Paragraph, Styled, Table

_TAIL = re.compile(r"([^/#?]+?)(?:\.\w{1,5})?/?(?:[#?].*)?$")


def signs(block: Block) -> Iterator[str]:
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
