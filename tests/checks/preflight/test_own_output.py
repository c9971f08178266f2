"""A tiny real book with all that may stand in one, made for every printer: nothing can be said of the files."""

from __future__ import annotations

import random
from pathlib import Path

import outloud
import page
import pytest
from PIL import Image

from bookbuild.diagnostics import has_errors
from bookbuild.run import Readback, build, check_press
from tests.checks.press.sample import EN, ZH, Silent

EDITIONS = {
    "print": "{format: pdf}",
    "columns": "{format: pdf, layout: columns, trim: 185x260mm}",
    "kdp": "{format: pdf, printer: kdp, paper: cream, trim: 6x9in}",
    "kdp-colour": "{format: pdf, printer: kdp, paper: premium-colour, trim: 6x9in, bleed: true}",
    "spark": "{format: pdf, printer: ingramspark, paper: creme, trim: 6x9in}",
    "spark-colour": "{format: pdf, printer: ingramspark, paper: white-70, trim: 6x9in, standard: 'x-3:2002'}",
    "lulu": "{format: pdf, printer: lulu, paper: colour, trim: 6x9in}",
    "blurb": "{format: pdf, printer: blurb, paper: colour, trim: 6x9in, printing: {gutter: 2cm, margin: 12mm}}",
    "offset": "{format: pdf, printer: generic-cn-offset, paper: offset-80}",
    "digital": "{format: pdf, printer: generic-cn-digital, paper: offset-100}",
    "desktop": "{format: pdf, printer: desktop}",
}
MANIFEST = """title: {zh-Hans: 船, en: The Boat}
id: urn:uuid:7d3f9c1e-0f43-5f0c-9d46-000000000001
languages: [zh-Hans, en]
volumes:
  - title: {zh-Hans: 卷一, en: Volume One}
    chapters: [chapters/a.md]
editions:
"""
CHAPTER = f"""# 船 / The Boat

{ZH}。[^z]

{EN}[^e] *Oars*, **oars**, `oars`, ~~oars~~, [a link](https://example.org) and [one inside](#later).

#### 一节 / A Section

![雾里的船 A boat in the mist](../images/colour.png)

![透明 See-through](../images/clear.png)

![线条 A line](../images/line.png)

![曲线 Curves](../images/curves.svg)

***

| 甲 | B |
|---|---|
| 一 | two |

::: {{#later}}
> {ZH}<mark>桨声</mark>。

> {EN} <mark>Oars</mark>.
:::

- {ZH}
- {EN}

```python
boat = 1
```

[^z]: 一条注。
[^e]: A note.
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><defs><linearGradient id="g">
<stop offset="0" stop-color="#c00"/><stop offset="1" stop-color="#00c"/></linearGradient></defs>
<rect width="200" height="50" fill="url(#g)"/><path d="M0 60 L190 90" stroke="#555" stroke-width="2"/></svg>"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book, every edition made."""
    root = tmp_path_factory.mktemp("book")
    for folder in ("chapters", "images", "styles"):
        (root / folder).mkdir()
    rows = "".join(f"  {name}: {said}\n" for name, said in EDITIONS.items())
    (root / "book.yaml").write_text(MANIFEST + rows, encoding="utf-8")
    pages = "\n\n".join(_passage(number) for number in range(70))
    (root / "chapters" / "a.md").write_text(CHAPTER + "\n" + pages, encoding="utf-8")
    (root / "styles" / "print.css").write_text("figure img { width: 4in }", encoding="utf-8")
    _draw(root / "images")
    report = build(root, jobs=1, output=root / "dist", progress=Silent())
    assert [product.edition for product in report.products if not product.written] == [], report.diagnostics
    return root


def _passage(number: int) -> str:
    """A pair like no other: a line that recurs at the foot of pages looks like a running one."""
    order = random.Random(number)
    han, words = list(ZH * 6), (EN * 6).split()
    order.shuffle(han)
    order.shuffle(words)
    return f"{''.join(han)}。\n\n{' '.join(words)}"


def _draw(folder: Path) -> None:
    colour = Image.linear_gradient("L").resize((1400, 700))
    picture = Image.merge("RGB", (colour, colour.transpose(Image.Transpose.ROTATE_180), colour))
    picture.save(folder / "colour.png")
    picture.putalpha(colour)
    picture.save(folder / "clear.png")
    Image.linear_gradient("L").resize((2400, 700)).point(lambda value: 255 * (value > 90)).save(
        folder / "line.png"
    )
    (folder / "curves.svg").write_text(SVG, encoding="utf-8")


@pytest.fixture(scope="module")
def found(root: Path) -> dict[str, list[Readback]]:
    """What each edition's files are found to be: its pages, and its cover where it has one."""
    read, report = check_press(root, output=root / "dist", progress=Silent())
    assert not has_errors(report.diagnostics)
    return {name: [item for item in read if item.edition == name] for name in EDITIONS}


@pytest.mark.parametrize("name", EDITIONS)
def test_nothing_is_found_in_our_own_files(name: str, found: dict[str, list[Readback]]) -> None:
    faults = {row.code: row.faults for item in found[name] for row in item.outcomes if row.faults}

    assert faults == {}
    assert min(len(item.outcomes) for item in found[name]) >= 15


def test_printers_that_take_covers_have_them(found: dict[str, list[Readback]]) -> None:
    covered = [name for name, items in found.items() if len(items) == 2]

    assert covered == ["kdp", "kdp-colour", "lulu", "offset", "digital"]


@pytest.mark.parametrize("name", ["print", "columns"])
@pytest.mark.parametrize("standard", ["ua1", "2a"])
def test_one_judge_finds_the_screen_edition_accessible_and_archivable(
    name: str, standard: str, root: Path
) -> None:
    report = page.validate_pdf(str(root / "dist" / f"the-boat-{name}.pdf"), profile=standard)

    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("name", ["print", "columns"])
def test_another_judge_finds_it_accessible(name: str, root: Path) -> None:
    result = outloud.check(str(root / "dist" / f"the-boat-{name}.pdf"))

    assert [finding.message for finding in result.findings if finding.severity != "info"] == []
