"""One file as two: each shape a chapter can have, and what is refused."""

from __future__ import annotations

import pytest

from tests.rewrite.sample import codes, split, texts
from tests.rewrite.shapes import SHAPES


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if shape.splits])
def test_each_language_gets_the_authors_own_lines(name: str) -> None:
    shape = SHAPES[name]

    assert texts(split(shape.one)) == (shape.left, shape.right)


def test_flow_front_matter_is_written_for_one_language() -> None:
    text = "---\ntitle: 春 / Spring\nbyline: {zh-Hans: '立委: 著', en: Wei Li}\n---\n\n花。\n\nFlowers.\n"

    left, right = texts(split(text))

    assert left == '---\ntitle: 春\nbyline: "立委: 著"\n---\n\n花。\n'
    assert right == "---\ntitle: Spring\nbyline: Wei Li\n---\n\nFlowers.\n"


def test_what_the_files_would_pair_otherwise_is_marked() -> None:
    other = "To learn and to practise, is it not a joy?"
    done = split(f"{other}\n\n春天来了，**花开**了19。\n{{pair=x}}\n\n{other}\n{{pair=x}}\n")

    assert texts(done)[1] == f"{other}\n\n{other}\n{{pair=x}}\n"


def test_a030_html_in_both_languages() -> None:
    done = split("甲。\n\nA.\n\n<div><p>水往低处流。</p>\n<p>Water flows down.</p></div>\n")

    assert codes(done) == ["A030"]
    assert done.texts == ()
    assert str(done.problems[0].span) == "c/x.md:5:1"


def test_a032_a_nested_list_under_one_language_only() -> None:
    done = split("- 一\n- one\n  - 二\n  - two\n")

    assert codes(done) == ["A032"]
    assert done.texts == ()


def test_an_empty_container_is_no_trouble() -> None:
    assert texts(split("春。\n\n-\n\nSpring.\n\n>\n"))
