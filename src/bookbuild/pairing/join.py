"""A bead becomes a Pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bookbuild.model import Block, Figure, Inlines, Pair
from bookbuild.pairing.voices import Languages
from bookbuild.pairing.weigh import is_anchor, same


def join(left: tuple[Block, ...], right: tuple[Block, ...], languages: Languages) -> Pair:
    """The pair of the blocks of a bead: translated, one-sided or shared."""
    if not left or not right:
        return _one_sided(left or right, languages)
    if len(left) == len(right) == 1 and _shared(left[0], right[0]):
        return Pair("shared", (("", (_merged(left[0], right[0], languages),)),))
    return Pair(
        "translated", ((languages[0], _told(left, languages[0])), (languages[1], _told(right, languages[1])))
    )


def _one_sided(blocks: tuple[Block, ...], languages: Languages) -> Pair:
    lang = blocks[0].lang
    if not lang:
        return Pair("shared", (("", blocks),))
    meant = blocks[0].marks.untranslated or len(languages) < 2 or lang not in languages[:2]
    return Pair("one-sided", ((lang, blocks),), "untranslated" if meant else "missing")


def _shared(one: Block, other: Block) -> bool:
    return is_anchor(one) and is_anchor(other) and same(one, other)


def _merged(one: Block, other: Block, languages: Languages) -> Block:
    """One block for two copies of a thing; a figure keeps the captions of both."""
    if not isinstance(one, Figure) or not isinstance(other, Figure):
        return replace(one, lang="")
    captions = {**_captions(one, languages[0]), **_captions(other, languages[1])}
    return replace(one, lang="", captions=tuple(captions.items()))


def _captions(figure: Figure, lang: str) -> dict[str, Inlines]:
    return {tag or lang: caption for tag, caption in figure.captions}


def _told(blocks: Iterable[Block], lang: str) -> tuple[Block, ...]:
    """What has a counterpart in the other language has a language."""
    return tuple(block if block.lang else replace(block, lang=lang) for block in blocks)
