"""Two files as one: what can stand once, what needs a word, and the very same files back again."""

from __future__ import annotations

import pytest

from tests.rewrite.sample import merge, split, texts

SHAPES = {
    "paragraphs": ("春。\n\n夏。\n", "Spring.\n\nSummer.\n", "春。\n\nSpring.\n\n夏。\n\nSummer.\n"),
    "headings": ("# 春 {#s}\n", "# Spring\n", "# 春 / Spring {#s}\n"),
    "levels": ("# 书\n\n## 春\n", "# Book\n\n### Spring\n", "# 书 / Book\n\n## 春\n\n### Spring\n"),
    "lists": ("- 一\n- 二\n", "- one\n- two\n", "- 一\n- 二\n\n<!-- -->\n\n- one\n- two\n"),
    "code once": ("```py\nx\n```\n\n一。\n", "```py\nx\n```\n\nOne.\n", "```py\nx\n```\n\n一。\n\nOne.\n"),
    "foreign words": ("一。\n\nfoo\n", "One.\n\nbar\n", "一。\n\nOne.\n\nfoo\n{lang=zh-Hans}\n\nbar\n"),
    "a heading that looks like two": (
        "一。\n\n## 格式化 Formatting\n",
        "One.\n",
        "一。\n\nOne.\n\n## 格式化 Formatting\n{lang=zh-Hans}\n",
    ),
    "notes of one label": (
        "一[^1]。\n\n[^1]: 见foo。\n",
        "One[^1].\n\n[^1]: See foo.\n",
        "一[^1]。\n\nOne[^1].\n\n[^1]: 见foo。\n\n[^1]: See foo.\n",
    ),
    "notes whose language is not told": (
        "一[^1]。\n\n[^1]: Smith\n",
        "One[^1].\n\n[^1]: Smith\n",
        "一[^1]。\n\nOne[^1].\n\n[^1]: Smith\n    {lang=zh-Hans}\n\n[^1]: Smith\n",
    ),
    "links of one name": (
        "见[a]。\n\n[a]: https://zh.org/\n",
        "See [a] and [it][a], not `[a]`.\n\n[a]: https://en.org/\n",
        "见[a]。\n\nSee [a][a~en] and [it][a~en], not `[a]`.\n\n[a]: https://zh.org/\n\n[a~en]: https://en.org/\n",
    ),
    "a link there and none here": (
        "见[a]。\n",
        "See [a].\n\n[a]: https://en.org/\n",
        "见[a]。\n\nSee [a][a~en].\n\n[a~en]: https://en.org/\n",
    ),
    "comments": (
        "<!-- 一 -->\n\n1948\n",
        "<!-- one -->\n\n1948\n",
        "<!-- 一 -->\n\n<!-- for en -->\n<!-- one -->\n\n1948\n",
    ),
    "front matter": (
        "---\nid: x\nlang: zh\ntitle: 春\n---\n\n一。\n",
        "---\nid: x\nlang: en\ntitle: >-\n  Spring\n  again\n---\n\nOne.\n",
        "---\nid: x\nlang: zh\n#~en lang: en\ntitle:\n  zh-Hans: 春\n  en: >-\n    Spring\n    again\n---\n"
        "\n一。\n\nOne.\n",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_pair_by_pair(name: str) -> None:
    left, right, text = SHAPES[name]

    assert texts(merge(left, right)) == (text,)


@pytest.mark.parametrize("name", sorted(SHAPES.keys() - {"front matter"}))
def test_split_brings_the_very_files_back(name: str) -> None:
    left, right, text = SHAPES[name]

    assert texts(split(text)) == (left, right)


def test_front_matter_that_differs_comes_back() -> None:
    _, right, text = SHAPES["front matter"]

    assert "lang: en\n" in texts(split(text))[1]
    assert "lang: zh\n" in texts(split(text))[0]
    assert right.count("lang") == texts(split(text))[1].count("lang")
