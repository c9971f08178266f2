"""The book in another script: all that readers see in one variety of Chinese, in another (``script``).

Whole blocks are converted at once, so that words are known across runs. Code, addresses, text of other
languages, and what is marked ``verbatim`` stay. Ids do not change; language tags follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from bookbuild.model import (
    Bilingual,
    Block,
    Book,
    Chapter,
    Clip,
    Contributor,
    Edition,
    Figure,
    Image,
    Inline,
    Inlines,
    Link,
    Note,
    Pair,
    Ruby,
    Styled,
    Text,
)
from bookbuild.typography.conversion import Converter
from bookbuild.typography.flow import VERBATIM, Piece, is_verbatim, through
from bookbuild.typography.quotes import MARKS, turned
from bookbuild.typography.scripts import LATIN, script
from bookbuild.typography.varieties import HANS, variety
from bookbuild.typography.walk import over_chapters, over_inlines


def convert_script(book: Book, edition: Edition) -> tuple[Book, Edition]:
    """*book* and *edition* with their Chinese in the script the edition wants."""
    languages = edition.languages or book.languages
    source = next((tag for tag in languages if variety(tag)), "")
    if not edition.script or not source or edition.script == source:
        return book, edition
    return _Scribe(book, edition, source).rewritten()


Shown = TypeVar("Shown", bound=Image | Clip)


class _Scribe:
    """Rewrites one book for one edition."""

    def __init__(self, book: Book, edition: Edition, source: str) -> None:
        self._book, self._edition = book, edition
        self._written, self._source, self._target = source, variety(source), edition.script
        self._convert = Converter(self._source, variety(self._target), dict(edition.conversion))
        self._main = (edition.languages or book.languages)[0]

    def rewritten(self) -> tuple[Book, Edition]:
        book = over_chapters(self._book, self._chapter)
        volumes = tuple(self._told(volume) for volume in book.volumes)
        languages = tuple(map(self._tag, book.languages))
        book = replace(book, meta=self._told(book.meta), languages=languages, volumes=volumes)
        return book, replace(self._edition, languages=tuple(map(self._tag, self._edition.languages)))

    # ------------------------------------------------------------ languages and strings

    def _tag(self, tag: str) -> str:
        return self._target if self._is_ours(tag) else tag

    def _is_ours(self, tag: str) -> bool:
        return bool(tag) and variety(tag) == self._source

    def _takes(self, tag: str) -> bool:
        """Chinese of the variety, and the Han characters in text in Latin letters."""
        return self._is_ours(tag) or script(tag) == LATIN

    def _bilingual(self, text: Bilingual) -> Bilingual:
        return Bilingual(tuple((self._tag(tag), self._string(words, tag)) for tag, words in text.texts))

    def _string(self, text: str, lang: str) -> str:
        """A string that stands by itself."""
        if not text or not self._takes(lang or self._main):
            return text
        return self._converted(text, [(0, len(text), lang or self._main)])[0]

    def _told(self, owner: Any) -> Any:
        """*owner* with its texts by language rewritten."""
        return replace(owner, **{one.name: self._value(getattr(owner, one.name)) for one in fields(owner)})

    def _value(self, value: Any) -> Any:
        if isinstance(value, Bilingual):
            return self._bilingual(value) if value else value
        if isinstance(value, tuple) and value and isinstance(value[0], Bilingual | Contributor | tuple):
            return tuple(self._value(item) for item in value)
        return self._told(value) if isinstance(value, Contributor) else value

    # ------------------------------------------------------------ chapters

    def _chapter(self, chapter: Chapter) -> Chapter:
        chapter = replace(self._told(chapter), meta=self._told(chapter.meta))
        chapter = over_inlines(chapter, self._inlines)
        return replace(
            chapter,
            heading=chapter.heading and self._pair(chapter.heading),
            pairs=tuple([self._pair(pair) for pair in chapter.pairs]),
            notes=tuple([self._note(note) for note in chapter.notes]),
        )

    def _pair(self, pair: Pair) -> Pair:
        sides = tuple((self._tag(tag), tuple(map(self._block, blocks))) for tag, blocks in pair.sides)
        return replace(pair, sides=sides)

    def _note(self, note: Note) -> Note:
        return replace(note, lang=self._tag(note.lang), blocks=tuple(map(self._block, note.blocks)))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Figure):
            captions = tuple((self._tag(tag), text) for tag, text in block.captions)
            image = block.image if is_verbatim(block) else self._image(block.image, block.lang)
            block = replace(block, image=image, captions=captions)
        return block if is_verbatim(block) else replace(block, lang=self._tag(block.lang))

    # ------------------------------------------------------------ inlines

    def _inlines(self, content: Inlines, lang: str, block: Block) -> Inlines:
        if is_verbatim(block):
            return content
        lang = lang or self._main
        return self._runs(through(content, lang, self._takes, self._pieces), lang)

    def _pieces(self, text: str, pieces: Sequence[Piece]) -> Sequence[Inlines]:
        """What stands for each piece; readings stay with what their characters became."""
        spans = [span for piece in pieces for span in _spans(piece)]
        made = iter(self._converted(text, spans))
        return [_made(piece.inline, made) for piece in pieces]

    def _converted(self, text: str, spans: Sequence[tuple[int, int, str]]) -> list[str]:
        """What the *spans* (start, end, language) of *text* became."""
        if MARKS.search(text) and (self._source == HANS) != (variety(self._target) == HANS):
            ours = {at for start, end, lang in spans if self._is_ours(lang) for at in range(start, end)}
            kept = {at for start, end in self._convert.kept(text) for at in range(start, end)}
            text = turned(text, variety(self._target), ours - kept)
        edges = sorted({edge for start, end, _ in spans for edge in (start, end)} - {0, len(text)})
        parts = dict(zip((0, *edges), self._convert.parts(text, edges), strict=True))
        return [parts[start] if start < end else "" for start, end, _ in spans]

    def _runs(self, content: Inlines, lang: str) -> Inlines:
        """*content* with what runs, links and images say in attributes rewritten, and their languages."""
        if all(isinstance(inline, Text | Ruby) for inline in content):
            return content
        return tuple(self._run(inline, lang) for inline in content)

    def _run(self, inline: Inline, lang: str) -> Inline:
        match inline:
            case Styled() if VERBATIM in inline.classes:
                ours = self._is_ours(inline.lang or lang)
                return replace(inline, lang=inline.lang or self._written) if ours else inline
            case Styled():
                inner = inline.lang or lang
                children = self._runs(inline.children, inner)
                title = self._string(inline.title, inner)
                index = tuple(self._string(part, inner) for part in inline.index)
                return replace(inline, children=children, lang=self._tag(inline.lang), title=title, index=index)
            case Link():
                children = self._runs(inline.children, lang)
                return replace(inline, children=children, title=self._string(inline.title, lang))
            case Image() | Clip():
                return self._image(inline, lang)
        return inline

    def _image(self, image: Shown, lang: str) -> Shown:
        said = image.lang or lang
        alt, title = self._string(image.alt, said), self._string(image.title, said)
        image = replace(image, alt=alt, title=title, lang=self._tag(image.lang))
        if isinstance(image, Clip) and image.poster:
            return replace(image, poster=self._image(image.poster, lang))
        return image


def _spans(piece: Piece) -> list[tuple[int, int, str]]:
    if isinstance(piece.inline, Text):
        return [(piece.start, piece.end, piece.lang)]
    spans, at = [], piece.start
    for base, _ in piece.inline.parts:
        spans.append((at, at + len(base), piece.lang))
        at += len(base)
    return spans


def _made(inline: Text | Ruby, made: Iterator[str]) -> Inlines:
    """Where a word became shorter, the readings of what is gone stand over its neighbour."""
    if isinstance(inline, Text):
        return (Text(next(made)),)
    parts: list[tuple[str, str]] = []
    ahead = ""
    for _, reading in inline.parts:
        base = next(made)
        if base:
            parts.append((base, f"{ahead} {reading}".strip()))
            ahead = ""
        elif parts:
            parts[-1] = parts[-1][0], f"{parts[-1][1]} {reading}".strip()
        else:
            ahead = f"{ahead} {reading}".strip()
    return (Ruby(tuple(parts)),)
