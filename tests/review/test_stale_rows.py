"""What did not follow an edit, in each form the pairs are shown in."""

from __future__ import annotations

from collections.abc import Callable

from lxml import html

from bookbuild.review import as_data, chapter_lines
from bookbuild.review.rows import Row
from bookbuild.review.summary import heads, numbers
from tests.acceptance.remembered import accepted, edited, one
from tests.review.sample import found, reviewed

RIVER = """# 河 / The River

船不来了，码头上只剩下两个老人。

The boats no longer come, and only two old men are left on the pier.

桥是石头造的。

The bridge is built of stone.

雨停了。

The rain has stopped.
"""
BOATS = ("剩下两个老人", "剩下两条狗和一堆破渔网，还有风")
BOOK = accepted(one(RIVER))
STALE = edited(BOOK, ("石头", "木头"))
HARDLY = edited(BOOK, BOATS, ("two old men are left on the pier.", "two old men are left on the pier!"))


def _rows(files: dict[str, str]) -> list[Row]:
    (chapter,) = reviewed(files).chapters()
    return [row for row in chapter.rows if row.lag]


def test_in_the_terminal_with_what_changed(golden: Callable[[str, str], None]) -> None:
    both = edited(STALE, BOATS, ("left on the pier.", "left on the pier!"))
    (chapter,) = reviewed(both).chapters()
    lines = ["".join(text for text, _ in line) for line in chapter_lines(chapter, 80)]

    golden("stale.txt", "\n".join(lines) + "\n")
    assert {tone for line in chapter_lines(chapter, 80) for _, tone in line} >= {"stale"}


def test_nothing_is_stale_without_a_change() -> None:
    assert _rows(BOOK) == _rows(one(RIVER)) == []


def test_the_table_counts_it() -> None:
    review = reviewed(STALE)
    whole = review.coverage(review.chapters())

    assert dict(zip(heads(review.languages), numbers(whole), strict=True))["stale"] == "1"


def test_it_is_to_be_looked_at() -> None:
    (chapter,) = reviewed(STALE).questionable().chapters()

    assert [row.stale for row in chapter.rows] == ["the English has not followed the Chinese"]


def test_as_data_with_the_difference() -> None:
    data, hardly = (as_data(reviewed(files))["chapters"][0] for files in (STALE, HARDLY))

    assert data["coverage"]["stale"] == 1
    assert [pair["stale"] for pair in data["pairs"]] == [
        None,
        None,
        {"behind": "en", "ahead": "zh-Hans", "change": "桥是[-石-]{+木+}头造的。", "own": None},
        None,
    ]
    assert [pair["stale"] and pair["stale"]["own"] for pair in hardly["pairs"]] == [
        None, "…are left on the pier[-.-]{+!+}", None, None,
    ]  # fmt: skip


def test_on_the_page_with_the_difference_marked() -> None:
    (row,) = found(reviewed(STALE), "//article[contains(@class, 'stale')]")
    (change,) = row.xpath("./p[@class='change']")

    assert row.xpath("string(.//strong[@class='lag'])") == "the English has not followed the Chinese"
    assert html.tostring(change, encoding="unicode").strip() == (
        '<p class="change" lang="zh-Hans">桥是<del>石</del><ins>木</ins>头造的。</p>'
    )
    assert found(reviewed(STALE), "//nav//li[@class='translated stale']//@href") == [f"#{row.get('id')}"]


def test_both_changes_are_on_the_page_where_one_side_hardly_changed() -> None:
    changes = found(reviewed(HARDLY), "//article[contains(@class, 'stale')]/p[@class='change']")

    assert [change.get("lang") for change in changes] == ["zh-Hans", "en"]
    assert changes[-1].xpath("./ins/text()") == ["!"]
