"""The flavours of an EPUB: what each does with all that a chapter may hold, read back and validated."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.checks import epubcheck
from bookbuild.run import Report, build
from tests.test_diagnostics import Silent

MANIFEST = """
title: {zh-Hans: 灯, en: The Lamp}
languages: [zh-Hans, en]
volumes:
  - chapters: [a.md, {zh-Hans: b.zh.md, en: b.en.md}]
counterparts: allow
doubts: allow
editions:
  compatible: {format: epub, flavour: compatible}
  wide: {format: epub, flavour: wide}
  study: {format: epub, flavour: study}
  english: {format: epub, flavour: study, languages: [en, zh-Hans], pinyin: all, one_sided: note}
"""
CHAPTER = """
# 灯下 / By the Lamp

灯亮了[^1]，雨停了。

The lamp is lit[^2], the rain is over.

## 读书 / Reading

- 一本书

  A book

- 两支笔

  Two pens

> 开卷有益。

> Reading is always good.

::: verse
床前明月光，
疑是地上霜。
:::

::: verse
Before my bed the moon is bright,
I take it for the frost of night.
:::

只有中文的一段。{.untranslated}

```python
print("灯")
```

| 灯 | 光 |
| -- | -- |
| 一 | 二 |
{lang=zh-Hans pair=t}

| lamp | light |
| ---- | ----- |
| one  | two   |
{lang=en pair=t}

[^1]: 油灯。
[^2]: An oil lamp.
"""
CHINESE = """
# 三件事

1. 起床
2. 读书
3. 睡觉

灯[^n]灭了。

[^n]: 见上。
"""
ENGLISH = """
# Three Things

1. Getting up
2. Reading
3. Sleeping

The lamp[^n] is out.

[^n]: See above.
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flavours")
    files = {"book.yaml": MANIFEST, "a.md": CHAPTER, "b.zh.md": CHINESE, "b.en.md": ENGLISH}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return build(root, jobs=1, output=root / "dist", progress=Silent())


def page(root: Path, edition: str, chapter: str = "a") -> str:
    with zipfile.ZipFile(root / "dist" / f"the-lamp-{edition}.epub") as archive:
        return archive.read(f"EPUB/text/{chapter}.xhtml").decode()


def test_every_passage_is_proven_to_be_in_every_flavour(report: Report) -> None:
    assert report.diagnostics == ()
    assert [product.written for product in report.products] == [True] * 4


@pytest.mark.epubcheck
def test_epubcheck_has_nothing_to_say(report: Report, root: Path) -> None:
    for checked in epubcheck.run([root / "dist" / product.path for product in report.products]):
        assert (checked.path.name, checked.failure, checked.messages) == (checked.path.name, "", ())


def test_compatible_is_the_default_and_asks_for_nothing_new(report: Report, root: Path) -> None:
    html = page(root, "compatible")

    assert "side-by-side" not in html
    assert re.findall('css/(.*?)"', html) == ["book.css"]


def test_wide_sets_sides_in_boxes_of_a_sheet_of_their_own(report: Report, root: Path) -> None:
    html = page(root, "wide")

    assert html.count('<div class="pair side-by-side"') == 6
    assert re.findall('css/(.*?)"', html) == ["book.css", "wide.css"]


def test_study_leads_to_each_translation_and_back(report: Report, root: Path) -> None:
    tree = etree.fromstring(page(root, "study").encode())
    calls = [link for link in tree.iter("{*}a") if link.get("class") == "noteref translation"]
    asides = [one for one in tree.iter("{*}aside") if "cp-translation" in str(one.get("class"))]
    backs = [link for aside in asides for link in aside.iter("{*}a") if link.get("role") == "doc-backlink"]

    assert len(calls) == 6
    assert [str(link.get("href")) for link in calls] == [f"#{aside.get('id')}" for aside in asides]
    assert [str(link.get("href")) for link in backs] == [f"#{call.get('id')}" for call in calls]
    assert {call.get("aria-label") for call in calls} == {"译文"}
    assert {aside.get("lang") for aside in asides} == {"en"}


def test_study_keeps_in_the_text_what_has_no_translation(report: Report, root: Path) -> None:
    text, _, apart = page(root, "study").partition('<section class="notes translations"')

    assert "只有中文的一段。" in text
    assert "print(" in text
    assert "The lamp is lit" not in text
    assert "Reading is always good." in apart
    assert ">读书</span> <span" in text.replace(' lang="en" xml:lang="en"', "")


def test_items_keep_their_numbers_apart(report: Report, root: Path) -> None:
    _, _, apart = page(root, "study", "b-zh").partition('<section class="notes translations"')

    assert re.findall('<li value="(.)">', apart) == ["1", "2", "3"]


def test_the_links_speak_the_first_language(report: Report, root: Path) -> None:
    assert 'aria-label="Translation (tr.)"' in page(root, "english")


def test_two_runs_give_the_same_bytes(report: Report, root: Path) -> None:
    again = build(root, jobs=1, output=root / "again", progress=Silent())

    for product in again.products:
        assert (root / "again" / product.path).read_bytes() == (root / "dist" / product.path).read_bytes()
