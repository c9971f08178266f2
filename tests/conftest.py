"""Fixtures every room's tests share."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bookbuild.fonts import choose, library
from bookbuild.runtime import cache, system


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what the code gives, then read it by eye"
    )


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The command line does without the garbage collector, as its process ends soon."""
    yield
    gc.enable()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``golden(name, text)``: *text* equals ``golden/<name>`` beside the test."""
    folder = Path(str(request.path)).parent / "golden"
    update = bool(request.config.getoption("--update-golden"))

    def check(name: str, text: str) -> None:
        path = folder / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """``install(name=bytes, …)``: these fonts, and no others, are installed."""
    folder = tmp_path / "installed-fonts"
    folder.mkdir()
    caches = (system.font_files, library.find, choose.usual)

    def forget() -> None:
        for cached in caches:
            cached.cache_clear()

    def put(**files: bytes) -> None:
        for name, data in files.items():
            (folder / f"{name}.ttf").write_bytes(data)
        forget()

    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(system, "font_folders", lambda: (folder,))
    monkeypatch.setattr(cache, "_folder", lambda kind: copies)
    forget()
    yield put
    forget()
