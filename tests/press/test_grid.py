"""A baseline grid on real pages: every line of text on it, whatever is between."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import fromstring

import pytest
from PIL import Image as Picture

from bookbuild.checks.press.reader import read
from bookbuild.checks.press.value import Line
from bookbuild.press import grid
from bookbuild.press.grid import Grid
from bookbuild.run import build, check_press
from tests.checks.press.sample import EN, ZH, Silent, unpatched

MANIFEST = """title: {{zh-Hans: 河, en: The River}}
languages: [zh-Hans, en]
front:
  - {{role: dedication, path: chapters/0.md}}
volumes:
  - chapters: [chapters/1.md]
editions:
  print: {{format: pdf, {edition}, trim: a5, baseline_grid: {grid}}}
"""
PAIR = f"{ZH * 2}。\n\n{EN * 2}"
KINDS = {
    "notes": f"{ZH}[^甲]{ZH}。\n\n{EN}[^a] {EN}\n\n[^甲]: {ZH}。\n\n[^a]: {EN}",
    "heading": "## 雾散 / Clear",
    "headings": "## 雾散 / Clear\n\n### 桨声 / Oars",
    "quotation": f"> {ZH}\n>\n> {EN}",
    "verse": "::: verse\n船到江心，\n补漏已迟。\n\nMidstream it is too late\nto mend a boat.\n:::",
    "list": f"- {ZH}\n- 雾散\n\n<!-- -->\n\n- {EN}\n- Clear",
    "table": "| 船 | boat |\n|---|---|\n| 雾 | mist |",
    "code": "```\nboat\nmist\nriver\n```",
    "box": f"::: box\n{ZH}\n\n{EN}\n:::",
    "figure": "![雾 / Mist](mist.png)",
    "ornament": "---",
    "inserted": f"{ZH}[船]{{.apart}}{ZH}。\n\n{EN} [boat]{{.apart}} {EN}",
    "small": f"{ZH}`boat`<sup>2</sup>，*{ZH[:9]}*。\n\n{EN} `mist`<sub>2</sub> *oars*",
}
LAYOUTS = {
    "interleaved": "layout: interleaved, numbers: margin, initials: drop",
    "columns": "layout: columns, initials: drop",
    "aligned": "layout: facing, facing: aligned, numbers: margin",
    "flow": "layout: facing, facing: flow, initials: drop",
    "zh": "layout: single",
    "en": "layout: single, languages: [en], initials: drop",
    "pinyin": "layout: interleaved, pinyin: all",
}
HEIGHT, TOP, STEP, BASE = 595.276, 61.32, 17.0, 13.3
"""Of the page, its upper margin and a slot; where its base line is, that of Song of 11 points. In points."""


def written(root: Path, text: str, edition: str, style: str = "", grid: str = "true") -> Path:
    """A book of one chapter, built; its PDF."""
    for folder in ("chapters", "styles"):
        (root / folder).mkdir()
    Picture.new("RGB", (300, 110), "teal").save(root / "chapters/mist.png")
    (root / "chapters/0.md").write_text(f"{PAIR}\n", encoding="utf-8")
    (root / "chapters/1.md").write_text(f"# 河 / The River\n\n{text}\n", encoding="utf-8")
    (root / "styles/print.css").write_text(style, encoding="utf-8")
    (root / "book.yaml").write_text(MANIFEST.format(edition=edition, grid=grid), encoding="utf-8")
    report = build(root, jobs=1, output=root / "dist", progress=Silent())
    assert [product.written for product in report.products] == [True], report.diagnostics
    return next((root / "dist").glob("*.pdf"))


def down(path: Path, *tags: str) -> list[tuple[int, float]]:
    """The page of each line of text, and how far its base line is below the top of the type area."""
    flows = read(path.read_bytes()).flows
    lines: list[Line] = [line for tag in tags for line in flows["text", tag]]
    text = (line for line in lines if line.ink[:9] in ZH * 2 + "".join(EN.split()) * 2 and len(line.ink) > 9)
    return [(line.page, round(HEIGHT - TOP - line.y, 1)) for line in text]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lines_stand_on_one_grid_whatever_is_between(layout: str, tmp_path: Path) -> None:
    text = "\n\n".join(f"{PAIR}\n\n{kind}" for kind in (*KINDS.values(), PAIR))
    written(tmp_path, text, LAYOUTS[layout], ".apart { display: inline-block }")
    found, _ = check_press(tmp_path, output=tmp_path / "dist", progress=Silent())
    outcomes = {outcome.code: outcome for outcome in found[0].outcomes or ()}

    assert outcomes["P035"].checked > 40
    for code in ("P026", "P029", "P035"):
        assert [fault.message for fault in outcomes[code].faults] == []


@pytest.mark.parametrize("kind", [*KINDS])
def test_each_kind_by_itself_takes_whole_lines(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"{PAIR}\n\n{KINDS[kind]}\n\n{PAIR}\n\n{PAIR}", LAYOUTS["interleaved"])
    found = down(path, "zh-Hans", "en")

    assert len(found) > 15
    assert {round(y % STEP, 1) for _, y in found} == {BASE}


def test_more_code_than_text_moves_no_page(tmp_path: Path) -> None:
    code = "```\n" + "boat\n" * 30 + "```"
    path = written(tmp_path, f"{PAIR}\n\n{code}\n\n{PAIR}", LAYOUTS["aligned"])

    assert {round(y % STEP, 1) for _, y in down(path, "zh-Hans", "en")} == {BASE}


def test_without_the_key_they_do_not(tmp_path: Path) -> None:
    path = written(tmp_path, f"{PAIR}\n\n{PAIR}", LAYOUTS["interleaved"], grid="false")

    assert len({round(y % STEP, 1) for _, y in down(path, "zh-Hans", "en")}) > 5


def test_it_is_the_press_that_puts_them_there(tmp_path: Path) -> None:
    with unpatched("bookbuild.press.grid"):
        path = written(tmp_path, f"{PAIR}\n\n{KINDS['box']}\n\n{PAIR}", LAYOUTS["interleaved"])

    assert len({round(y % STEP, 1) for _, y in down(path, "zh-Hans", "en")}) > 3


def test_both_languages_have_the_leading_of_chinese(tmp_path: Path) -> None:
    path = written(tmp_path, f"{PAIR}\n\n{PAIR}", "layout: interleaved")
    found = sorted(down(path, "zh-Hans", "en"))

    lines = (14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26)  # of the page; one is white between the pairs
    assert [y for page, y in found if page == found[-1][0]] == [STEP * line + BASE for line in lines]


def test_the_leading_is_the_authors(tmp_path: Path) -> None:
    style = ":root { --han-leading: calc(17pt + 1.5pt) }"
    found = down(written(tmp_path, PAIR * 2, "layout: columns", style), "zh-Hans", "en")

    assert {round(y % 18.5, 1) for _, y in found} == {found[0][1] % 18.5}


def test_what_has_a_leading_of_its_own_is_left_alone(tmp_path: Path) -> None:
    style = ".close { line-height: 14pt }"
    path = written(
        tmp_path, f"{PAIR}\n\n{{.close}}\n{EN * 3}\n\n{PAIR}", "layout: single, languages: [en]", style
    )
    found = down(path, "en")
    apart = [round(after - before, 1) for (_, before), (_, after) in pairwise(found)]

    assert 14.0 in apart
    assert {round(y % 15, 1) for _, y in found[-2:]} == {round(found[0][1] % 15, 1)}


@pytest.mark.parametrize("layout", ["interleaved", "aligned"])
def test_a_page_begins_at_its_top_whatever_is_first(layout: str, tmp_path: Path) -> None:
    style = "h2 { break-before: page }"
    path = written(tmp_path, f"{PAIR}\n\n## 雾散 / Clear\n\n{PAIR}", LAYOUTS[layout], style)
    heading = next(line for line in read(path.read_bytes()).flows["text", "zh-Hans"] if line.ink == "雾散")

    assert 0 < HEIGHT - TOP - heading.y < 22  # its line is 22 points high


def test_slots() -> None:
    grid = Grid(20.0, 14.0)

    assert [grid.next(down) for down in (0.0, 0.005, 1.0, 20.0, 39.0)] == [0, 0, 1, 1, 2]
    assert [grid.last(down) for down in (0.0, 19.0, 19.995, 20.0)] == [0, 0, 1, 1]
    assert [grid.beyond(excess) for excess in (-5.0, 0.0, 6.0, 8.0, 28.0)] == [0, 0, 0, 1, 2]


def test_a_body_without_leading_has_no_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "strut", lambda style: (0.0, 0.0))
    monkeypatch.setattr(grid, "_is_on", lambda style: True)
    context = SimpleNamespace(style_for=lambda body: body)
    grid.prepare(context, fromstring("<html><body/></html>"))

    assert context.bookbuild_grid is None
