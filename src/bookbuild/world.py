"""The one door to the outside: files below the book's root, the clock, the environment, processes.

Stages are given a World and never open a file themselves; tests give them a MemoryWorld.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

MAX_FILE_BYTES = 256 * 1024 * 1024


class Refused(OSError):
    """A path that leads out of the book's root, or to something that is not a regular file."""


class World(Protocol):
    """What a stage may ask of the outside. Paths are relative to the root, with ``/``."""

    def read(self, path: str) -> bytes:
        """The file's bytes. FileNotFoundError, Refused, or another OSError."""
        ...

    def files(self) -> tuple[str, ...]:
        """Every file below the root a book could be made of, sorted; hidden ones left out."""
        ...

    def environment(self, name: str) -> str | None:
        """A variable of the environment."""
        ...

    def last_commit(self) -> int | None:
        """Seconds since 1970 of the last commit of the root, if it is a git work tree."""
        ...


def _inside(path: str) -> PurePosixPath:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path or not pure.parts:
        raise Refused(f"not a path inside the book: {path}")
    return pure


class DiskWorld:
    """The real world below *root* (absolute or relative to the working directory)."""

    SKIPPED = frozenset({"dist", "node_modules", "__pycache__"})

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def read(self, path: str) -> bytes:
        target = (self.root / _inside(path)).resolve()
        if not target.is_relative_to(self.root):
            raise Refused(f"leads out of the book: {path}")
        mode = target.stat()
        if not stat.S_ISREG(mode.st_mode):
            raise Refused(f"not a regular file: {path}")
        if mode.st_size > MAX_FILE_BYTES:
            raise Refused(f"larger than {MAX_FILE_BYTES} bytes: {path}")
        return target.read_bytes()

    def files(self) -> tuple[str, ...]:
        return tuple(sorted(self._walk(self.root)))

    def _walk(self, folder: Path) -> Iterable[str]:
        try:
            entries = list(os.scandir(folder))
        except OSError:
            return  # a folder nobody may look into holds nothing a book could be made of
        for entry in entries:
            if entry.name.startswith(".") or entry.name in self.SKIPPED:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(Path(entry.path))
            elif Path(entry.path).is_file():
                yield Path(entry.path).relative_to(self.root).as_posix()

    def environment(self, name: str) -> str | None:
        return os.environ.get(name)

    def last_commit(self) -> int | None:
        try:
            done = subprocess.run(
                ["git", "-c", "log.showSignature=false", "log", "-1", "--format=%ct"],
                cwd=self.root,
                capture_output=True,
                text=True,
                timeout=10,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        answer = done.stdout.strip()
        return int(answer) if done.returncode == 0 and answer.isascii() and answer.isdigit() else None


class MemoryWorld:
    """A world of a few files and variables, for tests."""

    def __init__(
        self,
        files: Mapping[str, str | bytes],
        environment: Mapping[str, str] | None = None,
        commit: int | None = None,
    ) -> None:
        self._files = {name: data.encode() if isinstance(data, str) else data for name, data in files.items()}
        self._environment = dict(environment or {})
        self._commit = commit

    def read(self, path: str) -> bytes:
        try:
            return self._files[str(_inside(path))]
        except KeyError:
            raise FileNotFoundError(path) from None

    def files(self) -> tuple[str, ...]:
        return tuple(sorted(self._files))

    def environment(self, name: str) -> str | None:
        return self._environment.get(name)

    def last_commit(self) -> int | None:
        return self._commit
