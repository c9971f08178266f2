"""Files kept between runs: made once, whole, wherever they can be kept."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from bookbuild.runtime import cache


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache._folder.cache_clear()
    yield
    cache._folder.cache_clear()


def _keep_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: folder / name)


def test_what_is_there_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _keep_in(tmp_path, monkeypatch)
    first = cache.kept("a.otf", lambda: b"made")
    again = cache.kept("a.otf", lambda: pytest.fail("it is made again"))

    assert first == again == tmp_path / "bookbuild" / "faces" / "a.otf"
    assert again.read_bytes() == b"made"


_KEEP = """
import pathlib, platformdirs, sys
from bookbuild.runtime import cache
platformdirs.user_cache_path = lambda name: pathlib.Path(sys.argv[1])
print(cache.kept("a.otf", lambda: b"x" * 5_000_000))
"""


def test_several_processes_may_want_it_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _KEEP, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate()[0].strip() for process in running]

    assert {process.returncode for process in running} == {0}
    assert set(said) == {str(tmp_path / "faces" / "a.otf")}
    assert [path.name for path in (tmp_path / "faces").iterdir()] == ["a.otf"]
    assert Path(said[0]).stat().st_size == 5_000_000


def test_where_nothing_can_be_kept_it_serves_this_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    _keep_in(tmp_path / "file", monkeypatch)
    path = cache.kept("a.otf", lambda: b"made")

    assert path.read_bytes() == b"made"
    assert not path.is_relative_to(tmp_path)


def test_what_is_mapped_and_cannot_be_kept_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    _keep_in(tmp_path / "file", monkeypatch)
    data = cache.kept_mapped("words", lambda: b"made", "words")

    assert bytes(data) == b"made"
    assert not (cache._folder("words") / "words").exists()


def test_what_is_mapped_and_kept_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _keep_in(tmp_path, monkeypatch)
    cache.kept_mapped("words", lambda: b"made", "words")

    assert (tmp_path / "bookbuild" / "words" / "words").read_bytes() == b"made"


def test_a_font_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _keep_in(tmp_path, monkeypatch)

    def fail() -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cache.kept("a.otf", fail)
    assert list((tmp_path / "bookbuild" / "faces").iterdir()) == []
