"""The list of figures: every image that has a caption, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.model import Bilingual, Figure, Image
from bookbuild.reading import text_of
from bookbuild.render.chapter import Placed

_JOINERS = dict.fromkeys(map(ord, "\u200b\u2060"))  # what typography put in for the line breaker


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure: the unit that holds it, its id, what its captions say."""

    unit: str
    id: str
    caption: Bilingual


def figures(chapters: Iterable[Placed], languages: tuple[str, ...]) -> Iterator[Shown]:
    """The figures with a caption in one of *languages*."""
    for placed in chapters:
        for row in placed.all_rows():
            for cell in row.cells:
                for block in cell.blocks:
                    if (
                        isinstance(block, Figure)
                        and isinstance(block.image, Image)
                        and (caption := _caption(block, languages))
                    ):
                        yield Shown(placed.chapter.id, block.id, caption)


def _caption(figure: Figure, languages: tuple[str, ...]) -> Bilingual:
    main = figure.lang or languages[0]
    said = {tag or main: " ".join(text_of(words).translate(_JOINERS).split()) for tag, words in figure.captions}
    return Bilingual.of({tag: words for tag, words in said.items() if tag in languages})
