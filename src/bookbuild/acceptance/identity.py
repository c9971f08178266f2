"""What each passage is called: as the author says, as it was accepted, else after its own words."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from bookbuild.acceptance.record import ID
from bookbuild.acceptance.wording import Texts
from bookbuild.pairing.matches import Match
from bookbuild.pairing.weigh import anchor
from bookbuild.reading import text

_NOT_WORD = re.compile(r"[\W_]+")


def digest(text: str) -> str:
    """Eight letters and digits that stand for *text*."""
    return b32encode(blake2b(text.encode(), digest_size=5).digest()).decode().lower()


def derived(match: Match, said: Texts, main: str) -> str:
    """A name for *match* from its text in the *main* language, else from what it says first.

    Only letters and digits count, so that mending punctuation or spacing keeps the name.
    """
    if match.pair:
        blocks = match.pair.side(main) or match.pair.sides[0][1]
        words = "".join(map(text, blocks)) or " ".join(map(anchor, blocks))
        return digest(_bare(words) or " ".join(map(anchor, blocks)))
    return digest(_bare(dict(said).get(main, "") or "".join(text for _, text in said)))


def _bare(words: str) -> str:
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", words))


def authors(matches: Sequence[Match]) -> dict[int, str]:
    """The ids the author gave that can be a match's, by its index; of two that are the same the first."""
    given: dict[str, int] = {}
    for index, match in enumerate(matches):
        marks = (block.marks.id for block in match.pair.blocks()) if match.pair else ()
        name = next(filter(None, marks), "")
        if ID.fullmatch(name):
            given.setdefault(name, index)
    return {index: name for name, index in given.items()}


def names(
    matches: Sequence[Match],
    texts: Sequence[Texts],
    main: str,
    known: Mapping[int, str],
    taken: Iterable[str],
) -> list[str]:
    """The id of each match: the author's, the *known* one, or a new one that is none of those *taken*."""
    given = {**known, **authors(matches)}
    used = {*taken, *given.values()}
    counts: Counter[str] = Counter()
    for index, match in enumerate(matches):
        if index not in given:
            given[index] = _new(derived(match, texts[index], main), used, counts)
    return [given[index] for index in range(len(matches))]


def _new(wanted: str, used: set[str], counts: Counter[str]) -> str:
    """*wanted*, or the first of ``wanted-2``, ``wanted-3`` … that is free."""
    name = wanted
    while name in used:
        counts[wanted] += 1
        name = f"{wanted}-{counts[wanted] + 1}"
    used.add(name)
    return name
