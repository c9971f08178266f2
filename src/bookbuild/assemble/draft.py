"""A chapter on its way into the book: its heading found, its title settled, its metadata merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.assemble.naming import file_stem
from bookbuild.diagnostics import Diagnostic
from bookbuild.manifest import ChapterEntry
from bookbuild.model import UNTITLED, Bilingual, ChapterMeta, Document, Heading, Pair
from bookbuild.reading import text


@dataclass(frozen=True, slots=True)
class Draft:
    """A chapter with its id and title; blocks have no ids yet, and links lead where they were written."""

    id: str
    entry: ChapterEntry
    documents: tuple[Document, ...]
    meta: ChapterMeta
    title: Bilingual
    heading: Pair | None
    pairs: tuple[Pair, ...]

    def paths(self) -> tuple[str, ...]:
        return tuple(path for _, path in self.entry.paths)

    def role(self) -> str:
        return self.entry.role or self.meta.role or "chapter"

    def all_pairs(self) -> tuple[Pair, ...]:
        return ((self.heading,) if self.heading else ()) + self.pairs


def settled(raw: Draft, languages: tuple[str, ...]) -> tuple[Draft, tuple[Diagnostic, ...]]:
    """*raw* with its own heading taken out of its pairs and its title.

    The first heading of level 1 is the chapter's own, others are demoted (A011). What stands before
    it is set behind it (A015).
    """
    pairs, meta = raw.pairs, raw.meta
    at = _heading_at(pairs, meta)
    heading = _at_level(pairs[at], 1) if at is not None else None
    rest = pairs if at is None else pairs[:at] + pairs[at + 1 :]
    demoted = tuple(_at_level(pair, 2) if _level(pair) == 1 else pair for pair in rest)
    title = _title(meta, heading or _first_heading(rest), raw.entry, raw.role(), languages)
    problems = [_demotion(pair) for pair in rest if _level(pair) == 1]
    if at:
        problems.append(_too_early(pairs[0]))
    return replace(raw, title=title, heading=heading, pairs=demoted), tuple(problems)


def merged(metas: Sequence[ChapterMeta], languages: tuple[str, ...]) -> ChapterMeta:
    """The front matter of parallel files as one: the first file to say a thing is believed."""
    if len(metas) == 1:
        return metas[0]
    return ChapterMeta(
        _first(meta.id for meta in metas),
        _joined([meta.title for meta in metas], languages),
        _joined([meta.subtitle for meta in metas], languages),
        _joined([meta.byline for meta in metas], languages),
        _first(meta.date for meta in metas),
        _first(meta.role for meta in metas),
        metas[0].span,
    )


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")


def _joined(parts: Sequence[Bilingual], languages: tuple[str, ...]) -> Bilingual:
    return Bilingual.of({tag: _first(part.get(tag) for part in parts) for tag in languages})


def _level(pair: Pair) -> int:
    """The level of a pair of headings, 0 for any other pair."""
    return min((block.level for block in _headings(pair)), default=0)


def _headings(pair: Pair) -> Iterator[Heading]:
    return (block for block in pair.blocks() if isinstance(block, Heading))


def _heading_at(pairs: Sequence[Pair], meta: ChapterMeta) -> int | None:
    """Where the chapter's own heading is: of level 1, or, in a chapter without any, one that opens it.

    When the front matter gives the title, a heading further down is not the chapter's.
    """
    levels = [_level(pair) if _stands_alone(pair) else 0 for pair in pairs]
    if 1 in levels:
        at = levels.index(1)
        return None if at and meta.title else at
    return 0 if levels and levels[0] and not meta.title else None


def _stands_alone(pair: Pair) -> bool:
    """Whether a pair is nothing but a heading: no other text, and nothing around it."""
    return all(isinstance(block, Heading) and not block.frames for block in pair.blocks())


def _at_level(pair: Pair, level: int) -> Pair:
    sides = tuple(
        (
            tag,
            tuple(replace(block, level=level) if isinstance(block, Heading) else block for block in blocks),
        )
        for tag, blocks in pair.sides
    )
    return replace(pair, sides=sides)


def _first_heading(pairs: Iterable[Pair]) -> Pair | None:
    return next((pair for pair in pairs if _level(pair)), None)


def _title(
    meta: ChapterMeta, heading: Pair | None, entry: ChapterEntry, role: str, languages: tuple[str, ...]
) -> Bilingual:
    """The front matter's title, then the heading's, then the file's name (source reports its lack).

    What stands without a title on the page may have none.
    """
    texts = {tag: meta.title.get(tag) or (_words(heading, tag) if heading else "") for tag in languages}
    if heading and not any(texts.values()):
        texts[languages[0]] = _words(heading, "")
    if any(texts.values()) or role in UNTITLED:
        return Bilingual.of(texts)
    return Bilingual(((languages[0], file_stem(entry.paths[0][1], languages)),))


def _words(heading: Pair, tag: str) -> str:
    return " ".join(" ".join(text(block) for block in heading.side(tag) if isinstance(block, Heading)).split())


def _demotion(pair: Pair) -> Diagnostic:
    block = next(_headings(pair))
    if _stands_alone(pair):
        message = "a further heading of level 1, set as one of level 2"
        help_ = "a chapter has one such heading; use ## for its sections, or make it a file of its own"
    else:
        message = "a heading of level 1 with text or a box around it, set as one of level 2"
        help_ = "a chapter's heading stands by itself: # 题目 / Title; use ## for others"
    return Diagnostic("A011", message, block.span, help=help_)


def _too_early(pair: Pair) -> Diagnostic:
    span = next(pair.blocks()).span
    help_ = "put the heading first, or give the chapter's title in its front matter"
    return Diagnostic("A015", "text before the chapter's heading, set behind it", span, help=help_)
