"""What the author should know of passages that changed since they were accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bookbuild.acceptance.difference import marked
from bookbuild.acceptance.lasting import Known
from bookbuild.acceptance.stale import Lag
from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.pairing.report import language_name

_NAMED = 6  # places a message names
_ACCEPT = "or accept them as they are: bookbuild pairs --accept"


def report(passages: Iterable[Known], lags: Iterable[Lag]) -> Diagnostics:
    """A020 for each side that did not follow the other, A021 for one that hardly did, A025 for blind spots."""
    return (*map(_told, lags), *_unwatched(passages))


def _told(lag: Lag) -> Diagnostic:
    return _unequal(lag) if lag.own else _stale(lag)


def _stale(lag: Lag) -> Diagnostic:
    behind, ahead = language_name(lag.behind), language_name(lag.ahead)
    return Diagnostic(
        "A020",
        f"the {behind} has not followed the {ahead}, which changed since both were accepted",
        lag.at,
        (f"the {ahead} at {lag.cause}: {marked(lag.change)}",),
        f"edit the {behind}, {_ACCEPT} {lag.at.path}",
    )


def _unequal(lag: Lag) -> Diagnostic:
    behind, ahead = language_name(lag.behind), language_name(lag.ahead)
    return Diagnostic(
        "A021",
        f"the {ahead} changed much since both were accepted, the {behind} little",
        lag.at,
        (f"the {behind}: {marked(lag.own)}", f"the {ahead} at {lag.cause}: {marked(lag.change)}"),
        f"look whether they still say the same, {_ACCEPT} {lag.at.path}",
    )


def _unwatched(passages: Iterable[Known]) -> Iterator[Diagnostic]:
    """Pairs with nothing to compare with: both sides changed, or neither was accepted yet."""
    double = [one for one in passages if one.match.kind != "silent" and len(one.languages()) > 1]
    fresh = [one for one in double if one.line is None]
    both = [one for one in double if one.line and len(one.ahead()) > 1]
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
