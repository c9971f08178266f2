"""What the front cover says: titles, subtitles, people and volumes, in the edition's languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.cover.glyphs import Style, Voice
from bookbuild.fonts.choose import Chosen
from bookbuild.fonts.roles import has_regions
from bookbuild.model import Bilingual, Book, Edition, Volume

_NAMED = frozenset({"aut"})  # MARC relators a front cover names; the title page names all


@dataclass(frozen=True, slots=True)
class Item:
    """A string to set: ``size`` and the space ``before`` it in the cover's units.

    ``grow``: how many times larger it may be set where it is short.
    """

    text: str
    voice: Voice
    size: float
    before: float
    tone: str
    leading: float = 1.25
    grow: float = 1.0

    def scaled(self, factor: float) -> Item:
        """The same, set larger or smaller."""
        return replace(self, size=self.size * factor, before=self.before * factor)


def languages(book: Book, edition: Edition) -> tuple[str, ...]:
    """The languages the edition prints."""
    return edition.languages or book.languages


def doors(book: Book, edition: Edition) -> tuple[Volume, ...]:
    """The two volumes whose names stand in the two doorways; () for any other number."""
    held = _volumes(book, edition)
    return held if len(held) == 2 and all(volume.title for volume in held) else ()


def headings(book: Book, edition: Edition, chosen: Chosen) -> Iterator[Item]:
    """Titles, subtitles, volumes and people, from the head of the page down."""
    wanted = languages(book, edition)
    title, subtitle = book.meta.title.in_order(wanted), book.meta.subtitle.in_order(wanted)
    for item in _each(title, chosen, "display", "light", sizes=(156, 92), before=(0, 52), tracking=(0, 14)):
        yield replace(item, grow=1.4)
    yield from _each(subtitle, chosen, "italic", "soft", sizes=(52, 48), before=(60, 14), tracking=(40, 0))
    yield from _volume_names(book, edition, chosen)
    yield from _people(book, wanted, chosen)


def names(title: Bilingual, wanted: tuple[str, ...], tone: str, chosen: Chosen) -> tuple[Item, ...]:
    """A volume's name for its doorway, the first language large."""
    texts = title.in_order(wanted)
    return tuple(_each(texts, chosen, "text", tone, sizes=(78, 48), before=(0, 40), tracking=(110, 0)))


def _each(
    texts: tuple[tuple[str, str], ...],
    chosen: Chosen,
    style: Style,
    tone: str,
    *,
    sizes: tuple[float, float],
    before: tuple[float, float],
    tracking: tuple[int, int],
) -> Iterator[Item]:
    """The first language by the first of each two numbers, the others by the second."""
    for index, (lang, text) in enumerate(texts):
        rank = min(index, 1)
        loose = tracking[0] if has_regions(lang) else tracking[1]
        yield Item(text, Voice(chosen, lang, style, loose), sizes[rank], before[rank], tone)


def _volumes(book: Book, edition: Edition) -> tuple[Volume, ...]:
    return tuple(item for item in book.volumes if not edition.volumes or item.id in edition.volumes)


def _volume_names(book: Book, edition: Edition, chosen: Chosen) -> Iterator[Item]:
    """The names in a list, where the book has several volumes and the doorways cannot hold them."""
    if len(book.volumes) < 2 or doors(book, edition):
        return
    titled = (volume.title for volume in _volumes(book, edition) if volume.title)
    for index, title in enumerate(titled):
        texts = title.in_order(languages(book, edition))
        before = (60 if index == 0 else 24, 4)
        yield from _each(texts, chosen, "text", "light", sizes=(46, 38), before=before, tracking=(40, 0))


def people(book: Book, wanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Those the title page names, a line a language; whoever has no name in it is not left out."""
    named = [person.name for person in book.meta.contributors if person.role in _NAMED and person.name]
    for index, lang in enumerate(wanted):
        said = [name.get(lang) or (name.plain(wanted) if index == 0 else "") for name in named]
        if any(said):
            yield lang, ("　" if has_regions(lang) else " · ").join(dict.fromkeys(filter(None, said)))


def _people(book: Book, wanted: tuple[str, ...], chosen: Chosen) -> Iterator[Item]:
    for lang, line in people(book, wanted):
        first = lang == wanted[0]
        yield Item(line, Voice(chosen, lang, "text", 60), 46 if first else 40, 72 if first else 18, "gold")
