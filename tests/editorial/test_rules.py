"""Each rule by itself: what it mends, what it reports without knowing better, and what it must leave alone."""

from __future__ import annotations

from collections.abc import Iterable

from bookbuild.editorial import (
    characters,
    en_quotes,
    en_signs,
    en_words,
    zh_points,
    zh_quotes,
    zh_signs,
    zh_spaces,
)
from bookbuild.editorial.rules import RULES
from bookbuild.editorial.value import House, Rule
from bookbuild.model import OBJECT, PARAGRAPH

HANS, HANT, EN = House("zh-Hans"), House("zh-Hant"), House("en")


def mended(rule: Rule, text: str, house: House) -> str:
    """*text* with every edit of *rule* made."""
    edits = sorted({edit for finding in rule(text, house) for edit in finding.edits}, reverse=True)
    for edit in edits:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def check(
    rule: Rule,
    house: House,
    pairs: Iterable[tuple[str, str]] = (),
    told: Iterable[str] = (),
    right: Iterable[str] = (),
) -> None:
    """*pairs* are mended so and then right; *told* are reported and stay; *right* is not even reported."""
    for text, wanted in pairs:
        assert mended(rule, text, house) == wanted
        assert list(rule(wanted, house)) == [], wanted
    for text in told:
        assert [finding.edits for finding in rule(text, house)] == [()], text
    for text in right:
        assert list(rule(text, house)) == [], text


# ---------------------------------------------------------------- Chinese


def test_half_width_points() -> None:
    check(
        zh_points.half_width_points,
        HANS,
        pairs=[
            ("雪化了,春天来了.", "雪化了，春天来了。"),
            ("雪化了吗?化了!真的?!", "雪化了吗？化了！真的？！"),
            ("他说:好;她说:不", "他说：好；她说：不"),
            ("用 Rust, 他写书", "用 Rust， 他写书"),
            (f"见 {OBJECT}, 然后再说", f"见 {OBJECT}， 然后再说"),
            ("我喜欢 Rust.", "我喜欢 Rust。"),
            ("一.开头的话", "一、开头的话"),
            ("几种语言（例如. 中文）", "几种语言（例如， 中文）"),
            ("书《红楼梦》,他读过", "书《红楼梦》，他读过"),
        ],
        right=[
            "圆周率是 3.5，现在 10:30，一共 1,000 个",
            "他说 “To be, or not to be. That is it.”",
            "文件名.txt 在这里",
            "Rust, Go, C++ 等语言",
            "他在苹果公司（Apple Inc.）工作",
            "比例是3:1的时候",
            "The word 麻婆, which I like, is a name; and 豆腐, which I like too, is another.",
            "表情:smile:在这里".replace(":smile:", OBJECT * 7),
            "1. 第一",
        ],
    )


def test_half_width_brackets() -> None:
    check(
        zh_points.half_width_brackets,
        HANS,
        pairs=[
            ("河边(老码头)起雾", "河边（老码头）起雾"),
            ("所有权(ownership)很重要", "所有权（ownership）很重要"),
            ("鲁迅(1881–1936)是作家", "鲁迅（1881–1936）是作家"),
        ],
        right=["函数 f(x) 的值", "坐标 (0.0, 1.5) 在这里", "选(a)还是(b)", "他叫 Wei Li (of Buffalo)"],
    )


def test_mixed_brackets() -> None:
    check(
        zh_points.mixed_brackets,
        HANS,
        pairs=[("河边（老码头)起雾", "河边（老码头）起雾"), ("河边(abc）起雾", "河边（abc）起雾")],
        right=["河边（老码头）起雾", "1）第一(a)"],
    )


def test_repeated_points() -> None:
    check(
        zh_points.repeated_points,
        HANS,
        pairs=[("雪化了，，春天", "雪化了，春天"), ("好！！！！！", "好！！！"), ("完了。。", "完了。")],
        told=["雪化了，。", "苹果、，梨"],
        right=["好！！！", "真的？！", "等着。。。"],
    )


def test_straight_quotes_in_chinese() -> None:
    check(
        zh_quotes.straight_quotes,
        HANS,
        pairs=[
            ('他说："好。"', "他说：“好。”"),
            ('“他说"好"就好”', "“他说‘好’就好”"),
            ('他说"好”，又说“不"', "他说“好”，又说“不”"),
            ("所谓'春天'来了", "所谓‘春天’来了"),
        ],
        told=['他说"好"，又说"不'],
        right=['写 class="x" 就好', "麦当劳（McDonald's）的薯条"],
    )
    check(zh_quotes.straight_quotes, HANT, pairs=[('他說："好。"', "他說：「好。」")])


def test_regional_quotes() -> None:
    check(
        zh_quotes.regional_quotes,
        HANS,
        pairs=[("他说：「叫『春』。」", "他说：“叫‘春’。”")],
        right=["他说：“好。”"],
    )
    check(
        zh_quotes.regional_quotes,
        HANT,
        pairs=[("他說：“叫‘春’。”", "他說：「叫『春』。」")],
        right=["他說：「好。」", "他說：“Good morning.”", "McDonald’s 的薯條"],
    )
    check(zh_quotes.regional_quotes, House("zh"), right=["他说：「好。」", "他说：“好。”"])


def test_facing_quotes_in_chinese() -> None:
    check(
        zh_quotes.facing_quotes,
        HANS,
        pairs=[("他说：“好。“", "他说：“好。”"), ("他说：”好。“", "他说：“好。”")],
        told=["他说：“好。", "他说：好。”", f"他说：“好。{PARAGRAPH}后来"],
        right=["他说：“好。”她说：“不。”", f"他说：“好。{PARAGRAPH}“再说一句。”"],
    )


def test_title_marks() -> None:
    check(
        zh_quotes.title_marks,
        HANS,
        pairs=[("他在读<<红楼梦>>", "他在读《红楼梦》"), ("《读《春》有感》", "《读〈春〉有感》")],
        right=["《读〈春〉有感》", "a << b >> c", "《春》和《秋》"],
    )


def test_dashes_in_chinese() -> None:
    check(
        zh_signs.dashes,
        HANS,
        pairs=[
            ("他来了 -- 带着雪", "他来了——带着雪"),
            ("他来了———带着雪", "他来了——带着雪"),
            (f"{OBJECT} - 定义一个词", f"{OBJECT}——定义一个词"),
            ("这是最好的办法 - 即使没有观众", "这是最好的办法——即使没有观众"),
            ("— 鲁迅", "——鲁迅"),
        ],
        told=["他就这样回来了—带着一场大雪"],
        right=["他来了——带着雪", "北京—上海特别快车", "请求 - 响应", "1914–1918年", "运行 cargo --release 吧"],
    )


def test_ellipses_in_chinese() -> None:
    check(
        zh_signs.ellipses,
        HANS,
        pairs=[
            ("他来了...", "他来了……"),
            ("他来了。。。", "他来了……"),
            ("他来了…", "他来了……"),
            ("（...）他来了", "（……）他来了"),
        ],
        right=["他来了……", "数 1...5 的和", "两段……………吗".replace("…" * 5, "…" * 4)],
    )


def test_interpuncts() -> None:
    check(
        zh_signs.interpuncts,
        HANS,
        pairs=[
            ("列夫•托尔斯泰", "列夫·托尔斯泰"),
            ("列夫‧托尔斯泰", "列夫·托尔斯泰"),
            ("列夫．托尔斯泰", "列夫·托尔斯泰"),
        ],
        right=["列夫·托尔斯泰", "• 第一"],
    )
    check(zh_signs.interpuncts, HANT, right=["列夫‧托爾斯泰"])


def test_spaces() -> None:
    check(
        zh_spaces.spaces,
        HANS,
        pairs=[
            ("雪化了， 春天 来了。", "雪化了，春天来了。"),
            ("他说 “好” 就走", "他说“好”就走"),
            ("河边 （老码头） 起雾", "河边（老码头）起雾"),
            ("他来了 —— 带着雪", "他来了——带着雪"),
            (f"用 {OBJECT} ，好", f"用 {OBJECT}，好"),
        ],
        right=[
            "第一章 绪论",
            "用 Rust 写书。",
            "张三 李四 王五",
            "床前明月光，\n 疑是地上霜。",
            "见程序 手册.pdf，好",
            "@维护者 你好！",
        ],
    )


def test_mixed_spacing() -> None:
    apart, together = House("zh-Hans", True, True), House("zh-Hans", False, False)
    check(
        zh_spaces.mixed_spacing,
        apart,
        pairs=[("用Rust写了3本书", "用 Rust 写了 3 本书")],
        right=["一件T恤", "卡拉 OK，Rust。"],
    )
    check(zh_spaces.mixed_spacing, together, pairs=[("用 Rust 写了 3 本书", "用Rust写了3本书")])
    check(zh_spaces.mixed_spacing, HANS, right=["用Rust写 Rust 书3本 4 本"])


def test_full_width_letters() -> None:
    check(
        characters.full_width_letters,
        HANS,
        pairs=[("ＮＢＡ打了１０．５年", "NBA打了10.5年")],
        right=["NBA，10年。"],
    )


def test_other_script() -> None:
    check(
        characters.other_script,
        HANS,
        told=["春天來了，學生們也來了"],
        right=["著作、乾坤、慰藉、后来、干净", "春天来了"],
    )
    check(
        characters.other_script,
        HANT,
        told=["春天来了"],
        right=["皇后、公里、干涉、台灣、才能、恒生", "春天來了"],
    )
    check(characters.other_script, House("zh"), right=["春天來了，春天来了"])
    two = f"春天來了{PARAGRAPH}學生來了"
    assert [finding.start for finding in characters.other_script(two, HANS)] == [2, 5]


# ---------------------------------------------------------------- English


def test_straight_quotes_in_english() -> None:
    check(
        en_quotes.straight_quotes,
        EN,
        pairs=[
            ('He said, "It is gone."', "He said, “It is gone.”"),
            ('"Gone," he said. "All gone."', "“Gone,” he said. “All gone.”"),
            (f'the "{OBJECT}" field ("x")', f"the “{OBJECT}” field (“x”)"),
            ('"In 1994" they met', "“In 1994” they met"),
        ],
        told=['the word"Example', 'a " mark'],
        right=["“Gone,” he said.", 'a board of 10" and 5\' 10" long'],
    )


def test_apostrophes() -> None:
    check(
        en_quotes.apostrophes,
        EN,
        pairs=[
            ("It's the dogs' day", "It’s the dogs’ day"),
            ("the '90s and rock 'n' roll", "the ’90s and rock ’n’ roll"),
            ("'Tis done, 'twas said", "’Tis done, ’twas said"),
            ("“He said, 'Go.'”", "“He said, ‘Go.’”"),
            ("the ‘90s", "the ’90s"),
            ("the 1980's", "the 1980’s"),
        ],
        right=["5' 10\" tall", "It’s", "at 12' deep"],
    )


def test_facing_quotes_in_english() -> None:
    check(
        en_quotes.facing_quotes,
        EN,
        pairs=[("”Gone,“ he said", "“Gone,” he said")],
        right=["“Gone,” he said. “All.”", "(“x”)—“y”"],
    )


def test_dashes_in_english() -> None:
    check(
        en_signs.dashes,
        EN,
        pairs=[
            ("Spring came -- and went", "Spring came—and went"),
            ("Spring came--and went", "Spring came—and went"),
            ("Spring came - and went", "Spring came—and went"),
            ("“And then--”", "“And then—”"),
        ],
        right=[
            "use cargo --release",
            "Monday - Friday",
            "Appendix A - Keywords",
            "3 - 2 is 1",
            "well-known",
            "a—b",
        ],
    )
    check(
        en_signs.dashes,
        House("en-GB", dash=" – "),
        pairs=[("Spring came -- and went", "Spring came – and went")],
    )


def test_ranges() -> None:
    check(
        en_signs.ranges,
        EN,
        pairs=[
            ("the war of 1914-1918", "the war of 1914–1918"),
            ("in 1914-18", "in 1914–18"),
            ("pp. 12-15", "pp. 12–15"),
            ("after 10-15 minutes", "after 10–15 minutes"),
        ],
        right=[
            "call 555-1234",
            "on 2024-05-13",
            "won 3-1",
            "a 16-9 screen",
            "ISBN 978-0-306",
            "1914–1918",
            "3.1-3.2",
        ],
    )


def test_ellipses_in_english() -> None:
    check(
        en_signs.ellipses,
        EN,
        pairs=[("He waited... and", "He waited… and"), ("Gone....", "Gone.…"), ("(...) and", "(…) and")],
        right=["call f(...) now", "spread ...args", "a . . . b", "../folder", "He waited…"],
    )


def test_double_spaces() -> None:
    check(
        en_words.double_spaces, EN, pairs=[("One.  Two   three", "One. Two three")], right=["  verse\n  lines"]
    )


def test_space_before_points() -> None:
    check(
        en_words.space_before_points,
        EN,
        pairs=[("Spring came , and went .", "Spring came, and went."), ("Why ?", "Why?")],
        right=["use .NET now", "he waited . . . and", "called . (dot), is", "a smile :) here"],
    )


def test_space_after_points() -> None:
    check(
        en_words.space_after_points,
        EN,
        pairs=[("It came.The ice went", "It came. The ice went"), ("snow,ice", "snow, ice")],
        right=["Node.Js", "foo.bar", "1,000", "e.g., this", "example.com"],
    )


def test_doubled_words() -> None:
    check(
        en_words.doubled_words,
        EN,
        told=["to the the river", "The the river"],
        right=["he had had it", "that that is", "bitwise AND and", "the then king", "told you you were"],
    )


def test_full_width_marks() -> None:
    check(
        en_words.full_width_marks,
        EN,
        pairs=[
            ("Spring came，and went。", "Spring came, and went."),
            ("spring（the season）came", "spring (the season) came"),
        ],
        right=["he read 《春》 once", "he said “你好。” and left", "Spring came, and went."],
    )


# ---------------------------------------------------------------- all of them


def test_every_rule_has_a_test_and_a_source() -> None:
    here = {name for name in globals() if name.startswith("test_")}

    for row in RULES:
        name = row.rule.__name__
        assert {f"test_{name}", f"test_{name}_in_{'chinese' if row.language == 'zh' else 'english'}"} & here, (
            name
        )
        assert any(source in (row.rule.__doc__ or "") for source in ("GB/T", "clreq", "Chicago", "OpenCC")), (
            name
        )
