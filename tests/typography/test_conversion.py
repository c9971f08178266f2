"""Text in another variety of Chinese: words, the author's own, parts of a whole, quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.typography.conversion import Converter
from bookbuild.typography.quotes import turned
from bookbuild.typography.varieties import HANS, HANT, HONG_KONG, STEPS, TAIWAN, variety


def _converted(text: str, source: str, target: str, **words: str) -> str:
    return Converter(source, target, words)(text)


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("zh", HANS),
        ("zh-Hans", HANS),
        ("zh-CN", HANS),
        ("zh-Hans-SG", HANS),
        ("zh-Hant", HANT),
        ("zh-TW", TAIWAN),
        ("zh-Hant-TW", TAIWAN),
        ("zh-HK", HONG_KONG),
        ("zh-Hant-MO", HONG_KONG),
        ("yue-Hant", HANT),
        ("lzh", ""),
        ("ja", ""),
        ("en", ""),
        ("", ""),
    ],
)
def test_variety(tag: str, meant: str) -> None:
    assert variety(tag) == meant


@pytest.mark.parametrize(
    ("source", "target", "before", "after"),
    [
        (HANS, HANT, "头发发展，皇后以后", "頭髮發展，皇后以後"),
        (HANS, TAIWAN, "网络软件里的鼠标", "網路軟體裡的滑鼠"),
        (HANS, HONG_KONG, "网络软件里的鼠标", "網絡軟件裏的滑鼠"),
        (HANT, HANS, "頭髮發展，皇后以後", "头发发展，皇后以后"),
        (HANT, TAIWAN, "裏面着急", "裡面著急"),
        (HANT, HONG_KONG, "裡面", "裡面"),
        (TAIWAN, HANS, "網路軟體裡的滑鼠", "网络软件里的鼠标"),
        (HONG_KONG, HANS, "網絡軟件裏的滑鼠", "网络软件里的鼠标"),
        (HONG_KONG, TAIWAN, "裏面着急", "裡面著急"),
        (TAIWAN, HONG_KONG, "裡面著急", "裏面着急"),
    ],
)
def test_words_and_characters(source: str, target: str, before: str, after: str) -> None:
    assert _converted(before, source, target) == after


def test_there_is_a_way_between_all_varieties() -> None:
    varieties = (HANS, HANT, TAIWAN, HONG_KONG)

    assert set(STEPS) == {(one, other) for one in varieties for other in varieties if one != other}
    for one, other in STEPS:
        assert _converted("山", one, other) == "山"


def test_the_authors_words_go_first_the_longest_before_others() -> None:
    words = {"软件": "軟件", "软件园": "軟體園區"}

    assert _converted("软件园的软件", HANS, TAIWAN, **words) == "軟體園區的軟件"


def test_addresses_stay() -> None:
    text = "见 https://例子.中国/软件?a=头发 与 软件@a.cn，软件"

    assert _converted(text, HANS, TAIWAN) == "見 https://例子.中国/软件?a=头发 與 軟體@a.cn，軟體"


@pytest.mark.parametrize(
    ("text", "cuts", "parts"),
    [
        ("头发长", (1,), ["頭", "髮長"]),  # a cut inside a word
        ("写博客吗", (2,), ["寫部落", "格嗎"]),  # two characters that become three
        ("写博客吗", (1, 3), ["寫", "部落格", "嗎"]),
        ("博客", (0, 2), ["", "部落格", ""]),
        ("软件", (), ["軟體"]),
        ("", (), [""]),
    ],
)
def test_parts_of_a_word(text: str, cuts: tuple[int, ...], parts: list[str]) -> None:
    assert Converter(HANS, TAIWAN, {}).parts(text, cuts) == parts


@settings(deadline=None)
@given(st.text("头发博客软件里面皇后以后，。鼠标网络程序员a1 ", max_size=24), st.data())
def test_the_parts_are_the_whole(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)))))
    converter = Converter(HANS, TAIWAN, {"皇后": "皇后陛下"})

    parts = converter.parts(text, cuts)

    assert "".join(parts) == converter(text)
    assert len(parts) == len(cuts) + 1


@pytest.mark.parametrize(
    ("curled", "cornered"),
    [
        ("他说：“你说‘好’吗？”", "他說：「你說『好』嗎？」"),
        ("“McDonald’s”", "「McDonald’s」"),
        ("‘Li’s’是谁’的", "『Li’s』是谁』的"),
        ("the dogs’ 骨头", "the dogs’ 骨头"),
        ("“未完的一段", "「未完的一段"),
    ],
)
def test_quotation_marks(curled: str, cornered: str) -> None:
    everywhere = range(len(curled))
    told = turned(curled, HANT, everywhere)

    assert [mark for mark in told if not mark.isalnum()] == [mark for mark in cornered if not mark.isalnum()]
    assert turned(turned(curled, HANT, everywhere), HANS, everywhere) == curled


def test_marks_elsewhere_stay() -> None:
    assert turned("“a”“b”", TAIWAN, {0, 2}) == "「a」“b”"
    assert turned("「a」「b」", HANS, {0, 2}) == "“a”「b」"
