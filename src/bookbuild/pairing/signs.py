"""What a block holds besides words that its translation should hold too: code, links, emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.model import Block, Code, Figure, Inlines, Link, Styled, Table, Text
from bookbuild.reading import contents, walk

_TAIL = re.compile(r"([^/#?]+?)(?:\.\w{1,5})?/?(?:[#?].*)?$")


def signs(block: Block) -> Iterator[str]:
    """Code, targets of links and emphasis."""
    if isinstance(block, Figure):
        yield f"$to {_tail(block.image.shown())}"
        return
    for content in contents(block):
        yield from _signs(content)
        first = content[0] if content and not isinstance(block, Table) else None
        if isinstance(first, Styled) and first.tag == "strong":
            yield "$bold first"


def _signs(content: Inlines) -> Iterator[str]:
    if all(isinstance(inline, Text) for inline in content):
        return
    counts = {"em": 0, "strong": 0, "code": 0, "link": 0}
    for one in walk(content):
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


def _tail(target: str) -> str:
    match = _TAIL.search(target)
    return match[1].lower() if match else target
