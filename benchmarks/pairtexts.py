"""Chapters whose true pairs are known: rows of passages, written out in each shape a book may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from pairscore import EN, SIDES, ZH, Line, Lines, Truth

PARALLEL, ONE_FILE = "parallel", "one file"
SHAPES = (PARALLEL, ONE_FILE)

MANIFEST = """title: {{ {zh}: 樣本, en: "{name}" }}
id: urn:uuid:11111111-2222-5333-8444-555555555555
authors: [{{ {zh}: 諸家, en: Various Hands }}]
languages: [{zh}, en]
date: "2024"
volumes:
  - title: {{ {zh}: 樣本, en: Sample }}
    chapters:
      - {chapter}
editions:
  reader: {{ format: epub, layout: interleaved }}
"""


@dataclass(frozen=True)
class Row:
    """One passage: Markdown of its Chinese and of its English side, '' where there is none.

    ``kind`` is heading, item, para or verse; ``level`` is a heading's.
    """

    zh: str
    en: str
    kind: str = "para"
    level: int = 2

    def side(self, side: int) -> str:
        return (self.zh, self.en)[side]

    @property
    def two_sided(self) -> bool:
        return bool(self.zh and self.en)


@dataclass(frozen=True)
class Sample:
    """One chapter in one shape: its files by path, in the order Chinese, English, and its truth."""

    corpus: str
    chapter: str
    shape: str
    languages: tuple[str, str]
    files: Mapping[str, str]
    truth: Truth
    remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.corpus}/{self.chapter}"

    def text(self, line: Line) -> str:
        """What stands in the source at *line*, up to the next blank line or list item."""
        side, number = line
        source = list(self.files.values())[side if self.shape == PARALLEL else 0]
        first, *rest = source.splitlines()[number - 1 :]
        end = next((at for at, text in enumerate(rest) if _ends(text)), len(rest))
        return " ".join(text.strip() for text in (first, *rest[:end]))

    def write(self, folder: Path) -> None:
        """Write a book of this one chapter below *folder*."""
        root = folder / self.corpus / f"{self.chapter} {self.shape}"
        for path, text in self.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        paths = zip(self.languages, self.files, strict=False)
        entry = ", ".join(f"{tag}: {path}" for tag, path in paths)
        chapter = f"{{ {entry} }}" if self.shape == PARALLEL else next(iter(self.files))
        manifest = MANIFEST.format(zh=self.languages[ZH], name=self.name, chapter=chapter)
        (root / "book.yaml").write_text(manifest, encoding="utf-8")


def _ends(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith(("- ", "* "))


@dataclass
class Page:
    """A file as it is written, line by line."""

    lines: list[str] = field(default_factory=list)

    def add(self, text: str, *, close: bool = False) -> int:
        """Append *text* as a block, *close* to the last one; the line it begins on."""
        if self.lines and not close:
            self.lines.append("")
        begin = len(self.lines) + 1
        self.lines.extend(text.split("\n"))
        return begin

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def markdown(row: Row, side: int) -> str:
    """The block of one side of *row*."""
    text = row.side(side)
    match row.kind:
        case "heading":
            return f"{'#' * row.level} {text}"
        case "item":
            return "- " + text.replace("\n", "\n  ")
        case "verse":
            return text.replace("\n", "\\\n")
        case _:
            return text


def neighbour(rows: Sequence[Row], at: int, step: int) -> int | None:
    """The two-sided row that row *at*, one-sided, may as well belong to: the nearest of its kind.

    A corpus may write one passage that faces several as a two-sided row and one-sided ones beside it.
    """
    here = at + step
    while 0 <= here < len(rows) and rows[here].kind == rows[at].kind != "heading":
        if rows[here].two_sided:
            return here
        here += step
    return None


class Writer:
    """Rows written out in one shape; ``joins``: one-sided rows may belong to their neighbours.

    Side after side within a run: list items, a row and those that may belong to it. What reads the same
    in both languages stands once in one file.
    """

    def __init__(self, rows: Sequence[Row], shape: str, joins: bool) -> None:
        self.rows = rows
        self.joins = joins
        self.once = shape == ONE_FILE
        self.pages = (Page(),) * 2 if self.once else (Page(), Page())
        self.places = [[0, 0] for _ in rows]  # the first line of either side, 0: none
        for _, run in groupby(range(len(rows)), self._run):
            self._write(list(run))

    def _run(self, at: int) -> int:
        """Rows of the same number stand together."""
        if self.rows[at].kind == "item":
            return -1
        owners = self._owners(at, (-1,))
        return owners[0] if owners else at

    def _owners(self, at: int, steps: Iterable[int]) -> list[int]:
        """The rows that row *at* may belong to, looking back, ahead or both ways."""
        if not self.joins or self.rows[at].two_sided:
            return []
        found = (neighbour(self.rows, at, step) for step in steps)
        return [owner for owner in found if owner is not None]

    def _write(self, run: Sequence[int]) -> None:
        for side in SIDES:
            close = False
            for at in run:
                row = self.rows[at]
                if side == EN and self._alike(row):
                    self.places[at][EN] = self.places[at][ZH]
                elif row.side(side):
                    self.places[at][side] = self.pages[side].add(markdown(row, side), close=close)
                    close = row.kind == "item"

    def _alike(self, row: Row) -> bool:
        return self.once and row.zh == row.en

    def texts(self) -> list[str]:
        return [page.text() for page in self.pages[: 1 if self.once else 2]]

    def truth(self) -> Truth:
        """The true pairs; rows with one side only, or that stand once, are neutral."""
        told = [at for at, row in enumerate(self.rows) if row.two_sided and not self._alike(row)]
        pairs = tuple(self._lines(at) for at in told)
        neutral: set[Line] = set()
        joins: dict[Line, frozenset[Lines]] = {}
        for at in sorted(set(range(len(self.rows))).difference(told)):
            lines = [(side, self.places[at][side]) for side in SIDES if self.places[at][side]]
            neutral.update(lines)
            owners = frozenset(self._lines(owner) for owner in self._owners(at, (-1, 1)))
            joins.update(dict.fromkeys(lines, owners) if owners else {})
        return Truth(pairs, frozenset(neutral), joins)

    def _lines(self, at: int) -> Lines:
        zh, en = self.places[at]
        return frozenset({zh}), frozenset({en})


def samples_of_rows(
    corpus: str, chapter: str, rows: Sequence[Row], zh: str, *, joins: bool = False
) -> Iterator[Sample]:
    """A chapter of rows in each shape. *zh* is the tag of its Chinese; *joins*: see ``neighbour``."""
    for shape in SHAPES:
        writer = Writer(rows, shape, joins)
        names = [f"{chapter}.{tag}.md" for tag in (zh, "en")] if shape == PARALLEL else [f"{chapter}.md"]
        files = dict(zip(names, writer.texts(), strict=True))
        yield Sample(corpus, chapter, shape, (zh, "en"), files, writer.truth())
