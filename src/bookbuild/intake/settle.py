"""The passages of a piece as they will stand: levels of headings, closing lines, set speech."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from bookbuild.intake import escape, shapes
from bookbuild.intake.passages import Decision, Passage, quoted
from bookbuild.intake.pieces import Piece

SECTION = 2  # the level of a section: the chapter's own is 1


def settle(piece: Piece, languages: tuple[str, ...], *, raw: bool) -> tuple[Piece, list[Decision]]:
    """The piece, its passages ready to be written."""
    passages = list(piece.passages)
    told: list[Decision] = []
    if raw:
        passages = [line for passage in _closings(passages) for line in _split(passage, languages, told)]
        passages = _with_speech(passages, told)
        headings = [passage for passage in passages if passage.kind == "heading"]
        told += [Decision("structure", one.span, f"heading {quoted(one.text)}") for one in headings]
    return replace(piece, passages=tuple(_levels(_inner_rules(passages), piece))), told


def _inner_rules(passages: list[Passage]) -> list[Passage]:
    """Passages without a break that parts nothing, at the beginning or the end."""
    said = [index for index, passage in enumerate(passages) if passage.kind not in ("rule", "note")]
    edges = range(said[0], said[-1]) if said else range(0)
    return [one for index, one in enumerate(passages) if one.kind != "rule" or index in edges]


def _closings(passages: list[Passage]) -> Iterator[Passage]:
    """What only looks like a heading and stands over next to nothing is a line of the text."""
    for index, passage in enumerate(passages):
        if passage.kind == "heading" and not passage.level and _under(passages, index) <= len(passage.text):
            yield replace(passage, kind="text", markdown=escape.line(passage.text))
        else:
            yield passage


def _under(passages: list[Passage], index: int) -> int:
    """How many characters stand between a heading and the next."""
    below = takewhile(lambda passage: passage.kind != "heading", passages[index + 1 :])
    return sum(len(passage.text) for passage in below)


def _split(passage: Passage, languages: tuple[str, ...], told: list[Decision]) -> Iterator[Passage]:
    """A short line that says one thing in two languages is a paragraph in each."""
    halves = shapes.halves(passage.text, languages) if passage.kind == "text" else ()
    if not halves or not shapes.is_short(passage.text):
        yield passage
        return
    told.append(
        Decision("structure", passage.span, f"line parted into its two languages: {quoted(passage.text)}")
    )
    for _, half in halves:
        yield replace(passage, text=half, markdown=escape.line(half))


def _levels(passages: list[Passage], piece: Piece) -> Iterator[Passage]:
    """Headings below the chapter's, as deep below one another as they were."""
    said = [passage.level for passage in passages if passage.kind == "heading" and passage.level]
    shift = SECTION - min(said) if said and piece.title else 0
    for passage in passages:
        if passage.kind == "heading":
            yield replace(passage, level=min(6, max(1, passage.level + shift)) if passage.level else SECTION)
        else:
            yield passage


def _with_speech(passages: list[Passage], told: list[Decision]) -> list[Passage]:
    """Paragraphs that are one quotation, where that is rare enough to be set apart.

    In a story speech is half of the text; there it stays in its paragraphs.
    """
    texts = [passage.text for passage in passages if passage.kind == "text"]
    whole = sum(map(shapes.whole_quotation, texts))
    begun = sum(text[:1] in '“"「『' for text in texts) - whole
    if not whole or whole <= begun or 4 * whole > len(texts):
        return passages
    made = []
    for passage in passages:
        if passage.kind == "text" and shapes.whole_quotation(passage.text):
            told.append(
                Decision("structure", passage.span, f"speech set as dialogue: {quoted(passage.text, 40)}")
            )
            passage = replace(passage, kind="speech")
        made.append(passage)
    return made
