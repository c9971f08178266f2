"""Each shape a chapter in one file can have: what its two files hold, and the very same text back again."""

from __future__ import annotations

import pytest

from tests.rewrite.sample import codes, merge, split, texts

SHAPES = {
    "paragraphs": ("春天来了。\n\nSpring came.\n", "春天来了。\n", "Spring came.\n"),
    "runs": (
        "春。\n\n夏天来了。\n\nSpring.\n\nSummer came.\n",
        "春。\n\n夏天来了。\n",
        "Spring.\n\nSummer came.\n",
    ),
    "heading": ("# 春 / Spring {#s}\n", "# 春 {#s}\n", "# Spring\n"),
    "two headings": ("# 春\n\n# Spring\n\n花。\n\nFlowers.\n", "# 春\n\n花。\n", "# Spring\n\nFlowers.\n"),
    "heading below its line": ("# 春\n正文。\n\n# Spring\nText.\n", "# 春\n正文。\n", "# Spring\nText.\n"),
    "quotation of both": (
        "> 引言\n>\n> A quotation\n",
        "<!-- together -->\n> 引言\n",
        "<!-- together -->\n> A quotation\n",
    ),
    "a quotation each": ("> 引言\n\n> A quotation\n", "> 引言\n", "> A quotation\n"),
    "items in turn": (
        "- 一\n- one\n- 二\n- two\n",
        "<!-- together -->\n- 一\n- 二\n",
        "<!-- together -->\n- one\n- two\n",
    ),
    "items set apart": (
        "1. 一\n\n2. one\n",
        "<!-- together loose -->\n1. 一\n",
        "<!-- together loose -->\n2. one\n",
    ),
    "items of both": (
        "- 一\n\n  one\n\n- 二\n\n  two\n",
        "<!-- together items -->\n- 一\n\n- 二\n",
        "<!-- together items -->\n- one\n\n- two\n",
    ),
    "a list each": ("- 一\n- 二\n\n* one\n* two\n", "- 一\n- 二\n", "* one\n* two\n"),
    "definitions": (
        "春\n: 花开\n\nspring\n: flowers\n",
        "<!-- together -->\n春\n: 花开\n",
        "<!-- together -->\nspring\n: flowers\n",
    ),
    "verse in a pair": (
        "::: pair\n::: verse\n床前，\n地上。\n:::\n\n::: verse\nMoonlight,\non the ground.\n:::\n:::\n",
        "::: {pair=~1}\n::: verse\n床前，\n地上。\n:::\n:::\n",
        "::: {pair=~1}\n::: verse\nMoonlight,\non the ground.\n:::\n:::\n",
    ),
    "box of both": (
        "::: note {#n}\n注意。\n\nTake note.\n:::\n",
        "<!-- together -->\n::: note {#n}\n注意。\n:::\n",
        "<!-- together -->\n::: note\nTake note.\n:::\n",
    ),
    "HTML around both": (
        '<div class="k">\n\n中文。\n\nEnglish.\n\n</div>\n',
        '<!-- together -->\n<div class="k">\n\n中文。\n\n</div>\n',
        '<!-- together -->\n<div class="k">\n\nEnglish.\n\n</div>\n',
    ),
    "code and rules": (
        "代码：\n\nCode:\n\n```py\nx = 1\n```\n\n* * *\n",
        "代码：\n\n```py\nx = 1\n```\n\n* * *\n",
        "Code:\n\n```py\nx = 1\n```\n\n* * *\n",
    ),
    "code with comments": (
        "代码：\n\nCode:\n\n```go\nx // 注\n```\n\n```go\nx // note\n```\n",
        "代码：\n\n```go\nx // 注\n```\n",
        "Code:\n\n```go\nx // note\n```\n",
    ),
    "caption": ("![雪 / Snow](i.png)\n", "![雪](i.png)\n", "![Snow](i.png)\n"),
    "title": ('![x](i.png "雪 / Snow")\n', '![x](i.png "雪")\n', '![x](i.png "Snow")\n'),
    "numbers": ("1948\n\n年。\n\nA year.\n", "1948\n\n年。\n", "1948\n\nA year.\n"),
    "marks": (
        "春。 {pair=a}\n\n译注。 {.untranslated}\n\n{lang=en}\n“C'est la vie!”\n{pair=a}\n",
        "春。 {pair=a}\n\n译注。 {.untranslated}\n",
        "“C'est la vie!”\n{pair=a}\n",
    ),
    "comment": ("<!-- todo -->\n\n春。\n\nSpring.\n", "<!-- todo -->\n\n春。\n", "Spring.\n"),
    "a note each": (
        "春[^1]。\n\nSpring[^1].\n\n[^1]: 注。\n\n[^1]: A note.\n",
        "春[^1]。\n\n[^1]: 注。\n",
        "Spring[^1].\n\n[^1]: A note.\n",
    ),
    "a note of both": (
        "春[^1]。\n\nSpring[^1].\n\n[^1]: 注。\n\n    A note.\n",
        "春[^1]。\n\n<!-- together -->\n[^1]: 注。\n",
        "Spring[^1].\n\n<!-- together -->\n[^1]: A note.\n",
    ),
    "a note for both": (
        "春[^1]。\n\nSpring[^1].\n\n[^1]: 注。\n",
        "春[^1]。\n\n[^1]: 注。\n",
        "Spring[^1].\n\n[^1]: 注。\n    {lang=zh-Hans}\n",
    ),
    "link definitions": (
        "见[甲]和[z]。\n\nSee [z].\n\n[甲]: https://a.org/\n[z]: https://z.org/\n",
        "见[甲]和[z]。\n\n[甲]: https://a.org/\n[z]: https://z.org/\n",
        "See [z].\n\n[z]: https://z.org/\n",
    ),
    "front matter": (
        "---\nid: spring  # mine\ntitle:\n  zh-Hans: 春\n  en: Spring\ndate: 2024\n---\n\n花。\n\nFlowers.\n",
        "---\nid: spring  # mine\ntitle:\n  zh-Hans: 春\ndate: 2024\n---\n\n花。\n",
        "---\nid: spring  # mine\ntitle:\n  en: Spring\ndate: 2024\n---\n\nFlowers.\n",
    ),
}
REORDERED = {"runs", "two headings", "heading below its line", "marks", "a list each", "a note for both"}


@pytest.mark.parametrize("name", SHAPES)
def test_each_language_gets_the_authors_own_lines(name: str) -> None:
    text, left, right = SHAPES[name]

    assert texts(split(text)) == (left, right)


@pytest.mark.parametrize("name", sorted(SHAPES.keys() - REORDERED))
def test_merge_brings_the_very_text_back(name: str) -> None:
    """The shapes left out come back in another order or with a mark; split itself proves them the same book."""
    text, left, right = SHAPES[name]

    assert texts(merge(left, right)) == (text,)


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
