"""How near given pairs come to the true ones. A place is ``(side, line)``: side 0 Chinese, 1 English."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

ZH, EN = 0, 1
SIDES = (ZH, EN)
Line = tuple[int, int]
Lines = tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True)
class Truth:
    """The pairs of a text, one-sided ones included, as first lines of blocks on either side.

    ``neutral`` lines count neither for nor against; ``joins``: the pairs a neutral line may as well belong
    to. ``whole``: every block's line is named; another line is inside the last one named (a second
    paragraph of a list item).
    """

    pairs: tuple[Lines, ...]
    neutral: frozenset[Line] = frozenset()
    joins: Mapping[Line, frozenset[Lines]] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True)
class Given:
    """A pair as bookbuild gives it. ``doubt`` is why it is unsure, None when it is not."""

    kind: str
    lines: Lines
    confidence: float = 1.0
    doubt: str | None = None


@dataclass(frozen=True)
class Score:
    """Counts over texts; ``links`` are single (Chinese line, English line) combinations."""

    truth: int = 0
    given: int = 0
    right: int = 0
    doubted: int = 0
    doubted_right: int = 0
    truth_links: int = 0
    given_links: int = 0
    right_links: int = 0
    seconds: float = 0.0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Score)))

    @property
    def precision(self) -> float:
        return _share(self.right, self.given)

    @property
    def recall(self) -> float:
        return _share(self.right, self.truth)

    @property
    def f1(self) -> float:
        return _share(2 * self.right, self.given + self.truth)

    @property
    def link_f1(self) -> float:
        return _share(2 * self.right_links, self.given_links + self.truth_links)

    @property
    def in_doubt(self) -> float:
        """The share of given pairs that are in doubt."""
        return self.doubted / self.given if self.given else 0.0

    @property
    def sure_precision(self) -> float:
        """The precision of the pairs that are not in doubt."""
        return _share(self.right - self.doubted_right, self.given - self.doubted)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


@dataclass(frozen=True)
class Verdict:
    """A score, the given pairs that are wrong and the true ones that were not found."""

    score: Score
    wrong: tuple[Given, ...]
    missed: tuple[Lines, ...]


def judge(truth: Truth, given: Iterable[Given], seconds: float = 0.0) -> Verdict:
    """*given* against *truth*, where both have two sides; *seconds* are passed on.

    One pair in several pieces of which the truth knows the whole only is one pair, in doubt if a piece is.
    """
    placed = list(_placed(truth, given))
    counted = _counted(truth, placed)
    true = _asked(truth, placed)
    cores = {lines: _core(truth, lines) for lines in counted}
    right = {lines for lines, core in cores.items() if core in true}
    doubted = {lines for lines, one in counted.items() if one.doubt is not None}
    wanted, had = _links(truth, true), _links(truth, counted)
    score = Score(
        len(true), len(counted), len(right), len(doubted), len(doubted & right),
        len(wanted), len(had), len(wanted & had), seconds,
    )  # fmt: skip
    wrong = tuple(one for lines, one in counted.items() if lines not in right)
    found = {cores[lines] for lines in right}
    return Verdict(score, wrong, tuple(pair for pair in true if pair not in found))


def _placed(truth: Truth, given: Iterable[Given]) -> Iterator[Given]:
    """*given* by the lines the truth names."""
    names = [sorted({name for pair in truth.pairs for name in pair[side]}) for side in SIDES]
    for one in given:
        yield replace(one, lines=_named(names, one.lines)) if truth.whole else one


def _named(names: list[list[int]], lines: Lines) -> Lines:
    zh, en = (
        frozenset(names[side][max(0, bisect_right(names[side], line) - 1)] for line in lines[side])
        for side in SIDES
    )
    return zh, en


def _counted(truth: Truth, given: Iterable[Given]) -> dict[Lines, Given]:
    """The given pairs that count: two-sided, and about more than neutral lines."""
    counted: dict[Lines, Given] = {}
    for one in given:
        if _two_sided(one.lines) and not truth.neutral.issuperset(_each(one.lines)):
            before = counted.get(one.lines)
            counted[one.lines] = before if before and before.doubt is not None else one
    return counted


def _asked(truth: Truth, given: Iterable[Given]) -> tuple[Lines, ...]:
    """The true pairs that count: two-sided, and not of a thing kept once of which one place is known."""
    met = {line for one in given if _two_sided(one.lines) for line in _each(one.lines)}
    once = {line for one in given if one.kind == "shared" for line in _each(one.lines)} - met
    return tuple(pair for pair in truth.pairs if _two_sided(pair) and once.isdisjoint(_each(pair)))


def _core(truth: Truth, lines: Lines) -> Lines:
    """*lines* without neutral ones, if those may all be joined to the true pair the others make."""
    extra = truth.neutral.intersection(_each(lines))
    core = _without(lines, extra)
    return core if all(core in truth.joins.get(place, ()) for place in extra) else lines


def _without(lines: Lines, places: Collection[Line]) -> Lines:
    zh, en = (frozenset(line for line in lines[side] if (side, line) not in places) for side in SIDES)
    return zh, en


def _links(truth: Truth, pairs: Iterable[Lines]) -> set[tuple[int, int]]:
    """The combinations of lines that are not neutral."""
    return {
        (zh, en)
        for pair in pairs
        for zh in pair[ZH]
        for en in pair[EN]
        if truth.neutral.isdisjoint(((ZH, zh), (EN, en)))
    }


def _each(pair: Lines) -> Iterator[Line]:
    return ((side, line) for side in SIDES for line in pair[side])


def _two_sided(pair: Lines) -> bool:
    return bool(pair[ZH] and pair[EN])
