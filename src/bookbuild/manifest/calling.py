"""How a person names a chapter of a book: by a path, by the name of a file, by its number in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

Files = Sequence[str]
"""The paths of a chapter's files."""


def called(name: str, chapters: Sequence[Files]) -> tuple[int, ...]:
    """The numbers, from 1, of the *chapters* that *name* means: of several when their files have one name."""
    exact = [number for number, files in _numbered(chapters) if name in files or name == str(number)]
    return tuple(exact or [number for number, files in _numbered(chapters) if name in _short(files)])


def hint(name: str, chapters: Sequence[Files]) -> str:
    """What may have been meant by a *name* no chapter has."""
    near = get_close_matches(name, [path for files in chapters for path in files], 1, 0.4)
    return f"did you mean {near[0]}?" if near else f"the chapters are numbered 1 to {len(chapters)}"


def _numbered(chapters: Sequence[Files]) -> enumerate[Files]:
    return enumerate(chapters, 1)


def _short(files: Files) -> set[str]:
    """The names of the files, with and without their ending."""
    paths = [PurePosixPath(path) for path in files]
    return {name for path in paths for name in (path.name, path.stem)}
