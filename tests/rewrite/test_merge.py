"""Two files as one: each shape a chapter can have."""

from __future__ import annotations

import pytest

from tests.rewrite.sample import merge, split, texts
from tests.rewrite.shapes import SHAPES


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if shape.merges])
def test_pair_by_pair(name: str) -> None:
    shape = SHAPES[name]

    assert texts(merge(shape.left, shape.right)) == (shape.one,)


def test_front_matter_that_differs_comes_back() -> None:
    shape = SHAPES["front matter that differs"]
    left, right = texts(split(shape.one))

    assert "lang: en\n" in right
    assert "lang: zh\n" in left
    assert right.count("lang") == shape.right.count("lang")
