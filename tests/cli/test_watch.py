"""``watch`` builds at once and at every change, shows errors and never dies of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles
from click.testing import CliRunner

from bookbuild.cli import cli
from bookbuild.cli.watch import is_source
from bookbuild.run import Report
from tests.cli.fake import MADE, book, install


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("book.yaml", True),
        ("chapters/01.md", True),
        ("styles/print.css", True),
        ("dist/gemini.epub", False),
        ("out/gemini.epub", False),
        (".cache/bookbuild/x", False),
        ("chapters/.01.md.swp", False),
        ("chapters/01.md~", False),
        ("chapters/#01.md#", False),
        ("../elsewhere.md", False),
    ],
)
def test_what_counts_as_a_change_of_the_book(path: str, counts: bool) -> None:
    root = Path("/book")

    assert is_source((root / path).resolve(), root, root / "out") is counts


def test_it_builds_first_and_then_at_each_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = install(monkeypatch, Report((MADE,), ()))
    root = book(tmp_path)

    def changes(*_: Any, **__: Any) -> Iterator[set[tuple[int, str]]]:
        yield {(2, str(root / f"chapters/{name}.md")) for name in "abcdefg"}
        pipeline.report = RuntimeError("boom")
        yield {(2, str(root / "book.yaml"))}
        pipeline.report = Report((MADE,), ())
        yield {(2, str(root / "book.yaml"))}

    monkeypatch.setattr(watchfiles, "watch", changes)
    result = CliRunner().invoke(cli, ["watch", "-C", str(root)])

    assert result.exit_code == 0
    assert len(pipeline.calls) == 4
    assert "changed: chapters/a.md, chapters/b.md, chapters/c.md, chapters/d.md, chapters/e.md and 2 more" in (
        result.stderr
    )
    assert "internal error: RuntimeError: boom" in result.stderr
    assert result.stdout.count("gemini-reader.epub") == 3
