"""A piece → a chapter in the source format."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bookbuild.intake.bookfile import scalar, texts
from bookbuild.intake.passages import Passage
from bookbuild.intake.pieces import Piece
from bookbuild.source import language

_BOXES = {"verse": "verse", "speech": "dialogue"}


def chapter(piece: Piece, languages: tuple[str, ...], printed: frozenset[str] = frozenset()) -> str:
    """The Markdown of one piece. *printed*: titles the book shows elsewhere, no source need repeat them."""
    parts = [
        *_front_matter(piece, _byline(piece, languages, printed)),
        *_title(piece, languages),
        *_body(piece.passages),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _byline(piece: Piece, languages: tuple[str, ...], printed: frozenset[str]) -> dict[str, str]:
    """The byline with the credit to the source."""
    said = dict(piece.byline)
    if piece.source and piece.source not in printed:
        tag = piece.lang or language.detect(piece.label, languages) or languages[0]
        credit = f"{piece.label} {piece.source}".replace("： ", "：")
        said[tag] = "; ".join(filter(None, (said.get(tag), credit)))
    return said


def _front_matter(piece: Piece, byline: dict[str, str]) -> Iterator[str]:
    entries = dict(piece.matter)
    marks = {tag: place.mark for tag, place in piece.places.items() if place.mark}
    if piece.shelf[1:] and not marks:
        marks = {piece.lang: " · ".join(piece.shelf[1:])}
    found = {
        "subtitle": texts(marks),
        "byline": texts(byline),
        "date": scalar(piece.date) if piece.date else "",
    }
    for key, value in found.items():
        if value:
            entries.setdefault(key, value)
    if entries:
        yield "\n".join(["---", *(f"{key}: {value}" for key, value in entries.items()), "---"])


def _title(piece: Piece, languages: tuple[str, ...]) -> Iterator[str]:
    said = [piece.title[tag] for tag in (*languages, "") if piece.title.get(tag)]
    if said:
        yield f"# {' / '.join(said)}"


def _body(passages: tuple[Passage, ...]) -> Iterator[str]:
    """Each passage as a block; neighbours that are both verse, or both speech, share a container."""
    for box, held in groupby(passages, key=lambda passage: _BOXES.get(passage.kind, "")):
        if box:
            yield "\n".join([f"::: {box}", "\n\n".join(passage.markdown for passage in held), ":::"])
            continue
        for passage in held:
            yield f"{'#' * passage.level} {passage.markdown}" if passage.kind == "heading" else passage.markdown
