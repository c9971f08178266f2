"""Chapters → volumes: series together, in the order of their numbers, whatever the order of the export."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bookbuild.intake.passages import Decision, quoted
from bookbuild.intake.pieces import Piece
from bookbuild.source import language


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter to be written: the piece of each language, or one under '' that holds them all."""

    pieces: Mapping[str, Piece]

    @property
    def lead(self) -> Piece:
        """The piece that speaks for the chapter."""
        return next(iter(self.pieces.values()))


@dataclass(frozen=True, slots=True)
class Volume:
    """Chapters in order under one title by language, which may be empty."""

    title: Mapping[str, str]
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The whole book in order."""

    front: tuple[Chapter, ...]
    volumes: tuple[Volume, ...]
    back: tuple[Chapter, ...]


def arrange(chapters: Sequence[Chapter], languages: tuple[str, ...]) -> tuple[Shelf, list[Decision]]:
    """The book's order."""
    told: list[Decision] = []
    zones = {zone: tuple(one for one in chapters if one.lead.zone == zone) for zone in ("front", "back")}
    body = [one for one in chapters if not one.lead.zone]
    if not body:  # a source that takes all of itself for an appendix
        zones, body = {"front": (), "back": ()}, list(chapters)
    if any(one.lead.shelf for one in body):
        volumes = list(_by_shelf(body))
    elif any(_series(one) for one in body):
        volumes = list(_by_series(body, languages, told))
    else:
        volumes = [Volume({}, tuple(_in_order(body, told)))]
    if len(volumes) > 1:
        told += [_told(volume) for volume in volumes]
    return Shelf(zones["front"], tuple(volumes), zones["back"]), told


def _told(volume: Volume) -> Decision:
    name = quoted(" / ".join(volume.title.values())) if volume.title else "without a title"
    count = len(volume.chapters)
    said = f"volume {name}: {count} chapter{'s' if count > 1 else ''}"
    return Decision("order", volume.chapters[0].lead.span, said)


def _by_shelf(chapters: Sequence[Chapter]) -> Iterator[Volume]:
    """The volumes of a source that has its own. What encloses all chapters is the book."""
    while len({one.lead.shelf[:1] for one in chapters}) == 1 and any(one.lead.shelf[1:] for one in chapters):
        chapters = [_unshelved(one) for one in chapters]
    for _, group in groupby(chapters, key=lambda one: one.lead.shelf[:1]):
        held = tuple(group)
        titles = {tag: piece.shelf[0] for tag, piece in held[0].pieces.items() if piece.shelf}
        yield Volume(titles, held)


def _unshelved(chapter: Chapter) -> Chapter:
    return Chapter({tag: replace(piece, shelf=piece.shelf[1:]) for tag, piece in chapter.pieces.items()})


# ---------------------------------------------------------------- series


def _series(chapter: Chapter) -> str:
    place = chapter.lead.place
    return _key(place.series) if place else ""


def _key(name: str) -> str:
    """A series' name as another title may write it."""
    return re.sub(r"\W+|series$|系列$", "", name.casefold().replace("’", "'"))


def _by_series(
    chapters: Sequence[Chapter], languages: tuple[str, ...], told: list[Decision]
) -> Iterator[Volume]:
    """One volume for each series, as they appear; what is in none goes with its neighbours."""
    keys = list(_filled([_series(one) for one in chapters]))
    for key in dict.fromkeys(keys):
        held = [one for one, said in zip(chapters, keys, strict=True) if said == key]
        if not key:
            yield Volume({}, tuple(_in_order(held, told)))
            continue
        yield Volume(_series_title(held, languages, told), tuple(_by_number(held, told)))


def _filled(keys: list[str]) -> Iterator[str]:
    """Between two parts of one series stands what belongs with it."""
    for index, key in enumerate(keys):
        before = next((known for known in reversed(keys[:index]) if known), "")
        after = next((known for known in keys[index + 1 :] if known), "")
        yield key or (before if before == after else "")


def _by_number(held: list[Chapter], told: list[Decision]) -> list[Chapter]:
    """By number; what has none comes behind, in the order of the source."""
    numbered = [one for one in held if one.lead.place]
    others = [one for one in held if not one.lead.place]
    ordered = sorted(numbered, key=lambda one: one.lead.place.number if one.lead.place else 0)
    if [*ordered, *others] != held:
        said = ", ".join(str(one.lead.place.number) for one in numbered if one.lead.place)
        where = held[0].lead.span
        told.append(Decision("order", where, f"put in the order of their numbers; the source has {said}"))
    for one in others:
        said = "has no number in its series and is set behind those that have"
        told.append(Decision("order", one.lead.span, said))
    numbers = Counter(one.lead.place.number for one in numbered if one.lead.place)
    for one in ordered:
        if one.lead.place and numbers[one.lead.place.number] > 1:
            told.append(
                Decision("order", one.lead.span, f"number {one.lead.place.number} is there more than once")
            )
    return [*ordered, *others]


def _series_title(held: list[Chapter], languages: tuple[str, ...], told: list[Decision]) -> dict[str, str]:
    """The series' name in each language: as its titles say it, else as the source they all name says it."""
    pieces = [piece for one in held for piece in one.pieces.values()]
    found: dict[str, str] = {}
    for piece in pieces:
        for tag, place in piece.places.items():
            found.setdefault(tag, place.series)
    numbered = [piece for piece in pieces if piece.place]
    sources = {piece.source for piece in numbered}
    source = sources.pop() if len(sources) == 1 and len(numbered) > 1 else ""
    tag = language.detect(source, languages) if not source.startswith("http") else ""
    if tag and tag not in found:
        found[tag] = source
        said = f"{quoted(source)} is the series' title in {tag}: all its parts name it as their source"
        told.append(Decision("order", numbered[0].span, said))
    return {tag: found[tag] for tag in (*languages, "") if tag in found}


# ---------------------------------------------------------------- no series


def _in_order(chapters: list[Chapter], told: list[Decision]) -> list[Chapter]:
    """Oldest first when numbers or dates say that the source is newest-first; else as they stand."""
    for name, values in _sequences(chapters):
        if len(values) == len(chapters) > 1 and values == sorted(set(values), reverse=True):
            said = f"turned to oldest first: the source's {name} run backwards"
            told.append(Decision("order", chapters[0].lead.span, said))
            return chapters[::-1]
    return chapters


def _sequences(chapters: Iterable[Chapter]) -> Iterator[tuple[str, list[str]]]:
    leads = [one.lead for one in chapters]
    yield "numbers", [f"{lead.place.number:06}" for lead in leads if lead.place]
    yield "dates", [lead.date for lead in leads if lead.date]
