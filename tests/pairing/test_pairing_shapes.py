"""Which block faces which: tables of a chapter in shorthand and its pairs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookbuild.model import Figure, Text
from bookbuild.pairing import study
from tests.pairing.shorthand import LANGUAGES, document, show

OPENING = "zh# 题 {h}\nen# Title {h}\nzh: 序\nen: begun\n"
ONE_FILE = {
    "alternating": (
        "zh: 一\nen: one\nzh: 二\nen: two",
        ["一 | one", "二 | two"],
    ),
    "English first": ("en: one\nzh: 一\nen: two\nzh: 二", ["一 | one", "二 | two"]),
    "order changes": (
        "zh: 山路很长，我们走了一天\nen: The mountain road was long; we walked all day\n"
        "en: Night fell and nobody spoke\nzh: 天黑了，没有人说话",
        [
            "山路很长，我们走了一天 | The mountain road was long; we walked all day",
            "天黑了，没有人说话 | Night fell and nobody spoke",
        ],
    ),
    "runs of equal length": ("zh: 一\nzh: 二\nen: one\nen: two", ["一 | one", "二 | two"]),
    "all of one, then all of the other": (
        "zh: 一\nzh: 二\nzh: 三\nen: one\nen: two\nen: three",
        ["一 | one", "二 | two", "三 | three"],
    ),
    "lengths in step count for nothing": (
        "zh: 好\nen: Very well, said the old man, and he put down the oar\nzh: 走吧\nen: Go",
        ["好 | Very well, said the old man, and he put down the oar", "走吧 | Go"],
    ),
    "a note for readers of Chinese between": (
        "zh: 我小时候住在河边，每天清早听见船夫的号子声\n"
        "en: As a child I lived by the river and woke every morning to the boatmen singing\n"
        "zh: 作者按：这条河如今已经改道，旧的码头也早拆掉了，号子再没有人会唱\n"
        "zh: 后来我们搬进城里，住在电车站旁边的一幢楼上\n"
        "en: Later we moved to town, to a house beside the tram stop\n",
        [
            "我小时候住在河边，每天清早听见船夫的号子声"
            " | As a child I lived by the river and woke every morning to the boatmen singing",
            "作者按：这条河如今已经改道，旧的码头也早拆掉了，号子再没有人会唱 | -",
            "后来我们搬进城里，住在电车站旁边的一幢楼上"
            " | Later we moved to town, to a house beside the tram stop",
        ],
    ),
    "two paragraphs in one": (
        "zh: 母亲把门关上，雨就小了。屋里只剩下钟的声音。"
        "她坐下来，开始给父亲写那封很长的信，写了又撕，撕了又写，直到天亮\n"
        "en: Mother closed the door and the rain grew faint. "
        "In the whole house only the old clock could still be heard\n"
        "en: She sat down and began the long letter to Father, "
        "writing and tearing up and writing again until dawn\n"
        "zh: 信没有写完\nen: The letter was never finished",
        [
            "母亲把门关上，雨就小了。屋里只剩下钟的声音。她坐下来，开始给父亲写那封很长的信，写了又撕，撕了又写，直到天亮"
            " | Mother closed the door and the rain grew faint. "
            "In the whole house only the old clock could still be heard"
            "+She sat down and began the long letter to Father, "
            "writing and tearing up and writing again until dawn",
            "信没有写完 | The letter was never finished",
        ],
    ),
    "untranslated on purpose": (
        "zh: 一\nen: one\nzh: 按 {.untranslated}\nzh: 二\nen: two",
        ["一 | one", "按 | -", "二 | two"],
    ),
    "items, quotations and stanzas keep to their kind": (
        "zh- 甲\nzh- 乙\nen- alpha\nen- beta\nzh> 引\nen> quoted\nzh/ 诗\nen/ verse",
        ["甲 | alpha", "乙 | beta", "引 | quoted", "诗 | verse"],
    ),
    "an item more": (
        "zh- 第一条说的是纸张的厚薄\nzh- 第二条\nzh- 第三条说的是装订与裁切的次序\n"
        "en- The first is about the thickness of paper\n"
        "en- The third is about the order of binding and trimming",
        [
            "第一条说的是纸张的厚薄 | The first is about the thickness of paper",
            "第二条 | -",
            "第三条说的是装订与裁切的次序 | The third is about the order of binding and trimming",
        ],
    ),
    "figures, code and rules are shared": (
        "zh: 一\nen: one\nfig: a.png\nrule:\nzh: 二\ncode: ls\nen: two",
        ["一 | one", "[a.png]", "[rule]", "二 | two", "[ls]"],
    ),
    "a figure inside a run stays in its place": (
        "zh: 一\nfig: a.png\nzh: 二\nen: one\nen: two",
        ["一 | one", "[a.png]", "二 | two"],
    ),
    "the same code after each language": (
        "zh: 运行\ncode: ls -l\nen: Run\ncode: ls -l\nzh: 完\nen: Done",
        ["运行 | Run", "[ls -l]", "完 | Done"],
    ),
    "the same code in two turns is shown twice": (
        "zh: 运行\nen: Run\ncode: ls\nzh: 再运行\ncode: ls\nen: Run again",
        ["运行 | Run", "[ls]", "再运行 | Run again", "[ls]"],
    ),
    "code with its comments in each language": (
        "en: So:\nzh: 例如：\ncode: x := 1 // a name\ncode: x := 1 // 名字\n",
        ["例如： | So:", "x := 1 // 名字 | x := 1 // a name"],
    ),
    "headings are boundaries": (
        "zh# 题\nen# Title\nzh: 序\nzh## 甲\nen## A\nen: begun\nzh: 开始",
        ["题 | Title", "序 | -", "甲 | A", "开始 | begun"],
    ),
    "halves of a heading": ("zh# 题 {h}\nen# Title {h}\nzh: 一\nen: one", ["题 | Title", "一 | one"]),
    "neighbours of different levels are two headings": (
        "zh# 题\nen## Title\nzh: 一\nen: one",
        ["题 | -", "- | Title", "一 | one"],
    ),
    "a whole text after the other, with headings": (
        "zh# 题\nzh: 一\nzh## 甲\nzh: 二\nen# Title\nen: one\nen## A\nen: two",
        ["题 | Title", "一 | one", "甲 | A", "二 | two"],
    ),
    "neighbours that only happen to be": (
        OPENING + "en## Thanks\nzh## 附录\nzh: 附录在此",
        ["题 | Title", "序 | begun", "- | Thanks", "附录 | -", "附录在此 | -"],
    ),
    "sections that only happen to be neighbours": (
        OPENING + "en## Thanks\nen: To all of you\nzh## 附录\nzh: 附录在此",
        ["题 | Title", "序 | begun", "- | Thanks", "- | To all of you", "附录 | -", "附录在此 | -"],
    ),
    "a section each where headings stand together": (
        OPENING + "zh## 甲\nen## A\nzh: 一\nen: one\n" + "zh## 致谢\nzh: 谢谢\nen## Appendix\nen: More of it",
        [
            "题 | Title",
            "序 | begun",
            "甲 | A",
            "一 | one",
            "致谢 | -",
            "谢谢 | -",
            "- | Appendix",
            "- | More of it",
        ],
    ),
    "sections in turns": (
        OPENING + "en## A\nen: one\nzh## 甲\nzh: 一\nen## B\nen: two\nzh## 乙\nzh: 二",
        ["题 | Title", "序 | begun", "甲 | A", "一 | one", "乙 | B", "二 | two"],
    ),
    "the other order with text of both below": (
        OPENING + "en## A\nzh## 甲\nzh: 一\nen: one",
        ["题 | Title", "序 | begun", "甲 | A", "一 | one"],
    ),
    "a marked pair wins over lengths": (
        "zh: 一 {p}\nen: one\nen: two {p}",
        ["- | one", "一 | two"],
    ),
    "a marked pair of several blocks": (
        "zh: 一 {p}\nzh: 二 {p}\nen: one {p}\nzh: 三\nen: three",
        ["一+二 | one", "三 | three"],
    ),
    "what has no letters is shared": ("zh: 一\nen: one\nany: 1984", ["一 | one", "[1984]"]),
}


@pytest.mark.parametrize("name", ONE_FILE)
def test_one_file(name: str) -> None:
    source, expected = ONE_FILE[name]
    pairs = study((document(source),), LANGUAGES).pairs()
    assert show(pairs) == expected


PARALLEL = {
    "in step": (
        "zh# 题\nzh: 一\nzh: 二",
        "en# Title\nen: one\nen: two",
        ["题 | Title", "一 | one", "二 | two"],
    ),
    "shared things once": (
        "zh: 一\ncode: ls\nfig: a.png\nzh: 二\nrule:",
        "en: one\ncode: ls\nfig: a.png\nen: two\nrule:",
        ["一 | one", "[ls]", "[a.png]", "二 | two", "[rule]"],
    ),
    "code with translated comments": (
        "zh: 一\ncode: f() # 调用",
        "en: one\ncode: f() # call",
        ["一 | one", "f() # 调用 | f() # call"],
    ),
    "a figure in one file only": (
        "zh: 一\nfig: a.png\nzh: 二",
        "en: one\nen: two",
        ["一 | one", "[a.png]", "二 | two"],
    ),
    "a link to the original after every title": (
        "zh# 哈希表\nzh: 原文\n"
        "zh: 最后介绍的常用集合类型是哈希表，它保存着键与值之间的对应关系\n"
        "zh: 很多语言都支持这种数据结构，不过名字往往各不相同",
        "en# Hash maps\n"
        "en: The last of our common collections is the hash map; it stores a mapping of keys to values\n"
        "en: Many languages support this kind of structure, but they often use a different name",
        [
            "哈希表 | Hash maps",
            "原文 | -",
            "最后介绍的常用集合类型是哈希表，它保存着键与值之间的对应关系 | "
            "The last of our common collections is the hash map; it stores a mapping of keys to values",
            "很多语言都支持这种数据结构，不过名字往往各不相同 | "
            "Many languages support this kind of structure, but they often use a different name",
        ],
    ),
    "a section more": (
        "zh# 题\nzh## 甲\nzh: 这一节写的是北方的冬天和炉火旁的故事\nzh## 乙\nzh: 短\nzh## 丙\n"
        "zh: 这一节写的是南方的雨季和屋檐下的故事",
        "en# Title\nen## A\nen: This part is about the winters of the north and tales by the stove\n"
        "en## C\nen: This part is about the rains of the south and tales under the eaves",
        [
            "题 | Title",
            "甲 | A",
            "这一节写的是北方的冬天和炉火旁的故事"
            " | This part is about the winters of the north and tales by the stove",
            "乙 | -",
            "短 | -",
            "丙 | C",
            "这一节写的是南方的雨季和屋檐下的故事"
            " | This part is about the rains of the south and tales under the eaves",
        ],
    ),
    "a marked pair across files": (
        "zh: 一\nzh: 二 {p}",
        "en: one {p}\nen: two",
        ["一 | -", "二 | one", "- | two"],
    ),
    "marked sections": (
        "zh## 甲\nzh: 一\nzh## 乙 {s}\nzh: 二",
        "en## B {s}\nen: two",
        ["甲 | -", "一 | -", "乙 | B", "二 | two"],
    ),
}


@pytest.mark.parametrize("name", PARALLEL)
def test_parallel_files(name: str) -> None:
    chinese, english, expected = PARALLEL[name]
    documents = document(chinese, "a.zh-Hans.md"), document(english, "a.en.md")
    pairs = study(documents, LANGUAGES).pairs()
    assert show(pairs) == expected


def test_parallel_files_in_any_order() -> None:
    documents = document("en: one", "a.en.md"), document("zh: 一", "a.zh-Hans.md")
    assert show(study(documents, LANGUAGES).pairs()) == ["一 | one"]


def test_a_figure_keeps_both_captions() -> None:
    def told(source: str, caption: str) -> Figure:
        figure = document(source).blocks[1]
        assert isinstance(figure, Figure)
        return replace(figure, captions=(("", (Text(caption),)),))

    chinese, english = document("zh: 一\nfig: a.png"), document("en: one\nfig: a.png")
    chinese = replace(chinese, blocks=(chinese.blocks[0], told("zh: 一\nfig: a.png", "图")))
    english = replace(english, blocks=(english.blocks[0], told("en: one\nfig: a.png", "figure")))
    pairs = study((chinese, english), LANGUAGES).pairs()
    shared = pairs[1].side("")[0]
    assert isinstance(shared, Figure)
    assert shared.captions == (("zh-Hans", (Text("图"),)), ("en", (Text("figure"),)))


def test_a_book_of_one_language_misses_nothing() -> None:
    done = study((document("zh# 题\nzh: 一"),), ("zh-Hans",))
    assert [(one.kind, one.reason) for one in done.pairs()] == [("one-sided", "untranslated")] * 2
    assert done.problems() == ()
