"""The sections of a chapter, for a table of contents that has room for them."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.epub.words import Labels
from bookbuild.model import Chapter, Heading, Pair
from bookbuild.reading import bare, spelt

_FEWEST = 2  # one section alone is the chapter


def sections(chapter: Chapter, languages: tuple[str, ...]) -> tuple[tuple[str, Labels], ...]:
    """(id, labels) of the chapter's highest headings below its title, in order; () where there is but one."""
    found = [(pair, dict(_heads(pair, languages))) for pair in chapter.pairs]
    levels = [head.level for _, heads in found for head in heads.values()]
    highest = min(levels, default=0)
    told = tuple(
        (pair.id, _labels(heads, languages))
        for pair, heads in found
        if any(head.level == highest for head in heads.values())
    )
    return told if len(told) >= _FEWEST else ()


def _heads(pair: Pair, languages: tuple[str, ...]) -> Iterator[tuple[str, Heading]]:
    """The heading each side of *pair* consists of, outside any container."""
    for tag in languages:
        match pair.side(tag):
            case (Heading(frames=()) as head,):
                yield tag, head


def _labels(heads: dict[str, Heading], languages: tuple[str, ...]) -> Labels:
    said = ((tag, " ".join(spelt(heads[tag].content, bare).split())) for tag in languages if tag in heads)
    return tuple((tag, text) for tag, text in said if text)
