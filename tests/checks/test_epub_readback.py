"""Each rule is proven by one broken archive that triggers its code and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from bookbuild import epub
from bookbuild.checks import CHECKS, check_epub
from bookbuild.diagnostics import code
from bookbuild.model import Edition
from tests.epub.sample import IMAGES, MODIFIED, book, edition, png, rendition

Files = dict[str, bytes]


def written(edition: Edition) -> bytes:
    data, _ = epub.write(book(), edition, rendition(book(), edition), IMAGES, png(), MODIFIED)
    return data


def broken(change: Callable[[Files], Files], compression: int = zipfile.ZIP_STORED) -> bytes:
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


def edit(name: str, old: str, new: str) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        path = f"EPUB/{name}"
        assert old.encode() in files[path]
        return files | {path: files[path].replace(old.encode(), new.encode(), 1)}

    return change


def drop(name: str) -> Callable[[Files], Files]:
    return lambda files: {path: data for path, data in files.items() if path != name}


def test_a_sound_book_has_nothing_to_say() -> None:
    assert check_epub(written(edition()), book(), edition()) == ()


@pytest.mark.parametrize("languages", [("en",), ("zh-Hans",), ("en", "zh-Hans")])
def test_an_edition_is_held_to_its_own_languages(languages: tuple[str, ...]) -> None:
    own = edition(languages=languages)
    swapped = replace(book(), front=(), volumes=book().volumes[1:])
    data, _ = epub.write(swapped, own, rendition(swapped, edition()), IMAGES, png(), MODIFIED)

    codes = {item.code for item in check_epub(data, swapped, own)}

    assert codes == ({"E023"} if languages == ("en", "zh-Hans") else set())


RAIN = "text/rain.xhtml"
SOURCE = {"EPUB/text/rain.xhtml": "rain.md"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda files: {"EPUB/nav.xhtml": files["EPUB/nav.xhtml"], **files},
            ("E010", "the archive does not open with its media type as plain text"),
        ),
        (drop("mimetype"), ("E010", "the archive does not say that it is an EPUB")),
        (
            lambda files: files | {"EPUB/stray.txt": b""},
            ("E011", "the manifest does not name EPUB/stray.txt"),
        ),
        (
            drop("EPUB/text/snow.xhtml"),
            ("E011", "the manifest names EPUB/text/snow.xhtml, which is not in the archive"),
        ),
        (
            edit("content.opf", '<itemref idref="text-snow"/>', ""),
            ("E011", "the spine does not name EPUB/text/snow.xhtml exactly once"),
        ),
        (
            edit("content.opf", "</spine>", '<itemref idref="text-hail"/></spine>'),
            ("E011", "the spine names text-hail, which the manifest does not"),
        ),
        (
            edit(RAIN, "<section>", "<section>&nbsp;"),
            ("E012", "EPUB/text/rain.xhtml: Entity 'nbsp' not defined, line 5, column 22"),
        ),
        (
            drop("META-INF/container.xml"),
            ("E012", "META-INF/container.xml: the file is missing"),
        ),
        (
            edit(RAIN, 'id="rain-p2"', 'id="rain-p1"'),
            ("E013", "EPUB/text/rain.xhtml has the id rain-p1 more than once"),
        ),
        (
            edit(RAIN, "snow.xhtml#snow-p1", "snow.xhtml#hail"),
            ("E014", "the link to snow.xhtml#hail in EPUB/text/rain.xhtml leads nowhere"),
        ),
        (
            edit(RAIN, "../images/rain.png", "../images/hail.png"),
            ("E014", "the link to ../images/hail.png in EPUB/text/rain.xhtml leads nowhere"),
        ),
        (
            edit("css/book.css", "margin", "src: url('../fonts/none.otf'); margin"),
            ("E014", "the link to ../fonts/none.otf in EPUB/css/book.css leads nowhere"),
        ),
        (
            edit("toc.ncx", "text/snow.xhtml", "text/hail.xhtml"),
            ("E014", "the link to text/hail.xhtml in EPUB/toc.ncx leads nowhere"),
        ),
        (
            edit(RAIN, "snow.xhtml#snow-p1", "javascript:alert(1)"),
            ("E015", "EPUB/text/rain.xhtml links to javascript:alert(1)"),
        ),
        (
            edit(RAIN, "snow.xhtml#snow-p1", "file:///etc/hosts"),
            ("E015", "EPUB/text/rain.xhtml links to file:///etc/hosts"),
        ),
        (
            edit(RAIN, "../images/rain.png", "https://example.org/rain.png"),
            ("E015", "EPUB/text/rain.xhtml fetches https://example.org/rain.png"),
        ),
        (
            edit(RAIN, "../images/rain.png", "//example.org/rain.png"),
            ("E015", "EPUB/text/rain.xhtml fetches //example.org/rain.png"),
        ),
        (
            edit("css/book.css", "p {", '@import "https://example.org/a.css"; p {'),
            ("E015", "EPUB/css/book.css fetches https://example.org/a.css"),
        ),
        (
            edit(RAIN, "<section>", "<section><script>1</script>"),
            ("E016", "EPUB/text/rain.xhtml has a script at <script>"),
        ),
        (
            edit(RAIN, "<section>", '<section onclick="1">'),
            ("E016", "EPUB/text/rain.xhtml has a script at <section>"),
        ),
        (
            edit(RAIN, ' xml:lang="en"', ""),
            ("E017", 'EPUB/text/rain.xhtml has lang="en" beside xml:lang=""'),
        ),
        (
            edit(RAIN, ' xml:lang="en"', ' xml:lang="fr"'),
            ("E017", 'EPUB/text/rain.xhtml has lang="en" beside xml:lang="fr"'),
        ),
        (
            edit(RAIN, 'id="rain-p2-en"', ""),
            ("E020", "the passage rain-p2-en is not in the edition"),
        ),
        (
            edit(RAIN, "11 p.m.", "11 a.m."),
            ("E021", "the passage rain-table reads differently in the edition"),
        ),
        (
            edit(RAIN, "The yard", "Yard"),
            ("E021", "the passage rain-fig reads differently in the edition"),
        ),
        (
            edit(RAIN, "出自《诗经》。", ""),
            ("E021", "the passage rain-n1 reads differently in the edition"),
        ),
        (
            edit("text/snow.xhtml", "<section>", '<section><p id="rain-p2-en">See there.</p>'),
            ("E022", "the passage rain-p2-en is in the edition 2 times"),
        ),
    ],
)
def test_one_fault_one_code(change: Callable[[Files], Files], expected: tuple[str, str]) -> None:
    assert found(broken(change)) == [expected]


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
    for rules in CHECKS.values():
        for rule in rules:
            assert rule.__doc__ is not None
            assert code(rule.__doc__[:4])
