"""Raw text: encodings, escapes, wrapped lines, verse, titles that are numbered."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bookbuild import source
from bookbuild.intake import dates, escape, numbers, plain, roles, series
from bookbuild.model import Heading, Paragraph
from bookbuild.source.text import plain as characters
from bookbuild.world import MemoryWorld
from tests.intake.conftest import Importer

LANGUAGES = ("zh-Hans", "en")


@given(st.text(alphabet=string.punctuation + "ab1 江。", min_size=1, max_size=30))
@example("<1@1>")
@example("&#1")
def test_escaped_text_reads_as_itself(text: str) -> None:
    said = " ".join(text.split())
    if not said:
        return
    world = MemoryWorld({"a.md": f"Before.\n\n{escape.line(said)}\n\nAfter."})
    document, _ = source.read(world, "a.md", ("en",))

    assert document is not None
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert [characters(block.content) for block in blocks][1:-1] == [said]
    assert len(document.blocks) == 3


@given(st.text(alphabet=string.punctuation + "ab1 江。", min_size=1, max_size=30))
def test_escaped_headings_read_as_themselves(text: str) -> None:
    said = " ".join(text.split())
    if not said:
        return
    document, _ = source.read(MemoryWorld({"a.md": f"## {escape.heading(said)}\n"}), "a.md", ("en",))

    assert document is not None
    (block,) = document.blocks
    assert isinstance(block, Heading)
    assert characters(block.content) == said


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("gb18030", "GB18030"), ("utf-8-sig", "")],
)
def test_encodings_are_found(imported: Importer, encoding: str, name: str) -> None:
    text = "江上的灯\n\n我们在江上看灯，一直看到天亮，谁也没有说话。\n"
    made = imported({"a.txt": text.encode(encoding)})

    assert "我们在江上看灯" in made.only()
    assert made.told("reading") == ([f"a.txt: read as {name}"] if name else [])


def test_big5_is_told_from_gb18030(imported: Importer) -> None:
    text = "江上的燈\n\n我們在江上看燈，一直看到天亮，誰也沒有說話，這是去年的事。\n"
    made = imported({"a.txt": text.encode("big5")})

    assert "誰也沒有說話" in made.only()
    assert "languages: [zh-Hant]" in made.files["book.yaml"]


def test_i006_bytes_of_no_encoding(imported: Importer) -> None:
    assert imported({"a.txt": bytes(range(128, 256)) * 4}).codes == ["I006"]


@pytest.mark.parametrize("text", ["", " \n\n \n", "* * *\n"])
def test_i007_no_text(imported: Importer, text: str) -> None:
    assert imported({"a.txt": text}).codes == ["I007"]
    assert imported({"a.html": f"<!-- {text} -->"}, ("en",)).codes == ["I007"]


def test_control_characters_are_dropped_and_told(imported: Importer) -> None:
    made = imported({"a.txt": "A Walk\n\nWe went\x07 out.\n"}, ("en",))

    assert "We went out." in made.only()
    assert made.told("dropped") == ["a.txt:3: dropped the control character U+0007"]


def _read(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.markdown) for one in plain.read("a.txt", text, LANGUAGES)[0]]


def test_lines_broken_at_a_margin_are_joined() -> None:
    text = (
        "The road went down to the river and then along it for\n"
        "two miles, and there was nobody on it but a woman with\n"
        "a handcart, who did not look up.\n"
    )

    assert _read(text) == [("text", " ".join(text.split("\n")).strip())]


def test_long_lines_are_paragraphs_each() -> None:
    lines = ["The road went down to the river. " * 4, "There was nobody on it but a woman with a cart. " * 5]

    assert _read("\n".join(lines)) == [("text", line.strip()) for line in lines]


def test_lines_of_either_language_are_paragraphs() -> None:
    assert _read("江水向东流。\nThe river runs east.\n天亮了。\nIt is day.") == [
        ("text", "江水向东流。"),
        ("text", "The river runs east."),
        ("text", "天亮了。"),
        ("text", "It is day."),
    ]


def test_verse_keeps_its_lines_and_what_would_be_a_list() -> None:
    assert _read("- one for the river,\n2. two for the sea,\n# three\nand a boat") == [
        ("verse", "\\- one for the river,\n2\\. two for the sea,\n\\# three\nand a boat")
    ]


def test_wide_spaces_in_front_of_a_paragraph_are_no_text() -> None:
    assert _read("　　江水向东流，一直流到海里。") == [("text", "江水向东流，一直流到海里。")]


def test_talk_and_breaks() -> None:
    assert _read("Ann: Hello.\nBo: Hello.\nAnn: Well?\n\n***\n\nThey left.") == [
        ("speech", "Ann: Hello.\nBo: Hello.\nAnn: Well?"),
        ("rule", "* * *"),
        ("text", "They left."),
    ]


@pytest.mark.parametrize(
    ("title", "name", "number", "rest"),
    [
        ("Rain at Night (Letters 3/7)", "Letters", 3, "Rain at Night"),
        ("Rain at Night (Letters, Part 3)", "Letters", 3, "Rain at Night"),
        ("Letters 3: Rain at Night", "Letters", 3, "Rain at Night"),
        ("Letters, Part III: Rain at Night", "Letters", 3, "Rain at Night"),
        ("Letters Part three", "Letters", 3, "Letters Part three"),
        ("夜雨（书信之三）", "书信", 3, "夜雨"),
        ("书信之三：夜雨", "书信", 3, "夜雨"),
        ("书信（三）", "书信", 3, "书信（三）"),
        ("书信（下）：夜雨", "书信", 3, "夜雨"),
        ("第十二章　夜雨", "", 12, "第十二章　夜雨"),
        ("Chapter IV. Rain", "", 4, "Chapter IV. Rain"),
    ],
)
def test_titles_say_their_place(title: str, name: str, number: int, rest: str) -> None:
    found = series.read(title)

    assert found is not None
    assert (found.series, found.number, found.title) == (name, number, rest)


@pytest.mark.parametrize("title", ["Rain at Night", "夜雨", "1984", "Room 12"])
def test_titles_without_a_place(title: str) -> None:
    assert series.read(title) is None


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("XIV", 14), ("three", 3), ("二十三", 23), ("一百零八", 108), ("廿一", 21)]
)
def test_numbers(text: str, value: int) -> None:
    assert numbers.value(text) == value


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("April 13, 2019", "2019-04-13"),
        ("Posted on Sat, 13 Apr 2019", "2019-04-13"),
        ("2019年4月13日 星期六", "2019-04-13"),
        ("写于2019年4月", "2019-04"),
        ("2019-04-13 10:30", "2019-04-13"),
        ("February 30, 2019", ""),
        ("In April 2019 we moved.", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert dates.whole_line(text) == date


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("by Ada Lin and Bo Chen", "byline"),
        ("作者：林安", "credit"),
        ("译者 | 陈波", "credit"),
        ("（未完待续）", "continued"),
        ("原文链接：https://example.org/a", "source"),
        ("By noon it was too late to turn back.", ""),
    ],
)
def test_roles(text: str, kind: str) -> None:
    found = roles.of(text)

    assert (found.kind if found else "") == kind


def test_two_files_are_the_two_languages(imported: Importer) -> None:
    made = imported(
        {
            "zh.txt": "第一章　雨\n\n雨下了一夜。\n\n第二章　晴\n\n天晴了。\n",
            "en.txt": "Chapter 1. Rain\n\nIt rained all night.\n\nChapter 2. Sun\n\nThe sky cleared.\n",
        }
    )

    assert sorted(made.files) == [
        "book.yaml",
        "chapters/01-chapter-1-rain.en.md",
        "chapters/01-chapter-1-rain.zh-Hans.md",
        "chapters/02-chapter-2-sun.en.md",
        "chapters/02-chapter-2-sun.zh-Hans.md",
    ]
    assert "{zh-Hans: chapters/01-chapter-1-rain.zh-Hans.md, en: chapters" in made.files["book.yaml"]


def test_i008_a_chapter_of_one_language(imported: Importer) -> None:
    made = imported(
        {
            "zh.txt": "第一章　雨\n\n雨下了一夜。\n",
            "en.txt": "Chapter 1. Rain\n\nIt rained all night.\n\nChapter 2. Sun\n\nThe sky cleared.\n",
        }
    )

    assert made.codes == ["I008"]
    assert "chapters/02-chapter-2-sun.md" in made.files


def test_files_of_one_name_face_each_other(imported: Importer) -> None:
    made = imported(
        {
            "01-snow.zh-Hans.md": "# 雪\n\n下雪了。\n",
            "02-rain.zh-Hans.md": "# 雨\n\n下雨了。\n",
            "02-rain.en.md": "# Rain\n\nIt rained.\n",
        },
        ("zh-Hans", "en"),
    )

    assert sorted(made.files)[1:] == [
        "chapters/01.md",
        "chapters/02-rain.en.md",
        "chapters/02-rain.zh-Hans.md",
    ]


def test_a_post_and_its_translation_in_turns_are_one_chapter(imported: Importer) -> None:
    made = imported({"a.md": "# 雨\n\n雨下了一夜。\n\n# Rain\n\nIt rained all night.\n"})

    assert made.only() == "# 雨 / Rain\n\n雨下了一夜。\n\nIt rained all night.\n"


def test_i001_an_unknown_kind_and_a_missing_file(imported: Importer) -> None:
    assert imported({"a.pages": "x"}).codes == ["I001"]
