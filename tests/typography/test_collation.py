"""The order of an index."""

from __future__ import annotations

import pytest

from bookbuild.typography.collation import Collation


def _sorted(lang: str, *words: str, glossary: tuple[tuple[str, str], ...] = ()) -> list[str]:
    return sorted(words, key=Collation(lang, glossary).key)


def test_chinese_goes_by_letters_then_tones() -> None:
    assert _sorted("zh-Hans", "马", "骂", "妈", "麻", "门", "八") == ["八", "妈", "麻", "马", "骂", "门"]


def test_a_shorter_syllable_comes_before_a_longer_one() -> None:
    assert _sorted("zh-Hans", "方", "发音", "反", "发") == ["发", "发音", "反", "方"]


def test_ü_comes_after_u_and_before_longer_syllables() -> None:
    assert _sorted("zh-Hans", "乱", "绿", "路", "略") == ["路", "绿", "乱", "略"]


def test_traditional_characters_are_read_too() -> None:
    assert _sorted("zh-Hant", "馬", "罵", "門", "八") == ["八", "馬", "罵", "門"]


def test_the_glossary_counts() -> None:
    assert _sorted("zh-Hans", "单先生", "陈", "唐") == ["陈", "单先生", "唐"]
    assert _sorted("zh-Hans", "单先生", "地", glossary=(("单先生", "Shàn xiān sheng"),)) == ["地", "单先生"]


def test_letters_count_alike_whatever_their_case_and_accents() -> None:
    assert _sorted("en", "Zoo", "élan", "eel", "Elbe", "New York", "newspaper", "Newark") == [
        "eel", "élan", "Elbe", "Newark", "newspaper", "New York", "Zoo",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "lang", "letter"),
    [("阿什比", "zh-Hans", "A"), ("《论语》", "zh-Hans", "L"), ("iPod", "zh-Hans", "I"), ("élan", "en", "E"),
     ("1984", "en", ""), ("阿什比", "en", ""), ("…", "en", "")],
)  # fmt: skip
def test_the_letter_words_stand_under(words: str, lang: str, letter: str) -> None:
    assert Collation(lang).initial(words) == letter
