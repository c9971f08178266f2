"""Only what the sources prove is the author's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import heard
import pymupdf
import pytest

CHAPTER = """# 你好，世界 / Hello, World!

Load http://127.0.0.1:7878/sleep. The [guide](https://example.org/guide) says more, and <https://example.org/auto>.

```console
$ cargo run
```
"""


@dataclass
class Doubt:
    rule: str
    boxes: list[dict[str, float]] = field(default_factory=list)


def own(folder: Path, rule: str, *lines: str) -> str:
    """What is said of *lines*, each of which is set in a box of its own."""
    (folder / "rain.md").write_text(CHAPTER, encoding="utf-8")
    pdf, doubt = folder / "rain.pdf", Doubt(rule)
    with pymupdf.open() as document:
        page = document.new_page(width=400, height=600)
        for number, line in enumerate(lines):
            foot = 100 + 40 * number
            page.insert_text((50, foot), line, fontname="china-s", fontsize=10)
            doubt.boxes.append({"page": 1, "x0": 50, "y0": 600 - foot - 3, "x1": 350, "y1": 600 - foot + 9})
        document.save(pdf)
    return heard.own(doubt, pdf, heard.Sources.of(folder))


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("HDG-010", ("Hello, World!",)),
        ("LNK-010", ("at http://127.0.0.1:7878/sleep.",)),
        ("PAG-001", ("$ cargo run", "$ cargo")),
    ],
)
def test_what_the_author_wrote(rule: str, lines: tuple[str, ...], tmp_path: Path) -> None:
    assert own(tmp_path, rule, *lines)


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("HDG-010", ("Dear reader,",)),
        ("LNK-010", ("see https://example.org/guide",)),
        ("LNK-010", ("see https://example.org/auto",)),
        ("LNK-010", ("no address",)),
        ("PAG-001", ("$ cargo run", "Hello, World!")),
        ("PAG-001", ("$ c",)),
        ("PAG-001", ()),
        ("STR-001", ("$ cargo run",)),
    ],
)
def test_what_is_not_proven(rule: str, lines: tuple[str, ...], tmp_path: Path) -> None:
    assert own(tmp_path, rule, *lines) == ""
