"""Mending: the sure faults and not one byte more, twice the same, and the same book."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild import source
from bookbuild.diagnostics import Diagnostics
from bookbuild.editorial import Mended, Proof, mend
from bookbuild.editorial.mending import shape
from bookbuild.world import MemoryWorld

LANGUAGES = ("zh-Hans", "en")


def mending(data: bytes, spacing: str = "") -> tuple[tuple[Mended, ...], Diagnostics]:
    world = MemoryWorld({"a.md": data})
    document, _ = source.read(world, "a.md", LANGUAGES, traced=True)
    assert document is not None
    return mend(world, [Proof(document)], LANGUAGES, spacing)


def mended(text: str, spacing: str = "") -> str:
    """*text* as it is afterwards."""
    found, problems = mending(text.encode(), spacing)
    assert problems == ()
    return found[0].after.decode() if found else text


def test_only_the_characters_at_fault_change() -> None:
    before = (
        "\ufeff# 春 / Spring\r\n\r\n雪化了, 春天 **来了**.\t\r\n\r\n```\r\na,  b\r\n```\r\n"
        "It's \\'so\\'.   \r\n<!-- it's -->"
    )
    after = before.replace("了, ", "了，", 1).replace("**.", "**。", 1).replace("It's", "It’s", 1)
    (found,), _ = mending(before.encode())

    assert found.after.decode() == after
    assert found.before == before.encode()
    assert found.counts == (("T001", 2), ("T012", 1), ("T021", 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('他说,**"好"**.', "他说，**“好”**。"),
        ("[链接,这里](http://a.b/c,d),好", "[链接，这里](http://a.b/c,d)，好"),
        ("用`a,b`,好", "用`a,b`，好"),
        ("| 雪,化 | a\\|b |\n|---|---|\n| 春,天 | c |", "| 雪，化 | a\\|b |\n|---|---|\n| 春，天 | c |"),
        ('<p class="a,b">雪化了,好</p>', '<p class="a,b">雪化了，好</p>'),
        ("雪化了[^1],好\n\n[^1]: 化,了", "雪化了[^1]，好\n\n[^1]: 化，了"),
        ('"It\'s \'so\'," he said -- "and then..."', "“It’s ‘so’,” he said—“and then…”"),
        ("![雪,化](a.png)", "![雪，化](a.png)"),
        ("> 雪化了,\n> 好", "> 雪化了，\n> 好"),
    ],
)
def test_markup_stays(before: str, after: str) -> None:
    assert mended(before) == after


def test_spaces_are_put_outside_markup() -> None:
    assert mended("用**Rust**和[Go](http://a.b)写", "space") == "用 **Rust** 和 [Go](http://a.b) 写"
    assert mended("用 **Rust** 和 *Go* 写", "none") == "用 **Rust** 和 *Go* 写"


def test_a_space_that_emphasis_may_need_stays() -> None:
    assert mended("**注意：** 雪化了。") == "**注意：** 雪化了。"
    assert mended("例如 _“雪”_ 化了。") == "例如 _“雪”_ 化了。"


def test_what_is_ignored_stays() -> None:
    text = '<!-- bookbuild-ignore T004: so it is written -->\n\n他说"好"。'

    assert mended(text) == text


def test_what_is_only_told_stays() -> None:
    for text in ("春天來了。", "to the the river", '他说"好"，又说"不', "他就这样回来了—带着一场大雪"):
        assert mended(text) == text


def test_mending_goes_on_to_the_end() -> None:
    assert mended("他說：「叫『春』。」,好 , 好") == "他說：“叫‘春’。”，好，好"


def test_t042_a_file_whose_structure_would_change_is_left_whole() -> None:
    found, problems = mending(b"1 . one\n\nIt's so.\n")

    assert found == ()
    assert [(one.code, one.message) for one in problems] == [
        ("T042", "left as it is: mending would change its structure")
    ]


RIGHT = st.sampled_from(
    [
        "雪化了，春天来了。他说：“好。”“叫‘春’。”",
        "他来了——带着雪……列夫·托尔斯泰《战争与和平》",
        "河边（老码头）起雾！真的？！",
        "“It’s gone,” he said—“gone.”",
        "In 1914–1918 it came… and went. Rock ’n’ roll of the ’90s. `a,  b`",
    ]
)
WORDS = "春 天来 來 Rust word the , . ... ? : ， 。。 ( ) （ ） “ ” ‘ ’ 「 」 『 』 << >> — -- – … •"
MARKUP = "** * _ ` [x](y) # > - 1. | <b> </b> &amp; \\ {lang=en} '90s 1914-1918 ＡＢ ' \""
SPACES = (" ", "  ", "\n", "\n\n", "\r\n", "\ufeff", " - ", "> ", "# ")
PIECES = st.sampled_from([*WORDS.split(), *MARKUP.split(), *SPACES])


@given(st.lists(RIGHT, max_size=8))
def test_what_is_right_stays(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)

    assert mended(text) == text


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["", "space", "none"]))
def test_mending_twice_is_mending_once_and_keeps_the_book(text: str, spacing: str) -> None:
    found, problems = mending(text.encode(), spacing)
    assert not (found and problems)
    assert all("no end" not in problem.message for problem in problems)
    if found:
        after = found[0].after
        again, _ = source.read(MemoryWorld({"a.md": after}), "a.md", LANGUAGES, traced=True)
        before, _ = source.read(MemoryWorld({"a.md": text}), "a.md", LANGUAGES, traced=True)

        assert again is not None
        assert before is not None
        assert shape(again) == shape(before)
        assert mending(after, spacing)[0] == ()


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    mending(text.encode("utf-8", "ignore"), "space")
