"""An output appears whole or not at all, whatever fails on the way."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bookbuild.runtime import atomic
from bookbuild.runtime.atomic import unwritable, write_whole

FULL = OSError(errno.ENOSPC, "No space left on device")
DEAD = 2**22 + 1  # above the highest process number Linux gives


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file an earlier build made, in a folder of its own."""
    path = tmp_path / "dist" / "book.epub"
    path.parent.mkdir()
    path.write_bytes(b"old")
    return path


def fail(*_: Any, **__: Any) -> Any:
    raise FULL


class FullFile:
    """A file on a full disk."""

    def __init__(self, path: Path, mode: str) -> None:
        path.touch()

    def __enter__(self) -> FullFile:
        return self

    def __exit__(self, *_: object) -> None: ...

    write = fail


def test_the_new_file_replaces_the_old(target: Path) -> None:
    write_whole(target, b"new")

    assert target.read_bytes() == b"new"
    assert os.listdir(target.parent) == ["book.epub"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "c.pdf", b"data")

    assert (tmp_path / "a" / "b" / "c.pdf").read_bytes() == b"data"


def test_verify_sees_the_whole_file_before_it_takes_its_place(target: Path) -> None:
    seen: list[tuple[bytes, bytes]] = []
    write_whole(target, b"new", lambda path: seen.append((path.read_bytes(), target.read_bytes())))

    assert seen == [(b"new", b"old")]


@pytest.mark.parametrize(
    "patch",
    [
        lambda patch: patch.setattr("builtins.open", FullFile),
        lambda patch: patch.setattr(os, "fsync", fail),
        lambda patch: patch.setattr(os, "replace", fail),
    ],
    ids=["write", "fsync", "replace"],
)
def test_R001_a_full_disk_leaves_the_old_file_and_no_litter(  # noqa: N802
    target: Path, monkeypatch: pytest.MonkeyPatch, patch: Callable[[pytest.MonkeyPatch], None]
) -> None:
    with monkeypatch.context() as during:
        patch(during)
        with pytest.raises(OSError, match="No space left") as raised:
            write_whole(target, b"new")

    assert target.read_bytes() == b"old"
    assert os.listdir(target.parent) == ["book.epub"]
    assert unwritable("dist/book.epub", raised.value).message == (
        "dist/book.epub could not be written: no space left on device"
    )


def test_what_verify_refuses_is_not_published(target: Path) -> None:
    def refuse(path: Path) -> None:
        raise ValueError("not a book")

    with pytest.raises(ValueError, match="not a book"):
        write_whole(target, b"new", refuse)

    assert target.read_bytes() == b"old"
    assert os.listdir(target.parent) == ["book.epub"]


def test_R001_a_file_where_the_folder_should_be(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "dist").write_text("a file")
    with pytest.raises(OSError, match="exists") as raised:
        write_whole(tmp_path / "dist" / "book.epub", b"new")

    assert unwritable("dist/book.epub", raised.value).code == "R001"


def test_a_folder_that_cannot_be_synced_is_no_failure(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", fail)
    write_whole(target, b"new")

    assert target.read_bytes() == b"new"


def test_what_killed_builds_left_is_swept_and_nothing_else(target: Path) -> None:
    folder = target.parent
    for name in (f".book.epub.{DEAD}.partial", f".book.epub.{os.getppid()}.partial", ".notes.partial"):
        (folder / name).write_bytes(b"half")
    write_whole(target, b"new")

    assert sorted(os.listdir(folder)) == sorted(
        [f".book.epub.{os.getppid()}.partial", ".notes.partial", "book.epub"]
    )


@pytest.mark.parametrize(
    ("error", "alive"), [(None, True), (PermissionError, True), (ProcessLookupError, False)]
)
def test_alive(error: type[OSError] | None, alive: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(*_: int) -> None:
        if error:
            raise error

    monkeypatch.setattr(os, "kill", kill)

    assert atomic._alive(7) is alive
