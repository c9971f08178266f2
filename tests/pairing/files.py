"""Chapters in Markdown with their truth in the margin, read and paired.

A margin of three columns stands before each line: a letter, a sign, a space. Blocks with the same letter
belong together, lower case is Chinese, upper case English; lines without a letter go on with their block.
Signs: ``=`` one thing both languages share · ``/`` both halves stand here · ``^`` a footnote ·
``~`` nothing is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Document
from bookbuild.pairing import Match, Study, study
from bookbuild.source import read
from bookbuild.world import MemoryWorld

LANGUAGES = ("zh-Hans", "en")
TRAPS = Path(__file__).parent / "traps"
PICTURES = {"mill.png": b"\x89PNG mill", "weir.png": b"\x89PNG weir"}
KINDS = {"=": "shared", "^": "note", "~": "silent"}

Row = tuple[str, tuple[int, ...], tuple[int, ...]]
"""Kind, lines in Chinese, lines in English; lines count from 1."""


@dataclass(frozen=True, slots=True)
class Label:
    """A letter in the margin: which pair, which sides, on which line of its file."""

    letter: str
    sign: str
    sides: tuple[int, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file in both languages, or two parallel ones, with the pairs they should give."""

    texts: tuple[str, ...]
    rows: tuple[Row, ...]

    def study(self, languages: tuple[str, ...] = LANGUAGES) -> Study:
        """The chapter read and paired."""
        return study(self._documents(languages), languages)

    def _documents(self, languages: tuple[str, ...]) -> tuple[Document, ...]:
        names = ("a.md",) if len(self.texts) == 1 else tuple(f"a.{tag}.md" for tag in languages)
        world = MemoryWorld({**dict(zip(names, self.texts, strict=True)), **PICTURES})
        tags = ("",) if len(self.texts) == 1 else languages
        found = [read(world, name, languages, tag)[0] for name, tag in zip(names, tags, strict=True)]
        return tuple(document for document in found if document)


def parallel(chinese: str, english: str) -> Chapter:
    """Two files."""
    (left, own), (right, other) = _bare(chinese), _bare(english)
    return _chapter((left, right), [*own, *other])


def one(text: str) -> Chapter:
    """One file as it is written."""
    bare, labels = _bare(text)
    return _chapter((bare,), labels)


def woven(chinese: str, english: str, size: int) -> Chapter:
    """One file made of two: *size* pairs in Chinese, then the same in English; headings by themselves."""
    left, right = _pieces(chinese), _pieces(english)
    pieces: list[str] = []
    for heads, several in groupby(_groups(left, right), key=_is_heading):
        groups = list(several)
        step = 1 if heads else size
        for at in range(0, len(groups), step):
            pieces += [piece for own, _ in groups[at : at + step] for piece in own]
            pieces += [piece for _, other in groups[at : at + step] for piece in other]
    return one("\n\n".join(pieces))


def rows(done: Study, languages: tuple[str, ...] = LANGUAGES, *, apart: bool = False) -> tuple[Row, ...]:
    """The matches in the order of their lines; *apart*: a pair in doubt as two passages by themselves."""
    return tuple(sorted(row for match in done.matches for row in _rows_of(match, languages, apart)))


def _rows_of(match: Match, languages: tuple[str, ...], apart: bool) -> Iterator[Row]:
    kind, left, right = row_of(match, languages)
    if apart and match.doubt and kind == "translated":
        yield from (("one-sided", left, ()), ("one-sided", (), right))
    else:
        yield kind, left, right


def row_of(match: Match, languages: tuple[str, ...] = LANGUAGES) -> Row:
    left, right = (tuple(place.span.line for place in match.side(tag)) for tag in languages)
    return match.kind, left, right


def doubted(done: Study, languages: tuple[str, ...] = LANGUAGES) -> set[Row]:
    """The matches in doubt."""
    return {row_of(match, languages) for match in done.matches if match.doubt}


def codes(problems: Diagnostics) -> set[str]:
    return {problem.code for problem in problems}


# ---------------------------------------------------------------- margins


def _bare(text: str) -> tuple[str, list[Label]]:
    """*text* without its margin, and what stood there."""
    lines = text.strip("\n").split("\n")
    labels = [
        Label(line[0].lower(), line[1:2].strip(), _sides(line), number)
        for number, line in enumerate(lines, 1)
        if line[:1].strip()
    ]
    return "\n".join(line[3:] for line in lines) + "\n", labels


def _sides(line: str) -> tuple[int, ...]:
    return (0, 1) if line[1:2] == "/" else (int(line[0].isupper()),)


def _chapter(texts: tuple[str, ...], labels: Sequence[Label]) -> Chapter:
    found: list[Row] = []
    for letter in dict.fromkeys(label.letter for label in labels):
        own = [label for label in labels if label.letter == letter]
        found += _rows(own, alone=len(texts) == 1)
    return Chapter(texts, tuple(sorted(found)))


def _rows(own: Sequence[Label], *, alone: bool) -> Iterator[Row]:
    """The pair of one letter; *alone*: in one file, where what prints nothing is listed under Chinese."""
    sign = own[0].sign
    left, right = (tuple(label.line for label in own if side in label.sides) for side in (0, 1))
    if alone and sign == "~":
        yield from (("silent", (line,), ()) for line in (*left, *right))
        return
    if alone and sign == "=":
        left = right = tuple(sorted({*left, *right}))
    yield KINDS.get(sign, "translated" if left and right else "one-sided"), left, right


# ---------------------------------------------------------------- one file of two

Group = tuple[list[str], list[str]]


def _pieces(text: str) -> list[str]:
    return re.split(r"\n{2,}", text.strip("\n"))


def _letters(piece: str) -> set[str]:
    return {line[0].lower() for line in piece.split("\n") if line[:1].strip()}


def _is_heading(group: Group) -> bool:
    return any(re.match(r".. #", piece) for side in group for piece in side)


def _groups(left: list[str], right: list[str]) -> Iterator[Group]:
    """Pieces that belong together, in order; what both share is taken from the left."""
    theirs = {letter for piece in right for letter in _letters(piece)}
    ours = {letter for piece in left for letter in _letters(piece)}
    left, right = list(left), list(right)
    while left or right:
        if left and not _letters(left[0]) & theirs:
            yield [left.pop(0)], []
        elif right and not _letters(right[0]) & ours:
            yield [], [right.pop(0)]
        else:
            own, other = [left.pop(0)], [right.pop(0)]
            known = _letters(own[0]) | _letters(other[0])
            while (more := _more(left, known)) or _more(right, known):
                (own if more else other).append((left if more else right).pop(0))
                known |= _letters((own if more else other)[-1])
            yield own, [] if own[0][1] == "=" else other


def _more(side: list[str], known: set[str]) -> bool:
    return bool(side and _letters(side[0]) & known)
