"""``make bench-typography``: how Chinese lines are set in real books, and whether their text can be copied.

usage: typography.py CORPORA [--only BOOK] [--chapters N] [--keep FOLDER]

To measure something more, write a function of a Made book and put it into MEASURES; to measure what something
costs, give ``typocost.py`` a switch for it and put a row into COSTS.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import measure
import typoglyphs
import typotext
from typobooks import BOOKS

from bookbuild import manifest
from bookbuild.build import read_book, render_edition
from bookbuild.checks.press.places import Teller
from bookbuild.checks.press.proof import proved
from bookbuild.checks.press.reader import read
from bookbuild.checks.press.rules import RULES
from bookbuild.checks.press.value import PressFile
from bookbuild.checks.press.wanted import wanted
from bookbuild.diagnostics import Diagnostic
from bookbuild.fonts.roles import ROLES
from bookbuild.fonts.universe import universe_of
from bookbuild.model import Book, Edition, Rendition, Wish
from bookbuild.world import DiskWorld

HERE = Path(__file__).resolve().parent
BOOKBUILD = str(Path(sys.executable).parent / "bookbuild")
JOBS = 2
COST_TRIES = 3
COST_CHAPTERS = 8
SHOWN = 12


# ---------------------------------------------------------------- a book, made


class Made:
    """A book that was built, and what can be measured of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._world = DiskWorld(root)
        loaded, _ = manifest.load(self._world)
        assert loaded
        self._manifest = loaded

    def path(self, name: str) -> Path:
        return self.root / manifest.output_name(self._manifest, self._edition(name))

    def _edition(self, name: str) -> Edition:
        return next(edition for edition in self._manifest.editions if edition.name == name)

    @cached_property
    def _book(self) -> Book:
        book, _ = read_book(self._world, self._manifest)
        assert book
        return book

    @cached_property
    def _print(self) -> tuple[Book, Rendition]:
        typeset, _, rendition, _ = render_edition(self._book, self._edition("print"), self._world)
        return typeset, rendition

    @cached_property
    def file(self) -> PressFile:
        """The PDF, read back."""
        typeset, rendition = self._print
        edition = self._edition("print")
        faces, _ = universe_of(typeset, edition, rendition, self._world)
        flows = wanted(rendition, typeset, edition.languages[0], [name for name, _ in faces.names])
        return proved(read(self.path("print").read_bytes()), flows)

    @cached_property
    def looked(self) -> dict[str, list[Diagnostic | None]]:
        """What each rule of ``check --press`` finds, by its code."""
        tell = Teller("print", self.file, {})
        return {code: list(rule(self.file, tell)) for code, _, rule in RULES}

    def faults(self, code: str) -> int:
        return sum(fault is not None for fault in self.looked[code])

    def copied(self, reader: str) -> typotext.Copied:
        typeset, rendition = self._print
        pages = typotext.READERS[reader](self.path("print"), self.file, typotext.area(self.file))
        edition = self._edition("print")
        return typotext.in_pdf(self.path("print"), self.file, rendition, typeset, edition, pages)

    def glyphs(self, wishes: tuple[Wish, ...]) -> typoglyphs.Missing:
        """What the print edition lacks with these faces, as it is reported and as it is."""
        return typoglyphs.compared(self._book, replace(self._edition("print"), fonts=wishes), self._world)

    def copied_from_epub(self) -> typotext.Copied:
        edition = self._edition("reader")
        typeset = render_edition(self._book, edition, self._world)[0]
        return typotext.in_epub(self.path("reader").read_bytes(), typeset, edition)


def built(root: Path) -> Made:
    """Build the book's EPUB and PDF from nothing."""
    argv = [BOOKBUILD, "build", "reader", "print", "--jobs", str(JOBS)]
    done = subprocess.run(argv, cwd=root, capture_output=True)
    if done.returncode:
        raise SystemExit(
            f"{root.name} could not be built:\n{done.stdout.decode()[-2000:]}{done.stderr.decode()[-2000:]}"
        )
    return Made(root)


# ---------------------------------------------------------------- what is measured


@dataclass(frozen=True)
class Figure:
    """A measured figure as it is shown, and whether it keeps its goal."""

    shown: str
    kept: bool


def full_lines(book: Made) -> Figure:
    looked = book.looked["P020"]
    share = 1 - book.faults("P020") / max(1, len(looked))
    return Figure(f"{share:.2%}", share >= 0.995)


def _none(code: str) -> Callable[[Made], Figure]:
    return lambda book: Figure(f"{book.faults(code):,}", not book.faults(code))


def headings(book: Made) -> Figure:
    count = book.faults("P033") + book.faults("P034")
    return Figure(f"{count:,}", not count)


def own_text(book: Made) -> Figure:
    more = sum(len(difference.found) for difference in book.file.differences)
    less = sum(len(difference.wanted) for difference in book.file.differences)
    return _copied(typotext.Copied(more, less))


def _copied(copied: typotext.Copied) -> Figure:
    return Figure(str(copied), copied == typotext.Copied())


def glyphs(book: Made) -> Figure:
    """Characters reported in no face that some face has, or the other way round."""
    found = book.glyphs(())
    return Figure(str(found), found.exact)


def glyphs_of_one_face(book: Made) -> Figure:
    """The same, of all that is reported when the book has one face for everything."""
    found = book.glyphs(tuple(Wish(role, "", typoglyphs.ONE_FACE) for role in ROLES))
    return Figure(str(found), found.exact)


MEASURES: tuple[tuple[str, str, Callable[[Made], Figure]], ...] = (
    ("full", "justified Chinese lines that reach their measure, goal 99.5 %", full_lines),
    ("start", "lines that begin with a forbidden mark, goal 0", _none("P021")),
    ("end", "lines that end with a forbidden mark, goal 0", _none("P022")),
    ("lone", "last lines of a single character, goal 0", _none("P023")),
    ("slant", "runs of slanted Han, goal 0", _none("P024")),
    ("parted", "line ends inside ——, …… or a number, goal 0", _none("P025")),
    ("measure", "measures that are no whole number of characters, goal 0", _none("P030")),
    ("leading", "lines too close or too far apart, goal 0", _none("P031")),
    ("size", "runs of Han below 7.875 pt, goal 0", _none("P032")),
    ("heads", "headings too small, or no whole lines high, goal 0", headings),
    ("text", "characters more and less in the PDF as bookbuild reads it, in order, goal 0", own_text),
    ("pdftotext", "as pdftotext copies them, counted, goal 0", lambda book: _copied(book.copied("pdftotext"))),
    ("pdfium", "as pdfium copies them, goal 0", lambda book: _copied(book.copied("pdfium"))),
    ("EPUB", "in the EPUB, goal 0", lambda book: _copied(book.copied_from_epub())),
    ("glyphs", "characters no face has: wrongly reported or not, goal 0, of so many", glyphs),
    ("one face", f"the same with {typoglyphs.ONE_FACE} for every role", glyphs_of_one_face),
)
"""(column, what it is, the measure)."""


# ---------------------------------------------------------------- the table


def head() -> str:
    return f"{'book':<18}{'pages':>6}{'lines':>8}" + "".join(
        f"{name:>{_wide(name)}}" for name, _, _ in MEASURES
    )


def row(name: str, book: Made) -> tuple[str, bool]:
    """The book's line of the table, and whether it keeps every goal."""
    figures = [measured(book) for _, _, measured in MEASURES]
    lines = len(book.looked["P020"])
    cells = "".join(
        f"{figure.shown:>{_wide(column)}}" for (column, _, _), figure in zip(MEASURES, figures, strict=True)
    )
    missed = [column for (column, _, _), figure in zip(MEASURES, figures, strict=True) if not figure.kept]
    mark = f"  ✗ {', '.join(missed)}" if missed else "  ✓"
    return f"{name:<18}{len(book.file.pages):>6,}{lines:>8,}{cells}{mark}", not missed


def _wide(column: str) -> int:
    return max(len(column), 7) + 2


def shown(book: Made, count: int) -> Iterator[str]:
    """The first faults of each rule."""
    for code, looked in book.looked.items():
        found = [fault for fault in looked if fault]
        yield from (f"  {code} {fault.span}: {fault.message}" for fault in found[:count])


# ---------------------------------------------------------------- what the rules cost


COSTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], float], ...] = (
    ("rules of typography, on : off", ("print",), ("print", "--without"), 1.15),
    ("pinyin: all, with : without", ("pinyin",), ("print",), 4.0),
)
"""(what is compared, arguments of ``typocost.py`` with it, those without it, goal of the ratio)."""


def cost(folder: Path, name: str, ours: Sequence[str], bare: Sequence[str], goal: float) -> tuple[str, bool]:
    """Processor time of a PDF with something to one without, turn by turn."""
    runs = []
    for _ in range(COST_TRIES):
        for switches in (ours, bare):
            argv = [sys.executable, str(HERE / "typocost.py"), str(folder), *switches]
            runs.append(measure.run(argv, folder).cpu)
    first, second = min(runs[::2]), min(runs[1::2])
    kept = first <= goal * second
    ratio = f"{name}, processor time of a PDF: {first / second:.3f}  ≤ {goal}  {'✓' if kept else '✗'}"
    return f"{ratio}  ({first:.2f} : {second:.2f} s)", kept


# ---------------------------------------------------------------- the command


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how Chinese is set in real books.")
    parser.add_argument("corpora", nargs="?", default="", help="folder of the corpora")
    parser.add_argument(
        "--only", default="", metavar="BOOK", help=f"one of: {', '.join(name for name, _, _ in BOOKS)}"
    )
    parser.add_argument(
        "--chapters", type=int, default=0, metavar="N", help="so many of each book, spread evenly"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the books there")
    parser.add_argument("--faults", type=int, default=0, metavar="N", help="show so many faults of each rule")
    return parser.parse_args()


def main() -> None:
    """Build, measure, print; exit 1 when a goal is missed."""
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        good = _all(options, options.keep or Path(folder))
    sys.exit(not good)


def _all(options: argparse.Namespace, target: Path) -> bool:
    corpora, good = Path(options.corpora), True
    say("\n".join(f"{name:<10} {what}" for name, what, _ in MEASURES) + "\n\n" + head())
    for name, marker, write in BOOKS:
        if options.only not in ("", name):
            continue
        if marker and not (options.corpora and (corpora / marker).exists()):
            say(f"{name:<18}not measured: there is no {marker} in the corpora")
            good = False
            continue
        root = target / name
        if not root.exists():
            write(corpora, root, options.chapters)
        book = built(root)
        line, kept = row(name, book)
        say("\n".join([line, *shown(book, options.faults)]))
        good = good and kept
    if not options.only:
        for compared in COSTS:
            line, kept = cost(_sample(target, corpora), *compared)
            say(line)
            good = good and kept
    return good


def _sample(target: Path, corpora: Path) -> Path:
    """A book to measure costs on: a few chapters of the novel, or the book of this repository."""
    name = "hongloumeng" if (corpora / "hongloumeng").exists() else "own"
    write = next(write for known, _, write in BOOKS if known == name)
    root = target / "cost"
    if not root.exists():
        write(corpora, root, COST_CHAPTERS)
    return root


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
