"""Markdown, HTML, DOCX and EPUB: what becomes of their markup, and which archives are refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.intake.conftest import Importer, zipped
from tests.intake.documents import docx, paragraph, png

# ---------------------------------------------------------------- Markdown


def test_comments_that_translate_become_text(imported: Importer) -> None:
    text = """\
---
title: 门
---

<!--
title: Doors
-->

<!-- overview -->
<!--
A door can be opened
from either side.
-->
门从两边都能开。

<!--
## Opening a door

Turn the handle. Then push.

If it does not move, pull.
-->
## 开门
先转把手，再推。
推不动就拉。

{{< note >}}
<!--
* Knock first.
-->
* 先敲门。
{{< /note >}}
"""
    made = imported({"a.md": text})

    assert (
        made.only()
        == """\
---
title: {zh-Hans: "门", en: "Doors"}
---

A door can be opened
from either side.

门从两边都能开。

## 开门 / Opening a door

::: pair

Turn the handle. Then push.

If it does not move, pull.

先转把手，再推。
推不动就拉。

:::

::: note

* Knock first.

- 先敲门。

:::
"""
    )
    assert made.told("dropped") == ["a.md:9: dropped the marker “<!-- overview -->”"]


def test_markdown_keeps_fences_lists_and_notes(imported: Importer) -> None:
    fence = "```\n# no heading\n\n<!-- no comment -->\n```"
    text = f"# Rain\n\n- a\n\n  b\n- c\n\n{fence}\n\nIt rained.[^1]\n\n[^1]: A lot.\n\n    More.\n"
    made = imported({"a.md": text}, ("en",))

    assert made.only() == text


def test_notes_follow_the_chapter_that_calls_them(imported: Importer) -> None:
    made = imported({"a.md": "# One\n\nFirst.[^x]\n\n# Two\n\nSecond.\n\n[^x]: Note.\n"}, ("en",))

    assert made.files["chapters/01-one.md"] == "# One\n\nFirst.[^x]\n\n[^x]: Note.\n"
    assert made.files["chapters/02-two.md"] == "# Two\n\nSecond.\n"


def test_images_beside_a_chapter_are_copied(imported: Importer) -> None:
    made = imported({"a.md": "# One\n\n![A dot](pics/dot.png)\n\nText.\n", "pics/dot.png": png()}, ("en",))

    assert made.raw["images/dot.png"] == png()
    assert "![A dot](/images/dot.png)" in made.only()


@pytest.mark.parametrize("source", ["https://example.org/dot.png", "../../dot.png", "missing.png"])
def test_i005_images_that_cannot_be_had(imported: Importer, source: str) -> None:
    made = imported({"a.html": f"<h1>One</h1><p>A picture: <img src='{source}' alt='a dot'></p>"}, ("en",))

    assert made.codes == ["I005"]
    assert "A picture: a dot" in made.only()


# ---------------------------------------------------------------- HTML


def test_brackets_around_ruby_are_left_out(imported: Importer) -> None:
    ruby = "<p>在<ruby>重<rp>(</rp><rt>chóng</rt><rp>)</rp></ruby>山。</p>"
    made = imported({"a.html": f"<html><body><h1>山</h1>{ruby}</body></html>"}, ("zh-Hans",))

    assert made.only() == "# 山\n\n在<ruby>重<rt>chóng</rt></ruby>山。\n"


def test_html_becomes_markdown(imported: Importer) -> None:
    made = imported(
        {
            "a.html": """<html><head><title>x</title></head><body><h1>Rain</h1>
<p>It *rained* &lt;all&gt; <em>day</em>, <b>“hard”</b>er<br>than <code>a`b</code>
and <a href="https://example.org/a_b">on</a>.<sup><a id="r1" href="#n1">1</a></sup></p>
<p>1. no list</p>
<ul><li>one<ol><li>inner</li></ol></li><li><p>two</p><p>more</p></li></ul>
<blockquote><p>said</p><p>twice</p></blockquote>
<pre>x
  y</pre>
<table><tr><th>a|b</th><th>c</th></tr><tr><td>1</td></tr></table>
<div class="poem"><p>Rain,<br>rain</p></div>
<ol><li id="n1"><p>A note. <a href="#r1">↩</a></p></li></ol>
</body></html>"""
        },
        ("en",),
    )

    assert (
        made.only()
        == """\
# Rain

It \\*rained\\* \\<all> *day*, <strong>“hard”</strong>er\\
than ``a`b`` and [on](https://example.org/a_b).[^1]

1\\. no list

- one
  1. inner
- two

  more

> said
>
> twice

```
x
  y
```

| a\\|b | c |
| --- | --- |
| 1 |  |

::: verse
Rain,
rain
:::

[^1]: A note.
"""
    )


# ---------------------------------------------------------------- DOCX


def test_docx_headings_and_emphasis(imported: Importer) -> None:
    body = (
        paragraph("雨 / Rain", "Heading1")
        + paragraph("by Ada Lin")
        + paragraph("雨下了一夜。")
        + paragraph("All night.", run="<w:rPr><w:i/></w:rPr>")
    )
    made = imported({"a.docx": docx(body)})

    assert made.only() == (
        '---\nbyline: {en: "by Ada Lin"}\n---\n\n# 雨 / Rain\n\n雨下了一夜。\n\n*All night.*\n'
    )
    assert made.told("front matter") == ["a.docx:2: byline “by Ada Lin”"]


def test_i004_docx_with_entities(imported: Importer) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'

    assert imported({"a.docx": docx(paragraph("&b;"), bomb)}, ("en",)).codes == ["I004"]


@pytest.mark.parametrize("data", [b"no archive", zipped({"a.txt": "x"})])
def test_i009_damaged_documents(imported: Importer, data: bytes) -> None:
    assert imported({"a.docx": data}, ("en",)).codes == ["I009"]
    assert imported({"a.epub": data}, ("en",)).codes == ["I009"]


# ---------------------------------------------------------------- EPUB

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
_OPF = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Weather</dc:title><dc:creator>Ada Lin</dc:creator><dc:language>en</dc:language></metadata><manifest>
<item id="n" href="nav.xhtml" properties="nav"/><item id="p" href="part.xhtml"/><item id="a" href="a.xhtml"/>
<item id="b" href="b.xhtml"/><item id="e" href="end.xhtml"/></manifest>
<spine><itemref idref="n"/><itemref idref="p"/><itemref idref="a"/>
<itemref idref="b"/><itemref idref="e"/></spine>
</package>"""
_XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<body>{}</body></html>"
)
_NAV = (
    '<nav epub:type="toc"><ol><li><a href="part.xhtml">Wet</a><ol><li><a href="a.xhtml">Rain</a></li></ol></li>'
    '<li><a href="b.xhtml">Sun</a></li></ol></nav>'
)


def _epub(chapter: str = "<h3>Rain</h3><p>It&nbsp;rained.</p>") -> bytes:
    pages = {
        "nav": _NAV,
        "part": "<h2>Wet</h2>",
        "a": chapter + '<p>Hard.<a epub:type="noteref" href="end.xhtml#n1">7</a></p>',
        "b": "<p>The sun <i xml:lang='fr'>enfin</i>.</p>",
        "end": '<div epub:type="endnotes"><h2>Notes</h2><ol><li id="n1"><p>Very.</p></li></ol></div>',
    }
    files = {f"OPS/{name}.xhtml": _XHTML.format(text) for name, text in pages.items()}
    return zipped({"META-INF/container.xml": _CONTAINER, "OPS/book.opf": _OPF, **files})


def test_epub_by_spine_and_contents(imported: Importer) -> None:
    made = imported({"a.epub": _epub()}, ("en",))

    assert made.files["book.yaml"].startswith('title: "Weather"\nlanguages: [en]\nauthors:\n  - "Ada Lin"\n')
    assert {path: text for path, text in made.files.items() if path.endswith(".md")} == {
        "chapters/wet/01-rain.md": "# Rain\n\nIt\u00a0rained.\n\nHard.[^1]\n\n[^1]: Very.\n",
        "chapters/vol2/01-sun.md": "# Sun\n\nThe sun [*enfin*]{lang=fr}.\n",
    }
    assert any("each note stands in its chapter" in line for line in made.told("dropped"))


def test_i004_epub_with_entities(imported: Importer) -> None:
    entity = '<!ENTITY x SYSTEM "file:///etc/hostname">'
    page = f"<!DOCTYPE html [{entity}]>" + _XHTML.format("<p>&x;</p>")
    files = {"META-INF/container.xml": _CONTAINER, "OPS/book.opf": _OPF, "OPS/a.xhtml": page}

    assert imported({"a.epub": zipped(files)}, ("en",)).codes == ["I004"]


@pytest.mark.parametrize("name", ["../up.xhtml", "/abs.xhtml", "a/../../b", "c:\\x", "C:/x"])
def test_i003_paths_out_of_the_archive(imported: Importer, name: str) -> None:
    assert imported({"a.epub": zipped({name: "x"})}, ("en",)).codes == ["I003"]


def test_i003_a_bomb(imported: Importer) -> None:
    assert imported({"a.docx": zipped({"word/document.xml": b"0" * 8_000_000})}, ("en",)).codes == ["I003"]


def test_i003_a_link_and_a_crowd(imported: Importer) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/hostname")
    crowd = zipped({f"f{number}": "" for number in range(10_001)})

    assert imported({"a.epub": buffer.getvalue()}, ("en",)).codes == ["I003"]
    assert imported({"a.epub": crowd}, ("en",)).codes == ["I003"]
