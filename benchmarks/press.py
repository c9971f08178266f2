"""``make bench-press``: the pages of the big book and of this repository's, read back from finished PDFs.

usage: press.py [CORPORA] — a folder that holds big/big.jsonl; without it a generated book is used.

Facing pages: how full they are, whether both sides hold the same passages. Columns: base lines, text. Five
thousand generated notes in every layout: whether each begins on the page of its call. What each layout costs.
On a baseline grid: how many lines of this repository's book stand on it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean

import bench
import bigbook
import bignotes
import measure
import pikepdf
from bench import say
from presspages import beside, fills, places
from typobooks import evenly

from bookbuild.checks.press.reader import read
from bookbuild.run import Product, check_press

MODES = ("aligned", "flow")
LAYOUTS = ("print", "columns", *MODES, "single")
FULL = {"aligned": 0.88, "flow": 0.92}
EDITIONS = """  broad: {format: pdf, layout: interleaved, trim: 185x260mm}
  aligned: {format: pdf, layout: facing, facing: aligned, trim: 148x210mm}
  flow: {format: pdf, layout: facing, facing: flow, trim: 148x210mm}
  single: {format: pdf, layout: single, languages: [en], trim: 148x210mm}
"""
GRID_LAYOUTS = ("interleaved", "columns", "facing", "single")
GRID_TRIMS = ("6x9in", "148x210mm")
TIMED = 20  # chapters of the book whose editions are timed


@dataclass(frozen=True)
class Goal:
    """A measured figure and what it must reach (``least``) or keep below."""

    name: str
    value: float
    limit: float
    least: bool
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.value >= self.limit if self.least else self.value <= self.limit

    def line(self) -> str:
        sign, verdict = "≥" if self.least else "≤", "ok" if self.met else "MISSED"
        return f"{self.name:<52} {self.value:>7.3f}  {sign} {self.limit:<5} {verdict:<7} {self.detail}"


class _Silent:
    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...

    def made(self, product: Product) -> None: ...


def with_editions(root: Path, editions: str = EDITIONS) -> Path:
    """The book in *root* with an edition for each layout."""
    manifest = root / "book.yaml"
    text = manifest.read_text(encoding="utf-8").rstrip() + "\n"
    manifest.write_text(text + editions, encoding="utf-8")
    return root


def made(root: Path, edition: str) -> Path:
    """The PDF of an edition, built anew."""
    started = time.monotonic()
    bench.build(root, edition)
    path = next((root / "dist").glob(f"*-{edition}.pdf"))
    say(f"… {root.name}, {edition}: {bench.pages(path)} pages in {time.monotonic() - started:.0f} s")
    return path


def own_goals(root: Path) -> Iterator[Goal]:
    """How alike the pages of this repository's book are filled."""
    for name in ("chapters", "styles"):
        shutil.copytree(bench.PROJECT / name, root / name)
    shutil.copy(bench.PROJECT / "book.yaml", root)
    file = read(made(with_editions(root), "flow").read_bytes())
    alike = mean(min(spread) / max(spread) for spread in fills(file))
    yield Goal("this book, flow: the shorter page to the fuller", alike, 0.75, True)
    yield from grid_goals(root)


def grid_goals(root: Path) -> Iterator[Goal]:
    """How many lines of text of the book in *root* stand on a baseline grid, on two pages in each layout."""
    asked = {f"{layout}-{trim}": (layout, trim) for layout in GRID_LAYOUTS for trim in GRID_TRIMS}
    said = "  {}: {{format: pdf, layout: {}, trim: {}, baseline_grid: true}}\n"
    with_editions(root, "".join(said.format(name, *pages) for name, pages in asked.items()))
    for edition, (layout, trim) in asked.items():
        made(root, edition)
        found, _ = check_press(root, (edition,), output=root / "dist", progress=_Silent())
        lines = next(outcome for outcome in found[0].outcomes or () if outcome.code == "P035")
        share, detail = 1 - len(lines.faults) / lines.checked, f"of {lines.checked}"
        yield Goal(f"this book, {layout}, {trim}: lines on the grid", share, 0.99, True, detail)


def facing_goals(root: Path) -> Iterator[Goal]:
    """What is found in the big book's facing editions."""
    for mode in MODES:
        spreads = list(fills(read(made(root, mode).read_bytes())))
        full, detail = mean(max(spread) for spread in spreads), f"{len(spreads)} spreads"
        yield Goal(f"{mode}: the fuller page of a spread is full to", full, FULL[mode], True, detail)
        yield from _outcomes(root, mode, "P026", "P028")


def columns_goals(root: Path) -> Iterator[Goal]:
    """Whether the two columns stand on one base line, and hold the author's text."""
    apart = list(beside(read(made(root, "columns").read_bytes())))
    level, detail = mean(distance <= 0.1 for distance in apart), f"of {len(apart)}"
    yield Goal("columns: lines beside each other on one base line", level, 0.99, True, detail)
    yield from _outcomes(root, "columns", "P026")


def _outcomes(root: Path, edition: str, *codes: str) -> Iterator[Goal]:
    found, _ = check_press(root, (edition,), output=root / "dist", progress=_Silent())
    for outcome in found[0].outcomes or ():
        if outcome.code in codes:
            name = f"{edition}: {outcome.what}, but"
            yield Goal(name, len(outcome.faults), 0, False, f"of {outcome.checked}")


def notes_goals(root: Path) -> Iterator[Goal]:
    """Where the notes of a book full of them stand in each layout."""
    for layout in LAYOUTS:
        path = made(root, layout)
        calls, begun = places(path)
        lost = [word for word in calls if word not in begun]
        here = mean(begun.get(word) == page for word, page in calls.items())
        yield Goal(f"{layout}: notes lost", len(lost), 0, False, f"of {len(calls)}")
        yield Goal(
            f"{layout}: notes that begin on the page of their call", here, 0.99, True, f"of {len(calls)}"
        )
        with pikepdf.Pdf.open(path) as pdf:
            yield Goal(f"{layout}: what qpdf --check says", len(pdf.check_pdf_syntax()), 0, False, path.name)


def cost_goals(root: Path) -> Iterator[Goal]:
    """What a page takes: beside one WeasyPrint process, and beside ``interleaved`` on pages as large."""
    bench.single_units(root)
    yield _cost("interleaved, a page to one WeasyPrint's", root, "print", "", 1.5)
    yield _cost("columns, a page to one interleaved as large", root, "columns", "broad", 1.3)
    facing, plain = bench.paired(partial(bench.build, root, "aligned"), partial(bench.build, root, "print"))
    yield Goal(
        "facing, processor time to interleaved", facing.cpu / plain.cpu, 2.2, False, _seconds(facing, plain)
    )


def _cost(name: str, root: Path, ours: str, theirs: str, limit: float) -> Goal:
    """Processor time a page, of two editions; of one WeasyPrint process where *theirs* is none."""
    one, other = bench.paired(
        partial(bench.build, root, ours),
        partial(bench.build, root, theirs) if theirs else partial(bench.single, root),
    )
    counts = [bench.pages(path) for path in (_pdf(root, ours), _pdf(root, theirs))]
    detail = f"{_seconds(one, other)}, {counts[0]} : {counts[1]} pages"
    return Goal(name, one.cpu / counts[0] / (other.cpu / counts[1]), limit, False, detail)


def _pdf(root: Path, edition: str) -> Path:
    return next((root / "dist").glob(f"*-{edition}.pdf")) if edition else root / "single.pdf"


def _seconds(ours: measure.Run, theirs: measure.Run) -> str:
    return f"{ours.cpu:.1f} : {theirs.cpu:.1f} processor seconds"


def main() -> None:
    """Measure, print the table, exit 1 when a goal is missed."""
    corpus = Path(sys.argv[1]) / "big" / "big.jsonl" if len(sys.argv) > 1 and sys.argv[1] else None
    chapters = bigbook.corpus_rows(corpus) if corpus and corpus.is_file() else bigbook.generated_rows()
    say(f"book: {corpus.name if corpus else 'generated (no corpus given)'}, {len(chapters)} chapters")
    with tempfile.TemporaryDirectory() as folder:
        goals = []
        for goal in _goals(Path(folder), chapters):
            say(goal.line())
            goals.append(goal)
    say("\n".join(["", *(goal.line() for goal in goals)]))
    sys.exit(not all(goal.met for goal in goals))


def _goals(folder: Path, chapters: list[list[bigbook.Row]]) -> Iterator[Goal]:
    (folder / "own").mkdir()
    yield from own_goals(folder / "own")
    yield from cost_goals(with_editions(bigbook.write(folder / "timed", evenly(chapters, TIMED))))
    whole = with_editions(bigbook.write(folder / "whole", chapters))
    yield from facing_goals(whole)
    yield from columns_goals(whole)
    noted = bigbook.write(folder / "noted", chapters, bignotes.Annotator())
    yield from notes_goals(with_editions(noted))


if __name__ == "__main__":
    main()
