"""Trials: stretches of known pairs, changed as a translator might change them.

A change is made where chance says; the same texts give the same trials.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pairscore import EN, SIDES, ZH, Lines, Truth
from pairtexts import PARALLEL, Page, Sample

Group = tuple[tuple[str, ...], tuple[str, ...]]
"""Chinese and English paragraphs that belong together; one of the two may be empty."""

LENGTH = 20  # pairs of a stretch at most
LEAST = 8  # and at least
EACH = 2  # trials of one change for each stretch
_PROSE = re.compile(r"[^\W\d_]|[“‘「『\"'(（*_`]")
_ENDS = re.compile(r"(?<=[。！？])(?![”’」』）])|(?<=[.!?])\s+(?=[A-Z“‘\"'(_*`])")
_ENDS_QUOTED = re.compile(r"(?<=[。！？][”’」』）])|(?<=[.!?][”’\"'])\s+(?=[A-Z“‘\"'(_*`])")


def sentences(text: str) -> list[str]:
    return [one for piece in _ENDS.split(text) for one in _ENDS_QUOTED.split(piece) if one.strip()]


# ---------------------------------------------------------------- changes


def moved(groups: Sequence[Group], at: int, side: int) -> list[Group] | None:
    """The last sentence of a paragraph becomes the first of the next, in one language."""
    ends = sentences(groups[at][side][0])
    if len(ends) < 2 or at + 1 == len(groups):
        return None
    glue = "" if side == ZH else " "
    cut = glue.join(ends[:-1]), glue.join((ends[-1], groups[at + 1][side][0]))
    kept = groups[at][1 - side] + groups[at + 1][1 - side]
    return [*groups[:at], _sided(side, cut, kept), *groups[at + 2 :]]


def split(groups: Sequence[Group], at: int, side: int) -> list[Group] | None:
    """The first sentence of a paragraph becomes one of its own."""
    first, *others = sentences(groups[at][side][0])
    if not others:
        return None
    cut = first, ("" if side == ZH else " ").join(others)
    return [*groups[:at], _sided(side, cut, groups[at][1 - side]), *groups[at + 1 :]]


def joined(groups: Sequence[Group], at: int, side: int) -> list[Group] | None:
    """Two paragraphs become one."""
    if at + 1 == len(groups):
        return None
    one, other = groups[at], groups[at + 1]
    whole = (("" if side == ZH else " ").join(one[side] + other[side]),)
    return [*groups[:at], _sided(side, whole, one[1 - side] + other[1 - side]), *groups[at + 2 :]]


def dropped(groups: Sequence[Group], at: int, side: int) -> list[Group] | None:
    """A paragraph is left out."""
    return [*groups[:at], _sided(side, (), groups[at][1 - side]), *groups[at + 1 :]]


def replaced(groups: Sequence[Group], at: int, side: int, strangers: Sequence[str]) -> list[Group] | None:
    """A paragraph is left out, and in its place stands one as long about something else."""
    wanted = len(groups[at][side][0])
    other = next((one for one in strangers if 0.8 * wanted < len(one) < 1.25 * wanted), None)
    if other is None:
        return None
    apart = [_sided(side, (), groups[at][1 - side]), _sided(side, (other,), ())]
    return [*groups[:at], *apart, *groups[at + 1 :]]


def _sided(side: int, own: tuple[str, ...], other: tuple[str, ...]) -> Group:
    return (own, other) if side == ZH else (other, own)


Change = Callable[[Sequence[Group], int, int], "list[Group] | None"]
CHANGES: dict[str, Change] = {
    "a sentence moved on": moved,
    "a paragraph split": split,
    "two joined": joined,
    "one dropped": dropped,
}
REPLACED = "one replaced"
NAMES = (*CHANGES, REPLACED)


# ---------------------------------------------------------------- trials


def trials(samples: Iterable[Sample]) -> Iterator[tuple[str, Sample]]:
    """(Name of the change, changed text) for stretches of *samples* that are two files."""
    stretches = [(sample, one) for sample in samples for one in _stretches(sample)]
    for number, (sample, groups) in enumerate(stretches):
        strangers = [group[EN][0] for group in stretches[number - 1][1]]
        foreign = [group[ZH][0] for group in stretches[number - 1][1]]
        for name in NAMES:
            chance = random.Random(f"{sample.name}/{number}/{name}")
            for attempt in range(EACH):
                at, side = chance.randrange(1, len(groups)), chance.choice(SIDES)
                if name == REPLACED:
                    found = replaced(groups, at, side, (foreign, strangers)[side])
                else:
                    found = CHANGES[name](groups, at, side)
                if found:
                    yield name, _written(sample, f"{number}-{attempt}", found)


def _stretches(sample: Sample) -> Iterator[list[Group]]:
    """The paragraphs of a text whose partner is one paragraph, in stretches."""
    if sample.shape != PARALLEL:
        return
    ones = [pair for pair in sample.truth.pairs if len(pair[ZH]) == len(pair[EN]) == 1]
    texts = [tuple(sample.text((side, next(iter(pair[side])))) for side in SIDES) for pair in ones]
    prose = [((zh,), (en,)) for zh, en in texts if zh != en and _PROSE.match(zh) and _PROSE.match(en)]
    for start in range(0, len(prose) - LEAST + 1, LENGTH):
        if len(prose[start : start + LENGTH]) >= LEAST:
            yield list(prose[start : start + LENGTH])


def _written(sample: Sample, name: str, groups: Sequence[Group]) -> Sample:
    pages = Page(), Page()
    pairs: tuple[Lines, ...] = tuple(
        (
            frozenset([pages[ZH].add(one) for one in zh]),
            frozenset([pages[EN].add(one) for one in en]),
        )
        for zh, en in groups
    )
    files = {f"{name}.{tag}.md": page.text() for tag, page in zip(sample.languages, pages, strict=True)}
    return Sample(sample.corpus, f"{sample.chapter} {name}", PARALLEL, sample.languages, files, Truth(pairs))
