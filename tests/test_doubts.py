"""Doubts about the pairing are heard while an edition is made: they are told whatever becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.run import Report, build
from tests.test_diagnostics import Silent

MANIFEST = """\
title: {{zh-Hans: 书, en: Book}}
languages: [zh-Hans, en]
doubts: {doubts}
volumes:
  - chapters: [{chapters}]
editions:
  reader: {{format: epub}}
  study: {{format: epub, flavour: study}}
"""
DOUBTFUL = Path(__file__).with_name("diagnostics") / "A017" / "chapters" / "a.md"


def built(root: Path, jobs: int, doubts: str, chapters: str) -> Report:
    (root / "book.yaml").write_text(MANIFEST.format(doubts=doubts, chapters=chapters), encoding="utf-8")
    (root / "a.md").write_bytes(DOUBTFUL.read_bytes())
    (root / "broken.md").write_bytes(b"# \xff\n")
    return build(root, jobs=jobs, output=root / "dist", progress=Silent())


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("doubts", "chapters", "expected"),
    [
        ("error", "a.md", {"R012 note", "A017 error"}),
        ("warn", "broken.md, a.md", {"R012 note", "S002 error", "A017 warning"}),
    ],
    ids=["as errors", "beside an error"],
)
def test_no_edition_is_written_and_doubts_are_told(
    jobs: int, doubts: str, chapters: str, expected: set[str], tmp_path: Path
) -> None:
    report = built(tmp_path, jobs, doubts, chapters)

    assert {f"{item.code} {item.level}" for item in report.diagnostics} == expected
    assert not any(product.written for product in report.products)
    assert not list(tmp_path.glob("dist/*"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_edition_is_written_and_doubts_are_told(jobs: int, tmp_path: Path) -> None:
    report = built(tmp_path, jobs, "warn", "a.md")

    assert [item.code for item in report.diagnostics] == ["A017"]
    assert all(product.written for product in report.products)
