"""Emphasis: beside Chinese as a writer means it, elsewhere as CommonMark says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bookbuild.source.emphasis import ChineseInline

PLAIN = MarkdownIt("commonmark").enable("strikethrough")
OURS = MarkdownIt("commonmark").enable("strikethrough")
OURS.inline = ChineseInline(OURS.inline)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**专利：**你们", "<strong>专利：</strong>你们"),
        ("的**工作空间**（*workspace*）。", "的<strong>工作空间</strong>（<em>workspace</em>）。"),
        ("“**强调**”后", "“<strong>强调</strong>”后"),
        ("他说**“你好”**然后", "他说<strong>“你好”</strong>然后"),
        ("是**Rust (语言)**吗", "是<strong>Rust (语言)</strong>吗"),
        ("中**文**，*《书》*和", "中<strong>文</strong>，<em>《书》</em>和"),
        ("~~删：~~留", "<s>删：</s>留"),
        ("三 * 四 * 五", "三 * 四 * 五"),
        ("变_量_名", "变_量_名"),
    ],
)
def test_beside_chinese(text: str, expected: str) -> None:
    assert OURS.render(text) == f"<p>{expected}</p>\n"


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text(alphabet='ab *_~`.,!()[]"é–“”\n', max_size=30))
def test_without_chinese_nothing_differs(text: str) -> None:
    assert OURS.render(text) == PLAIN.render(text)
