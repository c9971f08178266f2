"""Each code of the manifest, proven by a tiny book that triggers it and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.diagnostics import Diagnostics, codes, render
from bookbuild.manifest import load
from bookbuild.world import DiskWorld, MemoryWorld, World

BOOKS = Path(__file__).parents[1] / "diagnostics"
CODES = [item.code for item in codes() if item.code.startswith("M")]


def rendered(world: World, diagnostics: Diagnostics) -> str:
    def line_of(path: str, line: int) -> str | None:
        lines = world.read(path).decode("utf-8", "replace").splitlines()
        return lines[line - 1] if line <= len(lines) else None

    return "".join(render(diagnostic, line_of) + "\n" for diagnostic in diagnostics)


@pytest.mark.parametrize("code", CODES)
def test_a_book_triggers_the_code_and_nothing_else(code: str, request: pytest.FixtureRequest) -> None:
    world = DiskWorld(BOOKS / code)
    _, diagnostics = load(world)
    if request.config.getoption("--update-golden"):
        (BOOKS / code / "expected.txt").write_text(rendered(world, diagnostics), encoding="utf-8")

    assert [item.code for item in diagnostics] == [code]
    assert rendered(world, diagnostics) == (BOOKS / code / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_memory_and_disk_agree(code: str) -> None:
    disk = DiskWorld(BOOKS / code)
    memory = MemoryWorld({name: disk.read(name) for name in disk.files()})

    assert load(memory) == load(disk)


def test_every_book_has_its_code() -> None:
    assert sorted(path.name for path in BOOKS.glob("M*")) == CODES
