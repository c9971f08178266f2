"""Whether two chapters are the same book: all that is printed, and nothing of where it stood in a file."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from bookbuild.assemble.draft import merged
from bookbuild.model import Block, Figure, Note, Pair
from bookbuild.pairing import Study
from bookbuild.source import language
from bookbuild.source.text import prose

Print = tuple[Hashable, ...]
"""What stands for a pair, a note or the front matter when chapters are compared."""

_ASIDE = frozenset({"span", "frames", "marks"})


def exact(study: Study) -> tuple[Print, ...]:
    """Every pair with its containers, for two chapters in as many files."""
    keys: dict[tuple[str, int], int] = {}
    return tuple(_exact_pair(pair, keys) for pair in study.pairs())


def _exact_pair(pair: Pair, keys: dict[tuple[str, int], int]) -> Print:
    sides = tuple((tag, tuple(_exact_block(block, keys) for block in blocks)) for tag, blocks in pair.sides)
    return pair.kind, pair.reason, _ids(pair), sides


def _exact_block(block: Block, keys: dict[tuple[str, int], int]) -> Print:
    frames = tuple(
        (
            frame.kind,
            frame.number,
            frame.tight,
            frame.classes,
            keys.setdefault((block.span.path, frame.key), len(keys)),
        )
        for frame in block.frames
    )
    return bare(block), frames, block.marks.classes, block.marks.untranslated


def alike(study: Study) -> tuple[Print, ...]:
    """Every pair, for chapters of which one is in one file and the other in two.

    Lists are numbered and spaced per file there, captions are told apart by their script in one file only, and
    what both files hold is set once only if it has no language of its own.
    """
    return tuple(_alike_pair(pair, study.languages) for pair in study.pairs())


def _alike_pair(pair: Pair, languages: tuple[str, ...]) -> Print:
    sides = {tag: tuple(_alike_block(block, languages) for block in blocks) for tag, blocks in pair.sides}
    said = tuple(dict.fromkeys(sides.values()))
    if pair.kind != "one-sided" and len(said) == 1:
        return "shared", _ids(pair), said
    return pair.kind, _ids(pair), tuple(sorted(sides.items()))


def _alike_block(block: Block, languages: tuple[str, ...]) -> Print:
    frames = tuple((frame.kind, frame.classes) for frame in block.frames)
    if isinstance(block, Figure):
        plain = [one for one in block.captions if language.detect(prose(one[1]), languages) == one[0]]
        captions = tuple(sorted((tag, bare(caption)) for tag, caption in plain))
        content: Hashable = (block.image.shown(), captions if len(captions) > 1 else ())
    else:
        content = tuple(value for name, value in _named(block) if name != "lang")
    return type(block).__name__, content, frames, block.marks.classes


def notes(study: Study, *, exactly: bool) -> frozenset[Print]:
    """The notes of the chapter; not *exactly*: a note in both languages is as good as one in each."""
    found = [note for document in study.documents for note in document.notes]
    if exactly:
        return frozenset((note.id, note.lang, _blocks(note)) for note in found)
    return frozenset(
        (note.id, block)
        for note in found
        for one in note.blocks
        for block in [_alike_block(one, study.languages)]
    )


def _blocks(note: Note) -> Print:
    return tuple(
        (bare(block), tuple((one.kind, one.number, one.tight) for one in block.frames)) for block in note.blocks
    )


def matter(study: Study) -> Print:
    """The chapter's front matter."""
    return (bare(merged([document.meta for document in study.documents], study.languages)),)


def _ids(pair: Pair) -> frozenset[str]:
    return frozenset(block.marks.id for block in pair.blocks() if block.marks.id)


def bare(value: Any) -> Hashable:
    """*value* without places in files, what encloses it and what was said of it."""
    if isinstance(value, tuple):
        return tuple(map(bare, value))
    if is_dataclass(value):
        return (type(value).__name__, *(one for _, one in _named(value)))
    return value  # type: ignore[no-any-return]


def _named(value: Any) -> Iterator[tuple[str, Hashable]]:
    for one in fields(value):
        if one.name not in _ASIDE:
            yield one.name, bare(getattr(value, one.name))
