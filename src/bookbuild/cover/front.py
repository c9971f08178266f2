"""The front cover as placed lines of text over the motif: what stands where, how large."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.cover.glyphs import EM, Style, Voice, column, drawable, outline
from bookbuild.cover.wrap import wrap
from bookbuild.model import Bilingual, Book, Edition, Volume

ROLES_ON_COVER = ("aut", "trl", "edt", "ill")


@dataclass(frozen=True, slots=True)
class Item:
    """A string to set: ``size`` and ``before`` (the space above it) in the cover's units."""

    text: str
    voice: Voice
    size: float
    before: float
    tone: str
    leading: float = 1.25


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of outlines at its place; ``tone`` is a colour of the template's."""

    path: str
    x: float
    y: float
    scale: float
    tone: str


# ---------------------------------------------------------------- what is said


def languages(book: Book, edition: Edition) -> tuple[str, ...]:
    return edition.languages or book.languages


def volumes(book: Book, edition: Edition) -> tuple[Volume, ...]:
    """The volumes this edition holds, all of them when it names none."""
    return tuple(item for item in book.volumes if not edition.volumes or item.id in edition.volumes)


def doors(book: Book, edition: Edition) -> tuple[Volume, ...]:
    """The two volumes whose names stand in the two doorways; () for any other number."""
    held = volumes(book, edition)
    return held if len(held) == 2 and all(item.title for item in held) else ()


def headings(book: Book, edition: Edition) -> Iterator[Item]:
    """Titles, subtitles, names of volumes and people, from the head of the page down."""
    wanted = languages(book, edition)
    yield from _each(book.meta.title.in_order(wanted), (156, 92), "display", "light", (0, 56), (0, 18))
    yield from _each(book.meta.subtitle.in_order(wanted), (50, 48), "italic", "soft", (64, 14))
    yield from _volume_names(book, edition)
    yield from _people(book, wanted)


def _each(
    texts: tuple[tuple[str, str], ...],
    sizes: tuple[float, float],
    style: Style,
    tone: str,
    before: tuple[float, float],
    tracking: tuple[int, int] = (0, 0),
) -> Iterator[Item]:
    """The first language at the first size, the others at the second."""
    for index, (lang, text) in enumerate(texts):
        rank = min(index, 1)
        yield Item(text, Voice(lang, style, tracking[rank]), sizes[rank], before[rank], tone)


def _volume_names(book: Book, edition: Edition) -> Iterator[Item]:
    held = () if doors(book, edition) or len(book.volumes) < 2 else volumes(book, edition)
    for index, volume in enumerate(held):
        line = volume.title.plain(languages(book, edition), "  ")
        lang = volume.title.in_order(languages(book, edition))[0][0] if volume.title else ""
        yield Item(line, Voice(lang), 44, 14 if index else 56, "gold")


def _people(book: Book, wanted: tuple[str, ...]) -> Iterator[Item]:
    people = [person for person in book.meta.contributors if person.role in ROLES_ON_COVER]
    for index, lang in enumerate(wanted):
        names = list(dict.fromkeys(filter(None, (person.name.get(lang) for person in people))))
        if index == 0 and not names:
            names = [person.name.plain(wanted) for person in people if person.name]
        if names:
            line = ("　" if Voice(lang).is_cjk else " · ").join(names)
            yield Item(line, Voice(lang, "text", 60 if index else 120), 46 if index == 0 else 40, 18 if index else 76, "gold")


# ---------------------------------------------------------------- where it stands


def stack(items: tuple[Item, ...], middle: float, top: float, width: float, height: float) -> Iterator[Placed]:
    """The items centred on *middle* from *top* down, all scaled alike until they fit."""
    scale = 1.0
    while _height(items, width, scale) > height and scale > 0.05:
        scale *= 0.95
    y = top
    for item in items:
        size = item.size * scale
        y += item.before * scale
        for line in _lines(item, width, scale):
            y += size * item.leading
            drawn = outline(line, item.voice)
            x = middle - drawn.advance * size / EM / 2
            yield Placed(drawn.path, x, y - size * (item.leading - 0.88), size / EM, item.tone)


def _height(items: tuple[Item, ...], width: float, scale: float) -> float:
    return sum(
        item.before * scale + len(_lines(item, width, scale)) * item.size * scale * item.leading
        for item in items
    )


def _lines(item: Item, width: float, scale: float) -> tuple[str, ...]:
    return wrap(item.text, width, lambda text: outline(text, item.voice).advance * item.size * scale / EM)


def doorway(title: Bilingual, wanted: tuple[str, ...], middle: float, top: float, width: float, height: float, tone: str) -> Iterator[Placed]:
    """A volume's name in its doorway: Han characters as a column, as couplets hang beside a door."""
    (lang, first), *others = title.in_order(wanted)
    voice = Voice(lang, "text", 110)
    beneath = top
    if _stands(first, voice):
        drawn = column(first, voice)
        size = min(84.0, height * 0.62 / drawn.advance * EM)
        yield Placed(drawn.path, middle, top, size / EM, tone)
        beneath = top + drawn.advance * size / EM + 50
    else:
        others.insert(0, (lang, first))
    items = tuple(
        Item(text, Voice(lang, "italic"), 50, 0 if index == 0 else 12, tone, 1.15)
        for index, (lang, text) in enumerate(others)
    )
    yield from stack(items, middle, beneath, width, top + height - beneath)


def _stands(text: str, voice: Voice) -> bool:
    """Whether *text* can be set as a column: a short name all of wide characters."""
    wide = all(unicodedata.east_asian_width(char) in "WF" for char in text)
    return voice.is_cjk and wide and len(text) <= 10
