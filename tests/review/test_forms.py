"""The sample book side by side, as a table, as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from bookbuild.diagnostics import width
from bookbuild.review import Line, Review, chapter_lines, page, summary_lines
from tests.review.sample import FILES, found, one_chapter, parallel, reviewed, settled

Golden = Callable[[str, str], None]


def _text(lines: Iterable[Line]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines) + "\n"


def _columns(review: Review, columns: int = 80) -> str:
    return "".join(_text(chapter_lines(chapter, columns)) for chapter in review.chapters())


def test_side_by_side(golden: Golden) -> None:
    golden("columns.txt", _columns(settled(reviewed(FILES))))


def test_the_table(golden: Golden) -> None:
    golden("table.txt", _text(summary_lines(reviewed(FILES))))


@pytest.mark.parametrize("columns", [60, 80, 133])
def test_no_line_is_wider_than_asked(columns: int) -> None:
    lines = _columns(reviewed(FILES), columns).splitlines()

    assert max(map(width, lines)) <= columns
    assert [line for line in lines if line != line.rstrip()] == []


def test_the_other_column_of_what_is_alone_is_blank() -> None:
    lines = _columns(one_chapter("水。\n\nWater.\n\n{.untranslated}\n独白。\n")).splitlines()

    assert [line[8:] for line in lines if "独白" in line] == ["6  独白。"]


def test_an_unreadable_chapter_is_shown_as_one() -> None:
    review = reviewed({**FILES, "well.md": b"\xff\xfe\x00"})
    *_, last = review.chapters()

    assert not last.read
    assert _text(chapter_lines(last, 80)) == "well.md\ncannot be read\n\n"
    assert "  3  well.md" in _text(summary_lines(review))
    assert "This chapter cannot be read." in page(review)
    assert len(list(review.chapters())) == 3


# ---------------------------------------------------------------- the page


def test_every_link_leads_to_an_id_and_ids_are_unique() -> None:
    ids = found(reviewed(FILES), "//@id")
    links = found(reviewed(FILES), "//a/@href")

    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


def test_the_top_lists_every_doubtful_and_one_sided_pair() -> None:
    review = settled(reviewed(FILES))
    listed = {link.removeprefix("#") for link in found(review, "//nav//ul//ul//a/@href")}
    marked = found(review, "//article[contains(@class,'one-sided') or contains(@class,'doubtful')]/@id")

    assert len(marked) == 5
    assert listed == set(marked)


def test_doubts_come_first_then_what_is_alone_folded_and_counted() -> None:
    review = settled(reviewed(FILES))
    doubted, lacking = found(review, "//nav/ul")

    assert doubted.xpath("./li/a/text()") == ["序", "河", "井"]
    assert doubted.xpath(".//details") == []
    assert lacking.xpath("./li/details/summary//text()") == ["井", ": 1 without a counterpart"]


def test_a_chapter_with_nothing_to_look_at_says_so() -> None:
    (note,) = found(reviewed(FILES), "//nav/p[@class='none']")

    assert " ".join(note.text_content().split()) == "Nothing to look at in: 序, 河"


def test_what_is_lacking_is_said_where_it_is_lacking() -> None:
    review = one_chapter("水。\n\nWater.\n\n{.untranslated}\n独白。\n")

    assert found(review, "//article//*[@class='side blank' and @lang='en']/p/text()") == [
        "no English counterpart, on purpose"
    ]
    assert found(review, "//article/p") == []


def test_each_paragraph_of_an_html_block_is_in_its_own_row_only() -> None:
    boxed = "<aside>\n{}\n<p>{}</p>\n</aside>\n"
    chinese = boxed.format("第一段在此。", "第二段在此。")
    english = boxed.format("The first paragraph is here.", "The second paragraph is here.")
    review = parallel(chinese, english)

    assert found(review, "//article//div[@class='text']/p/text()") == [
        "第一段在此。", "The first paragraph is here.", "第二段在此。", "The second paragraph is here.",
    ]  # fmt: skip
    assert found(review, "//article//*[@class='line']/text()") == ["1", "1", "3", "3"]


def test_one_image_with_two_captions_shows_both() -> None:
    review = parallel("水。\n\n![猫](a.png)\n", "Water.\n\n![A cat](a.png)\n")
    *_, row = found(review, "//article")

    assert row.xpath(".//p[@class='picture']//text()") == ["猫", "A cat"]
    assert row.xpath("string(./p)") == "the same image in both"
    assert "3  ![猫]()" in _columns(review)
    assert "3  ![A cat]()" in _columns(review)


def test_one_image_with_one_caption_is_shown_once() -> None:
    review = parallel("水。\n\n![cat](a.png)\n", "Water.\n\n![cat](a.png)\n")
    *_, row = found(review, "//article")

    assert row.xpath(".//p[@class='picture']//text()") == ["cat"]
    assert "the same in both · zh-Hans 3 · en 3" in row.text_content()


def test_a_long_comment_is_folded() -> None:
    review = parallel("水。\n\n<!-- one\ntwo -->\n", "Water.\n")
    (details,) = found(review, "//article//details[contains(@class,'text')]")

    assert details.xpath("string(summary)") == "<!-- one …"
    assert details.xpath("string(pre)") == "<!-- one\ntwo -->"


def test_the_page_needs_nothing_else() -> None:
    text = page(reviewed(FILES))

    assert found(reviewed(FILES), "//@src | //link | //script | //img") == []
    assert "url(" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_what_the_author_wrote_is_no_markup_of_ours() -> None:
    text = page(one_chapter("a < b & `<script>` \\<b>\n\n水 < 火 `</code>`\n\n<!-- </pre><script> -->\n"))

    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "水 &lt; 火 <code>&lt;/code&gt;</code>" in text


def test_sides_carry_their_language_and_their_lines() -> None:
    (row,) = found(parallel("水。\n", "\n\nWater.\n"), "//article")
    sides = [
        (side.get("lang"), side.xpath("string(.//*[@class='line'])")) for side in row.xpath("./div[@lang]")
    ]

    assert sides == [("zh-Hans", "1"), ("en", "3")]


def test_inline_elements_are_kept() -> None:
    text = page(
        one_chapter("*强*[链](https://example.org)`码`![图](a.png)\n\n*so* [link](https://example.org)\n")
    )

    assert "<em>强</em>" in text
    assert "<code>码</code>" in text
    assert '<span class="link" title="https://example.org">链</span>' in text
