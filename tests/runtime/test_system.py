"""What is missing on a machine, and the line that installs it there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookbuild.runtime import system
from bookbuild.runtime.system import KAI, LATIN, PANGO, PARTS, install_line, missing_parts


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    system.font_files.cache_clear()
    yield
    system.font_files.cache_clear()


def only(manager: str, user: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == manager else None)
    monkeypatch.setattr(os, "geteuid", lambda: user)


@pytest.mark.parametrize(
    ("manager", "user", "line"),
    [
        (
            "apt-get",
            0,
            "apt-get install -y --no-install-recommends "
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-ebgaramond",
        ),
        ("dnf", 1000, "sudo dnf install -y pango harfbuzz"),
        ("pacman", 1000, "sudo pacman -S --needed --noconfirm pango harfbuzz"),
        ("brew", 501, "brew install pango font-eb-garamond"),
        ("none", 1000, ""),
    ],
)
def test_install_line(manager: str, user: int, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    only(manager, user, monkeypatch)

    assert install_line((PANGO, LATIN)) == line


def test_nothing_missing_needs_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    only("apt-get", 0, monkeypatch)

    assert install_line(()) == ""


def test_fonts_are_found_below_the_font_folders_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    for name in ("deep/er/NotoSerifCJK-Regular.ttc", "EBGaramond12-Regular.OTF", "readme.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr(system, "font_folders", lambda: (tmp_path, tmp_path / "absent"))
    monkeypatch.setattr(system, "_loadable", lambda name: name == "libpango-1.0.so.0")

    assert [Path(path).name for path in system.font_files()] == [
        "EBGaramond12-Regular.OTF",
        "NotoSerifCJK-Regular.ttc",
    ]
    assert missing_parts() == (PANGO, KAI, *PARTS[4:])


def test_everything_is_missing_on_a_bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "font_folders", lambda: (tmp_path,))
    monkeypatch.setattr(system, "_loadable", lambda name: False)

    assert missing_parts() == PARTS


def test_a_library_that_is_not_there_does_not_load() -> None:
    assert not system._loadable("libno-such-library.so.0")


def test_there_is_a_processor() -> None:
    assert system.processors() >= 1
