"""Shapes a chapter can have: in one file, and in two."""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """A chapter in one file and in one for each language.

    ``merges``: the two files make the one again; else it comes back in another order or with a mark, which
    split itself proves to be the same book. ``splits``: the one file makes the very two.
    """

    one: str
    left: str
    right: str
    merges: bool = True
    splits: bool = True


SHAPES = {
    "paragraphs": Shape("春天来了。\n\nSpring came.\n", "春天来了。\n", "Spring came.\n"),
    "runs": Shape(
        "春。\n\n夏天来了。\n\nSpring.\n\nSummer came.\n",
        "春。\n\n夏天来了。\n",
        "Spring.\n\nSummer came.\n",
        merges=False,
    ),
    "heading": Shape("# 春 / Spring {#s}\n", "# 春 {#s}\n", "# Spring\n"),
    "two headings": Shape(
        "# 春\n\n# Spring\n\n花。\n\nFlowers.\n", "# 春\n\n花。\n", "# Spring\n\nFlowers.\n", merges=False
    ),
    "heading below its line": Shape(
        "# 春\n正文。\n\n# Spring\nText.\n", "# 春\n正文。\n", "# Spring\nText.\n", merges=False
    ),
    "quotation of both": Shape(
        "> 引言\n>\n> A quotation\n", "<!-- together -->\n> 引言\n", "<!-- together -->\n> A quotation\n"
    ),
    "a quotation each": Shape("> 引言\n\n> A quotation\n", "> 引言\n", "> A quotation\n"),
    "items in turn": Shape(
        "- 一\n- one\n- 二\n- two\n", "<!-- together -->\n- 一\n- 二\n", "<!-- together -->\n- one\n- two\n"
    ),
    "items set apart": Shape(
        "1. 一\n\n2. one\n", "<!-- together loose -->\n1. 一\n", "<!-- together loose -->\n2. one\n"
    ),
    "items of both": Shape(
        "- 一\n\n  one\n\n- 二\n\n  two\n",
        "<!-- together items -->\n- 一\n\n- 二\n",
        "<!-- together items -->\n- one\n\n- two\n",
    ),
    "a list each": Shape("- 一\n- 二\n\n* one\n* two\n", "- 一\n- 二\n", "* one\n* two\n", merges=False),
    "definitions": Shape(
        "春\n: 花开\n\nspring\n: flowers\n",
        "<!-- together -->\n春\n: 花开\n",
        "<!-- together -->\nspring\n: flowers\n",
    ),
    "verse in a pair": Shape(
        "::: pair\n::: verse\n床前，\n地上。\n:::\n\n::: verse\nMoonlight,\non the ground.\n:::\n:::\n",
        "::: {pair=~1}\n::: verse\n床前，\n地上。\n:::\n:::\n",
        "::: {pair=~1}\n::: verse\nMoonlight,\non the ground.\n:::\n:::\n",
    ),
    "box of both": Shape(
        "::: note {#n}\n注意。\n\nTake note.\n:::\n",
        "<!-- together -->\n::: note {#n}\n注意。\n:::\n",
        "<!-- together -->\n::: note\nTake note.\n:::\n",
    ),
    "HTML around both": Shape(
        '<div class="k">\n\n中文。\n\nEnglish.\n\n</div>\n',
        '<!-- together -->\n<div class="k">\n\n中文。\n\n</div>\n',
        '<!-- together -->\n<div class="k">\n\nEnglish.\n\n</div>\n',
    ),
    "code and rules": Shape(
        "代码：\n\nCode:\n\n```py\nx = 1\n```\n\n* * *\n",
        "代码：\n\n```py\nx = 1\n```\n\n* * *\n",
        "Code:\n\n```py\nx = 1\n```\n\n* * *\n",
    ),
    "code with comments": Shape(
        "代码：\n\nCode:\n\n```go\nx // 注\n```\n\n```go\nx // note\n```\n",
        "代码：\n\n```go\nx // 注\n```\n",
        "Code:\n\n```go\nx // note\n```\n",
    ),
    "caption": Shape("![雪 / Snow](i.png)\n", "![雪](i.png)\n", "![Snow](i.png)\n"),
    "recording": Shape(
        "![雪 / Snow](s.mp3) {url=https://a.example}\n",
        "![雪](s.mp3) {url=https://a.example}\n",
        "![Snow](s.mp3) {url=https://a.example}\n",
    ),
    "recording on the web": Shape(
        "[雪 / Snow](https://a.example/v) {.video poster=i.png}\n",
        "[雪](https://a.example/v) {.video poster=i.png}\n",
        "[Snow](https://a.example/v) {.video poster=i.png}\n",
    ),
    "title": Shape('![x](i.png "雪 / Snow")\n', '![x](i.png "雪")\n', '![x](i.png "Snow")\n'),
    "numbers": Shape("1948\n\n年。\n\nA year.\n", "1948\n\n年。\n", "1948\n\nA year.\n"),
    "marks": Shape(
        "春。 {pair=a}\n\n译注。 {.untranslated}\n\n{lang=en}\n“C'est la vie!”\n{pair=a}\n",
        "春。 {pair=a}\n\n译注。 {.untranslated}\n",
        "“C'est la vie!”\n{pair=a}\n",
        merges=False,
    ),
    "comment": Shape("<!-- todo -->\n\n春。\n\nSpring.\n", "<!-- todo -->\n\n春。\n", "Spring.\n"),
    "a note each": Shape(
        "春[^1]。\n\nSpring[^1].\n\n[^1]: 注。\n\n[^1]: A note.\n",
        "春[^1]。\n\n[^1]: 注。\n",
        "Spring[^1].\n\n[^1]: A note.\n",
    ),
    "a note of both": Shape(
        "春[^1]。\n\nSpring[^1].\n\n[^1]: 注。\n\n    A note.\n",
        "春[^1]。\n\n<!-- together -->\n[^1]: 注。\n",
        "Spring[^1].\n\n<!-- together -->\n[^1]: A note.\n",
    ),
    "a note for both": Shape(
        "春[^1]。\n\nSpring[^1].\n\n[^1]: 注。\n",
        "春[^1]。\n\n[^1]: 注。\n",
        "Spring[^1].\n\n[^1]: 注。\n    {lang=zh-Hans}\n",
        merges=False,
    ),
    "link definitions": Shape(
        "见[甲]和[z]。\n\nSee [z].\n\n[甲]: https://a.org/\n[z]: https://z.org/\n",
        "见[甲]和[z]。\n\n[甲]: https://a.org/\n[z]: https://z.org/\n",
        "See [z].\n\n[z]: https://z.org/\n",
    ),
    "front matter": Shape(
        "---\nid: spring  # mine\ntitle:\n  zh-Hans: 春\n  en: Spring\ndate: 2024\n---\n\n花。\n\nFlowers.\n",
        "---\nid: spring  # mine\ntitle:\n  zh-Hans: 春\ndate: 2024\n---\n\n花。\n",
        "---\nid: spring  # mine\ntitle:\n  en: Spring\ndate: 2024\n---\n\nFlowers.\n",
    ),
    "paragraphs in turn": Shape(
        "春。\n\nSpring.\n\n夏。\n\nSummer.\n", "春。\n\n夏。\n", "Spring.\n\nSummer.\n"
    ),
    "headings": Shape("# 春 / Spring {#s}\n", "# 春 {#s}\n", "# Spring\n"),
    "levels": Shape("# 书 / Book\n\n## 春\n\n### Spring\n", "# 书\n\n## 春\n", "# Book\n\n### Spring\n"),
    "lists": Shape("- 一\n- 二\n\n<!-- -->\n\n- one\n- two\n", "- 一\n- 二\n", "- one\n- two\n"),
    "code once": Shape("```py\nx\n```\n\n一。\n\nOne.\n", "```py\nx\n```\n\n一。\n", "```py\nx\n```\n\nOne.\n"),
    "foreign words": Shape("一。\n\nOne.\n\nfoo\n{lang=zh-Hans}\n\nbar\n", "一。\n\nfoo\n", "One.\n\nbar\n"),
    "a heading that looks like two": Shape(
        "一。\n\nOne.\n\n## 格式化 Formatting\n{lang=zh-Hans}\n", "一。\n\n## 格式化 Formatting\n", "One.\n"
    ),
    "notes of one label": Shape(
        "一[^1]。\n\nOne[^1].\n\n[^1]: 见foo。\n\n[^1]: See foo.\n",
        "一[^1]。\n\n[^1]: 见foo。\n",
        "One[^1].\n\n[^1]: See foo.\n",
    ),
    "notes whose language is not told": Shape(
        "一[^1]。\n\nOne[^1].\n\n[^1]: Smith\n    {lang=zh-Hans}\n\n[^1]: Smith\n",
        "一[^1]。\n\n[^1]: Smith\n",
        "One[^1].\n\n[^1]: Smith\n",
    ),
    "links of one name": Shape(
        "见[a]。\n\nSee [a][a~en] and [it][a~en], not `[a]`.\n\n[a]: https://zh.org/\n\n[a~en]: https://en.org/\n",
        "见[a]。\n\n[a]: https://zh.org/\n",
        "See [a] and [it][a], not `[a]`.\n\n[a]: https://en.org/\n",
    ),
    "a link there and none here": Shape(
        "见[a]。\n\nSee [a][a~en].\n\n[a~en]: https://en.org/\n",
        "见[a]。\n",
        "See [a].\n\n[a]: https://en.org/\n",
    ),
    "comments": Shape(
        "<!-- 一 -->\n\n<!-- for en -->\n<!-- one -->\n\n1948\n",
        "<!-- 一 -->\n\n1948\n",
        "<!-- one -->\n\n1948\n",
    ),
    "front matter that differs": Shape(
        "---\nid: x\nlang: zh\n#~en lang: en\ntitle:\n  zh-Hans: 春\n  en: >-\n    Spring\n    again\n---\n"
        "\n一。\n\nOne.\n",
        "---\nid: x\nlang: zh\ntitle: 春\n---\n\n一。\n",
        "---\nid: x\nlang: en\ntitle: >-\n  Spring\n  again\n---\n\nOne.\n",
        splits=False,
    ),
    "notes at the end, in turn": Shape(
        "一[^a]。\n\nOne[^b].\n\n二[^c]。\n\nTwo[^d].\n\n"
        "[^a]: 注甲。\n\n[^b]: Note a.\n\n[^c]: 注乙。\n\n[^d]: Note c.\n",
        "一[^a]。\n\n二[^c]。\n\n[^a]: 注甲。\n\n[^c]: 注乙。\n",
        "One[^b].\n\nTwo[^d].\n\n[^b]: Note a.\n\n[^d]: Note c.\n",
    ),
    "notes below their pair": Shape(
        "一[^a]。\n\nOne[^b].\n\n[^a]: 注甲。\n\n[^b]: Note a.\n\n二[^c]。\n\nTwo.\n\n[^c]: 注乙。\n",
        "一[^a]。\n\n[^a]: 注甲。\n\n二[^c]。\n\n[^c]: 注乙。\n",
        "One[^b].\n\n[^b]: Note a.\n\nTwo.\n",
    ),
    "notes in the middle": Shape(
        "一[^a]。\n\nOne.\n\n[^a]: 注甲。\n\n二。\n\nTwo[^b].\n\n[^b]: Note b.\n\n三。\n\nThree.\n",
        "一[^a]。\n\n[^a]: 注甲。\n\n二。\n\n三。\n",
        "One.\n\nTwo[^b].\n\n[^b]: Note b.\n\nThree.\n",
    ),
    "notes, all of a language first": Shape(
        "一[^a]。\n\nOne[^b].\n\n二[^c]。\n\nTwo[^d].\n\n"
        "[^a]: 注甲。\n\n[^c]: 注乙。\n\n[^b]: Note a.\n\n[^d]: Note c.\n",
        "一[^a]。\n\n二[^c]。\n\n[^a]: 注甲。\n\n[^c]: 注乙。\n",
        "One[^b].\n\nTwo[^d].\n\n[^b]: Note a.\n\n[^d]: Note c.\n",
        merges=False,
    ),
}
