"""Headings are boundaries: a chapter cut into sections, and which section faces which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bookbuild.model import Block, Heading
from bookbuild.pairing.elements import Element
from bookbuild.pairing.voices import Languages, stream, streams, voices


@dataclass(frozen=True, slots=True)
class Section:
    """One heading, or the halves of a bilingual one, and the blocks up to the next.

    What comes before the first heading is a section without one.
    """

    heads: tuple[Block, ...]
    body: tuple[Block, ...]

    def blocks(self) -> tuple[Block, ...]:
        return self.heads + self.body


@dataclass(frozen=True, slots=True)
class Passage:
    """What is aligned together: the headings and the bodies of two sections that face each other."""

    heads: tuple[list[Element], list[Element]]
    body: tuple[list[Element], list[Element]]


def cut(blocks: Sequence[Block]) -> list[Section]:
    """*blocks* as sections, in order."""
    bodily = {block.marks.pair for block in blocks if not isinstance(block, Heading)}
    found_at = _all_heads(blocks, bodily)
    sections: list[Section] = []
    heads: tuple[Block, ...] = ()
    body: list[Block] = []
    at = 0
    while at < len(blocks):
        found = found_at.get(at, ())
        at += len(found) or 1
        if not found:
            body.append(blocks[at - 1])
            continue
        if heads or body:
            sections.append(Section(heads, tuple(body)))
        heads, body = found, []
    return [*sections, Section(heads, tuple(body))] if heads or body else sections


def _opens(block: Block, bodily: set[str]) -> bool:
    """Whether *block* is a boundary: not inside a quotation or a pair of paragraphs, not set aside."""
    return (
        isinstance(block, Heading)
        and not block.marks.untranslated
        and not (block.marks.pair and block.marks.pair in bodily)
        and all(frame.kind == "div" for frame in block.frames)
    )


def _all_heads(blocks: Sequence[Block], bodily: set[str]) -> dict[int, tuple[Block, ...]]:
    """Where sections open, and with which headings."""
    found: dict[int, tuple[Block, ...]] = {}
    at = 0
    while at < len(blocks):
        heads = _heads(blocks, at, bodily)
        if heads:
            found[at] = heads
        at += len(heads) or 1
    usual = _usual_order(found.values())
    for at, end in pairwise((*found, len(blocks))):
        if len(found[at]) > 1 and _by_chance(found[at], usual, blocks[at + 2 : end]):
            found |= {at: found[at][:1], at + 1: found[at][1:]}
    return found


def _by_chance(heads: tuple[Block, ...], usual: str, body: Sequence[Block]) -> bool:
    """Whether neighbours come in the other order than usual, and only one of them has text below."""
    if heads[0].marks.pair or usual == heads[0].lang:
        return False
    return len({block.lang for block in body} & {head.lang for head in heads}) == 1


def _usual_order(found: Iterable[tuple[Block, ...]]) -> str:
    """The language most headings in two languages begin with, of as many the first's; '' without any."""
    first = Counter(heads[0].lang for heads in found if len(heads) > 1)
    return max(first, key=first.__getitem__, default="")


def _heads(blocks: Sequence[Block], at: int, bodily: set[str]) -> tuple[Block, ...]:
    """The heading that opens at *at* with its twin; () when none does."""
    first = blocks[at]
    if not _opens(first, bodily):
        return ()
    second = blocks[at + 1] if at + 1 < len(blocks) else None
    if second is None or not _opens(second, bodily) or not _twins(first, second):
        return (first,)
    return first, second


def _twins(one: Block, other: Block) -> bool:
    """Halves of one heading: marked so, or neighbours of one level in two languages."""
    if one.marks.pair or other.marks.pair:
        return one.marks.pair == other.marks.pair
    assert isinstance(one, Heading)
    assert isinstance(other, Heading)
    return one.level == other.level and bool(one.lang and other.lang) and one.lang != other.lang


def facing(left: Sequence[Section], right: Sequence[Section], languages: Languages) -> Passage:
    """The sections of one language and those of the other, to be aligned as a whole."""
    sides = [[block for section in side for block in section.blocks()] for side in (left, right)]
    return Passage(([], []), (stream(sides[0], 0, languages), stream(sides[1], 1, languages)))


def mixed(sections: Iterable[Section], languages: Languages) -> Iterator[Passage]:
    """Passages of a file that holds both languages.

    A section with both is a passage by itself. Sections of one language each, in a row, face each
    other as the sections of two files would, unless they only happen to be neighbours.
    """
    sections = list(sections)
    waiting: list[Section] = []
    for section in sections:
        if len(voices(section.blocks(), languages)) < 2:
            waiting.append(section)
            continue
        yield from _row(waiting, sections, languages)
        waiting = []
        yield Passage(streams(section.heads, languages), streams(section.body, languages))
    yield from _row(waiting, sections, languages)


def _row(row: Sequence[Section], chapter: Sequence[Section], languages: Languages) -> Iterator[Passage]:
    """Neighbouring sections of at most one language each, of a *chapter*."""
    is_right = [1 in voices(section.blocks(), languages) for section in row]
    left = [section for section, own in zip(row, is_right, strict=True) if not own]
    right = [section for section, own in zip(row, is_right, strict=True) if own]
    if not _strangers(row, min(len(left), len(right)), chapter):
        if row:
            yield facing(left, right, languages)
        return
    for section, own in zip(row, is_right, strict=True):
        yield facing([], [section], languages) if own else facing([section], [], languages)


def _strangers(row: Sequence[Section], pairs: int, chapter: Sequence[Section]) -> bool:
    """Whether sections with text between their headings are no translations of one another.

    They are not when as many headings of their level stand in both languages together, or when a lone
    two come in the other order than the chapter's headings do. What the author marked belongs together.
    """
    heads = [section.heads[0] for section in row if section.heads]
    if not pairs or len(heads) < 2 or any(head.marks.pair for head in heads):
        return False
    both = [section.heads for section in chapter if len(section.heads) > 1]
    levels = {head.level for head in heads if isinstance(head, Heading)}
    alike = sum(isinstance(one, Heading) and one.level in levels for one, _ in both)
    usual = _usual_order(both)
    return alike >= pairs or (len(row) == 2 and usual in {head.lang for head in heads} - {heads[0].lang})
