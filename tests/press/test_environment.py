"""Diagnostics of the press that no chapter can cause: the environment has to break."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from bookbuild import press
from bookbuild.press import crew
from bookbuild.press.folios import Folios
from bookbuild.press.report import Reporter
from bookbuild.run import Report, build
from bookbuild.runtime import system
from bookbuild.world import MemoryWorld
from tests.press.sample import BOOK, chapter, contents, printed
from tests.test_diagnostics import BOOKS, Silent


def _built(tmp_path: Path, jobs: int = 1) -> Report:
    """A sound book (that of P003, its stylesheet left out)."""
    shutil.copytree(BOOKS / "P003", tmp_path / "book", ignore=shutil.ignore_patterns("styles"))
    return build(tmp_path / "book", jobs=jobs, output=tmp_path / "dist", progress=Silent())


def test_p006_numbers_that_do_not_settle_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter(range(100))
    monkeypatch.setattr(press, "folios", lambda *_: Folios({"a": str(next(calls))}, {}))
    product, problems = printed([contents(["a"]), chapter("a")], tmp_path)

    assert product is not None
    assert [problem.code for problem in problems] == ["P006"]


def test_p007_a_remark_without_words_of_ours_is_passed_on() -> None:
    from bookbuild.model import Rendition
    from bookbuild.press.fragment import Fragment

    reporter = Reporter(BOOK, Rendition((chapter("a"),), (), ()))
    reporter.fragments([Fragment(0, 1, {}, (), {}, ("Something  odd.",), (), (), (), (), (), b"")])

    assert [(problem.code, problem.message) for problem in reporter.diagnostics()] == [
        ("P007", "the typesetter says: something odd")
    ]


def test_p008_without_pango_the_pdf_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "has_pango", lambda: False)
    report = _built(tmp_path)

    assert [problem.code for problem in report.diagnostics] == ["P008", "R012"]
    assert not report.ok()
    assert not (tmp_path / "dist").exists()


def test_r010_a_killed_worker_fails_its_edition_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = crew.Workers.typeset

    def killed(self: crew.Workers, *arguments: object) -> object:
        os.kill(self._pool._processes[0].pid or 0, signal.SIGKILL)
        return plain(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(crew.Workers, "typeset", killed)
    report = _built(tmp_path, jobs=2)

    assert [problem.code for problem in report.diagnostics] == ["R010", "R012"]


def test_r013_an_image_that_cannot_be_read_is_told() -> None:
    from bookbuild.build import _images
    from bookbuild.model import Rendition

    images, problems = _images(Rendition((), (), ("chapters/gone.png",)), MemoryWorld({}))

    assert images == {}
    assert [(problem.code, str(problem.span)) for problem in problems] == [("R013", "chapters/gone.png")]


def test_r012_the_old_file_of_a_failed_edition_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _built(tmp_path)
    made = tmp_path / "dist" / first.products[0].path
    before = made.read_bytes()
    (tmp_path / "book" / "styles").mkdir()
    (tmp_path / "book" / "styles" / "print.css").write_text("p { display: none }")
    again = build(tmp_path / "book", jobs=1, output=tmp_path / "dist", progress=Silent())

    assert {problem.code for problem in again.diagnostics} == {"P002", "R012"}
    assert not again.products[0].written
    assert made.read_bytes() == before
