"""Scripts, readings and the words an author decides on: in the manifest, in files, and wrong."""

from __future__ import annotations

import pytest

from bookbuild.manifest import load
from bookbuild.model import Edition, Pinyin
from bookbuild.world import MemoryWorld

FILES = {
    "a.md": "# 题 / Title",
    "words.txt": "山 shān, 上\n12 麒麟",
    "latin.txt": "no characters",
    "own.yaml": "# names\n重庆: chóng qìng\n单: shàn\n",
    "empty.yaml": "# nothing\n",
    "broken.yaml": "重庆: [chóng\n",
    "wrong.yaml": "重庆: chóng qìng shì\n",
}


def _loaded(edition: str, book: str = "", languages: str = "[zh-Hans, en]") -> tuple[Edition | None, list[str]]:
    text = (
        f"title: T\nlanguages: {languages}\n{book}volumes:\n  - {{chapters: [a.md]}}\n"
        f"editions:\n  e: {{format: epub, {edition}}}\n"
    )
    manifest, found = load(MemoryWorld({**FILES, "book.yaml": text}))
    told = [f"{item.code} {item.span.path if item.span else ''}".removesuffix(" book.yaml") for item in found]
    return (manifest.editions[0] if manifest and manifest.editions else None), told


def _right(edition: str, book: str = "", languages: str = "[zh-Hans, en]") -> Edition:
    made, found = _loaded(edition, book, languages)
    assert made
    assert not found
    return made


def test_nothing_said() -> None:
    made = _right("layout: interleaved")

    assert (made.script, made.conversion, made.pinyin) == ("", (), Pinyin())


@pytest.mark.parametrize(
    ("said", "pinyin"),
    [
        ("none", Pinyin()),
        ("first", Pinyin("first")),
        ("all", Pinyin("all")),
        ("{level: 3}", Pinyin("level", 3)),
        ("{known: words.txt}", Pinyin("level", 0, frozenset("山上麒麟"))),
        ("{level: 9, known: words.txt}", Pinyin("level", 9, frozenset("山上麒麟"))),
    ],
)
def test_pinyin(said: str, pinyin: Pinyin) -> None:
    assert _right(f"pinyin: {said}").pinyin == pinyin


def test_emphasis_is_the_editions_else_the_books() -> None:
    assert _right("layout: interleaved").emphasis == "kai"
    assert _right("layout: interleaved", "emphasis: dots\n").emphasis == "dots"
    assert _right("emphasis: kai", "emphasis: dots\n").emphasis == "kai"


def test_the_editions_words_go_before_the_books() -> None:
    made = _right(
        "script: zh-TW, conversion: {软件: 軟體}, pinyin: all, pinyin_glossary: own.yaml",
        "conversion: {软件: 軟件, 里: 裡}\npinyin_glossary: {单: dān, 花儿: huār}\n",
    )

    assert made.conversion == (("软件", "軟體"), ("里", "裡"))
    assert made.pinyin.glossary == (("单", "shàn"), ("花儿", "huār"), ("重庆", "chóng qìng"))


@pytest.mark.parametrize(
    ("edition", "book", "codes"),
    [
        ("script: zh-CN", "", ["M024"]),
        ("emphasis: bold", "", ["M024"]),
        ("layout: interleaved", "emphasis: bold\n", ["M024"]),
        ("pinyin: some", "", ["M024"]),
        ("pinyin: {level: 10}", "", ["M024"]),
        ("pinyin: level", "", ["M009"]),
        ("pinyin: {}", "", ["M009"]),
        ("pinyin: {known: lost.txt}", "", ["M015"]),
        ("pinyin: {known: latin.txt}", "", ["M011"]),
        ("pinyin: {grade: 3}", "", ["M008"]),
        ("pinyin: all, pinyin_glossary: lost.yaml", "", ["M015"]),
        ("pinyin: all, pinyin_glossary: empty.yaml", "", ["M011 empty.yaml"]),
        ("pinyin: all, pinyin_glossary: broken.yaml", "", ["M005 broken.yaml"]),
        ("pinyin: all, pinyin_glossary: wrong.yaml", "", ["T054 wrong.yaml"]),
        ("pinyin: all, pinyin_glossary: [a]", "", ["M010"]),
        ("pinyin: all", "pinyin_glossary: {重庆: a b c}\n", ["T054"]),
        ("pinyin: all, pinyin_glossary: {重庆: ''}", "", ["M011"]),
    ],
)
def test_what_is_wrong_is_told(edition: str, book: str, codes: list[str]) -> None:
    assert _loaded(edition, book)[1] == codes


@pytest.mark.parametrize(
    ("edition", "languages", "codes"),
    [
        ("languages: [en], layout: single, pinyin: all", "[zh-Hans, en]", ["M028"]),
        ("languages: [en], layout: single, script: zh-TW", "[zh-Hans, en]", ["M028"]),
        ("languages: [en], layout: single, emphasis: dots", "[zh-Hans, en]", ["M028"]),
        ("conversion: {a: b}", "[zh-Hans, en]", ["M028"]),
        ("pinyin_glossary: {山: shān}", "[zh-Hans, en]", ["M028"]),
        ("pinyin_glossary: {山: shān}, pinyin: none", "[zh-Hans, en]", ["M028"]),
        ("script: zh-TW, conversion: {a: b}, pinyin: first, pinyin_glossary: {山: shān}", "[zh-Hant, en]", []),
        ("script: zh-Hans", "[zh-Hans, en]", []),
        ("script: zh-TW", "[zh-Hans, zh-Hant]", ["T055"]),
        ("script: zh-Hant, languages: [zh-Hans], layout: single", "[zh-Hans, zh-Hant]", ["T055"]),
        ("script: zh-TW, languages: [zh-Hans], layout: single", "[zh-Hans, zh-Hant]", []),
    ],
)
def test_keys_and_languages(edition: str, languages: str, codes: list[str]) -> None:
    assert _loaded(edition, languages=languages)[1] == codes
