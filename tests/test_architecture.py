"""DESIGN's invariants, held by reading the imports and calls of every module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bookbuild

ROOT = Path(bookbuild.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

# The way of a book: a room imports only itself and rooms before it in this list.
ORDER = (
    "diagnostics", "model", "reading", "world", "runtime", "fonts", "printers", "manifest", "source", "intake",
    "aligner", "pairing", "acceptance", "assemble", "rewrite", "typography", "editorial", "layouts", "render",
    "cover", "epub", "press", "checks", "faces", "review", "build", "paging", "run", "cli", "__main__",
)  # fmt: skip
# Rooms beside each other on the way: they hand values on through build and never import one another.
APART = (
    {"manifest", "source", "pairing", "typography", "layouts", "cover"},
    {"manifest", "source", "acceptance", "typography", "layouts", "cover"},
    {"epub", "press"},
    {"epub", "press", "cover"},
)
TOUCHES_THE_WORLD = {"os", "subprocess", "shutil", "socket", "tempfile", "multiprocessing", "time", "random"}
MAY_TOUCH = {"world", "runtime"}


def _room(path: Path) -> str:
    relative = path.relative_to(ROOT)
    return relative.parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    """(module, whether it is imported only for types) of each import in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, id(node) in typing_only
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            yield base, id(node) in typing_only
            if base == "bookbuild":
                for name in node.names:
                    yield f"bookbuild.{name.name}", id(node) in typing_only


def _rooms_imported(path: Path) -> set[str]:
    ours = (name.split(".") for name, _ in _imports(path) if name.startswith("bookbuild."))
    return {parts[1] for parts in ours if parts[1] in ORDER} - {_room(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    if path == ROOT / "__init__.py":
        assert _rooms_imported(path) == set()
        return
    here = ORDER.index(_room(path))

    assert {room for room in _rooms_imported(path) if ORDER.index(room) >= here} == set()


def test_diagnostics_imports_nothing_of_ours_and_model_only_diagnostics() -> None:
    assert _rooms_imported(ROOT / "diagnostics.py") == set()
    assert _rooms_imported(ROOT / "model.py") <= {"diagnostics"}


@pytest.mark.parametrize("rooms", APART, ids=lambda rooms: "-".join(sorted(rooms)))
def test_rooms_side_by_side_do_not_know_each_other(rooms: set[str]) -> None:
    known = {
        (path.relative_to(ROOT).as_posix(), other)
        for path in MODULES
        if _room(path) in rooms
        for other in _rooms_imported(path) & (rooms - {_room(path)})
    }

    assert known == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_world_and_runtime_touch_the_outside(path: Path) -> None:
    if _room(path) in MAY_TOUCH | {"cli"}:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    modules = {name.split(".")[0] for name, typing_only in _imports(path) if not typing_only}
    allowed = ALLOWED.get(path.relative_to(ROOT).as_posix(), set())

    assert modules & TOUCHES_THE_WORLD - allowed == set()
    assert calls & {"open", "Path.open", "input", "eval", "exec"} == set()


# Each exception with its reason.
ALLOWED = {
    "run.py": {"time"},  # how long an edition took: told to the person, never written to a file
    "press/worker.py": {"multiprocessing"},  # the type of its end of the pipe
    "cover/easel.py": {"multiprocessing"},  # likewise
    "aligner/worker.py": {"multiprocessing"},  # likewise
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_cli_prints(path: Path) -> None:
    if _room(path) == "cli":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}

    assert calls & {"print", "sys.stdout.write", "sys.stderr.write", "click.echo"} == set()


def test_only_source_manifest_and_printers_parse() -> None:
    parsers = {"markdown_it", "mdit_py_plugins", "yaml"}
    users = {_room(path) for path in MODULES if {name.split(".")[0] for name, _ in _imports(path)} & parsers}

    assert users <= {"source", "manifest", "printers"}


def test_only_work_on_arrays_needs_numpy() -> None:
    users = {_room(path) for path in MODULES if "numpy" in {name.split(".")[0] for name, _ in _imports(path)}}

    assert users == {"aligner", "checks", "press"}


def test_nothing_is_unpickled() -> None:
    assert [
        path for path in MODULES if {name.split(".")[0] for name, _ in _imports(path)} & {"pickle", "marshal"}
    ] == []


def test_every_room_is_in_the_order() -> None:
    rooms = {_room(path) for path in MODULES} - {"__init__"}

    assert rooms <= set(ORDER)
