"""How Chinese titles and names are filed."""

from __future__ import annotations

import pytest

from bookbuild.epub.filing import PINYIN, Filing
from bookbuild.model import Bilingual


@pytest.mark.parametrize(
    ("title", "filed"),
    [
        ("两样童年", "Liang yang tong nian"),
        ("女儿与AI 2024", "Nü er yu AI 2024"),
        ("《重庆》", "Chong qing"),
    ],
)
def test_a_title_is_filed_by_syllables(title: str, filed: str) -> None:
    assert Filing(()).title(title, "zh-Hans") == (PINYIN, filed)


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("李志飞", "Li Zhifei"),
        ("歐陽修", "Ouyang Xiu"),
        ("曾巩", "Zeng Gong"),
        ("单田芳", "Shan Tianfang"),
        ("尉迟恭", "Yuchi Gong"),
        ("江岸书局", "Jiang an shu ju"),
        ("佚", "Yi"),
    ],
)
def test_a_person_is_filed_by_family_name(name: str, filed: str) -> None:
    assert Filing(()).person(name, "zh-Hant", Bilingual()) == (PINYIN, filed)


def test_the_author_decides() -> None:
    own = Bilingual((("zh-Hans", "Yuē Hàn"), ("en", "Smith, John")))

    assert Filing(()).person("约翰", "zh-Hans", own) == (PINYIN, "Yuē Hàn")
    assert Filing(()).person("约翰", "zh-Hans", Bilingual((("en", "Smith, John"),))) == ("en", "Smith, John")
    assert Filing((("单田芳", "dān tián fāng"),)).person("单雄", "zh-Hans", Bilingual()) == (
        PINYIN,
        "Shan Xiong",
    )
    assert Filing((("单", "chán"),)).person("单雄", "zh-Hans", Bilingual()) == (PINYIN, "Chan Xiong")


@pytest.mark.parametrize(("text", "tag"), [("The Lamp", "en"), ("Google", "zh-Hans"), ("日本", "ja")])
def test_what_is_not_chinese_sorts_as_it_is_written(text: str, tag: str) -> None:
    assert Filing(()).title(text, tag) == ("", "")
    assert Filing(()).person(text, tag, Bilingual()) == ("", "")
