"""Where a book holds inlines: one function to rewrite them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bookbuild.model import (
    Block,
    Book,
    Chapter,
    Figure,
    Heading,
    Inlines,
    Note,
    Pair,
    Paragraph,
    Table,
)

Rewrite = Callable[[Inlines, str, tuple[str, ...]], Inlines]
"""``(content, its language, the book's languages) -> content``."""

Setting = Callable[[Inlines, str], Inlines]


def over_book(book: Book, rewrite: Setting) -> Book:
    """*book* with *rewrite* applied to all its inlines."""
    volumes = tuple(
        replace(
            volume,
            front=_over_chapters(volume.front, rewrite),
            body=_over_chapters(volume.body, rewrite),
            back=_over_chapters(volume.back, rewrite),
        )
        for volume in book.volumes
    )
    front, back = _over_chapters(book.front, rewrite), _over_chapters(book.back, rewrite)
    return replace(book, front=front, volumes=volumes, back=back)


def _over_chapters(chapters: tuple[Chapter, ...], rewrite: Setting) -> tuple[Chapter, ...]:
    return tuple(
        replace(
            chapter,
            heading=chapter.heading and _over_pair(chapter.heading, rewrite),
            pairs=tuple([_over_pair(pair, rewrite) for pair in chapter.pairs]),
            notes=tuple([_over_note(note, rewrite) for note in chapter.notes]),
        )
        for chapter in chapters
    )


def _over_pair(pair: Pair, rewrite: Setting) -> Pair:
    sides = tuple(
        [(lang, tuple([_over_block(block, rewrite) for block in blocks])) for lang, blocks in pair.sides]
    )
    return pair if sides == pair.sides else replace(pair, sides=sides)


def _over_note(note: Note, rewrite: Setting) -> Note:
    return replace(note, blocks=tuple([_over_block(block, rewrite) for block in note.blocks]))


def _over_block(block: Block, rewrite: Setting) -> Block:
    if isinstance(block, (Paragraph, Heading)):
        content = rewrite(block.content, block.lang)
        return block if content is block.content else replace(block, content=content)
    if isinstance(block, Table):
        head = tuple([rewrite(cell, block.lang) for cell in block.head])
        rows = tuple([tuple([rewrite(cell, block.lang) for cell in row]) for row in block.rows])
        return replace(block, head=head, rows=rows)
    if isinstance(block, Figure):
        captions = tuple([(tag, rewrite(text, tag or block.lang)) for tag, text in block.captions])
        return replace(block, captions=captions)
    return block
