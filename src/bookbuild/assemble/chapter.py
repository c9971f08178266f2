"""A draft becomes a Chapter: its blocks made anew, once, with ids, note marks and link targets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bookbuild.acceptance.identity import digest
from bookbuild.assemble.draft import Draft
from bookbuild.assemble.inlines import changed
from bookbuild.assemble.links import Targets
from bookbuild.assemble.naming import Ids, as_name
from bookbuild.assemble.notes import Notes
from bookbuild.assemble.numbers import cited
from bookbuild.model import UNTITLED, Block, Chapter, Inline, Inlines, Link, Note, NoteRef, Pair, Styled

Finish = Callable[[Block, str], Block]
"""A block and its id → the block as it stands in the book."""


def finished(
    draft: Draft, number: int, names: tuple[str, ...], ids: Ids, targets: Targets, languages: tuple[str, ...]
) -> Chapter:
    """The chapter of *draft*, its pairs named *names*; ``targets.problems`` takes what is wrong."""
    notes = Notes(draft.id, draft.documents, languages[0])
    notes.number((block for pair in draft.all_pairs() for block in pair.blocks()), ids)
    targets.problems.extend(notes.unreached())
    finish = _finisher(draft.id, languages[0], notes, ids, targets)
    pairs = tuple(_pair(pair, name, ids, finish) for pair, name in zip(draft.all_pairs(), names, strict=True))
    body = pairs[1:] if draft.heading else pairs
    return Chapter(
        draft.id,
        draft.role(),
        number,
        draft.title,
        pairs[0] if draft.heading else None,
        body if draft.role() in UNTITLED else tuple(cited(body)),
        tuple(_note(note, ids, finish) for note in notes.named()),
        draft.meta,
        draft.paths(),
    )


def _finisher(chapter: str, main: str, notes: Notes, ids: Ids, targets: Targets) -> Finish:
    def finish(block: Block, name: str) -> Block:
        def change(inline: Inline) -> Inlines:
            if isinstance(inline, NoteRef):
                return notes.call(inline, block)
            if isinstance(inline, Styled):
                name = targets.given(inline.id, block.span) or ids.give(_run_name(inline, chapter))
                return (replace(inline, id=name),)
            assert isinstance(inline, Link)
            return targets.follow(inline, block.span.path, chapter, block.lang or main)

        return changed(block, name, change)

    return finish


def _run_name(run: Styled, chapter: str) -> str:
    """The id the author gave a run, else one made of its entry in the index."""
    return as_name(run.id, chapter) if run.id else f"{chapter}-index-{digest(' > '.join(run.index))}"


def _pair(pair: Pair, name: str, ids: Ids, finish: Finish) -> Pair:
    sides = tuple(
        (tag, tuple(finish(block, _block_name(name, tag, at, ids)) for at, block in enumerate(blocks)))
        for tag, blocks in pair.sides
    )
    return replace(pair, id=name, sides=sides)


def _block_name(pair: str, tag: str, at: int, ids: Ids) -> str:
    """``<pair>-<lang>``, then ``-2`` …; the pair's own id for the one block of a shared pair."""
    return pair if not tag and at == 0 else ids.give(f"{pair}-{tag}" if tag else pair)


def _note(note: Note, ids: Ids, finish: Finish) -> Note:
    blocks = tuple(finish(block, ids.give(f"{note.id}-{at}")) for at, block in enumerate(note.blocks, 1))
    return replace(note, blocks=blocks)
