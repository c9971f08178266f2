"""What images of an EPUB may take, as the manifest says it."""

from __future__ import annotations

import pytest

from bookbuild.manifest import load
from bookbuild.model import Budget, Edition
from bookbuild.world import MemoryWorld


def _loaded(edition: str) -> tuple[Edition | None, list[str]]:
    text = (
        "title: T\nlanguages: [zh-Hans, en]\nvolumes:\n  - {chapters: [a.md]}\n"
        f"editions:\n  e: {{{edition}}}\n"
    )
    manifest, found = load(MemoryWorld({"a.md": "# 题 / Title", "book.yaml": text}))
    return (manifest.editions[0] if manifest and manifest.editions else None), [item.code for item in found]


@pytest.mark.parametrize(
    ("said", "budget"),
    [
        ("", Budget()),
        (", images: screen", Budget()),
        (", images: original", None),
        (", images: {longest: 1600}", Budget(longest=1600)),
        (", images: {quality: 70, longest: 2560}", Budget(2560, 70)),
    ],
)
def test_budgets(said: str, budget: Budget | None) -> None:
    made, found = _loaded("format: epub" + said)

    assert made
    assert (made.images, found) == (budget, [])


@pytest.mark.parametrize(
    ("edition", "codes"),
    [
        ("format: epub, images: small", ["M024"]),
        ("format: epub, images: {longest: 12}", ["M024"]),
        ("format: epub, images: {longest: 16in}", ["M024"]),
        ("format: epub, images: {quality: 101}", ["M024"]),
        ("format: epub, images: {quality: 29}", ["M024"]),
        ("format: epub, images: {width: 1600}", ["M008"]),
        ("format: epub, images: [1600]", ["M010"]),
        ("format: pdf, images: screen", ["M028"]),
    ],
)
def test_what_is_wrong_is_told(edition: str, codes: list[str]) -> None:
    assert _loaded(edition)[1] == codes
