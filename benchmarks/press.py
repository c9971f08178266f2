"""``make bench-press``: facing pages of the big book and of this repository's, read back from finished PDFs.

usage: press.py [CORPORA] — a folder that holds big/big.jsonl; without it a generated book is used.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import bigbook
from bench import PROJECT, build, paired, say

from bookbuild.checks.press.reader import read
from bookbuild.checks.press.value import Line, PressFile
from bookbuild.run import Product, check_press

MODES = ("aligned", "flow")
FULL = {"aligned": 0.88, "flow": 0.92}
EDITION = "  {mode}: {{format: pdf, layout: facing, facing: {mode}, trim: 148x210mm}}\n"
DEPTH = 25 * 18.5  # points: the text of a page of 148 × 210 mm
LEADING, NOTE_LEADING, ABOVE_NOTES = 17.0, 12.0, 12.0

Held = tuple[str, Line]
"""A line and the zone it stands in."""


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


def with_facing(root: Path) -> Path:
    """The book in *root* with an edition for each way to set facing pages."""
    manifest = root / "book.yaml"
    text = manifest.read_text(encoding="utf-8").rstrip() + "\n"
    manifest.write_text(text + "".join(EDITION.format(mode=mode) for mode in MODES), encoding="utf-8")
    return root


def fills(file: PressFile) -> Iterator[tuple[float, float]]:
    """How full both pages of every spread are, the last of each chapter apart: a title follows it."""
    held: dict[int, list[Held]] = {}
    for (zone, _), lines in file.flows.items():
        for line in lines:
            held.setdefault(line.page, []).append((zone, line))
    top = max(line.y for lines in held.values() for zone, line in lines if zone == "text")
    for verso in range(1, len(file.pages) - 3, 2):
        following = [line for page in (verso + 2, verso + 3) for _, line in held.get(page, [])]
        if following and not any("H1" in line.path for line in following):
            yield _full(held.get(verso, []), top), _full(held.get(verso + 1, []), top)


def _full(lines: list[Held], top: float) -> float:
    text = [line.y for zone, line in lines if zone == "text"]
    notes = [line.y for zone, line in lines if zone == "notes"]
    height = top - min(text) + LEADING if text else 0.0
    foot = max(notes) - min(notes) + NOTE_LEADING + ABOVE_NOTES if notes else 0.0
    return (height + foot) / DEPTH


def facing_goals(root: Path) -> Iterator[Goal]:
    """What is found in the big book's facing editions."""
    with_facing(root)
    for mode in MODES:
        build(root, mode)
        data = next((root / "dist").glob(f"*-{mode}.pdf")).read_bytes()
        spreads = list(fills(read(data)))
        full = mean(max(spread) for spread in spreads)
        yield Goal(
            f"{mode}: the fuller page of a spread is full to", full, FULL[mode], True, f"{len(spreads)} spreads"
        )
        yield from _same(root, mode)


def _same(root: Path, mode: str) -> Iterator[Goal]:
    found, _ = check_press(root, (mode,), output=root / "dist", progress=_Silent())
    for outcome in found[0].outcomes or ():
        if outcome.code in ("P026", "P028"):
            yield Goal(f"{mode}: {outcome.what}, but", len(outcome.faults), 0, False, f"of {outcome.checked}")


def own_goals(root: Path) -> Iterator[Goal]:
    """How alike the pages of this repository's book are filled."""
    for name in ("chapters", "styles"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "book.yaml", root)
    with_facing(root)
    build(root, "flow")
    data = next((root / "dist").glob("*-flow.pdf")).read_bytes()
    alike = mean(min(spread) / max(spread) for spread in fills(read(data)))
    yield Goal("this book, flow: the shorter page to the fuller", alike, 0.75, True)


def cost_goal(root: Path) -> Goal:
    """What a facing edition takes beside an interleaved one."""
    facing, plain = paired(lambda: build(root, "aligned"), lambda: build(root, "print"))
    detail = f"{facing.cpu:.1f} : {plain.cpu:.1f} processor seconds"
    return Goal("facing, processor time to interleaved", facing.cpu / plain.cpu, 2.2, False, detail)


def main() -> None:
    """Measure, print the table, exit 1 when a goal is missed."""
    corpus = Path(sys.argv[1]) / "big" / "big.jsonl" if len(sys.argv) > 1 and sys.argv[1] else None
    chapters = bigbook.corpus_rows(corpus) if corpus and corpus.is_file() else bigbook.generated_rows()
    say(f"book: {corpus.name if corpus else 'generated (no corpus given)'}, {len(chapters)} chapters")
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        for goal in _goals(Path(folder), chapters):
            say(goal.line())
            missed = missed or not goal.met
    sys.exit(missed)


def _goals(folder: Path, chapters: list[list[bigbook.Row]]) -> Iterator[Goal]:
    (folder / "own").mkdir()
    yield from own_goals(folder / "own")
    yield from facing_goals(bigbook.write(folder / "whole", chapters))
    yield cost_goal(with_facing(bigbook.write(folder / "part", chapters[:40])))


if __name__ == "__main__":
    main()
