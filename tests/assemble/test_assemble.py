"""Chapters → Book: titles, numbers, ids, notes and links."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import normalize

import pytest

from bookbuild.assemble.naming import chapter_names, slug
from bookbuild.assemble.notes import mark
from bookbuild.model import (
    Bilingual,
    Block,
    Book,
    Document,
    Frame,
    FrameKind,
    Link,
    NoteRef,
    Pair,
    Paragraph,
    Styled,
    Text,
)
from bookbuild.reading import text
from tests.assemble.sample import made, made_parallel
from tests.pairing.shorthand import LANGUAGES, document

RIVER = "zh# 河 {h}\nen# The River {h}\nzh: 船不来了。\nen: The boats no longer come."


def linking(source: str, target: str, path: str = "a.md") -> Document:
    """A document whose last block is a link to *target*."""
    found = document(source + "\nen: x", path)
    last = found.blocks[-1]
    assert isinstance(last, Paragraph)
    link = Link(target, (Text("there"),))
    return replace(found, blocks=(*found.blocks[:-1], replace(last, content=(link,))))


def last_inline(book: Book, chapter: int = 0) -> object:
    block = book.chapters()[chapter].pairs[-1].sides[-1][1][-1]
    assert isinstance(block, Paragraph)
    return block.content[0]


def test_the_first_heading_is_the_chapters_own() -> None:
    book, problems = made((document(RIVER),))
    chapter = book.chapters()[0]
    assert chapter.title == Bilingual((("zh-Hans", "河"), ("en", "The River")))
    assert chapter.heading is not None
    assert len(chapter.pairs) == 1
    assert problems == ()


def test_front_matter_names_the_chapter_before_its_heading() -> None:
    book, _ = made((document(RIVER, title=Bilingual((("en", "Rivers"),))),))
    assert book.chapters()[0].title == Bilingual((("zh-Hans", "河"), ("en", "Rivers")))


def test_a_chapter_without_level_one_opens_with_what_it_has() -> None:
    book, _ = made((document("zh## 河 {h}\nen## The River {h}\nzh: 一\nen: one"),))
    heading = book.chapters()[0].heading
    assert heading is not None
    assert [getattr(block, "level", 0) for block in heading.blocks()] == [1, 1]


def test_without_any_heading_the_file_names_the_chapter() -> None:
    book, _ = made((document("zh: 一\nen: one", "c/01-river.md"),))
    assert book.chapters()[0].title == Bilingual((("zh-Hans", "01-river"),))


def test_further_headings_of_level_one_are_demoted() -> None:
    book, problems = made((document(RIVER + "\nzh# 桥 {b}\nen# The Bridge {b}"),))
    assert [item.code for item in problems] == ["A011"]
    assert {getattr(block, "level", 0) for block in book.chapters()[0].pairs[-1].blocks()} == {2}


def test_chapters_count_within_their_volume() -> None:
    preface = document(RIVER, "preface.md", role="preface")
    one, two, three = (document(RIVER, f"{name}.md") for name in ("one", "two", "three"))
    book, _ = made((one, preface, two), (three,))
    assert [(chapter.id, chapter.role, chapter.number) for chapter in book.chapters()] == [
        ("one", "chapter", 1),
        ("preface", "preface", 0),
        ("two", "chapter", 2),
        ("three", "chapter", 1),
    ]
    assert [volume.number for volume in book.volumes] == [1, 2]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("chapters/01-mcdonalds.zh-Hans.md", ("mcdonalds", "chapters-mcdonalds")),
        ("03.md", ("chapter-03",)),
        ("a/1984.md", ("chapter-1984", "a-1984")),
        ("Über uns.en.md", ("uber-uns",)),
    ],
)
def test_a_chapters_id_comes_from_its_file(path: str, names: tuple[str, ...]) -> None:
    assert chapter_names(path, LANGUAGES) == names


def test_a_chinese_file_name_gives_an_id_too() -> None:
    (name,) = chapter_names("河.md", LANGUAGES)
    assert name.startswith("chapter-")
    assert slug(name) == name


def test_two_chapters_of_one_name_are_told_apart_by_folder() -> None:
    book, _ = made((document(RIVER, "x/intro.md"), document(RIVER, "y/intro.md")))
    assert [chapter.id for chapter in book.chapters()] == ["intro", "y-intro"]


def test_an_id_given_to_two_chapters_is_an_error() -> None:
    book, problems = made((document(RIVER, "a.md", id="r"), document(RIVER, "b.md", id="r")))
    assert [item.code for item in problems] == ["A010"]
    assert [chapter.id for chapter in book.chapters()] == ["r", "r-2"]


@pytest.mark.parametrize("wanted", ["第一章", "1984", "a b"])
def test_an_id_that_cannot_be_one_is_replaced(wanted: str) -> None:
    book, problems = made((document(RIVER, "a.md", id=wanted),))
    assert [item.code for item in problems] == ["A014"]
    assert book.chapters()[0].id == "a"


def ids(book: Book) -> list[str]:
    return [name for one in book.chapters() for pair in one.all_pairs() for name in _ids(pair)]


def _ids(pair: Pair) -> list[str]:
    blocks = [block.id for block in pair.blocks()]
    return blocks if pair.kind == "shared" else [pair.id, *blocks]


def test_ids_are_unique_and_say_whose_they_are() -> None:
    source = RIVER + "\nzh: 再见\nen: So long\nzh: 再见\nen: So long\nfig: a.png"
    book, _ = made((document(source, "a.md"), document(source, "b.md")))
    found = ids(book)
    assert len(set(found)) == len(found)
    chapter = book.chapters()[0]
    first, second = chapter.pairs[1:3]
    assert first.id.startswith("a-")
    assert second.id == f"{first.id}-2"
    assert [block.id for block in first.blocks()] == [f"{first.id}-zh-Hans", f"{first.id}-en"]
    assert next(chapter.pairs[3].blocks()).id == chapter.pairs[3].id


def test_ids_stay_when_text_around_them_and_punctuation_change() -> None:
    before, _ = made((document(RIVER),))
    after, _ = made((document(RIVER.replace("船不来了。", "船 不来了！") + "\nzh: 新的\nen: new"),))
    assert before.chapters()[0].pairs[0].id == after.chapters()[0].pairs[0].id


def test_an_author_names_a_pair() -> None:
    book, _ = made((document("zh# 河\nen# River\nzh: 一 {#pier}\nen: one"),))
    assert book.chapters()[0].pairs[0].id == "pier"


def test_one_id_in_two_chapters_is_an_error() -> None:
    source = "zh# 河\nen# River\nzh: 一 {#pier}\nen: one"
    book, problems = made((document(source, "a.md"), document(source, "b.md")))
    assert [item.code for item in problems] == ["A013"]
    assert len(set(ids(book))) == len(ids(book))


def test_notes_are_numbered_by_first_call_in_each_language() -> None:
    source = "zh: 一[^b]二[^a]\nen: one[^a] two[^b]\nzh: 三[^b]"
    notes = "a zh: 甲\nb zh: 乙\na en: A\nb en: B\nc en: never called"
    book, _ = made((document(source, notes=notes),))
    chapter = book.chapters()[0]
    assert [(note.id, note.mark) for note in chapter.notes] == [
        ("a-note-b-zh-Hans", "①"),
        ("a-note-a-zh-Hans", "②"),
        ("a-note-a-en", "1"),
        ("a-note-b-en", "2"),
    ]
    calls = [
        (call.note, call.mark)
        for block in chapter.pairs[0].side("zh-Hans")
        if isinstance(block, Paragraph)
        for call in block.content
        if isinstance(call, NoteRef)
    ]
    assert calls == [("a-note-b-zh-Hans", "①"), ("a-note-a-zh-Hans", "②")]


def test_both_languages_may_share_a_note() -> None:
    book, _ = made((document("zh: 一[^a]\nen: one[^a]", notes="a zh: 甲"),))
    assert [note.mark for note in book.chapters()[0].notes] == ["①"]


@pytest.mark.parametrize(
    ("number", "printed"), [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "[51]")]
)
def test_chinese_marks_are_circled_up_to_fifty(number: int, printed: str) -> None:
    assert mark(number, "zh-Hant") == printed
    assert mark(number, "en") == str(number)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("#pier", "#pier"),
        ("#the-river", "#HEADING"),
        ("b.md", "#b"),
        ("b.md#the-bridge", "#BRIDGE"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_links_lead_to_ids_of_the_book(target: str, expected: str) -> None:
    source = RIVER + "\nzh: 码头 {#pier}\nen: The pier"
    bridge = document("zh# 桥 {h}\nen# The Bridge {h}\nzh: 一\nen: one", "c/b.md")
    book, problems = made((linking(source, target, "c/a.md"), bridge))
    heading, other = (chapter.heading for chapter in book.chapters())
    assert heading is not None
    assert other is not None
    expected = expected.replace("HEADING", heading.id).replace("BRIDGE", other.id)
    link = last_inline(book)
    assert isinstance(link, Link)
    assert link.target == expected
    assert problems == ()


@pytest.mark.parametrize("target", ["#nowhere", "z.md", "z.md#pier"])
def test_a_link_that_leads_nowhere_becomes_its_text(target: str) -> None:
    book, problems = made((linking(RIVER, target),))
    assert last_inline(book) == Text("there")
    assert [item.code for item in problems] == ["A012"]


def test_links_inside_emphasis_are_found() -> None:
    found = linking(RIVER, "#the-river")
    last = found.blocks[-1]
    assert isinstance(last, Paragraph)
    last = replace(last, content=(Styled("em", last.content),))
    book, problems = made((replace(found, blocks=(*found.blocks[:-1], last)),))
    styled = last_inline(book)
    assert isinstance(styled, Styled)
    assert isinstance(styled.children[0], Link)
    assert problems == ()


def boxed(found: Document, kind: FrameKind = "quote") -> Document:
    """The document with its first block in a container."""
    first, *others = found.blocks
    return replace(found, blocks=(replace(first, frames=(Frame(kind, 9),)), *others))


def words_of(book: Book) -> list[str]:
    return [text(block) for one in book.chapters() for pair in one.all_pairs() for block in pair.blocks()]


def test_a_heading_bound_to_other_text_is_not_the_chapters() -> None:
    source = "zh# 题 {p}\nzh: 引子 {p}\nen# Title {p}\nen: Epigraph {p}\nzh: 一\nen: one"
    book, problems = made((document(source),))
    chapter = book.chapters()[0]
    assert chapter.heading is None
    assert chapter.title == Bilingual((("zh-Hans", "题"), ("en", "Title")))
    assert words_of(book) == ["题", "引子", "Title", "Epigraph", "一", "one"]
    assert [item.code for item in problems] == ["A011"]


def test_a_quoted_heading_is_not_the_chapters() -> None:
    book, problems = made((boxed(document("zh# 引\nzh: 一\nen: one", title=Bilingual((("en", "T"),)))),))
    chapter = book.chapters()[0]
    assert chapter.heading is None
    assert words_of(book) == ["引", "一", "one"]
    assert [item.code for item in problems] == ["A011"]


def test_text_before_the_heading_is_told() -> None:
    _, problems = made((document("zh: 引子\nen: Epigraph\n" + RIVER),))
    assert [(item.code, str(item.span)) for item in problems] == [("A015", "a.md:1:1")]


def test_text_before_a_heading_stays_there_when_front_matter_has_the_title() -> None:
    book, problems = made((document("zh: 引子\nen: Epigraph\n" + RIVER, title=Bilingual((("en", "T"),))),))
    assert book.chapters()[0].heading is None
    assert words_of(book)[0] == "引子"
    assert [item.code for item in problems] == ["A011"]


def test_the_note_of_the_other_language_is_told_when_nothing_calls_it() -> None:
    book, problems = made((document("zh: 一[^a]\nen: one", notes="a zh: 甲\na en: A"),))
    assert [note.lang for note in book.chapters()[0].notes] == ["zh-Hans"]
    assert [item.code for item in problems] == ["A016"]


def test_each_parallel_file_has_its_own_notes() -> None:
    one = document("zh: 一[^2]", "a.zh-Hans.md", notes="2 zh: 诗人")
    other = document("en: one[^2]", "a.en.md", notes="2 any: 1948–2007")
    book, problems = made_parallel(one, other)
    notes = book.chapters()[0].notes
    assert [text(note.blocks[0]) for note in notes] == ["诗人", "1948–2007"]
    called = [
        call.note for pair in book.chapters()[0].pairs for block in pair.blocks() for call in calls(block)
    ]
    assert called == [note.id for note in notes]
    assert problems == ()


def calls(block: Block) -> list[NoteRef]:
    assert isinstance(block, Paragraph)
    return [inline for inline in block.content if isinstance(inline, NoteRef)]


@pytest.mark.parametrize(
    ("path", "name"),
    [("v1.md", "v1-2"), ("cover.md", "cover-2"), ("Contents.md", "contents-2"), ("part-v1.md", "part-v1-2")],
)
def test_a_chapter_makes_way_for_volumes_and_pages(path: str, name: str) -> None:
    book, problems = made((document(RIVER, path),))
    assert [chapter.id for chapter in book.chapters()] == [name]
    assert problems == ()


@pytest.mark.parametrize("wanted", ["v1", "Cover", "toc", "PART-V1"])
def test_an_id_of_a_volume_or_a_page_is_an_error(wanted: str) -> None:
    _, problems = made((document(RIVER, "a.md", id=wanted),))
    assert [item.code for item in problems] == ["A010"]


def test_chapter_ids_are_compared_without_case() -> None:
    rain = document(RIVER, "a.md", id="Rain")
    book, problems = made((rain, document(RIVER, "b.md", id="rain")))
    assert [item.code for item in problems] == ["A010"]
    book, problems = made((rain, document(RIVER, "rain.md")))
    assert [chapter.id for chapter in book.chapters()] == ["Rain", "rain-2"]
    assert problems == ()


@pytest.mark.parametrize(
    ("said", "given"),
    [("a", "a-2"), ("fig:one", "a-fig-one"), ("1", "a-1"), ("a b", "a-a-b"), ("²", "a-2"), ("pier", "pier")],
)
def test_an_inline_id_is_the_only_one_and_a_name(said: str, given: str) -> None:
    found = linking("zh# 河\nen# River\nzh: 一\nen: one\nzh: 二", f"#{said}")
    first = next(block for block in found.blocks if isinstance(block, Paragraph))
    named = replace(first, content=(Styled("span", first.content, id=said),))
    blocks = tuple(named if block is first else block for block in found.blocks)
    book, problems = made((replace(found, blocks=blocks),))
    styled = next(book.chapters()[0].pairs[0].blocks())
    assert isinstance(styled, Paragraph)
    assert [getattr(inline, "id", "") for inline in styled.content] == [given]
    link = last_inline(book)
    assert isinstance(link, Link)
    assert link.target == f"#{given}"
    assert problems == ()


def test_a_link_finds_its_file_however_accents_are_spelt() -> None:
    one = linking(RIVER, normalize("NFC", "café.md"))
    book, problems = made((one, document(RIVER, normalize("NFD", "café.md"))))
    assert isinstance(last_inline(book), Link)
    assert problems == ()


def test_passages_are_numbered_in_their_chapter_but_headings_and_ornaments() -> None:
    source = RIVER.format(h="{h}") + "\nzh## 节\nen## Section\nzh: 独。 {.untranslated}\nrule:\ncode: x"
    book, _ = made((document(source), document(RIVER, "b.md")))
    numbers = [[pair.number for pair in chapter.all_pairs()] for chapter in book.chapters()]

    assert numbers == [[0, 1, 0, 2, 0, 3], [0, 1]]
