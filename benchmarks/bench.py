"""``make bench``: bookbuild against pandoc and against one WeasyPrint process, as ratios in one run.

usage: bench.py [CORPORA] — a folder that holds big/big.jsonl; without it a generated book is used.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import bigbook
import measure
import pikepdf

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
BOOKBUILD = str(Path(sys.executable).parent / "bookbuild")
TRIES = 3
JOBS = 2


@dataclass(frozen=True)
class Figure:
    """A measured figure and the limit it must keep."""

    name: str
    value: float
    limit: float
    detail: str

    @property
    def met(self) -> bool:
        return self.value <= self.limit

    def line(self) -> str:
        verdict = "ok" if self.met else "MISSED"
        return f"{self.name:<46} {self.value:>7.3f}  ≤ {self.limit:<5} {verdict:<7} {self.detail}"


def best(work: Callable[[], measure.Run], tries: int = TRIES) -> measure.Run:
    """The least time of several runs."""
    return _least([work() for _ in range(tries)])


def _least(runs: Sequence[measure.Run]) -> measure.Run:
    """The least time of *runs*, and the memory of the one in which it was read."""
    return measure.Run(
        min(run.wall for run in runs), min(run.cpu for run in runs), max(run.memory for run in runs)
    )


def paired(
    ours: Callable[[bool], measure.Run], theirs: Callable[[bool], measure.Run], tries: int = TRIES
) -> tuple[measure.Run, measure.Run]:
    """Both, turn by turn, so that a machine that slows down slows both.

    Each is told whether to read its memory: in the first turn alone, for that takes the processor's time.
    """
    runs = [(ours(turn == 0), theirs(turn == 0)) for turn in range(tries)]
    one, other = map(_least, zip(*runs, strict=True))
    return one, other


def build(root: Path, edition: str, memory: bool = False) -> measure.Run:
    """A whole ``bookbuild build`` from Markdown, nothing kept from before."""
    for path in (root / ".cache").rglob("*.json"):
        path.unlink()
    return measure.run([BOOKBUILD, "build", edition, "--jobs", str(JOBS)], root, memory=memory)


def pandoc(root: Path, memory: bool = False) -> measure.Run:
    """pandoc on the same chapters."""
    import pypandoc  # what else is measured here does without it

    chapters = sorted(str(path) for path in (root / "chapters").iterdir())
    argv = [
        pypandoc.get_pandoc_path(),
        "--toc",
        "--metadata",
        "title=The Big Book",
        *chapters,
        "-o",
        "pandoc.epub",
    ]
    return measure.run(argv, root, memory=memory)


def single_units(root: Path) -> None:
    """Write the units of the print edition as one document, for single.py."""
    from bookbuild import manifest, render, typography
    from bookbuild.build import read_book
    from bookbuild.world import DiskWorld

    world = DiskWorld(root)
    loaded, _ = manifest.load(world)
    assert loaded
    book, _ = read_book(world, loaded)
    assert book
    edition = next(edition for edition in loaded.editions if edition.name == "print")
    rendition, _ = render.render(*typography.apply(book, edition)[:2], world)
    bodies = (re.search(r"<body([^>]*)>(.*)</body>", unit.html, re.DOTALL) for unit in rendition.units)
    sections = "".join(f'<div{body[1]} style="break-before:right">{body[2]}</div>' for body in bodies if body)
    html = f'<html lang="{book.languages[0]}"><head><title>t</title></head><body>{sections}</body></html>'
    sheets = [text for _, text in rendition.stylesheets]
    (root / "units.json").write_text(json.dumps({"html": html, "stylesheets": sheets}), encoding="utf-8")


def single(root: Path, memory: bool = False) -> measure.Run:
    """All chapters in one WeasyPrint process."""
    argv = [sys.executable, str(HERE / "single.py"), "units.json", "single.pdf"]
    return measure.run(argv, root, memory=memory)


def pages(path: Path) -> int:
    with pikepdf.Pdf.open(path) as pdf:
        return len(pdf.pages)


def big_book(folder: Path, chapters: list[list[bigbook.Row]]) -> list[Figure]:
    """The figures of the big book, at its full size and at 40 chapters."""
    whole = bigbook.write(folder / "whole", chapters)
    part = bigbook.write(folder / "part", chapters[:40])
    single_units(whole)
    pdf, one = paired(partial(build, whole, "print"), partial(single, whole))
    small = best(lambda: build(part, "print"))
    ours, theirs = (pages(next(whole.glob(name))) for name in ("dist/*-print.pdf", "single.pdf"))
    few = pages(next(part.glob("dist/*-print.pdf")))
    per_page = (pdf.wall / ours) / (small.wall / few)
    rows = [
        (f"PDF on {JOBS} processes, wall to one WeasyPrint", pdf.wall / one.wall, 0.65,
         f"{pdf.wall:.1f} s, {ours} pages : {one.wall:.1f} s, {theirs} pages"),
        ("PDF, memory to one WeasyPrint", pdf.memory / one.memory, 1.6, _memory(pdf, one)),
        ("PDF, time a page, 128 chapters to 40", per_page, 1.2,
         f"{1000 * pdf.wall / ours:.1f} : {1000 * small.wall / few:.1f} ms"),
    ]  # fmt: skip
    return [*against_pandoc(whole), *(Figure(*row) for row in rows)]


def against_pandoc(root: Path) -> list[Figure]:
    """What the EPUB of the book in *root* takes, beside pandoc's of the same chapters."""
    epub, rival = paired(partial(build, root, "reader"), partial(pandoc, root), 5)
    detail = f"{epub.wall:.2f} : {rival.wall:.2f} s"
    return [
        Figure("EPUB, wall time to pandoc's", epub.wall / rival.wall, 0.4, detail),
        Figure("EPUB, memory to pandoc's", epub.memory / rival.memory, 0.5, _memory(epub, rival)),
    ]


def _memory(ours: measure.Run, theirs: measure.Run) -> str:
    return f"{ours.memory:.0f} : {theirs.memory:.0f} MiB"


def small_things() -> list[Figure]:
    """What a person waits for at the keyboard, in seconds."""
    help_run = best(lambda: measure.run([BOOKBUILD, "--help"], PROJECT), 5)
    measure.run(["make"], PROJECT)
    make_run = best(lambda: measure.run(["make"], PROJECT), 5)
    return [
        Figure("bookbuild --help, processor seconds", help_run.cpu, 0.15, ""),
        Figure("make with nothing changed, seconds", make_run.wall, 1.0, ""),
    ]


def main() -> None:
    """Measure, print the table, exit 1 when a limit is missed."""
    corpus = Path(sys.argv[1]) / "big" / "big.jsonl" if len(sys.argv) > 1 and sys.argv[1] else None
    if corpus and corpus.is_file():
        chapters = bigbook.corpus_rows(corpus)
        say(f"book: {corpus.name}, {len(chapters)} chapters")
    else:
        chapters = bigbook.generated_rows()
        say(f"book: generated (no corpus given), {len(chapters)} chapters")
    with tempfile.TemporaryDirectory() as folder:
        figures = [*big_book(Path(folder), chapters), *small_things()]
    for figure in figures:
        say(figure.line())
    sys.exit(not all(figure.met for figure in figures))


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
