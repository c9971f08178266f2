"""What the back and the spine of a print cover say, and where it stands on the back."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.cover.glyphs import EM, Voice, outline
from bookbuild.cover.place import Box, Placed
from bookbuild.cover.said import Item, languages, people
from bookbuild.cover.wrap import wrap
from bookbuild.fonts.choose import Chosen
from bookbuild.model import Bilingual, Book, Edition


def blurb(book: Book, edition: Edition, chosen: Chosen) -> Iterator[Item]:
    """The titles and the description, language by language. Sizes are millimetres."""
    wanted = languages(book, edition)
    about = edition.held(book)[0] if edition.each else book.meta
    titles = dict(about.title.in_order(wanted))
    for index, (lang, text) in enumerate(about.description.in_order(wanted)):
        title = titles.get(lang, "")
        if title:
            voice = Voice(chosen, lang, "display", 0)
            yield Item(title, voice, 6.4 if voice.is_cjk else 6.0, 9.0 if index else 0.0, "gold", leading=1.7)
        voice = Voice(chosen, lang)
        yield Item(
            text, voice, *((4.2, 0.0) if voice.is_cjk else (4.1, 0.0)), "light", 1.75 if voice.is_cjk else 1.5
        )


def publisher(book: Book, edition: Edition, chosen: Chosen) -> Iterator[Item]:
    """The publisher's names, as the foot of the back has them."""
    for lang, text in book.meta.publisher.in_order(languages(book, edition)):
        yield Item(text, Voice(chosen, lang), 3.2, 0.0, "soft", leading=1.5)


def spine_head(book: Book, edition: Edition, chosen: Chosen) -> Iterator[Item]:
    """Titles, then people. Sizes are parts of the first title's."""
    wanted = languages(book, edition)
    for index, (lang, text) in enumerate(book.meta.title.in_order(wanted)):
        yield Item(
            text, Voice(chosen, lang, "display", 40 if index == 0 else 0), 0.8 if index else 1.0, 0, "light"
        )
    for lang, text in tuple(people(book, wanted))[:1]:
        yield Item(text, Voice(chosen, lang), 0.68, 0, "gold")


def spine_foot(book: Book, edition: Edition, chosen: Chosen) -> Iterator[Item]:
    """The publisher in the first language."""
    yield from _first(book.meta.publisher, languages(book, edition), chosen)


def _first(said: Bilingual, wanted: tuple[str, ...], chosen: Chosen) -> Iterator[Item]:
    for lang, text in said.in_order(wanted)[:1]:
        yield Item(text, Voice(chosen, lang), 0.62, 0, "soft")


def paragraphs(items: tuple[Item, ...], box: Box, foot: bool = False) -> Iterator[Placed]:
    """The items one below the other, flush left in *box*, smaller until they fit; *foot*: at its end."""
    scale = 1.0
    while (tall := _height(items, box.width, scale)) > box.height and scale > 0.3:
        scale *= 0.96
    left, y = box.middle - box.width / 2, box.top + (box.height - tall if foot else 0.0)
    for item in items:
        y += item.before * scale
        size = item.size * scale
        for line in _lines(item, box.width, size):
            baseline = y + size * (item.leading + 0.72) / 2
            yield Placed(outline(line, item.voice).path, left, baseline, size / EM, item.tone)
            y += size * item.leading


def _height(items: tuple[Item, ...], width: float, scale: float) -> float:
    return sum(
        item.before * scale + len(_lines(item, width, item.size * scale)) * item.size * scale * item.leading
        for item in items
    )


def _lines(item: Item, width: float, size: float) -> tuple[str, ...]:
    return wrap(item.text, width, lambda text: outline(text, item.voice).advance * size / EM)
