"""Which of the passages that were edited are most alike to which of those accepted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bookbuild.acceptance.wording import CJK, Texts

_SHINGLE = re.compile(rf"(?=([{CJK}]{{2}}))|([^\W{CJK}]{{4,}})")
_ANY = re.compile(rf"[{CJK}]|[^\W{CJK}]+")
_RARE, _LINES = 10, 12  # a passage's rarest words, and how many lines at most may have one
_ALIKE, _BESIDE = 0.4, 0.15  # least likeness anywhere, and between the same neighbours

Shingles = frozenset[str]


def likest(
    mine: Mapping[int, Texts], theirs: Mapping[int, Texts], beside: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of passages that are alike, the most alike first; *beside*: those with the same neighbours."""
    if not mine or not theirs:
        return
    ours = {passage: shingles(texts) for passage, texts in mine.items()}
    others = {line: shingles(texts) for line, texts in theirs.items()}
    near = set(beside)
    scored = []
    for passage, line in sorted(near | set(_candidates(ours, others))):
        score = alike(ours[passage], others[line])
        if score >= (_BESIDE if (passage, line) in near else _ALIKE):
            scored.append((-score, (passage, line) not in near, passage, line))
    for _, _, passage, line in sorted(scored):
        yield passage, line


def shingles(texts: Texts) -> Shingles:
    """Pairs of Chinese characters and words of four letters and more; of a text without, whatever it has."""
    whole = " ".join(text for _, text in texts).lower()
    found = {han or word for han, word in _SHINGLE.findall(whole)}
    return frozenset(found or _ANY.findall(whole))


def alike(one: Shingles, other: Shingles) -> float:
    """How alike two texts are, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def _candidates(ours: Mapping[int, Shingles], others: Mapping[int, Shingles]) -> Iterator[tuple[int, int]]:
    """Passages and lines that share words few lines have."""
    lines: dict[str, list[int]] = defaultdict(list)
    for line, found in others.items():
        for word in found:
            lines[word].append(line)
    for passage, found in ours.items():
        known = sorted((len(lines[word]), word) for word in found if word in lines)
        for count, word in known[:_RARE]:
            if count <= _LINES:
                yield from ((passage, line) for line in lines[word])
