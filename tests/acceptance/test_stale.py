"""Accept a tiny book, edit it, and see what is told."""

from __future__ import annotations

import pytest

from bookbuild.diagnostics import Severity
from tests.acceptance.remembered import accepted, book, codes, edited, one, told

RIVER = """# 河 / The River

船不来了。他说：“明天再来吧……”

The boats no longer come. He said, “Come back tomorrow.”

桥是石头造的，有三百年了。

The bridge is built of *stone*; it is three hundred years old.

雨停了。

The rain has stopped.
"""
BOOK = accepted(one(RIVER))


def test_what_was_accepted_is_as_it_was() -> None:
    assert told(BOOK, Severity.NOTE) == ""


def test_an_edit_in_chinese_leaves_the_english_stale() -> None:
    assert told(edited(BOOK, ("桥是石头造的", "那座桥是木头造的"))) == (
        "chapters/a.md:9:1: warning[A020]: the English has not followed the Chinese, "
        "which changed since both were accepted\n"
        "9 │ The bridge is built of *stone*; it is three hundred years old.\n"
        "  │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = note: the Chinese at chapters/a.md:7:1: {+那座+}桥是[-石-]{+木+}头造的，有三百年了。\n"
        "  = help: edit the English, or accept them as they are: bookbuild pairs --accept chapters/a.md"
    )


def test_an_edit_in_english_leaves_the_chinese_stale() -> None:
    assert told(edited(BOOK, ("The rain has stopped", "At last the rain stopped"))) == (
        "chapters/a.md:11:1: warning[A020]: the Chinese has not followed the English, "
        "which changed since both were accepted\n"
        "11 │ 雨停了。\n"
        "   │ ^^^^^^^^\n"
        "   = note: the English at chapters/a.md:13:1: [-The-]{+At last the+} rain [-has-] stopped.\n"
        "   = help: edit the Chinese, or accept them as they are: bookbuild pairs --accept chapters/a.md"
    )


def test_the_stale_side_edited_is_stale_no_more() -> None:
    ahead = edited(BOOK, ("雨停了", "雨终于停了"))
    assert codes(ahead) == ["A020"]
    assert codes(edited(ahead, ("The rain has", "At last the rain has"))) == ["A025"]


def test_accepted_again_it_is_stale_no_more() -> None:
    assert codes(accepted(edited(BOOK, ("雨停了", "雨终于停了")))) == []


def test_two_edits_leave_two_sides_stale() -> None:
    found = told(edited(BOOK, ("雨停了", "雨终于停了"), ("no longer come", "come no more")))

    assert [line.split(" ")[0] for line in found.splitlines() if "A020" in line] == [
        "chapters/a.md:3:1:",
        "chapters/a.md:13:1:",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“明天再来吧……”", '"明天再来吧..."'),
        ("“明天再来吧……”", "「明天再来吧⋯⋯」"),
        ("他说：", "他说: "),
        ("船不来了。他", "船不\n来了。\n他"),
        ("He said, “Come back", 'He said,\n"Come   back'),
        ("*stone*", "__stone__"),
        ("*stone*", "stone"),
        ("桥是石头造的，", "桥是**石头**造的,"),
        ("it is three", "it\u00a0is three"),
    ],
)
def test_typography_is_no_change(old: str, new: str) -> None:
    assert codes(edited(BOOK, (old, new))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一九四八年——", "一九四八年 — "),
        ("用 Rust 写", "用Rust写"),
        ("１９４８", "1948"),
        ("café", "cafe\u0301"),
        ("up—and", "up -- and"),
        ("up—and", "up – and"),
    ],
)
def test_spacing_widths_composition_and_dashes_are_no_change(old: str, new: str) -> None:
    text = "# 题 / Title\n\n一九四八年——用 Rust 写，１９４８。\n\nWritten in a café, up—and down.\n"
    assert codes(edited(accepted(one(text)), (old, new))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("any one", "anyone"), ("`--all`", "`-all`"), ("is, no", "is no"), ("polish", "Polish"), ("3.5", "35")],
)
def test_what_reads_otherwise_is_a_change(old: str, new: str) -> None:
    text = "# 题 / Title\n\n第一段在这里。\n\nIs there any one: there is, no 3.5 polish `--all` here.\n"
    assert [code for code in codes(edited(accepted(one(text)), (old, new))) if code != "A017"] == ["A020"]


def test_a_moved_pair_is_not_stale() -> None:
    head, boats, ships, bridge, stone, rain, stopped = RIVER.rstrip("\n").split("\n\n")
    moved = "\n\n".join([head, rain, stopped, boats, ships, bridge, stone])

    assert codes({**BOOK, "chapters/a.md": moved + "\n"}) == []


def test_a_deleted_pair_says_nothing_and_a_new_one_is_not_watched() -> None:
    assert codes(edited(BOOK, ("雨停了。\n\nThe rain has stopped.\n", ""))) == []
    assert codes({**BOOK, "chapters/a.md": RIVER + "\n雪下了一夜。\n\nIt snowed all night.\n"}) == ["A025"]


def test_what_came_in_one_language_only_is_reported_as_ever() -> None:
    found = codes({**BOOK, "chapters/a.md": RIVER + "\n## 雪 / Snow\n\n雪下了一夜。\n\n月亮出来了。\n"})

    assert found == ["A025", "A002", "A002"]


def test_a_lost_translation_is_missing_and_not_stale() -> None:
    assert codes(edited(BOOK, ("The rain has stopped.\n", ""))) == ["A002"]


CODE = """# 码 / Code

看这里。

Look here.

```rust
let x = 1; // 一
```

```rust
let x = 1; // one
```
"""


def test_code_counts_as_it_is_written() -> None:
    base = accepted(one(CODE))
    found = told(edited(base, ("// one", "// one-based")))

    assert "chapters/a.md:7:1: warning[A020]: the Chinese has not followed the English" in found
    assert "1; // one{+-based+}↵```" in found


def test_notes_are_watched_too() -> None:
    text = "# 题 / Title\n\n山[^a]高。\n\nThe hill[^b] is high.\n\n[^a]: 在城西。\n\n[^b]: West of the town.\n"
    assert "note: the Chinese at chapters/a.md:7:1: 在城[-西-]{+东+}。" in told(
        edited(accepted(one(text)), ("城西", "城东"))
    )


def test_a_comment_that_prints_nothing_is_never_stale() -> None:
    text = "# 题 / Title\n\n山高。\n\nThe hill is high.\n\n<!-- look again -->\n"
    assert codes(edited(accepted(one(text)), ("look again", "all is well"))) == ["S019"]


def test_captions_of_one_figure_are_two_sides() -> None:
    zh = {"c/a.zh-Hans.md": "# 题\n\n山高。\n\n![](a.png)\n\n水长。\n"}
    en = {"c/a.en.md": "# Title\n\nThe hill is high.\n\n![](a.png)\n\nThe water is long.\n"}
    base = accepted(book({**zh, **en}))
    assert not [code for code in codes(base) if code.startswith("A02")]
    assert "the Chinese at c/a.zh-Hans.md:7:1: 水[-长-]{+短+}。" in told(edited(base, ("水长", "水短")))


JOINED = "# 题 / Title\n\n甲来了，坐在门口。\n\nJia came and sat by the door.\n\n乙走了。\n\nYi left.\n"


def test_paragraphs_put_together_are_no_change() -> None:
    both = edited(
        accepted(one(JOINED)),
        ("门口。\n\nJia came", "门口。乙走了。\n\nJia came"),
        ("door.\n\n乙走了。\n\nYi", "door. Yi"),
    )
    assert "A020" not in codes(both)


def test_paragraphs_put_together_and_edited_on_one_side_leave_the_other_stale() -> None:
    both = edited(
        accepted(one(JOINED)),
        ("门口。\n\nJia came", "门口。乙没有走。\n\nJia came"),
        ("door.\n\n乙走了。\n\nYi", "door. Yi"),
    )
    found = told(both)

    assert "chapters/a.md:5:1: warning[A020]: the English has not followed the Chinese" in found
    assert "门口。乙{+没有+}走[-了-]。" in found


def test_a_paragraph_split_and_edited_on_one_side_leaves_the_other_stale() -> None:
    text = "# 题 / Title\n\n甲来了，坐在门口。乙走了。\n\nJia came and sat by the door. Yi left.\n"
    split = "# 题 / Title\n\n甲来了，坐在门口。\n\nJia came and sat by the door.\n\n乙没有走。\n\nYi left.\n"
    found = told({**accepted(one(text)), "chapters/a.md": split})

    assert found.count("A020") == 1
    assert "门口。↵乙{+没有+}走[-了-]。" in found


def test_a_paragraph_paired_with_another_one_is_no_edit() -> None:
    text = (
        "# 题 / Title\n\n甲来了。 {pair=a}\n\n乙走了。 {pair=a}\n\nJia came. {pair=a}\n\n"
        "丙睡了。 {pair=b}\n\nBing slept. {pair=b}\n"
    )
    base = accepted(one(text))
    moved = edited(base, ("乙走了。 {pair=a}\n\nJia came. {pair=a}", "Jia came. {pair=a}\n\n乙走了。 {pair=b}"))

    assert codes(moved) == []
    assert codes(edited(moved, ("丙睡了", "丙没睡"))) == ["A020"]


def test_one_file_and_two_files_share_the_record() -> None:
    zh = "# 河\n\n船不来了。\n\n桥是石头造的。\n"
    en = "# The River\n\nThe boats no longer come.\n\nThe bridge is built of stone.\n"
    boats, bridge = "船不来了。\n\nThe boats no longer come.", "桥是石头造的。\n\nThe bridge is built of stone."
    whole = f"# 河 / The River\n\n{boats}\n\n{bridge}\n"
    single, double = one(whole), book({"chapters/a.zh-Hans.md": zh, "chapters/a.en.md": en})
    record = accepted(single)["accepted.jsonl"]

    assert accepted(double)["accepted.jsonl"] == record
    assert codes({**double, "accepted.jsonl": record}) == []
    assert "chapters/a.en.md:3:1: warning[A020]" in told(
        edited({**double, "accepted.jsonl": record}, ("不来了", "又不来了"))
    )
