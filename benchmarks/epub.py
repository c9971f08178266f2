"""``make bench-epub``: EPUBs of whole books in EPUBCheck, DAISY Ace and four reading engines, and their cost.

usage: epub.py READERS SPEC CORPORA [TABLE …] — READERS: the folder of the engines and of Ace, for pictures and
reports too; SPEC: CommonMark's specification; CORPORA: a folder of books by others, or "", and a generated
book stands for them; TABLE: the names of the tables wanted, all of them where none is named.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import bench
import bigbook
import commonmark
import pagelist
import typobooks

from bookbuild.checks import epubcheck

SCRIPTS = bench.PROJECT / "scripts"
SAMPLE = 20  # pages of each book the engines look at, and chapters Ace does
SEED = 20240229
OPENINGS = 4 * 3  # of a file, in engines and sizes
WHOLE = 10_000  # chapters: all there are
USUAL = frozenset({"CSS-028", "HTM-055"})  # usages: faces that are embedded, and <rp>
SAME: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("again", {}, ()),
    ("in another zone", {"TZ": "Asia/Kathmandu"}, ()),
    ("in another locale", {"LC_ALL": "C", "PYTHONHASHSEED": "7"}, ()),
    ("in one process", {}, ("--jobs", "1")),
)
CORPORA: tuple[tuple[str, str, Callable[[Path, Path, int], None]], ...] = (
    ("opensource-guide", "opensource-guide", typobooks.opensource_guide),
    ("rust-book", "rust-book", typobooks.rust_book),
    ("hongloumeng", "hongloumeng", typobooks.hongloumeng),
    ("war-and-peace", "war-and-peace", typobooks.war_and_peace),
    ("big", "big/big.jsonl", typobooks.big),
)


class Row(Protocol):
    """A row of the table, as every benchmark of this folder has them."""

    @property
    def met(self) -> bool: ...

    def line(self) -> str: ...


@dataclass(frozen=True)
class Goal:
    """Something counted that should not be there."""

    name: str
    value: int
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.value == 0

    def line(self) -> str:
        return f"{self.name:<52} {self.value:>7}  = 0     {'ok' if self.met else 'MISSED':<7} {self.detail}"


@dataclass(frozen=True)
class Shelf:
    """The books of one run: name → folder; ``samples`` are the same books in few chapters."""

    books: Mapping[str, Path]
    samples: Mapping[str, Path]
    readers: Path
    spec: Path  # CommonMark's

    @property
    def modules(self) -> Path:
        return self.readers / "node_modules"


# ---------------------------------------------------------------- the books


def shelf(folder: Path, corpora: Path | None, readers: Path, spec: Path) -> Shelf:
    """Every book there is, written out and built: this repository's in all its EPUBs, the others in one."""
    books, samples = {"own": folder / "own"}, {"own": folder / "own"}
    typobooks.own(folder, books["own"], 0)
    for name, needed, write in CORPORA:
        if corpora and (corpora / needed).exists():
            write(corpora, folder / name, WHOLE)
            books[name] = folder / name
    if "big" not in books:
        books["big"] = bigbook.write(folder / "big", bigbook.generated_rows())
    for name, root in books.items():
        if name != "own":
            samples[name] = sampled(root, folder / "few" / name)
    for root in {*books.values(), *samples.values()}:
        _build(root)
    return Shelf(books, samples, readers, spec)


def sampled(root: Path, target: Path) -> Path:
    """The book in *root* with few of its chapters, the same ones each time."""
    shutil.copytree(root, target, ignore=shutil.ignore_patterns("dist", ".cache"))
    manifest = target / "book.yaml"
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    chapters = [index for index, line in enumerate(lines) if line.startswith("      - ")]
    kept = set(random.Random(SEED).sample(chapters, min(SAMPLE, len(chapters))))
    text = "".join(line for index, line in enumerate(lines) if index not in chapters or index in kept)
    manifest.write_text(text, encoding="utf-8")
    return target


def editions(root: Path) -> list[str]:
    """The names of the EPUB editions."""
    lines = (root / "book.yaml").read_text(encoding="utf-8").splitlines()
    return [line.split(":")[0].strip() for line in lines if "format: epub" in line]


def epubs(root: Path) -> list[Path]:
    """What was built of the book in *root*."""
    return sorted((root / "dist").glob("*.epub"))


def _build(root: Path, options: tuple[str, ...] = (), environment: Mapping[str, str] | None = None) -> None:
    """All EPUBs of the book in *root*, from the start."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    argv = [bench.BOOKBUILD, "build", *editions(root), *options]
    subprocess.run(argv, cwd=root, env=os.environ | (environment or {}), check=True, capture_output=True)


# ---------------------------------------------------------------- the table


def valid(books: Shelf) -> Iterator[Goal]:
    """EPUBCheck has nothing to say, the usual usages apart."""
    for name, root in books.books.items():
        paths = epubs(root)
        reports = epubcheck.run(paths)
        said = [message.id for report in reports for message in report.messages if message.id not in USUAL]
        said += [report.failure for report in reports if report.failure]
        yield Goal(f"{name}: messages of EPUBCheck", len(said), _detail(said, f"{len(paths)} editions"))


def accessible(books: Shelf) -> Iterator[Goal]:
    """Ace finds no violation."""
    for name, root in books.samples.items():
        reports = books.readers / "ace" / name
        lines = _lines("sh", SCRIPTS / "check_a11y.sh", books.modules, reports, *epubs(root))
        failing = [line for line in lines if not line.endswith(": passes")]
        yield Goal(f"{name}: EPUBs that fail in Ace", len(failing), _detail(failing, f"{len(lines)} of them"))


def readable(books: Shelf) -> Iterator[Goal]:
    """Contents, text, places and widths are right in every engine and size."""
    for name, root in books.books.items():
        sample = [] if name == "own" else ["--sample", str(SAMPLE)]
        shots = books.readers / "shots"
        *lines, last = _lines(
            sys.executable, SCRIPTS / "check_readers.py", *sample, books.modules, shots, *epubs(root)
        )
        found = [line.strip() for line in lines if line.startswith("  ")]
        openings = len(lines) - len(found)
        if openings < OPENINGS * len(epubs(root)):
            found.append(f"ended after {openings} openings: {last}")
        detail = f"{openings} openings: mupdf, foliate-js, epub.js, Readium × 3 sizes"
        yield Goal(f"{name}: faults in reading engines", len(found), _detail(found, detail))


def same(books: Shelf) -> Iterator[Goal]:
    """The same sources give the same bytes."""
    for name, root in books.samples.items():
        first, others = _digest(root), []
        for how, environment, options in SAME:
            _build(root, options, environment)
            others += [how] if _digest(root) != first else []
        moved = root.rename(root.with_name(f"{root.name} moved"))
        _build(moved)
        others += ["in another folder"] if _digest(moved) != first else []
        moved.rename(root)
        yield Goal(f"{name}: other bytes", len(others), _detail(others, f"{len(SAME) + 1} more builds"))


def listed(books: Shelf) -> Iterator[Row]:
    """Marks of printed pages stand at the words the pages begin with. The big book gets more editions."""
    yield from pagelist.goals(books.books["big"])


def exemplary(books: Shelf) -> Iterator[Goal]:
    """What is wrong in an example of CommonMark is told before the book is finished, and the rest is valid."""
    for shape, built, findings in commonmark.books(books.spec):
        yield Goal(f"CommonMark, {shape}: not told", len(findings), _detail(findings, built))


def quick(books: Shelf) -> Iterator[bench.Figure]:
    """An EPUB takes a fraction of pandoc's time."""
    yield bench.against_pandoc(books.books["big"])[0]


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for path in epubs(root):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _lines(*argv: str | Path) -> list[str]:
    done = subprocess.run(list(map(str, argv)), capture_output=True, text=True, encoding="utf-8")
    return done.stdout.splitlines() or [f"  {' '.join(done.stderr.split())[:100]}", ""]


def _detail(said: list[str], otherwise: str) -> str:
    return "; ".join(list(dict.fromkeys(said))[:3]) if said else otherwise


TABLES: tuple[Callable[[Shelf], Iterator[Row]], ...] = (
    valid,
    accessible,
    readable,
    same,
    listed,
    exemplary,
    quick,
)
"""What is measured, in this order: functions of the shelf that yield rows. Others' rows are joined here."""


def main() -> None:
    """Measure, print the table, exit 1 when a goal is missed."""
    readers, spec, corpora, *wanted = sys.argv[1:]
    named = {table.__name__: table for table in TABLES}
    if unknown := set(wanted) - named.keys():
        sys.exit(f"no tables: {', '.join(sorted(unknown))}; there are {', '.join(named)}")
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        books = shelf(Path(folder), Path(corpora) if corpora else None, Path(readers), Path(spec))
        for table in [named[name] for name in wanted or named]:
            for row in table(books):
                bench.say(row.line())
                missed = missed or not row.met
    sys.exit(missed)


if __name__ == "__main__":
    main()
