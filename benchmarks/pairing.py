"""``make bench-pairing``: how often the pairing of real texts is right, doubted and quick.

usage: pairing.py CORPORA [--only CORPUS[/CHAPTER]] [--shape SHAPE] [--wrong [CORPUS[/CHAPTER]]] [--trials]
"""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from paircorpora import REGULAR, long_chapter, samples
from pairscore import EN, SIDES, ZH, Given, Lines, Score, Verdict, judge
from pairtexts import PARALLEL, SHAPES, Sample, samples_of_rows
from pairtrials import NAMES, trials

from bookbuild import pairing, source
from bookbuild.world import MemoryWorld

TRUTHS = Path(__file__).resolve().parent.parent / "tests" / "pairing" / "truth"
SPEED_TRIES = 5
JOBS = 2
WIDTH = 100  # characters shown of a passage
Result = tuple[Sample, Verdict]


# ---------------------------------------------------------------- what is measured


def paired(sample: Sample) -> tuple[list[Given], float]:
    """The pairs bookbuild makes of *sample*, and the seconds that took without reading the files.

    The one place that knows how bookbuild is called.
    """
    world = MemoryWorld(sample.files)
    tags = sample.languages if sample.shape == PARALLEL else ("",)
    read = [
        source.read(world, path, sample.languages, tag)[0] for path, tag in zip(sample.files, tags, strict=True)
    ]
    documents = tuple(document for document in read if document)
    started = time.perf_counter()
    study = pairing.study(documents, sample.languages)
    seconds = time.perf_counter() - started
    given = [_given(match, sample) for match in study.matches]
    return [one for one in given if sample.shape == PARALLEL or not _once(one)], seconds


def _given(match: pairing.Match, sample: Sample) -> Given:
    zh, en = (_lines(match, sample, side) for side in SIDES)
    return Given(match.kind, (zh, en), match.confidence, match.doubt or None)


def _once(given: Given) -> bool:
    """Whether one file shows this once for both languages: it is no pair."""
    return given.kind == "shared" and given.lines[ZH] == given.lines[EN]


def _lines(match: pairing.Match, sample: Sample, side: int) -> frozenset[int]:
    paths = list(sample.files)
    path = paths[side if sample.shape == PARALLEL else 0]
    places = match.side(sample.languages[side])
    return frozenset(place.span.line for place in places if place.span.path == path)


def verdict_of(sample: Sample) -> Verdict:
    return judge(sample.truth, *paired(sample))


# ---------------------------------------------------------------- what must hold


@dataclass(frozen=True)
class Goal:
    """What the figures of one corpus must keep."""

    f1: float
    sure_precision: float
    in_doubt: float

    def missed(self, score: Score) -> list[str]:
        """The names of the figures that are not kept."""
        kept = {
            "F1": score.f1 >= self.f1,
            "sure": score.sure_precision >= self.sure_precision,
            "doubt": score.in_doubt <= self.in_doubt,
        }
        return [name for name, holds in kept.items() if not holds]


GOAL_REGULAR = Goal(0.98, 0.995, 0.03)
GOAL_IRREGULAR = Goal(0.95, 0.995, 0.10)
GOAL_SECONDS = 1.0


GROUPS = {
    **dict.fromkeys(("Analects", "Rites", "Filial Piety"), "classics, regular"),
    **dict.fromkeys(("Mencius", "Art of War", "Tao Te Ching", "Poetry"), "classics, irregular"),
}
"""Works of one corpus are judged together; every other corpus is a group of its own."""


def goal(group: str) -> Goal:
    return GOAL_REGULAR if group in REGULAR else GOAL_IRREGULAR


# ---------------------------------------------------------------- the table

HEAD = (
    f"{'corpus':<20}{'shape':<9}{'truth':>6}{'given':>6}{'prec.':>8}{'recall':>8}{'F1':>8}{'link F1':>8}"
    f"{'doubt':>8}{'sure prec.':>11}{'ms/1000':>8}"
)


def line(name: str, shape: str, score: Score, goal: Goal | None) -> str:
    """A row of the table; ``sure prec.``: the precision of the pairs not in doubt."""
    milliseconds = 1e6 * score.seconds / max(1, score.truth)
    missed = goal.missed(score) if goal else []
    mark = f"  {'✗ ' + ', '.join(missed) if missed else '✓'}" if goal else ""
    return (
        f"{name:<20}{shape:<9}{score.truth:>6}{score.given:>6}{score.precision:>8.4f}{score.recall:>8.4f}"
        f"{score.f1:>8.4f}{score.link_f1:>8.4f}{score.in_doubt:>8.2%}{score.sure_precision:>11.4f}"
        f"{milliseconds:>8.0f}{mark}"
    )


def table(results: Iterable[Result]) -> bool:
    """Print a line for each group and shape, and for the works in it; whether all groups keep their goals."""
    works: dict[tuple[str, str], Score] = {}
    groups: dict[tuple[str, str], Score] = {}
    for sample, verdict in results:
        group = GROUPS.get(sample.corpus, sample.corpus)
        for scores, name in ((works, sample.corpus), (groups, group)):
            scores[name, sample.shape] = scores.get((name, sample.shape), Score()) + verdict.score
    say(HEAD)
    for (group, shape), score in groups.items():
        say(line(group, shape, score, goal(group)))
        for (work, own), part in works.items():
            if own == shape and GROUPS.get(work) == group:
                say(line(f"  {work}", own, part, None))
    return not any(goal(group).missed(score) for (group, _), score in groups.items())


# ---------------------------------------------------------------- what went wrong


def wrong(results: Sequence[Result]) -> None:
    """List wrong pairs, those bookbuild was sure of first, then true pairs nothing was given for."""
    entries = [(sample, given) for sample, verdict in results for given in verdict.wrong]
    for sample, given in sorted(entries, key=lambda entry: entry[1].doubt is not None):
        said = "SURE" if given.doubt is None else f"doubted: {given.doubt}"
        say(f"\n{sample.name} [{sample.shape}] {said}, confidence {given.confidence:.2f}")
        say(_shown(sample, given.lines, "given"))
        for pair in _touching(sample, given.lines):
            say(_shown(sample, pair, "truth"))
    for sample, verdict in results:
        for pair in verdict.missed:
            if not any(_touch(pair, given.lines) for given in verdict.wrong):
                say(f"\n{sample.name} [{sample.shape}] nothing given")
                say(_shown(sample, pair, "truth"))


def _touching(sample: Sample, lines: Lines) -> Iterator[Lines]:
    return (pair for pair in sample.truth.pairs if _touch(pair, lines))


def _touch(one: Lines, other: Lines) -> bool:
    return any(one[side] & other[side] for side in SIDES)


def _shown(sample: Sample, lines: Lines, word: str) -> str:
    return "\n".join(f"  {word} {text}" for side in SIDES for text in _passages(sample, side, lines[side]))


def _passages(sample: Sample, side: int, numbers: frozenset[int]) -> Iterator[str]:
    mark = {ZH: "zh", EN: "en"}[side]
    if not numbers:
        yield f"{mark}  -"
    for number in sorted(numbers):
        note = "(neutral) " if (side, number) in sample.truth.neutral else ""
        yield f"{mark}:{number:<4} {note}{sample.text((side, number))[:WIDTH]}"


# ---------------------------------------------------------------- speed


def speed(folder: str) -> bool:
    """Pair one long chapter in each shape; whether it is quick enough. Collected as a run of bookbuild does."""
    rows = long_chapter(Path(folder)) if folder else []
    if not rows:
        say("speed: not measured, it needs the corpora")
        return False
    quick = True
    gc.disable()
    for sample in samples_of_rows("classics", "long", rows, "zh-Hant"):
        seconds = min(paired(sample)[1] for _ in range(SPEED_TRIES))
        holds = seconds <= GOAL_SECONDS
        quick = quick and holds
        mark = "✓" if holds else "✗"
        say(f"{len(rows)} pairs, {sample.shape:<9}{seconds:>7.3f} s  ≤ {GOAL_SECONDS} s  {mark}")
    return quick


# ---------------------------------------------------------------- trials


def tried(pool: ProcessPoolExecutor, chosen: Iterable[Sample]) -> None:
    """Print for each change how often no wrong pair was without doubt, in classics and in other texts."""
    named = list(trials(chosen))
    verdicts = list(pool.map(verdict_of, [sample for _, sample in named], chunksize=20))
    say(f"{'change':<24}{'prose':>8}{'told':>8}{'classics':>10}{'told':>8}")
    for change in NAMES:
        told: tuple[list[bool], list[bool]] = ([], [])
        for (name, sample), verdict in zip(named, verdicts, strict=True):
            if name == change:
                silent = any(given.doubt is None for given in verdict.wrong)
                told[sample.corpus in GROUPS].append(not silent)
        shares = "".join(f"{len(one):>8}{sum(one) / max(len(one), 1):>9.1%}" for one in told)
        say(f"{change:<24}{shares}")


# ---------------------------------------------------------------- the command


def arguments() -> argparse.Namespace:
    some = "CORPUS[/CHAPTER]"
    parser = argparse.ArgumentParser(description="Measure how well texts of known pairs are paired.")
    parser.add_argument("corpora", nargs="?", default="", help="folder of the corpora")
    parser.add_argument("--only", default="", metavar=some, help="these only, by the beginning of the name")
    parser.add_argument("--shape", default="", metavar="SHAPE", help=f"one of: {', '.join(SHAPES)}")
    parser.add_argument("--wrong", nargs="?", const="", metavar=some, help="list what is wrong")
    parser.add_argument("--trials", action="store_true", help="only change texts, and see what is told")
    parser.add_argument("--speed", action="store_true", help="measure speed only")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="only write the texts there, as books")
    return parser.parse_args()


def main() -> None:
    """Measure, print, exit 1 when a goal is missed."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # the list of wrong pairs goes through `head`
    options = arguments()
    if options.speed:
        sys.exit(not speed(options.corpora))
    chosen = samples(Path(options.corpora), TRUTHS, options.only or options.wrong or "", options.shape)
    for remark in (remark for sample in chosen for remark in sample.remarks):
        say(f"note: {remark}")
    if options.write:
        for sample in chosen:
            sample.write(options.write)
        return
    with ProcessPoolExecutor(JOBS) as pool:
        if options.trials:
            tried(pool, chosen)
            return
        results = list(zip(chosen, pool.map(verdict_of, chosen, chunksize=4), strict=True))
    if options.wrong is not None:
        wrong(results)
        say("")
    good = table(results)
    if not (options.only or options.shape or options.wrong is not None):
        good = speed(options.corpora) and good
    sys.exit(not good)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
