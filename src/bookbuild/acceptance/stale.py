"""Translations that have not followed: one side changed since both were accepted, the other did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bookbuild.acceptance.difference import difference
from bookbuild.acceptance.lasting import Known
from bookbuild.acceptance.likeness import alike, shingles
from bookbuild.acceptance.recognition import in_order
from bookbuild.acceptance.record import Accepted
from bookbuild.acceptance.wording import SHARED, fold
from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.pairing.matches import Match
from bookbuild.pairing.report import language_name

_MUCH, _LITTLE = 0.25, 0.05  # shares of its words in which one side changed, and in which the other did
_NAMED = 6  # places a message names
_ACCEPT = "or accept them as they are: bookbuild pairs --accept"


def stale(passages: Sequence[Known], accepted: Iterable[Accepted]) -> Diagnostics:
    """A020 for each side that did not follow the other, A021 for one that hardly did, A025 for blind spots.

    Where both sides changed they were edited together, unless the text of one only stands in other
    paragraphs now. What prints nothing cannot be stale.
    """
    lines = in_order(accepted)
    told = [one for one in passages if one.match.kind != "silent"]
    found = (*_followers(told, lines), *_regrouped(told, lines), *_hardly(told))
    return (*found, *_unwatched(told)) if lines else ()


def _followers(passages: Sequence[Known], lines: Sequence[Accepted]) -> Iterator[Diagnostic]:
    ahead = [one for one in passages if one.line and _behind(one) and _ahead(one)]
    then = {paragraph for line in lines for paragraph in _paragraphs(line.texts)} if ahead else set()
    now = {paragraph for one in passages for paragraph in _paragraphs(one.texts)} if ahead else set()
    for one in ahead:
        assert one.line
        tag = _ahead(one)[0]
        before = (tag, one.line.text(tag))
        if _paragraphs([before]) <= now and _paragraphs([(tag, one.text(tag))]) <= then:
            continue  # nothing was written: a paragraph is paired with another one now
        for behind in _behind(one):
            yield _stale(one.match, behind, one.match, tag, before[1], one.text(tag))


def _ahead(one: Known) -> list[str]:
    return [tag for tag in one.changed if tag != SHARED]


def _behind(one: Known) -> list[str]:
    return [tag for tag in one.same if tag != SHARED]


def _paragraphs(texts: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(tag, paragraph) for tag, text in texts for paragraph in text.split("\n")}


def _stale(match: Match, tag: str, other: Match, ahead: str, before: str, now: str) -> Diagnostic:
    """A020: the side *tag* of *match* did not follow *other*'s side *ahead*."""
    span, names = _where(match, tag), (language_name(tag), language_name(ahead))
    return Diagnostic(
        "A020",
        f"the {names[0]} has not followed the {names[1]}, which changed since both were accepted",
        span,
        (f"the {names[1]} at {_where(other, ahead)}: {difference(before, now)}",),
        f"edit the {names[0]}, {_ACCEPT} {span.path}",
    )


def _where(match: Match, tag: str) -> Span:
    """Where the side *tag* of *match* begins."""
    blocks = match.pair.side(tag) if match.pair else ()
    places = match.side(tag)
    return blocks[0].span if blocks else places[0].span if places else match.span()


# ---------------------------------------------------------------- paragraphs split and put together


def _regrouped(passages: Sequence[Known], lines: Sequence[Accepted]) -> Iterator[Diagnostic]:
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


def _compared(run: Sequence[Known], lines: Sequence[Accepted]) -> Iterator[Diagnostic]:
    tags = dict.fromkeys(tag for one in run for tag, _ in one.texts if tag != SHARED)
    now = {tag: _joined(one.text(tag) for one in run) for tag in tags}
    then = {tag: _joined(line.text(tag) for line in lines) for tag in tags}
    both = [tag for tag in tags if then[tag]]
    same = [tag for tag in both if fold(now[tag]) == fold(then[tag])]
    changed = [tag for tag in both if tag not in same]
    for tag in same if changed else ():
        match, other = (next(one.match for one in run if one.text(own)) for own in (tag, changed[0]))
        yield _stale(match, tag, other, changed[0], then[changed[0]], now[changed[0]])


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


# ---------------------------------------------------------------- both sides changed, unequally


def _hardly(passages: Iterable[Known]) -> Iterator[Diagnostic]:
    for one in passages:
        shares = {tag: _share(one, tag) for tag in _ahead(one)}
        if one.line is None or len(shares) < 2:
            continue
        little, much = min(shares, key=lambda tag: shares[tag]), max(shares, key=lambda tag: shares[tag])
        if shares[little] <= _LITTLE and shares[much] >= _MUCH:
            span, names = _where(one.match, little), (language_name(little), language_name(much))
            yield Diagnostic(
                "A021",
                f"the {names[1]} changed much since both were accepted, the {names[0]} little",
                span,
                (
                    f"the {names[0]}: {difference(one.line.text(little), one.text(little))}",
                    f"the {names[1]} at {_where(one.match, much)}: "
                    f"{difference(one.line.text(much), one.text(much))}",
                ),
                f"look whether they still say the same, {_ACCEPT} {span.path}",
            )


def _share(one: Known, tag: str) -> float:
    """How much of the side *tag* is not what it was, from 0 to 1."""
    before = one.line.text(tag) if one.line else ""
    return 1 - alike(shingles(((tag, before),)), shingles(((tag, one.text(tag)),)))


# ---------------------------------------------------------------- where edits go unnoticed


def _unwatched(passages: Iterable[Known]) -> Iterator[Diagnostic]:
    """Pairs with nothing to compare with: both sides changed, or neither was accepted yet."""
    double = [one for one in passages if len([tag for tag, _ in one.texts if tag != SHARED]) > 1]
    fresh = [one for one in double if one.line is None]
    both = [one for one in double if one.line and len(_ahead(one)) > 1]
    if not fresh and not both:
        return
    counts = ((both, "changed on both sides"), (fresh, "came"))
    told = " and ".join(f"{_counted(len(held))} {what}" for held, what in counts if held)
    spans = sorted(one.match.span() for one in (*both, *fresh))
    yield Diagnostic(
        "A025",
        f"{told} since the chapter was accepted",
        spans[0],
        (*_also(spans), "a further edit of one side only will not be noticed there"),
        f"when they are right, accept them: bookbuild pairs --accept {spans[0].path}",
    )


def _also(spans: Sequence[Span]) -> Iterator[str]:
    if len(spans) > 1:
        yield f"also at {', '.join(map(str, spans[1:_NAMED]))}{', …' if len(spans) > _NAMED else ''}"


def _counted(count: int) -> str:
    return "1 pair" if count == 1 else f"{count} pairs"
