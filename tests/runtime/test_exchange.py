"""Several files as one: all or none, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.runtime import exchange as room
from bookbuild.runtime.exchange import exchange


def _all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_new_files_are_written_and_old_ones_kept(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "b.md").write_bytes(b"there")
    (tmp_path / "a.md.bak").write_bytes(b"older")

    exchange(tmp_path, [("b.md", b"new"), ("c.md", b"c")], [("a.md", "a.md.bak"), ("b.md", "b.md.bak")])

    assert _all(tmp_path) == {"a.md.bak": b"old", "b.md.bak": b"there", "b.md": b"new", "c.md": b"c"}


def test_when_one_cannot_be_written_all_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "b.md").write_bytes(b"there")
    (tmp_path / "b.md.bak").write_bytes(b"older")
    before = _all(tmp_path)

    def full(path: Path, data: bytes) -> None:
        if path.name == "book.yaml":
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr(room, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        exchange(
            tmp_path,
            [("b.md", b"new"), ("c.md", b"c"), ("book.yaml", b"")],
            [("a.md", "a.md.bak"), ("b.md", "b.md.bak")],
        )

    assert _all(tmp_path) == before
