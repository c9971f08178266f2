"""The index: the entries authors marked, sorted, each with the places it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from bookbuild.model import Block, Chapter, Edition, Styled
from bookbuild.reading import inlines
from bookbuild.render.chapter import Placed
from bookbuild.typography.collation import Collation

Place = tuple[str, str]
"""The unit an entry leads to, and the id in it."""


@dataclass(slots=True)
class Item:
    """An entry: its words, where it leads, what stands below it."""

    words: str
    places: list[Place] = field(default_factory=list)
    below: dict[str, Item] = field(default_factory=dict)

    def add(self, path: tuple[str, ...], place: Place) -> None:
        """Note that the entry at *path* below this one leads to *place*."""
        if not path:
            self.places.append(place)
            return
        self.below.setdefault(path[0], Item(path[0])).add(path[1:], place)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is printed; ``depth``: how far it is below a main one."""

    words: str
    depth: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one letter, '' for those before A."""

    letter: str
    lines: tuple[Line, ...]


def index(
    chapters: Iterable[Placed], languages: tuple[str, ...], edition: Edition
) -> tuple[tuple[str, tuple[Group, ...]], ...]:
    """For each language that has entries its groups in order."""
    roots = {tag: Item("") for tag in languages}
    for placed in chapters:
        for lang, run in _marked(placed, languages):
            roots[lang].add(run.index, (placed.chapter.id, run.id))
    return tuple(
        (tag, _groups(root, Collation(tag, edition.pinyin.glossary)))
        for tag, root in roots.items()
        if root.below
    )


def _marked(placed: Placed, languages: tuple[str, ...]) -> Iterator[tuple[str, Styled]]:
    """The runs with an entry, each with the language of its block."""
    for block in _blocks(placed, languages):
        lang = block.lang or languages[0]
        if lang in languages:
            yield from ((lang, run) for run in inlines(block) if isinstance(run, Styled) and run.index)


def _blocks(placed: Placed, languages: tuple[str, ...]) -> Iterator[Block]:
    for row in placed.all_rows():
        for cell in row.cells:
            yield from cell.blocks
    yield from _noted(placed.chapter, languages)


def _noted(chapter: Chapter, languages: tuple[str, ...]) -> Iterator[Block]:
    for note in chapter.notes:
        if note.lang in ("", *languages):
            yield from note.blocks


def _groups(root: Item, order: Collation) -> tuple[Group, ...]:
    mains = sorted(root.below.values(), key=lambda item: (order.initial(item.words), order.key(item.words)))
    return tuple(
        Group(letter, tuple(line for item in items for line in _lines(item, 0, order)))
        for letter, items in groupby(mains, key=lambda item: order.initial(item.words))
    )


def _lines(item: Item, depth: int, order: Collation) -> Iterator[Line]:
    yield Line(item.words, depth, tuple(item.places))
    for below in sorted(item.below.values(), key=lambda below: order.key(below.words)):
        yield from _lines(below, depth + 1, order)
