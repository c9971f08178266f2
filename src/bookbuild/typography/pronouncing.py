"""How Chinese words and characters are pronounced: pypinyin's dictionaries, looked up where they lie on disk.

Only the data of the package are read. In memory they take a tenth of a second and thirty megabytes, to file
a title under two or three syllables; so they are put into a trie once on a machine, and that is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from marisa_trie import BytesTrie

from bookbuild.runtime.cache import kept

LONGEST = 16  # characters of a word that is looked for
_FORM = 1  # of what is kept: another number where it holds something else


def words(run: str) -> Iterator[str]:
    """*run* cut into the longest words the dictionary has from each place on, and single characters."""
    at = 0
    while at < len(run):
        known = _dictionary().prefixes(run[at : at + LONGEST])
        word = max(known, key=len, default=run[at])
        yield word
        at += len(word)


def syllables(word: str) -> list[str]:
    """The syllable of each character of *word*; [] where the dictionary does not have it."""
    return [syllable for said in _dictionary().get(word, ()) for syllable in said.decode().split()]


@cache
def _dictionary() -> BytesTrie:
    package = find_spec("pypinyin")
    assert package
    assert package.submodule_search_locations
    files = [
        Path(package.submodule_search_locations[0]) / f"{name}_dict.json" for name in ("phrases", "pinyin")
    ]
    sizes = "-".join(str(file.stat().st_size) for file in files)
    keep = partial(kept, f"pypinyin-{sizes}-{_FORM}", lambda: _made(*files), "words")
    try:
        return _read(keep())
    except RuntimeError:  # the file is damaged
        keep().unlink()
        return _read(keep())


def _read(path: Path) -> BytesTrie:
    found = BytesTrie()
    found.mmap(str(path))
    return found


def _made(phrases: Path, characters: Path) -> bytes:
    """The trie of both files: word → its syllables, character → its commonest one."""
    spoken = {
        word: " ".join(readings[0] for readings in said)
        for word, said in json.loads(phrases.read_bytes()).items()
        if 1 < len(said) == len(word)
    }
    spoken |= {
        chr(int(code)): said.partition(",")[0] for code, said in json.loads(characters.read_bytes()).items()
    }
    return bytes(BytesTrie((word, said.encode()) for word, said in spoken.items()).tobytes())
