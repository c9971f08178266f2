"""Which lines of the record concern which chapter, and the record with chapters accepted anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.acceptance import Recalled
from bookbuild.acceptance.lasting import lines_of
from bookbuild.acceptance.record import Accepted, Record, chapter_key, read
from bookbuild.acceptance.wording import said
from bookbuild.diagnostics import Diagnostic, Diagnostics
from bookbuild.model import Document
from bookbuild.world import World

Paths = tuple[tuple[str, str], ...]
"""A chapter's files: ``(language or '', path)``."""

_HEIR = 3  # an heir says at least a third of what was accepted of a chapter under its old name


@dataclass(frozen=True, slots=True)
class Memory:
    """What was accepted of the chapters of a book. ``record`` None: it cannot be read."""

    record: Record | None
    keys: Mapping[Paths, str]

    def lines(self, chapter: Paths, documents: Iterable[Document]) -> tuple[Accepted, ...]:
        """What was accepted of *chapter*; of one that is new, what was accepted under the name it had."""
        if self.record is None:
            return ()
        return self.record.of(self.keys[chapter]) or self.record.of(self._former_name(documents))

    def _former_name(self, documents: Iterable[Document]) -> str:
        """The chapter that left the book and lives on in *documents*; '' when none does."""
        lost = self._lost()
        if not lost:
            return ""
        now = {said(block) for document in documents for block in document.blocks}
        counts = {name: sum(_alive(line, now) for line in lines) for name, lines in lost.items()}
        best = max(counts, key=lambda name: counts[name])
        return best if counts[best] * _HEIR >= len(lost[best]) else ""

    def _lost(self) -> dict[str, tuple[Accepted, ...]]:
        """What was accepted of chapters the book has not."""
        here = set(self.keys.values())
        names = [name for name in (self.record.chapters() if self.record else ()) if name not in here]
        return {name: self.record.of(name) for name in names} if self.record else {}

    def unclaimed(self, chapters: Mapping[Paths, Sequence[Document]]) -> Diagnostics:
        """A024 for every chapter of the record that is none of the book's *chapters*."""
        lost = self._lost()
        new = [documents for paths, documents in chapters.items() if not self._knows(paths)] if lost else []
        claimed = {self._former_name(documents) for documents in new}
        return tuple(_stranger(name, lines) for name, lines in lost.items() if name not in claimed)

    def _knows(self, chapter: Paths) -> bool:
        return bool(self.record and self.record.of(self.keys[chapter]))

    # ------------------------------------------------------------ accepting

    def accept(self, chapters: Mapping[Paths, Recalled]) -> Acceptance:
        """The record in which *chapters* are accepted as they are; what concerns no other one of them stays.

        Lines that could not be read stay too, until every chapter of the book is accepted.
        """
        record = self.record or Record()
        before = [line for paths, one in chapters.items() for line in self.lines(paths, one.study.documents)]
        after = [line for paths, one in chapters.items() for line in lines_of(self.keys[paths], one.passages)]
        ids, named = {line.id for line in after}, {self.keys[paths] for paths in chapters}
        whole = len(chapters) == len(self.keys)
        gone = {line for line in before if whole or line.chapter in named or line.id in ids}
        kept = tuple(line for line in record.lines if line not in gone)
        dropped = len({line.id for line in gone} - ids) + (len(record.unread) if whole else 0)
        tallies = tuple(_tally(paths, one) for paths, one in chapters.items())
        return Acceptance(Record((*kept, *after), () if whole else record.unread), tallies, dropped)


class Tally(NamedTuple):
    """What accepting a chapter says yes to: how many of its pairs had no line, say other than their line does,
    were in doubt, had a side that did not follow.
    """

    files: tuple[str, ...]
    pairs: int
    new: int
    changed: int
    doubtful: int
    stale: int


def _tally(paths: Paths, one: Recalled) -> Tally:
    return Tally(
        tuple(path for _, path in paths),
        len(one.passages),
        sum(passage.line is None for passage in one.passages),
        sum(passage.line is not None and not passage.accepted for passage in one.passages),
        sum(bool(match.doubt) for match in one.study.matches),
        len(one.lags),
    )


class Acceptance(NamedTuple):
    """A record with some chapters accepted anew, what that said yes to, how many lines were dropped."""

    record: Record
    tallies: tuple[Tally, ...]
    dropped: int

    @property
    def pairs(self) -> int:
        """How many pairs are accepted."""
        return sum(tally.pairs for tally in self.tallies)


def remember(world: World, chapters: Iterable[Paths], languages: Sequence[str]) -> tuple[Memory, Diagnostics]:
    """What the book's record says of its *chapters*, and what is wrong with the record."""
    record, problems = read(world)
    return Memory(record, dict(_keys(chapters, languages))), problems


def _keys(chapters: Iterable[Paths], languages: Sequence[str]) -> Iterator[tuple[Paths, str]]:
    """A name for each chapter: of its first file, without the language unless another has that name."""
    given: set[str] = set()
    for paths in chapters:
        path = paths[0][1]
        name = next((name for name in (chapter_key(path, languages), path) if name not in given), path)
        given.add(name)
        yield paths, name


def _alive(line: Accepted, now: set[str]) -> bool:
    return any(text in now for _, text in line.texts)


def _stranger(name: str, lines: Sequence[Accepted]) -> Diagnostic:
    count = "1 pair accepted of it is" if len(lines) == 1 else f"{len(lines)} pairs accepted of it are"
    message = f"no chapter of the book is {name}; the {count} kept"
    first = min(line.span for line in lines)
    return Diagnostic("A024", message, first, help="delete these lines when the chapter is gone for good")
