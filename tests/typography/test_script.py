"""A whole book in another script: everything readers see, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bookbuild.model import (
    Bilingual,
    Break,
    Code,
    CodeBlock,
    Edition,
    Figure,
    Frame,
    Image,
    Inlines,
    Link,
    Marks,
    Note,
    NoteRef,
    Pair,
    Paragraph,
    Pinyin,
    Ruby,
    Styled,
    Table,
    Text,
)
from bookbuild.typography import apply, convert_script
from tests.render.sample import book, both, chapter, edition, pair, para, volume


def _inlines(content: Inlines, lang: str = "zh-Hans", **wanted: Any) -> Inlines:
    """What becomes of a paragraph in an edition for Taiwan."""
    whole = book(volume(1, chapter("a", pair("p", para(lang, content), para("en", "x")))))
    done, _ = convert_script(whole, edition(script="zh-TW", **wanted))
    block = done.volumes[0].body[0].pairs[0].sides[0][1][0]
    assert isinstance(block, Paragraph)
    return block.content


def test_words_over_the_borders_of_runs() -> None:
    content = (Text("这个软"), Styled("em", (Text("件"),)), NoteRef("n"), Text("很好"))

    assert _inlines(content) == (Text("這個軟"), Styled("em", (Text("體"),)), NoteRef("n"), Text("很好"))


def test_what_is_no_text_of_the_language_stays() -> None:
    content = (
        Code("软件"),
        Styled("span", (Text("软件"),), lang="ja"),
        Styled("span", (Text("软件"),), lang="zh-Hant"),
        Link("https://a.b/软件", (Text("软件"),), title="软件"),
        Break(),
        Image("images/软件.png", "软件", title="软件"),
    )

    assert _inlines(content) == (
        Code("软件"),
        Styled("span", (Text("软件"),), lang="ja"),
        Styled("span", (Text("软件"),), lang="zh-Hant"),
        Link("https://a.b/软件", (Text("軟體"),), title="軟體"),
        Break(),
        Image("images/软件.png", "軟體", title="軟體"),
    )


def test_verbatim_runs_keep_characters_and_language() -> None:
    content = (Text("简体的“"), Styled("span", (Text("软件”"),), classes=("verbatim",)), Text("”"))

    assert _inlines(content) == (
        Text("簡體的「"),
        Styled("span", (Text("软件”"),), lang="zh-Hans", classes=("verbatim",)),
        Text("」"),
    )


def test_runs_of_the_language_follow_in_other_text() -> None:
    content = (Text("He said “道”, 软件, "), Styled("span", (Text("“软件”"),), lang="zh-Hans"), Text("’s."))

    assert _inlines(content, "en") == (
        Text("He said “道”, 軟體, "),
        Styled("span", (Text("「軟體」"),), lang="zh-TW"),
        Text("’s."),
    )


def test_readings_stay_with_their_characters() -> None:
    assert _inlines((Ruby((("软", "ruǎn"), ("件", "jiàn"), ("。", ""))),)) == (
        Ruby((("軟", "ruǎn"), ("體", "jiàn"), ("。", ""))),
    )


def test_readings_of_a_word_that_becomes_shorter_are_joined() -> None:
    shorter = (("部落格", "博客"),)

    assert _inlines((Ruby((("部", "bù"), ("落", "luò"), ("格", "gé"))),), conversion=shorter) == (
        Ruby((("博", "bù luò"), ("客", "gé"))),
    )


def test_every_kind_of_block() -> None:
    verbatim = Frame("div", 1, classes=("verbatim",))
    blocks = (
        para("zh-Hans", "头发", id="a"),
        para("zh-Hans", "头发", verbatim, id="b"),
        replace(para("zh-Hans", "头发", id="c"), marks=Marks(classes=("verbatim",))),
        CodeBlock(text="头发", lang="zh-Hans", id="d"),
        Table(align=(), head=((Text("头"),),), rows=(((Text("头发"),),),), lang="zh-Hans", id="e"),
        Figure(
            image=Image("a.png", "头发", lang="zh-Hans"),
            captions=(("zh-Hans", (Text("头发"),)), ("en", (Text("hair"),))),
            id="f",
        ),
    )
    pairs = tuple(Pair("one-sided", (("zh-Hans", (block,)),), id=block.id) for block in blocks)
    whole = book(volume(1, replace(chapter("a"), pairs=pairs)))

    done, _ = convert_script(whole, edition(script="zh-TW"))
    found = {pair.id: pair for pair in done.volumes[0].body[0].pairs}

    assert list(found) == list("abcdef")
    assert {tag for one in found.values() for tag, _ in one.sides} == {"zh-TW"}
    assert found["a"].sides[0][1] == (para("zh-TW", "頭髮", id="a"),)
    assert found["b"].sides[0][1] == (blocks[1],)
    assert found["c"].sides[0][1] == (blocks[2],)
    assert found["d"].sides[0][1] == (replace(blocks[3], lang="zh-TW"),)
    assert found["e"].sides[0][1] == (
        Table(align=(), head=((Text("頭"),),), rows=(((Text("頭髮"),),),), lang="zh-TW", id="e"),
    )
    assert found["f"].sides[0][1] == (
        Figure(
            image=Image("a.png", "頭髮", lang="zh-TW"),
            captions=(("zh-TW", (Text("頭髮"),)), ("en", (Text("hair"),))),
            id="f",
        ),
    )


def test_titles_metadata_and_languages() -> None:
    whole = book(volume(1, chapter("a")))
    whole = replace(
        whole,
        meta=replace(whole.meta, title=both("软件", "Software"), subjects=(both("头发", "Hair"),)),
    )

    done, made = convert_script(whole, edition(script="zh-HK"))

    assert done.languages == made.languages == ("zh-HK", "en")
    assert done.meta.title == Bilingual((("zh-HK", "軟件"), ("en", "Software")))
    assert done.meta.subjects == (Bilingual((("zh-HK", "頭髮"), ("en", "Hair"))),)
    assert done.meta.id == whole.meta.id
    assert done.volumes[0].title.get("zh-HK")
    assert done.volumes[0].body[0].title.get("zh-HK")
    assert done.volumes[0].body[0].id == "a"


def test_notes_follow() -> None:
    note = Note("n", "zh-Hans", (para("zh-Hans", "头发"),))
    whole = book(volume(1, replace(chapter("a"), notes=(note,))))

    done, _ = convert_script(whole, edition(script="zh-TW"))

    assert done.volumes[0].body[0].notes == (Note("n", "zh-TW", (para("zh-TW", "頭髮"),)),)


def test_the_authors_words_go_first() -> None:
    assert _inlines((Text("“软件”"),), conversion=(("软件", "軟件"), ("“", "“"))) == (Text("“軟件」"),)


@pytest.mark.parametrize("wanted", [edition(), edition(script="zh-Hans")])
def test_nothing_changes_without_need(wanted: Edition) -> None:
    whole = book(volume(1, chapter("a", pair("p", para("zh-Hans", "头发"), para("en", "x")))))

    assert convert_script(whole, wanted) == (whole, wanted)


def test_readings_are_of_the_converted_text() -> None:
    whole = book(volume(1, chapter("a", pair("p", para("zh-Hans", "软件"), para("en", "x")))))
    done, _, found = apply(whole, edition(script="zh-TW", pinyin=Pinyin("all")))
    block = done.volumes[0].body[0].pairs[0].side("zh-TW")[0]

    assert not found
    assert isinstance(block, Paragraph)
    assert block.content == (Ruby((("軟", "ruǎn"), ("體", "tǐ"))),)
