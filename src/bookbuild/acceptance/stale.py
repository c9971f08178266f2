"""Translations that have not followed: one side changed since both were accepted, the other did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bookbuild.acceptance.difference import Difference, difference
from bookbuild.acceptance.lasting import Known
from bookbuild.acceptance.likeness import alike, shingles
from bookbuild.acceptance.record import Accepted
from bookbuild.acceptance.wording import fold
from bookbuild.diagnostics import Span

_MUCH, _LITTLE = 0.25, 0.05  # shares of its words in which one side changed, and in which the other did


@dataclass(frozen=True, slots=True)
class Lag:
    """A side that did not follow what changed in the other since both were accepted.

    ``id``: the match it is in. ``behind``, ``ahead``: languages; ``at``, ``cause``: where these sides begin.
    ``change``: what changed ahead. ``own``: the little that changed behind, () for nothing.
    """

    id: str
    behind: str
    ahead: str
    at: Span
    cause: Span
    change: Difference
    own: Difference = ()


def lags(passages: Sequence[Known], lines: Sequence[Accepted]) -> tuple[Lag, ...]:
    """Every side that did not follow, then those that hardly did; *lines* in the order of the chapter.

    Where both sides changed they were edited together, unless the text of one only stands in other
    paragraphs now. What prints nothing cannot be stale.
    """
    told = [one for one in passages if one.match.kind != "silent"]
    return (*_followers(told), *_regrouped(told, lines), *_hardly(told))


def _followers(passages: Iterable[Known]) -> Iterator[Lag]:
    for one in passages:
        for ahead in one.ahead()[:1]:
            for behind in one.behind():
                change = difference(one.before(ahead), one.text(ahead))
                yield _lag(one, behind, one, ahead, change)


def _lag(one: Known, behind: str, other: Known, ahead: str, change: Difference, own: Difference = ()) -> Lag:
    """The side *behind* of *one* passage and the side *ahead* of the *other*."""
    return Lag(one.match.id, behind, ahead, one.where(behind), other.where(ahead), change, own)


# ---------------------------------------------------------------- paragraphs split and put together


def _regrouped(passages: Sequence[Known], lines: Sequence[Accepted]) -> Iterator[Lag]:
    """Runs of passages and of lines that stand for one another though neither is like the other.

    When all of one language is the same and all of the other is not, the former is stale.
    """
    owners = {one.place: one for one in passages if one.line}
    before, at = -1, 0
    for loose, group in groupby(passages, key=lambda one: not one.same):
        run = list(group)
        at += len(run)
        if not loose:
            before = run[-1].place
            continue
        behind = passages[at].place if at < len(passages) else len(lines)
        places = range(before + 1, behind)
        if len(run) + len(places) > 2 and all(owners.get(place, run[0]) in run for place in places):
            yield from _compared(run, [lines[place] for place in places])


def _compared(run: Sequence[Known], lines: Sequence[Accepted]) -> Iterator[Lag]:
    tags = dict.fromkeys(tag for one in run for tag in one.languages())
    now = {tag: _joined(one.text(tag) for one in run) for tag in tags}
    then = {tag: _joined(line.text(tag) for line in lines) for tag in tags}
    both = [tag for tag in tags if then[tag]]
    same = [tag for tag in both if fold(now[tag]) == fold(then[tag])]
    changed = [tag for tag in both if tag not in same]
    for tag in same if changed else ():
        one, other = (next(one for one in run if one.text(own)) for own in (tag, changed[0]))
        yield _lag(one, tag, other, changed[0], difference(then[changed[0]], now[changed[0]]))


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


# ---------------------------------------------------------------- both sides changed, unequally


def _hardly(passages: Iterable[Known]) -> Iterator[Lag]:
    for one in passages:
        shares = {tag: _share(one, tag) for tag in one.ahead()}
        if len(shares) < 2:
            continue
        little, much = min(shares, key=lambda tag: shares[tag]), max(shares, key=lambda tag: shares[tag])
        if shares[little] <= _LITTLE and shares[much] >= _MUCH:
            change, own = (difference(one.before(tag), one.text(tag)) for tag in (much, little))
            yield _lag(one, little, one, much, change, own)


def _share(one: Known, tag: str) -> float:
    """How much of the side *tag* is not what it was, from 0 to 1."""
    return 1 - alike(shingles(((tag, one.before(tag)),)), shingles(((tag, one.text(tag)),)))
