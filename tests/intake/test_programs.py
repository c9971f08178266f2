"""What Word, WordPress, Medium, Google Docs and Pandoc write, and how authors order their posts."""

from __future__ import annotations

import pytest

from tests.intake.conftest import Importer, zipped
from tests.intake.documents import png

BOTH = ("zh-Hans", "en")
ZH = ("雪下得很早，河边的柳树都白了头。", "他把灯放在窗台上。", "谁也没有说话。")
EN = ("Snow came early that winter.", "He set the lamp on the sill.", "Nobody spoke.")


def _body(imported: Importer, html: str, languages: tuple[str, ...] = BOTH) -> str:
    """What becomes of HTML below a title."""
    made = imported({"a.html": f"<html lang='zh-CN'><body><h1>One</h1>{html}</body></html>"}, languages)
    return made.only().removeprefix("# One\n\n").removesuffix("\n")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>It rained.<br></p>", "It rained."),
        ("<p><br>one<br><br>two<br/>three</p>", "one\n\ntwo\\\nthree"),
        ("<b style='font-weight:normal'><p>one</p><p>two</p></b>", "one\n\ntwo"),
        ("<p>&#147;so&#148; &#1;it&#x202e; rained</p>", "“so” it rained"),
        ("<p>one<o:p></o:p></p><p>two<o:p>&nbsp;</o:p></p>", "one\n\ntwo"),
        ("<p>雪<span lang=EN-US>1</span> <i lang=fr>enfin</i></p>", "雪1 [*enfin*]{lang=fr}"),
        ("<div class=poem><h2>Rain</h2><p>a<br>b</p>c</div>", "## Rain\n\n::: verse\na\nb\n\nc\n:::"),
        ("<table><tr><td><h2>Rain</h2><p>a</p><p>b</p></td></tr></table>", "## Rain\n\na\n\nb"),
        (
            "<table><caption>Wet</caption><tr><td><p>a</p><p>b</p><td><table><tr><td>c<td>d</table></table>",
            "Wet\n\n| a<br>b | c<br>d |\n| --- | --- |",
        ),
        ("<p>one</p><hr>", "one"),
        ("<dl><dt>rain</dt><dd>wet</dd></dl>", "rain\n: wet"),
    ],
)
def test_html_as_programs_write_it(imported: Importer, html: str, markdown: str) -> None:
    assert _body(imported, html) == markdown


def test_notes_of_word_are_called_by_name(imported: Importer) -> None:
    html = (
        "<p>It rained.<a href='#_ftn1' name='_ftnref1'>[1]</a></p><hr>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Hard.</p></div>"
    )

    assert _body(imported, html) == "It rained.[^1]\n\n[^1]: Hard."


def test_notes_and_the_links_back_are_told_apart_by_their_order(imported: Importer) -> None:
    html = (
        "<p>It rained.<a href='#n1' id='r1'>1</a></p><div><div id='n1'>"
        "<p><a href='#r1'>1</a>. Hard.</p></div></div>"
    )

    assert _body(imported, html) == "It rained.[^1]\n\n[^1]: Hard."


def test_a_page_of_a_blog_is_its_article(imported: Importer) -> None:
    page = """<html lang="en"><head><title>Snow – My Blog</title></head><body><header><h1>My Blog</h1></header>
<article><h1>Snow</h1><p>Posted on <a>May 4, 2012</a> by <a>Ada Lin</a></p>
<section><h3>Snow</h3><p>It snowed.</p></section><p>Canonical link</p></article>
<div>2 comments</div></body></html>"""
    made = imported({"a.html": page}, ("en",))

    assert made.only() == '---\nbyline: {en: "by Ada Lin"}\ndate: "2012-05-04"\n---\n\n# Snow\n\nIt snowed.\n'
    assert made.told("dropped") == [
        "a.html:2: dropped what stands around the article: “My Blog 2 comments”",
        "a.html:3: dropped “Snow”: repeats the title",
        "a.html:3: dropped “Canonical link”: belongs to a web page",
    ]


def test_a_title_page_names_the_book_and_its_author(imported: Importer) -> None:
    made = imported({"a.html": "<h1>Weather</h1><p>Ada Lin</p><h1>Rain</h1><p>It rained.</p>"}, ("en",))

    assert made.files["book.yaml"].startswith('title: "Weather"\nlanguages: [en]\nauthors:\n  - "Ada Lin"\n')
    assert made.only() == "# Rain\n\nIt rained.\n"


def test_tags_are_no_words_of_a_language(imported: Importer) -> None:
    zh = "".join(f"<p class='MsoNormal first paragraph of many'>{text}</p>" for text in ZH)
    made = imported({"zh.html": f"<h1>雪</h1>{zh}", "en.html": f"<h1>Snow</h1><p>{' '.join(EN)}</p>"})

    assert sorted(made.files) == ["book.yaml", "chapters/01-snow.en.md", "chapters/01-snow.zh-Hans.md"]


def test_scripts_and_frames_in_markdown_are_dropped(imported: Importer) -> None:
    script = "<script>\nlet x\n\nlet y\n</script>"
    text = f"# One\n\n{script}\n\n<iframe src='x'></iframe>\nIt rained.\n\n```\n<script>\n```\n"
    made = imported({"a.md": text}, ("en",))

    assert made.only() == "# One\n\nIt rained.\n\n```\n<script>\n```\n"
    assert len(made.told("dropped")) == 2


# ---------------------------------------------------------------- the order of posts


def _posts(titles: list[str], texts: tuple[str, ...]) -> str:
    body = "\n\n".join(texts)
    return "\n\n\n".join(f"{title}\n\n{body}" for title in titles)


def test_all_in_one_language_and_then_all_in_the_other(imported: Importer) -> None:
    zh = _posts(["第一章　河", "第二章　灯"], ZH)
    en = _posts(["Chapter 1: River", "Chapter 2: Lamp"], EN)
    made = imported({"a.txt": f"{zh}\n\n\n{en}\n"})

    assert sorted(made.files)[1:] == ["chapters/01-chapter-1-river.md", "chapters/02-chapter-2-lamp.md"]
    assert made.files["chapters/02-chapter-2-lamp.md"].startswith("# 第二章　灯 / Chapter 2: Lamp\n\n雪")


@pytest.mark.parametrize(
    "titles",
    [
        ["灯（河边札记 ２／２）", "河（河边札记 １／２）"],
        ["河边札记·下：灯", "河边札记·上：河"],
        ["河边札记（下篇）：灯", "河边札记（上篇）：河"],
    ],
)
def test_parts_of_a_series_as_chinese_writes_them(imported: Importer, titles: list[str]) -> None:
    made = imported({"a.txt": _posts(titles, ZH)}, ("zh-Hans",))

    assert 'title: {zh-Hans: "河边札记"}' in made.files["book.yaml"]
    assert "# 河\n" in made.files["chapters/01.md"]
    assert "# 灯\n" in made.files["chapters/02.md"]


# ---------------------------------------------------------------- pages of an e-book


def _book(*pages: str) -> bytes:
    items = "".join(f'<item id="i{number}" href="p{number}.xhtml"/>' for number in range(len(pages)))
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(pages)))
    package = (
        f"<package><manifest>{items}<item id='x' href='x.png'/></manifest><spine>{spine}</spine></package>"
    )
    space = 'xmlns:epub="http://www.idpf.org/2007/ops"'
    files: dict[str, str | bytes] = {
        f"p{number}.xhtml": f"<html {space}><body {page}</body></html>" for number, page in enumerate(pages)
    }
    root = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    return zipped({"META-INF/container.xml": root, "book.opf": package, "x.png": png(), **files})


def test_pictures_and_numbers_above_a_title(imported: Importer) -> None:
    made = imported(
        {
            "a.epub": _book(
                '><img src="x.png"/>',
                '><p><img src="x.png"/></p><p>Chapter One</p><h1>Rain</h1>'
                '<p>It <span epub:type="pagebreak">7</span>rained.</p>',
            )
        },
        ("en",),
    )

    assert made.only() == "# Rain\n\n![](/images/x.png)\n\nChapter One\n\nIt rained.\n"
    assert made.told("dropped") == [
        "a.epub!p0.xhtml: dropped the page “p0”: the book makes its own",
        "a.epub!p1.xhtml: dropped 1 numbers of printed pages",
    ]


def test_a_book_that_is_all_appendix(imported: Importer) -> None:
    made = imported({"a.epub": _book(' epub:type="backmatter"><h1>Rain</h1><p>It rained.</p>')}, ("en",))

    assert "      - chapters/01-rain.md\n" in made.files["book.yaml"]
