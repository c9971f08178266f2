"""Each rule is proven by one broken archive that triggers its code and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from io import BytesIO

import pytest

from bookbuild import epub
from bookbuild.checks import CHECKS, check_epub
from bookbuild.diagnostics import code
from bookbuild.model import Edition
from tests.epub.sample import IMAGES, MODIFIED, book, edition, png, rendition

Files = dict[str, bytes]
Change = Callable[[Files], Files]


def written(edition: Edition) -> bytes:
    data, _ = epub.write(book(), edition, rendition(book(), edition), IMAGES, png(), MODIFIED)
    return data


def broken(change: Change, compression: int = zipfile.ZIP_STORED) -> bytes:
    """The small book's archive after *change*."""
    with zipfile.ZipFile(BytesIO(written(edition()))) as source:
        files = change({name: source.read(name) for name in source.namelist()})
    target = BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def found(data: bytes) -> list[tuple[str, str]]:
    return [(item.code, item.message) for item in check_epub(data, book(), edition())]


def edit(name: str, old: str, new: str) -> Change:
    def change(files: Files) -> Files:
        path = f"EPUB/{name}"
        assert old.encode() in files[path]
        return files | {path: files[path].replace(old.encode(), new.encode(), 1)}

    return change


def drop(name: str) -> Change:
    return lambda files: {path: data for path, data in files.items() if path != name}


def test_a_sound_book_has_nothing_to_say() -> None:
    assert check_epub(written(edition()), book(), edition()) == ()


@pytest.mark.parametrize("languages", [("en",), ("zh-Hans",), ("en", "zh-Hans")])
def test_an_edition_is_held_to_its_own_languages(languages: tuple[str, ...]) -> None:
    own = edition(languages=languages)
    swapped = replace(book(), front=(), volumes=book().volumes[1:])
    data, _ = epub.write(swapped, own, rendition(swapped, edition()), {}, png(), MODIFIED)

    codes = {item.code for item in check_epub(data, swapped, own)}

    assert codes == {("en",): {"E063"}, ("en", "zh-Hans"): {"E023"}}.get(languages, set())


RAIN = "text/rain.xhtml"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda files: {"EPUB/nav.xhtml": files["EPUB/nav.xhtml"], **files},
            "the archive does not open with its media type as plain text",
        ),
        (drop("mimetype"), "the archive does not say that it is an EPUB"),
    ],
)
def test_E010_an_archive_that_is_no_epub(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E010", message)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda files: files | {"EPUB/stray.txt": b""},
            "the manifest does not name EPUB/stray.txt",
        ),
        (
            drop("EPUB/text/snow.xhtml"),
            "the manifest names EPUB/text/snow.xhtml, which is not in the archive",
        ),
        (
            edit("content.opf", '<itemref idref="text-snow"/>', ""),
            "the spine does not name EPUB/text/snow.xhtml exactly once",
        ),
        (
            edit("content.opf", "</spine>", '<itemref idref="text-hail"/></spine>'),
            "the spine names text-hail, which the manifest does not",
        ),
    ],
)
def test_E011_package_document_and_files_disagree(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E011", message)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            edit(RAIN, "<section>", "<section>&nbsp;"),
            "EPUB/text/rain.xhtml: Entity 'nbsp' not defined, line 5, column 22",
        ),
        (
            drop("META-INF/container.xml"),
            "META-INF/container.xml: the file is missing",
        ),
    ],
)
def test_E012_a_document_that_is_not_xml(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E012", message)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            edit(RAIN, 'id="rain-p2"', 'id="rain-p1"'),
            "EPUB/text/rain.xhtml has the id rain-p1 more than once",
        ),
    ],
)
def test_E013_an_id_given_twice(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E013", message)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            edit(RAIN, "snow.xhtml#snow-p1", "snow.xhtml#hail"),
            "the link to snow.xhtml#hail in EPUB/text/rain.xhtml leads nowhere",
        ),
        (
            edit(RAIN, "../images/rain.png", "../images/hail.png"),
            "the link to ../images/hail.png in EPUB/text/rain.xhtml leads nowhere",
        ),
        (
            edit("css/book.css", "margin", "src: url('../fonts/none.otf'); margin"),
            "the link to ../fonts/none.otf in EPUB/css/book.css leads nowhere",
        ),
        (
            edit("toc.ncx", "text/snow.xhtml", "text/hail.xhtml"),
            "the link to text/hail.xhtml in EPUB/toc.ncx leads nowhere",
        ),
    ],
)
def test_E014_an_address_that_leads_nowhere(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E014", message)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            edit(RAIN, "snow.xhtml#snow-p1", "javascript:alert(1)"),
            "EPUB/text/rain.xhtml links to javascript:alert(1)",
        ),
        (
            edit(RAIN, "snow.xhtml#snow-p1", "file:///etc/hosts"),
            "EPUB/text/rain.xhtml links to file:///etc/hosts",
        ),
        (
            edit(RAIN, "../images/rain.png", "https://example.org/rain.png"),
            "EPUB/text/rain.xhtml fetches https://example.org/rain.png",
        ),
        (
            edit(RAIN, "../images/rain.png", "//example.org/rain.png"),
            "EPUB/text/rain.xhtml fetches //example.org/rain.png",
        ),
        (
            edit("css/book.css", "p {", '@import "https://example.org/a.css"; p {'),
            "EPUB/css/book.css fetches https://example.org/a.css",
        ),
        (
            edit("css/book.css", "p {", "@IMPORT URL(//example.org/a.css); p {"),
            "EPUB/css/book.css fetches //example.org/a.css",
        ),
        (
            edit("css/book.css", "p {", "q { background: u\\72l(https://example.org/a.png) } p {"),
            "EPUB/css/book.css fetches https://example.org/a.png",
        ),
    ],
)
def test_E015_an_address_no_book_may_have(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E015", message)]


def test_E014_the_authors_sheet_has_a_place() -> None:  # noqa: N802
    made = rendition(book(), edition())
    sheet = "p { margin: 0 }\nq { background: url(i.png) }"
    own = replace(made, stylesheets=(*made.stylesheets, ("author.css", sheet)))
    data, _ = epub.write(book(), edition(), own, IMAGES, png(), MODIFIED)

    assert [(item.code, str(item.span)) for item in check_epub(data, book(), edition())] == [
        ("E014", "styles/epub.css:2:17")
    ]


def drawn(inside: str, before: str = "") -> bytes:
    """The small book with an SVG image."""
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    svg = f"{before}<svg {space}>{inside}</svg>".encode()
    units = rendition(book(), edition())
    last = units.units[-1]
    html = last.html.replace("</section>", '<p><img src="../images/a.svg" alt="a"/></p></section>')
    shown = replace(units, units=(*units.units[:-1], replace(last, html=html)))
    return epub.write(book(), edition(), shown, IMAGES | {"a.svg": svg}, png(), MODIFIED)[0]


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>1</script>", "holds <script>"),
        ("<foreignObject/>", "holds <foreignObject>"),
        ('<p xmlns="http://www.w3.org/1999/xhtml">a</p>', "holds <p>"),
        ('<rect onclick="1"/>', "holds the attribute onclick"),
        ('<a href="java\tscript:alert(1)"><rect/></a>', "links to java script:alert(1)"),
        ('<a xlink:href="data:text/html,x"><rect/></a>', "links to data:text/html,x"),
        ('<image href="http://example.org/a.png"/>', "fetches http://example.org/a.png"),
        ('<use href="b.svg#x"/>', "fetches b.svg#x"),
        ("<style>@import url(http://example.org/a.css);</style>", "fetches http://example.org/a.css"),
        ("<style>g { fill: u\\72l(//example.org/a) }</style>", "fetches //example.org/a"),
        ('<rect style="fill: url(http://example.org/a#b)"/>', "fetches http://example.org/a#b"),
        ('<rect fill="url(a.svg#b)"/>', "fetches a.svg#b"),
        ('<a href="#x"><animate attributeName="href" to="javascript:alert(1)"/></a>', "holds a changing href"),
    ],
)
def test_E018_more_than_a_drawing(inside: str, fault: str) -> None:  # noqa: N802
    assert found(drawn(inside)) == [("E018", f"the image EPUB/images/a.svg {fault}")]


@pytest.mark.parametrize(
    ("before", "fault"),
    [
        (
            '<?xml-stylesheet href="http://example.org/a.css"?>',
            "holds a processing instruction",
        ),
        ('<!DOCTYPE svg [<!ENTITY x "<script>1</script>">]>', "holds the entity x"),
    ],
)
def test_E018_what_stands_before_a_drawing(before: str, fault: str) -> None:  # noqa: N802
    inside = "&x;" if "ENTITY" in before else ""

    assert found(drawn(inside, before)) == [("E018", f"the image EPUB/images/a.svg {fault}")]


def test_a_drawing_as_programs_write_it_is_sound() -> None:
    inside = """<!-- made by hand --><title>t</title><metadata><r xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>
        </metadata><defs><linearGradient id="g"><stop style="stop-color:#fff"/></linearGradient></defs>
        <style>.a { fill: url(#g) } text { font-family: "Song" }</style>
        <a href="https://example.org/"><rect class="a" fill="url(#g)" transform="rotate(1)"/></a>
        <use xlink:href="#g"/><image href="data:image/png;base64,AA=="/>"""

    assert found(drawn(inside)) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            edit(RAIN, "<section>", "<section><script>1</script>"),
            "EPUB/text/rain.xhtml has a script at <script>",
        ),
        (
            edit(RAIN, "<section>", '<section onclick="1">'),
            "EPUB/text/rain.xhtml has a script at <section>",
        ),
    ],
)
def test_E016_a_script(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E016", message)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            edit(RAIN, ' xml:lang="en"', ""),
            'EPUB/text/rain.xhtml has lang="en" beside xml:lang=""',
        ),
        (
            edit(RAIN, ' xml:lang="en"', ' xml:lang="fr"'),
            'EPUB/text/rain.xhtml has lang="en" beside xml:lang="fr"',
        ),
    ],
)
def test_E017_a_language_declared_by_halves(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E017", message)]


TITLE = '<h1 id="rain-h-zh-Hans" lang="zh-Hans" xml:lang="zh-Hans">雨</h1>'


def test_E040_a_level_of_heading_left_out() -> None:  # noqa: N802
    change = edit(RAIN, TITLE, f"{TITLE}<h3>细雨</h3>")

    assert found(broken(change)) == [("E040", "EPUB/text/rain.xhtml has an h3 right after an h1")]


def test_E041_chinese_that_is_called_english() -> None:  # noqa: N802
    note = '<p lang="en" xml:lang="en">Say <code>雨</code>, <i lang="ja" xml:lang="ja">雨</i> or <i>雨</i>.</p>'
    change = edit(RAIN, "</section>", f"{note}</section>")

    assert found(broken(change)) == [("E041", "EPUB/text/rain.xhtml calls “雨” en")]


@pytest.mark.parametrize(("lang", "said"), [(' xml:lang="zh-Hans"', "zh-Hans"), ("", "no language")])
def test_E042_another_script_that_is_none(lang: str, said: str) -> None:  # noqa: N802
    old = ' xml:lang="en">Notes of Four Seasons'
    change = edit("content.opf", old, f"{lang}>Notes of Four Seasons")
    message = f"“Notes of Four Seasons” is called another script of a name in {said}"

    assert found(broken(change)) == [("E042", message)]


def test_E043_a_file_nothing_shows() -> None:  # noqa: N802
    item = '<item href="images/left.png" id="left" media-type="image/png"/>'

    def change(files: Files) -> Files:
        return edit("content.opf", "</manifest>", f"{item}</manifest>")(files) | {"EPUB/images/left.png": b""}

    assert found(broken(change)) == [("E043", "nothing in the book shows EPUB/images/left.png")]


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("p { color: #000 }", ["color: #000"]),
        (".pair > p:lang(zh), h1 { background: White }", ["background: White"]),
        ("@media screen { * { color: red } }", ["color: red"]),
        ("body { color: inherit } .pair { color: red } h2 { color: red } p.verse { color: red }", []),
    ],
)
def test_E044_colours_forced_on_text(css: str, said: list[str]) -> None:  # noqa: N802
    units = rendition(book(), edition())
    html = (replace(one, html=one.html.replace("book.css", "author.css")) for one in units.units)
    own = replace(units, units=tuple(html), stylesheets=(("author.css", css),))
    data, _ = epub.write(book(), edition(), own, IMAGES, png(), MODIFIED)

    assert found(data) == [("E044", f"{one} is set for running text") for one in said]


def test_E045_a_list_of_pages_out_of_order() -> None:  # noqa: N802
    def break_(number: int) -> str:
        return f'<span epub:type="pagebreak" role="doc-pagebreak" id="page-{number}" aria-label="{number}"/>'

    def pages(listed: dict[int, str], older: dict[int, str]) -> Change:
        links = "".join(
            f'<li><a href="text/rain.xhtml#page-{id}">{said}</a></li>' for id, said in listed.items()
        )
        targets = "".join(
            f'<pageTarget type="normal" id="t-{id}"><navLabel><text>{said}</text></navLabel>'
            f'<content src="text/rain.xhtml#page-{id}"/></pageTarget>'
            for id, said in older.items()
        )
        page_list = f'<nav epub:type="page-list"><ol>{links}</ol></nav></body>'
        changes = (
            edit(RAIN, "</section>", f"{break_(7)}{break_(8)}</section>"),
            edit("nav.xhtml", "</body>", page_list),
            edit("toc.ncx", "</ncx>", f"<pageList>{targets}</pageList></ncx>"),
        )
        return lambda files: reduce(lambda held, change: change(held), changes, files)

    def told(place: str) -> list[tuple[str, str]]:
        return [("E045", f"the list of pages differs from the text at {place}")]

    right = {7: "7", 8: "8"}
    assert found(broken(pages(right, right))) == []
    assert found(broken(pages({8: "8", 7: "7"}, right))) == told("EPUB/text/rain.xhtml#page-8 (8)")
    assert found(broken(pages({7: "7", 8: "9"}, right))) == told("EPUB/text/rain.xhtml#page-8 (9)")
    assert found(broken(pages({7: "7"}, right))) == told("its end")
    assert found(broken(pages(right, {}))) == told("its end")


def test_E046_a_link_without_a_name() -> None:  # noqa: N802
    change = edit(RAIN, "</section>", '<p><a href="snow.xhtml"> </a></p></section>')

    assert found(broken(change)) == [("E046", "the link to snow.xhtml in EPUB/text/rain.xhtml has no name")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            edit(RAIN, 'id="rain-p2-en"', ""),
            "the passage rain-p2-en is not in the edition",
        ),
    ],
)
def test_E020_a_passage_lost(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E020", message)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            edit(RAIN, "11 p.m.", "11 a.m."),
            "the passage rain-table reads differently in the edition",
        ),
        (
            edit(RAIN, "The yard", "Yard"),
            "the passage rain-fig reads differently in the edition",
        ),
        (
            edit(RAIN, "出自《诗经》。", ""),
            "the passage rain-n1 reads differently in the edition",
        ),
    ],
)
def test_E021_a_passage_altered(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E021", message)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            edit("text/snow.xhtml", "<section>", '<section><p id="rain-p2-en">See there.</p>'),
            "the passage rain-p2-en is in the edition 2 times",
        ),
    ],
)
def test_E022_a_passage_there_twice(change: Change, message: str) -> None:  # noqa: N802
    assert found(broken(change)) == [("E022", message)]


def test_E001_names_that_differ_in_case() -> None:  # noqa: N802
    def change(files: Files) -> Files:
        opf = files["EPUB/content.opf"].replace(
            b"</manifest>", b'<item id="x" href="CSS/book.css" media-type="text/css"/></manifest>'
        )
        return files | {"EPUB/content.opf": opf, "EPUB/CSS/book.css": b""}

    message = "EPUB/CSS/book.css and EPUB/css/book.css are one file where case does not count"
    assert found(broken(change)) == [("E001", message)]


def test_E010_a_compressed_media_type() -> None:  # noqa: N802
    message = "the archive does not open with its media type as plain text"
    assert found(broken(lambda files: files, zipfile.ZIP_DEFLATED)) == [("E010", message)]


def test_E010_no_archive_at_all() -> None:  # noqa: N802
    assert found(b"a book") == [("E010", "the file is not a zip archive")]


def test_E023_sides_in_the_wrong_order() -> None:  # noqa: N802
    def change(files: Files) -> Files:
        page = files["EPUB/text/wind.xhtml"].decode()
        first, _, rest = page.partition('<p id="wind-p1-zh-Hans"')
        zh, _, rest = ('<p id="wind-p1-zh-Hans"' + rest).partition("\n")
        en, end, rest = rest.partition("</p>")
        return files | {"EPUB/text/wind.xhtml": (first + en + end + zh + rest).encode()}

    message = "the passage wind-p1-zh-Hans stands after wind-p1-en in the edition"
    assert found(broken(change)) == [("E023", message)]


def test_a_fault_points_at_the_source() -> None:
    (lost,) = check_epub(broken(edit(RAIN, 'id="rain-p2-en"', "")), book(), edition())
    (link,) = check_epub(broken(edit(RAIN, "snow.xhtml#snow-p1", "#hail")), book(), edition())

    assert str(lost.span) == "chapters/rain.md:3:1"
    assert str(link.span) == "rain.md"


def test_both_texts_are_shown_where_they_part() -> None:
    (altered,) = check_epub(broken(edit(RAIN, "11 p.m.", "11 a.m.")), book(), edition())

    assert altered.notes == ("written: ur子11p.m.", "found: ur子11a.m.")


def test_every_check_says_its_rule_and_its_code() -> None:
    for rules in CHECKS:
        for rule in rules:
            assert rule.__doc__ is not None
            assert code(rule.__doc__[:4])
