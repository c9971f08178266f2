"""Every example of docs/source-format.md gives what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .dump import dumped

PAGE = (Path(__file__).parents[2] / "docs" / "source-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^(`{3,})markdown\n(.*?)^\1\n```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_every_fence_is_an_example() -> None:
    assert len(EXAMPLES) == len(re.findall(r"^`{3,}markdown$", PAGE, re.MULTILINE)) > 10


@pytest.mark.parametrize(("text", "expected"), [example[1:] for example in EXAMPLES])
def test_example_gives_what_the_page_says(text: str, expected: str) -> None:
    assert dumped(text) + "\n" == expected
