"""Which passage of today is which of those accepted.

What is said as before is found first, then what is the same in one language, then what is most alike.
Of passages that say the same the neighbours decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from bookbuild.acceptance.likeness import likest
from bookbuild.acceptance.record import Accepted
from bookbuild.acceptance.wording import Texts, fold

_TELLING = 6  # characters: of shorter texts two may be the same by chance

Key = Callable[[Texts], str]
"""What passages are compared by; '' for one that cannot be."""


def in_order(lines: Iterable[Accepted]) -> list[Accepted]:
    """The lines of a chapter in the order of its passages; a merge may have left gaps and forks."""
    following: dict[str, list[Accepted]] = defaultdict(list)
    everything = sorted(lines, key=lambda line: (line.id, line.texts))
    for line in everything:
        following[line.after].append(line)
    known = {line.id for line in everything}
    starts = sorted((line for line in everything if line.after not in known), key=lambda line: line.after != "")
    ordered: dict[int, Accepted] = {}
    for start in [*starts, *everything]:
        waiting = [start]
        while waiting:
            line = waiting.pop()
            if id(line) not in ordered:
                ordered[id(line)] = line
                waiting += reversed(following.get(line.id, []))
    return list(ordered.values())


def recognised(texts: Sequence[Texts], said: Mapping[int, str], lines: Sequence[Accepted]) -> dict[int, int]:
    """For passages that were accepted the index of their line among *lines*, in the chapter's order.

    *said*: ids the author gave to some of the passages. No id is found twice.
    """
    if not lines:
        return {}
    search = _Search(texts, lines)
    search.by_id(said)
    search.by_key(lambda wording: repr(sorted(wording)), telling=False)
    search.by_key(lambda wording: repr(sorted((tag, fold(text)) for tag, text in wording)), telling=False)
    for tag in dict.fromkeys(tag for wording in texts for tag, _ in wording):
        search.by_key(_side(tag), telling=True)
    search.by_likeness()
    return search.found


def _side(tag: str) -> Key:
    return lambda wording: fold(dict(wording).get(tag, ""))


class _Search:
    """What is found so far. Passages are numbers into *texts*, lines are numbers into *lines*."""

    def __init__(self, texts: Sequence[Texts], lines: Sequence[Accepted]) -> None:
        self._texts, self._lines = texts, lines
        self.found: dict[int, int] = {}
        self._taken: dict[int, int] = {}
        self._ids: set[str] = set()

    def by_id(self, said: Mapping[int, str]) -> None:
        lines = {line.id: number for number, line in reversed(list(enumerate(self._lines)))}
        for passage, name in said.items():
            if name in lines:
                self._take(passage, lines[name])

    def by_key(self, key: Key, *, telling: bool) -> None:
        """Take what has the same *key*: alone in having it, beside what is found, then the nearest.

        *telling*: a short key is not enough, unless a neighbour is found.
        """
        mine = {passage: name for passage in self._open() if (name := key(self._texts[passage]))}
        theirs = {line: name for line in self._free() if (name := key(self._lines[line].texts))}
        enough = {name for name in theirs.values() if not telling or len(name) >= _TELLING}
        self._take_unique(mine, theirs, enough)
        self._take_neighbours(mine, theirs)
        self._take_nearest(mine, theirs, enough)

    def by_likeness(self) -> None:
        """Take what is most alike of what is left."""
        mine = {passage: self._texts[passage] for passage in self._open()}
        theirs = {line: self._lines[line].texts for line in self._free()}
        beside = {(passage, line) for passage in mine for line in self._expected(passage) if line in theirs}
        for passage, line in likest(mine, theirs, beside):
            self._take(passage, line)

    # ------------------------------------------------------------ steps

    def _take_unique(self, mine: Mapping[int, str], theirs: Mapping[int, str], enough: set[str]) -> None:
        ours, others = Counter(mine.values()), Counter(theirs.values())
        line_of = {name: line for line, name in theirs.items()}
        for passage, name in mine.items():
            if ours[name] == others[name] == 1 and name in enough:
                self._take(passage, line_of[name])

    def _take_neighbours(self, mine: Mapping[int, str], theirs: Mapping[int, str]) -> None:
        """Down and up again: what stands beside something found, there and here."""
        for step in (1, -1):
            for passage in sorted(mine, reverse=step < 0):
                line = self._beside(passage, -step)
                if line is not None and theirs.get(line) == mine[passage]:
                    self._take(passage, line)

    def _take_nearest(self, mine: Mapping[int, str], theirs: Mapping[int, str], enough: set[str]) -> None:
        waiting: dict[str, list[int]] = defaultdict(list)
        for line, name in theirs.items():
            if name in enough and line not in self._taken:
                waiting[name].append(line)
        expected = 0
        for passage in range(len(self._texts)):
            lines = waiting.get(mine.get(passage, ""), []) if passage not in self.found else []
            if lines:
                self._take(passage, lines.pop(_nearest(lines, expected)))
            expected = self.found.get(passage, expected - 1) + 1

    # ------------------------------------------------------------ where things stand

    def _open(self) -> list[int]:
        return [passage for passage in range(len(self._texts)) if passage not in self.found]

    def _free(self) -> list[int]:
        return [
            number
            for number, line in enumerate(self._lines)
            if number not in self._taken and line.id not in self._ids
        ]

    def _beside(self, passage: int, step: int) -> int | None:
        """The line that stands to *passage*'s neighbour as *passage* does; the ends are neighbours too."""
        if passage + step < 0:
            return 0
        if passage + step == len(self._texts):
            return len(self._lines) - 1
        line = self.found.get(passage + step)
        return None if line is None else line - step

    def _expected(self, passage: int) -> set[int]:
        return {line for step in (1, -1) if (line := self._beside(passage, step)) is not None}

    def _take(self, passage: int, line: int) -> None:
        name = self._lines[line].id
        if passage not in self.found and line not in self._taken and name not in self._ids:
            self.found[passage], self._taken[line] = line, passage
            self._ids.add(name)


def _nearest(lines: Sequence[int], expected: int) -> int:
    """The index of the number in *lines* (in order, not empty) that is nearest to *expected*."""
    at = bisect_left(lines, expected)
    return min(range(max(at - 1, 0), min(at + 1, len(lines))), key=lambda index: abs(lines[index] - expected))
