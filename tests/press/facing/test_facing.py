"""Chapters on facing pages: from Markdown to a PDF that is read back."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Picture

from bookbuild.checks.press.reader import read
from bookbuild.run import Report, build, check_press
from tests.checks.press.sample import EN, ZH, Silent

MANIFEST = """title: {{zh-Hans: 河, en: The River}}
languages: [zh-Hans, en]
volumes:
  - chapters: [{chapters}]
editions:
  print: {{format: pdf, layout: facing, trim: a6{more}}}
"""


def written(root: Path, chapters: Sequence[str], style: str, more: str) -> Report:
    """A book of these chapters, built."""
    for folder in ("chapters", "styles"):
        (root / folder).mkdir(exist_ok=True)
    names = [f"chapters/{number}.md" for number, _ in enumerate(chapters)]
    for name, text in zip(names, chapters, strict=True):
        (root / name).write_text(text, encoding="utf-8")
    (root / "styles/print.css").write_text(style, encoding="utf-8")
    manifest = MANIFEST.format(chapters=", ".join(names), more=more)
    (root / "book.yaml").write_text(manifest, encoding="utf-8")
    return build(root, jobs=1, output=root / "dist", progress=Silent())


def pages(root: Path, chapters: Sequence[str], *, style: str = "", more: str = "") -> list[str]:
    """The text of every page of a book, nothing wrong with it; '' for a blank one. ``root/a.pdf`` is it."""
    report = written(root, chapters, style, more)
    assert [product.written for product in report.products] == [True], report.diagnostics
    found, _ = check_press(root, output=root / "dist", progress=Silent())
    assert [fault.message for outcome in found[0].outcomes or () for fault in outcome.faults] == []
    data = next((root / "dist").glob("*.pdf")).read_bytes()
    (root / "a.pdf").write_bytes(data)
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    first = next(number for number, text in enumerate(texts) if "目录" in text or "目 录" in text) + 1
    return ["".join(text.split()) for text in texts[first + first % 2 :]]


def pairs(count: int, long: int = 2) -> str:
    """So many pairs, each of so many sentences and named at its beginning."""
    return "\n\n".join(f"甲{n}乙{ZH * long}。\n\nPair{n}. {EN * long}" for n in range(count))


def named(text: str) -> list[int]:
    """The pairs that begin on a page."""
    return [int(number) for number in re.findall(r"甲(\d+)乙|Pair(\d+)\.", text) for number in number if number]


@pytest.mark.parametrize("mode", ["aligned", "flow"])
def test_the_same_passages_stand_on_both_pages(mode: str, tmp_path: Path) -> None:
    found = pages(tmp_path, [f"# 河 / The River\n\n{pairs(14)}\n"], more=f", facing: {mode}")

    assert found[0] == ""  # the first page of a run is a right one
    spreads = [(named(left), named(right)) for left, right in zip(found[1::2], found[2::2], strict=False)]
    assert [left for left, _ in spreads] == [right for _, right in spreads]
    assert [number for left, _ in spreads for number in left] == list(range(14))
    assert all(
        "Pair" not in left and "甲" not in right for left, right in zip(found[1::2], found[2::2], strict=False)
    )


def test_chapters_open_on_left_pages_without_blanks_between(tmp_path: Path) -> None:
    chapters = [
        f"# {title}\n\n{pairs(count)}\n"
        for title, count in (("一 / One", 1), ("二 / Two", 6), ("三 / Three", 1))
    ]
    found = pages(tmp_path, chapters)
    opened = [number for number, text in enumerate(found) if re.search("[一二三]", text) and "第" in text]

    assert opened[0] == 1
    assert all(number % 2 == 1 for number in opened)
    assert "" not in found[1:-1]
    with pikepdf.Pdf.open(tmp_path / "a.pdf") as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root[1:]] == ["一 One", "二 Two", "三 Three"]


def test_folios_and_heads_are_those_of_the_side(tmp_path: Path) -> None:
    found = pages(tmp_path, [f"# 河 / The Stream\n\n{pairs(8)}\n"])

    assert [found[1][-2:], found[2][-2:]] == ["。2", ".3"]  # no heads where a chapter opens
    assert [found[3][-2:], found[4][-10:]] == ["河4", "TheStream5"]


def test_a_passage_longer_than_pages_goes_on_in_step(tmp_path: Path) -> None:
    counted = "".join(f"这是第{number}句话，它和对面的那句一样长。" for number in range(60))
    told = " ".join(f"This is sentence {number}, as long as its counterpart." for number in range(60))
    found = pages(tmp_path, [f"# 河 / The River\n\n{counted}\n\n{told}\n"])
    lasts = [
        (int(re.findall(r"第(\d+)句", left)[-1]), int(re.findall(r"sentence(\d+)", right)[-1]))
        for left, right in zip(found[1::2], found[2::2], strict=False)
    ]

    assert len(lasts) > 2
    assert all(abs(left - right) <= 1 for left, right in lasts)


def test_verse_is_parted_line_for_line(tmp_path: Path) -> None:
    zh = "\n".join(f"船到江心{number}迟。" for number in range(40))
    en = "\n".join(f"Midstream {number} is too late to mend a boat, too late to turn" for number in range(40))
    found = pages(tmp_path, [f"# 诗 / Verse\n\n::: verse\n{zh}\n\n{en}\n:::\n"])
    lines = [
        (re.findall(r"江心(\d+)迟", left), re.findall(r"Midstream(\d+)is", right))
        for left, right in zip(found[1::2], found[2::2], strict=False)
    ]

    assert len(lines) > 1
    assert all(left == right for left, right in lines)


def test_stanzas_are_not_parted(tmp_path: Path) -> None:
    stanza = (
        "::: verse\n{0}甲，\n{0}乙，\n{0}丙，\n{0}丁。\n\nLine {0}a,\nLine {0}b,\nLine {0}c,\nLine {0}d.\n:::"
    )
    text = "\n\n".join(stanza.format(number) for number in range(10, 24))
    found = pages(tmp_path, [f"# 诗 / Verse\n\n{text}\n"])

    for left in found[1::2]:
        assert re.findall(r"(\d+)甲", left) == re.findall(r"(\d+)丁", left)
    for right in found[2::2]:
        assert re.findall(r"(\d+)a,", right) == re.findall(r"(\d+)d\.", right)


def test_notes_stand_on_the_page_of_their_calls(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"甲{n}乙{ZH}[^z{n}]。\n\nPair{n}.[^e{n}] {EN}\n\n[^z{n}]: 注{n}注，{ZH}。\n\n[^e{n}]: Note {n} N, {EN}"
        for n in range(10)
    )
    found = pages(tmp_path, [f"# 河 / The River\n\n{text}\n"])

    assert sum(len(named(page)) for page in found) == 20
    for page in found:
        assert named(page) == [
            int(number) for number in re.findall(r"注(\d+)注|Note(\d+)N", page) for number in number if number
        ]


def test_a_note_longer_than_a_page_is_told(tmp_path: Path) -> None:
    report = written(tmp_path, [f"# 河 / The River\n\n{ZH}[^n]\n\n{EN}\n\n[^n]: {ZH * 40}\n"], "", "")

    assert [(found.code, str(found.span)) for found in report.diagnostics if found.code != "R012"] == [
        ("P001", "chapters/0.md:7:1")
    ]


def test_passages_of_one_side_leave_the_other_free(tmp_path: Path) -> None:
    alone = "\n\n".join(f"只有中文{number}，{ZH * 3}。\n{{.untranslated}}" for number in range(6))
    found = pages(tmp_path, [f"# 河 / The River\n\n{pairs(1)}\n\n{alone}\n\n甲9乙{ZH}\n\nPair9. {EN}\n"])
    spreads = list(zip(found[1::2], found[2::2], strict=False))

    assert [named(left) for left, _ in spreads] == [named(right) for _, right in spreads]
    assert any(re.fullmatch(r"TheRiver\d+", right) for _, right in spreads)


def test_the_other_side_may_say_what_is_missing(tmp_path: Path) -> None:
    found = pages(
        tmp_path, [f"# 河 / The River\n\n{ZH}\n{{.untranslated}}\n\n{pairs(1)}\n"], more=", one_sided: note"
    )

    assert "[leftuntranslated]" in found[2]


def test_what_is_shared_stands_once_and_rules_on_both_sides(tmp_path: Path) -> None:
    Picture.new("L", (300, 200), 128).save(tmp_path / "a.png")
    text = f"{pairs(1)}\n\n![船 / A boat](../a.png)\n\n***\n\n甲1乙{ZH}\n\nPair1. {EN}\n\n```\ncode\n```\n"
    found = pages(tmp_path, [f"# 河 / The River\n\n{text}"])
    spread = [page for page in found if "甲1乙" in page or "Pair1." in page]

    assert ["***" in page for page in spread] == [True, True]
    assert ["code" in page for page in found[1:]].count(True) == 1
    with pikepdf.Pdf.open(tmp_path / "a.pdf") as pdf:
        held = [number for number, page in enumerate(pdf.pages) if _draws(page)]
    assert len(held) == 1
    assert held[0] % 2 == 1


def _draws(page: pikepdf.Page) -> bool:
    return any(str(step.operator) == "Do" for step in pikepdf.parse_content_stream(page))


def test_a_long_table_repeats_its_head(tmp_path: Path) -> None:
    rows = "\n".join(f"| {1900 + number} | {number} |" for number in range(40))
    found = pages(
        tmp_path,
        [f"# 河 / The River\n\n{pairs(1)}\n\n| 年份 | 船 |\n|---|---|\n{rows}\n\n甲1乙{ZH}\n\nPair1. {EN}\n"],
    )
    held = [page for page in found if re.search(r"19\d\d", page)]

    assert len(held) > 1
    assert all("年份" in page for page in held)
    years = [int(year) for page in held for year in re.findall(r"(19\d\d)\d", page)]
    assert years == [1900 + number for number in range(40)]


def test_headings_keep_with_their_text_and_have_one_entry(tmp_path: Path) -> None:
    sections = "\n\n".join(
        f"## 节{n}节 / Section {n}\n\n甲{n}乙{ZH * 3}。\n\nPair{n}. {EN * 3}" for n in range(8)
    )
    found = pages(tmp_path, [f"# 河 / The River\n\n{sections}\n"])

    for page in found:
        assert [int(n) for n in re.findall(r"节(\d)节", page)] == [n for n in named(page) if "甲" in page]
    with pikepdf.Pdf.open(tmp_path / "a.pdf") as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root[1].children] == [f"节{n}节 Section {n}" for n in range(8)]


def test_a_page_the_styles_force_opens_a_spread(tmp_path: Path) -> None:
    text = f"# 河 / The River\n\n{pairs(1, 1)}\n\n## 节 / Section\n\n甲1乙{ZH}\n\nPair1. {EN}\n"
    high = "body.chapter header.opening { padding-top: 0 } "

    assert [named(page) for page in pages(tmp_path, [text], style=high)[1:3]] == [[0, 1], [0, 1]]
    forced = pages(tmp_path, [text], style=high + "h2 { break-before: page }")
    assert [named(page) for page in forced[1:5]] == [[0], [0], [1], [1]]


def test_lines_of_a_list_go_with_their_signs(tmp_path: Path) -> None:
    items = "\n".join(f"{n}. 第{n}项，{ZH}" for n in range(1, 13))
    told = "\n".join(f"{n}. Item {n}, {EN}" for n in range(1, 13))
    found = pages(tmp_path, [f"# 河 / The River\n\n{items}\n\n{told}\n"])

    for page in filter(None, found):
        held = [number for pair in re.findall(r"第(\d+)项|Item(\d+),", page) for number in pair if number]
        assert held
        assert all(re.search(rf"(?<!\d){number}\.", page) for number in held)


@pytest.mark.parametrize("mode", ["aligned", "flow"])
def test_aligned_counterparts_begin_at_one_height(mode: str, tmp_path: Path) -> None:
    pages(tmp_path, [f"# 河 / The River\n\n{pairs(8)}\n"], more=f", facing: {mode}")
    file = read((tmp_path / "a.pdf").read_bytes())
    starts = {
        (line.page, line.y)
        for lines in file.flows.values()
        for line in lines
        if re.match(r"甲\d+乙|Pair\d+\.", line.ink)
    }
    lefts = sorted(y for page, y in starts if page % 2 == 1)
    rights = sorted(y for page, y in starts if page % 2 == 0)

    assert len(lefts) == len(rights) == 8
    assert all(abs(left - right) < 0.1 for left, right in zip(lefts, rights, strict=True)) == (
        mode == "aligned"
    )


def test_links_lead_across_the_spread(tmp_path: Path) -> None:
    text = f"见[末段](#end)。\n\nSee [the end](#end).\n\n{pairs(8)}\n\n{ZH}\n{{#end}}\n\n{EN}\n"
    pages(tmp_path, [f"# 河 / The River\n\n{text}"])
    with pikepdf.Pdf.open(io.BytesIO((tmp_path / "a.pdf").read_bytes())) as pdf:
        names = pdf.Root.Names.Dests.Names
        wanted = {str(link.Dest) for page in pdf.pages for link in page.get("/Annots", ())}

        assert "end" in wanted
        assert wanted <= {str(names[index]) for index in range(0, len(names), 2)}


def test_processes_and_one_process_give_the_same_bytes(tmp_path: Path) -> None:
    pages(tmp_path, [f"# 河 / The River\n\n{pairs(8)}\n", f"# 海 / The Sea\n\n{pairs(3)}\n"])
    build(tmp_path, jobs=2, output=tmp_path / "again", progress=Silent())

    assert next((tmp_path / "again").glob("*.pdf")).read_bytes() == (tmp_path / "a.pdf").read_bytes()


def test_pages_of_a_run_follow_each_other(tmp_path: Path) -> None:
    found = pages(tmp_path, [f"# 河 / The River\n\n{pairs(9)}\n"])
    folios = [int(match[1]) for page in found if (match := re.search(r"(\d+)$", page))]

    assert all(after == before + 1 for before, after in pairwise(folios))


def test_p028_a_line_that_faces_more_than_a_page_is_told(tmp_path: Path) -> None:
    written(tmp_path, [f"# 河 / The River\n\n船来了。\n{{pair=a}}\n\n{EN * 40}\n{{pair=a}}\n"], "", "")
    found, _ = check_press(tmp_path, output=tmp_path / "dist", progress=Silent())
    told = [(fault.code, str(fault.span)) for outcome in found[0].outcomes or () for fault in outcome.faults]

    assert told == [("P028", "chapters/0.md:3:1")]
