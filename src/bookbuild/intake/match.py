"""Pieces of sources that are each in one language → chapters in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from bookbuild.diagnostics import Diagnostic
from bookbuild.intake.passages import Decision, quoted
from bookbuild.intake.pieces import Piece
from bookbuild.intake.volumes import Chapter


def across(
    pieces: Mapping[str, Sequence[Piece]], languages: tuple[str, ...]
) -> tuple[list[Chapter], list[Diagnostic]]:
    """Chapters of the pieces that face each other: by number where all have one, else in their order (I008)."""
    lists = list(pieces.values())
    counts = {len(found) for found in lists}
    if len(counts) > 1 and all(_numbers(found) for found in lists):
        return _by_number(pieces, languages)
    made = [
        Chapter({tag: found[index] for tag, found in pieces.items() if index < len(found)})
        for index in range(max(counts, default=0))
    ]
    return made, [_alone(one) for one in made if len(one.pieces) < len(languages)]


def _numbers(found: Sequence[Piece]) -> list[int]:
    """The pieces' numbers when each has its own, else []."""
    numbers = [piece.place.number for piece in found if piece.place]
    return numbers if len(numbers) == len(set(numbers)) == len(found) else []


def _by_number(
    pieces: Mapping[str, Sequence[Piece]], languages: tuple[str, ...]
) -> tuple[list[Chapter], list[Diagnostic]]:
    found: dict[int, dict[str, Piece]] = {}
    for tag, held in pieces.items():
        for piece in held:
            assert piece.place is not None
            found.setdefault(piece.place.number, {})[tag] = piece
    made = [Chapter(found[number]) for number in sorted(found)]
    return made, [_alone(one) for one in made if len(one.pieces) < len(languages)]


def _alone(chapter: Chapter) -> Diagnostic:
    piece = chapter.lead
    tag = next(iter(chapter.pieces))
    title = quoted(" / ".join(piece.title.values()) or (piece.passages[0].text if piece.passages else ""), 50)
    help = "add the chapter to the other source, or pair the files in book.yaml"
    return Diagnostic("I008", f"chapter {title} is in {tag} only", piece.span, help=help)


def within(pieces: Sequence[Piece], languages: tuple[str, ...]) -> tuple[list[Piece], list[Decision]]:
    """Pieces in one language each, made one of each two: by turns, or all in one and then all in the other."""
    tags = [piece.languages(languages) for piece in pieces]
    half = len(pieces) // 2
    pairs: list[tuple[Piece, Piece]] = []
    if len(pieces) % 2 or any(len(tag) != 1 for tag in tags):
        return list(pieces), []
    if all(one != other for one, other in pairwise(tags)):
        pairs = list(zip(pieces[::2], pieces[1::2], strict=True))
    elif len(set(tags[:half])) == len(set(tags[half:])) == 1 and tags[0] != tags[-1]:
        pairs = [pair for pair in zip(pieces[:half], pieces[half:], strict=True) if _as_long(*pair)]
    if len(pairs) < half or any(_number(one) != _number(other) for one, other in pairs):
        return list(pieces), []
    return [_one(one, other) for one, other in pairs], [_told(one, other) for one, other in pairs]


def _number(piece: Piece) -> int:
    return piece.place.number if piece.place else 0


def _as_long(one: Piece, other: Piece) -> bool:
    """Whether the pieces have as many passages, give or take a quarter."""
    return 4 * abs(len(one.passages) - len(other.passages)) <= max(len(one.passages), len(other.passages))


def _told(one: Piece, other: Piece) -> Decision:
    title = quoted(" / ".join(other.title.values()))
    said = f"one chapter with the one at line {one.span.line}, whose translation it seems: {title}"
    return Decision("chapters", other.span, said)


def _one(one: Piece, other: Piece) -> Piece:
    return Piece(
        one.span,
        one.passages + other.passages,
        {**one.title, **other.title},
        {**one.places, **other.places},
        {**one.byline, **other.byline},
        one.date or other.date,
        one.source or other.source,
        one.label or other.label,
        one.matter or other.matter,
        one.shelf,
        one.zone,
    )
