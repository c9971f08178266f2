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

Setting = Callable[[Inlines, str, Block], Inlines]
"""``(content, its language, the block it stands in) -> content``."""

OfChapter = Callable[[Chapter], Chapter]


def over_book(book: Book, rewrite: Setting) -> Book:
    """*book* with *rewrite* applied to all its inlines."""
    return over_chapters(book, lambda chapter: over_inlines(chapter, rewrite))


def over_chapters(book: Book, change: OfChapter) -> Book:
    """*book* with *change* applied to every chapter, in reading order."""

    def all_of(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
        return tuple([change(chapter) for chapter in chapters])

    front = all_of(book.front)
    volumes = tuple(
        replace(volume, front=all_of(volume.front), body=all_of(volume.body), back=all_of(volume.back))
        for volume in book.volumes
    )
    return replace(book, front=front, volumes=volumes, back=all_of(book.back))


def over_inlines(chapter: Chapter, rewrite: Setting) -> Chapter:
    """*chapter* with *rewrite* applied to all its inlines, in reading order, notes last."""
    return replace(
        chapter,
        heading=chapter.heading and _over_pair(chapter.heading, rewrite),
        pairs=tuple([_over_pair(pair, rewrite) for pair in chapter.pairs]),
        notes=tuple([_over_note(note, rewrite) for note in chapter.notes]),
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
        content = rewrite(block.content, block.lang, block)
        return block if content is block.content else replace(block, content=content)
    if isinstance(block, Table):
        head = tuple([rewrite(cell, block.lang, block) for cell in block.head])
        rows = tuple([tuple([rewrite(cell, block.lang, block) for cell in row]) for row in block.rows])
        return replace(block, head=head, rows=rows)
    if isinstance(block, Figure):
        captions = tuple([(tag, rewrite(text, tag or block.lang, block)) for tag, text in block.captions])
        return replace(block, captions=captions)
    return block
