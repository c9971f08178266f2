"""Readings: what characters are read as, and which of them get their readings."""

from __future__ import annotations

import pytest

from bookbuild import typography
from bookbuild.model import (
    Break,
    Code,
    Edition,
    Heading,
    Inlines,
    Link,
    Marks,
    Note,
    Paragraph,
    Pinyin,
    Ruby,
    Styled,
    Text,
)
from bookbuild.typography.readings import Reader
from tests.render.sample import book, chapter, edition, pair, para, volume


def _read(text: str, **glossary: str) -> str:
    return " ".join(reading.text for reading in Reader(glossary.items()).read(text))


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("银行行长", "yín háng háng zhǎng"),
        ("还书还没有还", "huán shū hái méi yǒu hái"),
        ("不要一个，一个也不", "bù yào yī gè yī gè yě bù"),  # tones of the dictionary, not of speech
        ("你好", "nǐ hǎo"),
        ("妈妈和朋友喜欢东西", "mā ma hé péng you xǐ huan dōng xi"),
        ("好朋友", "hǎo péng you"),
        ("大夫", "dài fu"),
        ("慢慢地走，突然地说，自然地理", "màn màn de zǒu tū rán de shuō zì rán dì lǐ"),
        ("跑得快", "pǎo de kuài"),
        ("三只猫，一只手，只有", "sān zhī māo yī zhī shǒu zhǐ yǒu"),
        ("花儿，一会儿，这儿", "huā r yī huì r zhè r"),
        ("女儿，儿子，婴儿，儿歌", "nǚ ér ér zi yīng ér ér gē"),
        ("重慶的頭髮後來發展", "chóng qìng de tóu fa hòu lái fā zhǎn"),
        ("〇一", "líng yī"),
        ("a1，。", ""),
        ("𰀀山", "shān"),
    ],
)
def test_readings(text: str, readings: str) -> None:
    assert _read(text) == readings


def test_the_glossary_goes_first_the_longest_word_before_others() -> None:
    glossary = {"还": "hái", "还书": "huàn shū", "花儿": "huār", "重庆": "Chóng qìng"}

    assert _read("还书还花儿在重慶", **glossary) == "huàn shū hái huār zài Chóng qìng"
    assert [(one.start, one.end) for one in Reader(glossary.items()).read("花儿山")] == [(0, 2), (2, 3)]


# ---------------------------------------------------------------- which characters


def _edition(**wanted: object) -> Edition:
    return edition(pinyin=Pinyin(**wanted))  # type: ignore[arg-type]


def _contents(wanted: Edition, *contents: str | Inlines, lang: str = "zh-Hans") -> list[Inlines]:
    """What becomes of paragraphs of one chapter."""
    pairs = [pair(f"p{at}", para(lang, content)) for at, content in enumerate(contents)]
    done, _, _ = typography.apply(book(volume(1, chapter("a", *pairs))), wanted)
    blocks = [one.sides[0][1][0] for one in done.volumes[0].body[0].pairs]
    return [block.content for block in blocks if isinstance(block, Paragraph)]


def _dumped(content: Inlines) -> str:
    """Runs of ruby in braces, readings in brackets."""
    return "".join(
        "{" + "".join(f"{base}[{reading}]" if reading else base for base, reading in one.parts) + "}"
        if isinstance(one, Ruby)
        else one.text
        if isinstance(one, Text)
        else "?"
        for one in content
    )


def test_none() -> None:
    assert _contents(_edition(), "山上") == [(Text("山上"),)]


def test_all_is_one_run_but_for_numbers_and_other_scripts() -> None:
    [done] = _contents(_edition(which="all"), "“山”上[1]，2024年 3.5 米，A 栏")

    assert _dumped(done) == "{“山[shān]”上[shàng]}[1]，2024{年[nián] }3.5{ 米[mǐ]，}A{ 栏[lán]}"


def test_first_is_once_a_chapter_for_each_reading() -> None:
    contents = _contents(_edition(which="first"), "山上的山，山", "山行，银行行，下山")

    assert [_dumped(done) for done in contents] == [
        "{山[shān]上[shàng]的[de]}山，山",
        "山{行[xíng]，银[yín]行[háng]}行，{下[xià]}山",
    ]


def test_first_begins_anew_in_a_chapter() -> None:
    whole = book(volume(1, *(chapter(name, pair(f"{name}p", para("zh-Hans", "山"))) for name in ("a", "b"))))
    done, _, _ = typography.apply(whole, _edition(which="first"))

    for one in done.volumes[0].body:
        block = one.pairs[0].sides[0][1][0]
        assert isinstance(block, Paragraph)
        assert block.content == (Ruby((("山", "shān"),)),)


def test_level_is_beyond_the_lists_and_what_is_known() -> None:
    text = "我在山上看见麒麟"

    assert _dumped(_contents(_edition(which="level", level=3), text)[0]) == "我在山上看见{麒[qí]麟[lín]}"
    assert _dumped(_contents(_edition(which="level", known=frozenset("我在看見麟")), text)[0]) == (
        "我在{山[shān]上[shàng]}看见{麒[qí]}麟"
    )
    [both] = _contents(_edition(which="level", level=3, known=frozenset("麟")), text)
    assert _dumped(both) == "我在山上看见{麒[qí]}麟"


def test_punctuation_goes_with_the_run_before_it() -> None:
    wanted = _edition(which="level", known=frozenset("山上"))

    assert _dumped(_contents(wanted, "“麒。”山，麟，”上")[0]) == "{“麒[qí]。”}山，{麟[lín]，”}上"


def test_words_go_over_the_borders_of_runs() -> None:
    content = (Text("银"), Styled("em", (Text("行"),)), Text("行"), Link("#x", (Text("长"),)))
    [done] = _contents(_edition(which="all"), content)

    assert done == (
        Ruby((("银", "yín"),)),
        Styled("em", (Ruby((("行", "háng"),)),)),
        Ruby((("行", "háng"),)),
        Link("#x", (Ruby((("长", "zhǎng"),)),)),
    )


def test_what_is_written_by_hand_stays_and_counts_as_first() -> None:
    by_hand = Ruby((("行", "xíng"),))
    content = (Text("银"), by_hand, Text("行"))

    assert _contents(_edition(which="all"), content) == [
        (Ruby((("银", "yín"), ("行", "xíng"), ("行", "xíng"))),)
    ]
    assert _contents(_edition(which="first"), (by_hand, Text("，行。")))[0] == (by_hand, Text("，行。"))


def test_one_reading_over_several_stays_by_itself() -> None:
    by_hand = Ruby((("花儿", "huār"),))

    assert _contents(_edition(which="all"), (Text("看"), by_hand, Text("去"))) == [
        (Ruby((("看", "kàn"),)), by_hand, Ruby((("去", "qù"),)))
    ]
    glossary = (("花儿", "huār"),)
    assert _dumped(_contents(_edition(which="all", glossary=glossary), "看花儿去")[0]) == (
        "{看[kàn]花儿[huār]去[qù]}"
    )


def test_code_breaks_other_languages_and_verbatim_text_have_none() -> None:
    content = (
        Code("山"),
        Break(),
        Styled("span", (Text("山"),), lang="ja"),
        Styled("span", (Text("山"),), classes=("verbatim",)),
        Text("山"),
    )
    [done] = _contents(_edition(which="all"), content)

    assert done == (*content[:-1], Ruby((("山", "shān"),)))


def test_characters_in_english_have_theirs() -> None:
    assert _contents(_edition(which="all"), "The word 山 is old.", lang="en") == [
        (Text("The word "), Styled("span", (Ruby((("山", "shān"),)),), lang="zh-Hans"), Text(" is old."))
    ]


def test_headings_only_with_all_and_notes_always() -> None:
    note = Note("n", "zh-Hans", (para("zh-Hans", "山"),))
    whole = book(volume(1, chapter("a", pair("p", para("zh-Hans", "题")), notes=(note,))))

    def done(which: str) -> tuple[bool, bool, bool]:
        made, _, _ = typography.apply(whole, _edition(which=which))
        one = made.volumes[0].body[0]
        assert one.heading
        blocks = (one.heading.side("zh-Hans")[0], one.pairs[0].sides[0][1][0], one.notes[0].blocks[0])
        return tuple(  # type: ignore[return-value]
            isinstance(block, Heading | Paragraph) and isinstance(block.content[0], Ruby) for block in blocks
        )

    assert done("all") == (True, True, True)
    assert done("first") == (False, True, True)


def test_languages_that_are_not_in_the_edition_are_left_alone() -> None:
    whole = book(volume(1, chapter("a", pair("p", para("zh-Hans", "𰀀山"), para("en", "x")))))

    done, _, found = typography.apply(whole, edition(languages=("en",), pinyin=Pinyin("all")))

    assert not found
    assert done.volumes[0].body[0].pairs == whole.volumes[0].body[0].pairs


def test_a_verbatim_block_is_left_alone() -> None:
    block = para("zh-Hans", "山", marks=Marks(classes=("verbatim",)))
    whole = book(volume(1, chapter("a", pair("p", block))))

    done, _, _ = typography.apply(whole, _edition(which="all"))

    assert done.volumes[0].body[0].pairs == whole.volumes[0].body[0].pairs


def test_a_character_without_reading_is_told_once() -> None:
    whole = book(volume(1, chapter("a", pair("p", para("zh-Hans", "𰀀𰀀山"), para("en", "𰀀")))))

    _, _, found = typography.apply(whole, _edition(which="first"))

    assert [(item.code, item.message) for item in found] == [("T052", "no reading is known for 𰀀 (U+30000)")]
