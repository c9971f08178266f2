"""Each rule for finished PDFs proven by a tiny book that breaks it and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.diagnostics import Span
from tests.checks.press.sample import EN, ZH, checked, faults, read_back, set_book, unpatched, unruled, written

FULL = ZH[:27]  # with its indent a whole line of 29 characters
APART = ".apart { display: inline-block; text-indent: 0 }"  # what may be parted from what is before it
BELOW = '.below::before { content: "\\a"; white-space: pre }'  # what begins a line, whatever is before it


def test_a_sound_book_passes_and_every_rule_had_something_to_look_at(tmp_path: Path) -> None:
    facing, single = tmp_path / "facing", tmp_path / "single"
    chapter = f"{ZH * 4}[^n]。\n\n{EN * 4}\n\n- {ZH * 2}\n- {EN}\n\n[^n]: 一条注。\n"
    chinese = f"{ZH * 4}。\n\n## 雾散\n\n{ZH * 4}\n"

    assert faults(facing, chapter, layout="facing") == {}
    assert faults(single, chinese, layout="single, baseline_grid: true") == {}
    looked_at = {code for root in (facing, single) for code, count in checked(root).items() if count}
    assert looked_at == set(checked(facing))


def test_whatever_a_chapter_may_hold_is_found_again(tmp_path: Path) -> None:
    rows = "".join(f"| 第{row}行 | {ZH[:9]} | oars |\n" for row in range(60))
    chapter = f"""{ZH}[^long]。

{EN}[^also] The well-known 2024 river, 1,000 years.

| 序 | 雾与船 | the boat |
|---|---|---|
{rows}
1. {ZH}
   - {ZH}
2. {ZH}，<ruby>河<rt>hé</rt></ruby>上的雾。

***

雾 散
: {ZH}

::: verse
江流天地外，
山色有无中。

The river runs beyond the sky,
the hills are there and are not there.
:::

> {ZH}*桨声*`code`{ZH[:9]}

```python
boat = "船"  # {EN}
```

[^long]: {ZH}

    {ZH}

    - 一
    - 二

    | 甲 | 乙 |
    |---|---|
    | 一 | 二 |
[^also]: {EN}
"""

    assert {"P026", "P021", "P022", "P024", "P025"} & faults(tmp_path, chapter).keys() == set()


def test_p020_a_line_not_justified(tmp_path: Path) -> None:
    text = f"{FULL}，{ZH * 3}，{ZH * 2}"
    with unpatched("bookbuild.press.justify"):
        found = faults(tmp_path / "without", f"{text}\n\n{EN * 4}")

    assert list(found) == ["P020"]
    assert found["P020"][0] == f"the line “{FULL[:26]}” ends 10.5 pt before its measure (page 1 of print)"
    assert faults(tmp_path / "with", f"{text}\n\n{EN * 4}") == {}


def test_p020_lines_that_end_anywhere(tmp_path: Path) -> None:
    text = f"{ZH}，{ZH * 2}a{ZH}bc{ZH * 2}，{ZH}" * 2

    assert list(faults(tmp_path, f"{text}\n\n{EN * 8}", "p:lang(zh) { text-align: left }")) == ["P020"]


def test_p020_a_line_that_begins_inside(tmp_path: Path) -> None:
    style = "em:lang(zh) { margin-left: 3pt; font-family: var(--face-song) }"

    found = faults(tmp_path, f"{FULL}*{ZH[27:37]}*{ZH * 4}\n\n{EN * 4}", style)

    assert [message.partition("” ")[2] for message in found["P020"]] == [
        "begins 3.0 pt inside its measure (page 1 of print)"
    ]


@pytest.mark.parametrize("mark", ["。", "”", "·", "—", ")"])
def test_p021_a_mark_at_the_start_of_a_line(tmp_path: Path, mark: str) -> None:
    found = faults(tmp_path, f"{FULL}[{mark}]{{.below}}{ZH}\n\n{EN}", BELOW)

    assert list(found) == ["P021"]
    assert f"begins with {mark}" in found["P021"][0]


def test_p021_the_call_of_a_note_at_the_start_of_a_line(tmp_path: Path) -> None:
    style = "span.note[data-mark]::footnote-call { content: attr(data-mark) }"

    with unruled("hold_note_calls"):
        found = faults(tmp_path, f"{FULL}[^n]{ZH}\n\n{EN}\n\n[^n]: 一条注。", style)

    assert list(found) == ["P021"]
    assert "begins with the mark ①" in found["P021"][0]


@pytest.mark.parametrize("mark", ["“", "￥", "("])
def test_p022_a_mark_at_the_end_of_a_line(tmp_path: Path, mark: str) -> None:
    found = faults(tmp_path, f"{FULL[:26]}[{mark}]{{.apart}}{ZH}\n\n{EN}", APART)

    assert list(found) == ["P022"]
    assert f"ends with {mark}" in found["P022"][0]


@pytest.mark.parametrize("end", ["", "。", "！”", "[^n]"])
def test_p023_a_single_character_on_the_last_line(tmp_path: Path, end: str) -> None:
    note = "\n\n[^n]: 一条注。" if end == "[^n]" else ""

    with unruled("hold_last_characters"):
        found = faults(tmp_path, f"{FULL}{ZH[:29]}河{end}\n\n{EN}{note}")

    assert list(found) == ["P023"]
    assert "holds a single character" in found["P023"][0]


def test_p024_slanted_han(tmp_path: Path) -> None:
    style = "em:lang(zh) { display: inline-block; transform: skewX(-12deg) }"

    found = faults(tmp_path, f"{ZH}*桨声*{ZH}\n\n{EN}", style)

    assert list(found) == ["P024"]
    assert found["P024"] == ["“桨声” is slanted (page 1 of print)"]


def test_p025_a_number_parted(tmp_path: Path) -> None:
    number = "1234567890" * 8

    found = faults(tmp_path, f"{FULL}{number}{ZH}\n\n{EN}")

    assert list(found) == ["P025"]
    assert f"begins inside {number}" in found["P025"][0]


@pytest.mark.parametrize("mark", ["——", "……"])
def test_p025_a_mark_of_two_characters_parted(tmp_path: Path, mark: str) -> None:
    found = faults(tmp_path, f"{FULL[:26]}{mark[0]}[{mark[0]}]{{.apart}}{ZH}\n\n{EN}", APART)

    assert list(found) == ["P025"]
    assert f"begins inside {mark}" in found["P025"][0]


def test_p026_text_cut_off(tmp_path: Path) -> None:
    """The press counts what is on the sheet; what a box cuts off is seen on the finished page only."""
    style = ".pair p:lang(zh) { height: 17pt; overflow: hidden }"

    found = faults(tmp_path, f"{FULL}{ZH}\n\n{EN}", style)

    assert list(found) == ["P026", "P059"]
    assert f"({len(ZH)} characters)” is missing after “{FULL[-8:]}”" in found["P026"][0]


def test_p026_text_that_is_not_the_authors(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{ZH}\n\n{EN}", ".pair p:lang(zh)::after { content: '多' }")

    assert found == {
        "P026": [f"“多”, which is not the author's, stands after “{ZH[-8:]}” (page 1 of print)"],
    }


def test_p026_text_that_reads_otherwise(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{ZH}\n\nOars.", ".pair p:lang(en) { text-transform: uppercase }")

    assert found == {"P026": ["“ARS” stands for “ars” after “TheBoatO” (page 1 of print)"]}


def test_p027_a_missing_file(tmp_path: Path) -> None:
    readback, report = read_back(written(tmp_path, f"{ZH}\n\n{EN}"))

    assert readback.outcomes == ()
    assert [(item.code, item.message) for item in report.diagnostics] == [
        ("P027", "the-boat-print.pdf is missing")
    ]
    assert not report.ok()


def test_p027_a_file_made_of_other_text(tmp_path: Path) -> None:
    set_book(written(tmp_path, f"{ZH}\n\n{EN}"))
    written(tmp_path, f"{ZH * 2}\n\n{EN}")

    readback, report = read_back(tmp_path)

    assert readback.outcomes == ()
    assert [item.message for item in report.diagnostics] == ["the-boat-print.pdf is out of date"]


def test_a_fault_is_told_with_its_place_in_the_chapter(tmp_path: Path) -> None:
    with unruled("hold_last_characters"):
        set_book(written(tmp_path, f"{FULL}{ZH[:29]}河。\n\n{EN}"))

    fault = read_back(tmp_path)[1].diagnostics[0]

    assert fault.span == Span("chapters/a.md", 3, 57, 3, 59)


def test_columns_and_quotations_have_measures_of_their_own(tmp_path: Path) -> None:
    chapter = f"{ZH * 3}上\n\n{EN * 3}\n\n> {ZH * 3}上\n\n> {EN * 3}\n\n- {ZH * 3}上\n- {EN * 3}\n"

    for layout in ("columns", "interleaved"):
        assert faults(tmp_path / layout, chapter, layout=layout) == {}
        assert checked(tmp_path / layout)["P020"] > 10


def test_p030_a_measure_of_characters_and_a_half(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{ZH * 5}\n\n{EN * 4}", ".pair p { padding-right: 5.25pt }")

    assert list(found) == ["P030"]
    assert found["P030"][0].endswith("stands on a measure of 28.50 characters of 10.5 pt (page 1 of print)")


@pytest.mark.parametrize(("leading", "gap"), [("15pt", "43%"), ("22pt", "110%")])
def test_p031_lines_too_close_and_too_far_apart(tmp_path: Path, leading: str, gap: str) -> None:
    found = faults(tmp_path, f"{ZH * 2}\n\n{EN * 4}", f":root {{ --han-leading: {leading} }}")

    assert list(found) == ["P031"]
    assert f"stands {gap} of its size below the one before it" in found["P031"][0]


def test_p032_characters_too_small(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{ZH}[桨声]{{.small}}{ZH}\n\n{EN}", ".small { font-size: 7pt }")

    assert found == {"P032": ["“桨声” is 7 pt high (page 1 of print)"]}


def test_p033_a_heading_as_large_as_the_text(tmp_path: Path) -> None:
    text = f"{ZH}\n\n{EN}\n\n## 雾散 / Clear\n\n{ZH}\n\n{EN}"

    found = faults(tmp_path, text, "h2 :lang(zh) { font-size: 11pt }")

    assert found == {"P033": ["the line “雾散” is 11 pt high, the text 10.5 pt (page 1 of print)"]}


def test_p034_a_heading_between_the_lines(tmp_path: Path) -> None:
    text = f"{ZH * 2}\n\n## 雾散\n\n{ZH * 2}"

    found = faults(tmp_path, text, "h2 { --step: 20pt }", layout="single")

    assert list(found) == ["P034"]
    assert "“雾散” and what is around it take 4.53 lines of text" in found["P034"][0]


def test_p035_a_line_off_the_grid(tmp_path: Path) -> None:
    text = f"{ZH * 2}\n\n{EN}\n{{.moved}}\n\n{ZH * 2}\n\n{EN}"
    layout = "interleaved, baseline_grid: true"

    found = faults(tmp_path, text, ".moved { position: relative; top: 0.5pt }", layout)

    assert list(found) == ["P035"]
    assert (
        "came over from the other bank.” stands 0.5 pt below a line of the grid (page 1 of" in found["P035"][1]
    )


@pytest.mark.parametrize("layout", ["interleaved", "columns", "single"])
@pytest.mark.parametrize("trim", ["148x210mm", "6x9in", "185x260mm"])
def test_every_layout_and_trim_keeps_the_rules(tmp_path: Path, layout: str, trim: str) -> None:
    """Text, titles of one line and of two, lists, quotations, boxes, notes, tables, verse, code."""
    text, english = f"{ZH * 3}，", f"{EN * 4}"
    chapter = f"""{text}[^n]。

{english}

## 雾散 / Clear

{text}“{text}”——{ZH}。

{english}

### {ZH} / {EN}

{text}，《{ZH}》{ZH}。

{english}

- {text}
- {english}

> {text}*{ZH}*

> {english}

::: box
{text}

{english}
:::

| {ZH[:9]} | {ZH[9:18]} |
|---|---|
| {ZH} | `船` {ZH} |

```python
boat = "船"
```

[^n]: {text}`船`
"""

    assert faults(tmp_path, chapter, layout=f"{layout}, trim: {trim}") == {}
