"""Accepted passages that are paired with others now: nothing was written, only the pairing is another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from bookbuild.acceptance.lasting import Known
from bookbuild.acceptance.record import Accepted
from bookbuild.acceptance.wording import fold
from bookbuild.diagnostics import Span
from bookbuild.pairing.matches import OTHERWISE, Match
from bookbuild.pairing.report import language_name

Paragraph = tuple[str, str]
"""A language and what is said."""


def paired_anew(passages: Sequence[Known], lines: Iterable[Accepted]) -> tuple[Known, ...]:
    """*passages*; what only faces other accepted text has not changed, and is in doubt.

    Pairs the author marked are beyond doubt.
    """
    if not any(one.behind() and one.ahead() for one in passages):
        return tuple(passages)
    then = {paragraph for line in lines for tag, text in line.texts for paragraph in _paragraphs(tag, text)}
    now = {
        paragraph: one.where(tag)
        for one in reversed(passages)
        for tag, text in one.texts
        for paragraph in _paragraphs(tag, text)
    }
    return tuple(_settled(one, then, now) if one.behind() else one for one in passages)


def _paragraphs(tag: str, text: str) -> Iterator[Paragraph]:
    return ((tag, fold(paragraph)) for paragraph in text.split("\n"))


def _settled(one: Known, then: Set[Paragraph], now: Mapping[Paragraph, Span]) -> Known:
    for tag in one.ahead():
        before, own = (list(_paragraphs(tag, text)) for text in (one.before(tag), one.text(tag)))
        if now.keys() >= set(before) and then >= set(own):
            gone = [now[paragraph] for paragraph in before if paragraph not in own]
            changed = tuple(other for other in one.changed if other != tag)
            one = replace(one, match=_doubted(one, tag, gone), changed=changed)
    return one


def _doubted(one: Known, tag: str, gone: Sequence[Span]) -> Match:
    """The match of *one*, whose text in *tag* was accepted elsewhere; *gone*: where what it lost stands."""
    pair = one.match.pair
    if pair is None or any(block.marks.pair for block in pair.blocks()):
        return one.match
    other, own = language_name(tag), language_name(one.behind()[0])
    fact = (
        f"the {other} accepted with this {own} stands at {', '.join(map(str, dict.fromkeys(gone)))}"
        if gone
        else f"this {own} was accepted without part of this {other}"
    )
    return replace(one.match, doubt=f"{OTHERWISE}{fact}")
