"""Sources that mean harm, or that an honest program wrote badly: refused with a reason, or read in full."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bookbuild.run import check
from tests.intake.conftest import Importer, zipped
from tests.intake.documents import docx, paragraph, png
from tests.intake.test_export import Silent

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
PACKAGE = "<package><manifest>{}</manifest><spine>{}</spine></package>"


def _epub(pages: dict[str, str | bytes], *, names: dict[str, str] | None = None) -> bytes:
    """An EPUB of these pages in their order; *names*: how the package calls them, where not by their paths."""
    hrefs = [(names or {}).get(path, path) for path in pages]
    items = "".join(f'<item id="i{number}" href="{href}"/>' for number, href in enumerate(hrefs))
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(hrefs)))
    files: dict[str, str | bytes] = {f"OPS/{path}": page for path, page in pages.items() if page}
    return zipped({"META-INF/container.xml": CONTAINER, "OPS/book.opf": PACKAGE.format(items, spine), **files})


PAGE = "<html><body><h1>One</h1><p>It rained.</p></body></html>"


# ---------------------------------------------------------------- refused


def test_what_is_wrong_with_an_archive_is_said_without_languages_named(imported: Importer) -> None:
    assert imported({"a.epub": zipped({"../up.xhtml": "x"})}).codes == ["I003"]
    assert imported({"a.docx": b"no archive"}).codes == ["I009"]


def test_i004_entities_behind_a_long_comment(imported: Importer) -> None:
    head = f"<!--{'x' * 70_000}-->" + '<!DOCTYPE d [<!ENTITY a "aaaa">]>'

    assert imported({"a.docx": docx(paragraph("&a;"), head)}).codes == ["I004"]


def test_i004_entities_with_zeros_between_their_letters(imported: Importer) -> None:
    page = ('<!DOCTYPE d [<!ENTITY a "aaaa">]>' + PAGE).encode("utf-16-le")

    assert imported({"a.epub": _epub({"a.xhtml": page})}).codes == ["I004"]


@pytest.mark.parametrize("codec", ["idna", "undefined", "punycode", "hex"])
def test_encodings_that_are_none_are_read_as_utf_8(imported: Importer, codec: str) -> None:
    page = f'<?xml version="1.0" encoding="{codec}"?>{PAGE}'

    assert imported({"a.epub": _epub({"a.xhtml": page})}).only() == "# One\n\nIt rained.\n"


@pytest.mark.parametrize("page", ["<div>" * 300 + "It rained.", f"<p>{'rain' * 2_600_000}</p>"])
def test_i009_pages_the_parser_would_cut_off(imported: Importer, page: str) -> None:
    assert imported({"a.html": f"<h1>One</h1>{page}"}).codes == ["I009"]


def test_pages_that_are_not_in_the_archive_are_told(imported: Importer) -> None:
    made = imported({"a.epub": _epub({"a.xhtml": PAGE, "b.xhtml": ""})})

    assert made.told("dropped") == ["a.epub!OPS/b.xhtml: dropped a page that is not in the archive"]


@pytest.mark.parametrize(
    "text",
    [
        "![" * 50_000,
        "{{< a " * 50_000,
        "<img " * 50_000,
        "[](" * 50_000,
        "-" * 50_000 + "x",
        "|:-" * 50_000 + "x",
        "x" + "\u00a0" * 50_000 + "y / z",
        "a" + "(" * 50_000 + ".",
        "Rain" + "( 1/" * 2_000 + "1/2)",
    ],
)
def test_no_line_takes_long(imported: Importer, text: str) -> None:
    begun = time.process_time()
    for name in ("a.md", "a.txt", "a.html"):
        imported({name: f"A Walk\n\n{text}\n"}, ("zh-Hans", "en"))

    assert time.process_time() - begun < 5


def test_i005_comments_that_open_no_drawing(imported: Importer) -> None:
    files: dict[str, str | bytes] = {"a.html": "<h1>One</h1><p>x<img src=x.png>", "x.png": b"<!-- -->" * 60}

    assert imported(files, ("en",)).codes == ["I005"]


# ---------------------------------------------------------------- nothing lost, nothing mixed up


def test_quotations_too_deep_keep_their_text_and_build(imported: Importer, tmp_path: Path) -> None:
    made = imported({"a.html": "<h1>One</h1>" + "<blockquote>" * 90 + "<p>It rained.</p>"}, ("en",))
    for path, data in made.raw.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)

    assert made.only().endswith("> It rained.\n")
    assert check(tmp_path, progress=Silent()).ok()


def test_pictures_of_one_name_stay_apart(imported: Importer) -> None:
    made = imported(
        {
            "one.md": "# One\n\n![](a/dot.png) ![](b/Dot.png)\n",
            "two.html": "<h1>Two</h1><p>See <img src='c/dot.png'> <img src='a/dot.png'></p>",
            "a/dot.png": png(1),
            "b/Dot.png": png(2),
            "c/dot.png": png(3),
        },
        ("en",),
    )

    assert {path: data for path, data in made.raw.items() if path.startswith("images/")} == {
        "images/dot.png": png(3),
        "images/dot-2.png": png(1),
        "images/dot-3.png": png(2),
    }
    assert "![](/images/dot-2.png) ![](/images/dot-3.png)" in made.files["chapters/01-one.md"]
    assert "![](/images/dot.png) ![](/images/dot-2.png)" in made.files["chapters/02-two.md"]


def test_i005_a_docx_picture_that_is_not_in_the_file(imported: Importer) -> None:
    picture = (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        '<a:blip r:embed="r9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" Type="image" Target="file:///etc/hostname" TargetMode="External"/>'
        "</Relationships>"
    )
    data = docx(paragraph("One", "Heading1") + picture + paragraph("It rained."), links=links)
    made = imported({"a.docx": data})

    assert made.codes == ["I005"]
    assert made.only() == "# One\n\nIt rained.\n"


def test_percent_signs_in_the_links_of_a_package(imported: Importer) -> None:
    data = _epub({"the rain.xhtml": PAGE}, names={"the rain.xhtml": "the%20rain.xhtml"})

    assert imported({"a.epub": data}).only() == "# One\n\nIt rained.\n"


def test_two_lines_of_title_lose_neither(imported: Importer) -> None:
    made = imported(
        {"a.txt": "A Walk\n\n夜雨 / Rain\n\nIt rained all day, and we went home.\n"}, ("zh-Hans", "en")
    )

    assert "A Walk" in "".join(made.files.values())
    assert "夜雨 / Rain" in "".join(made.files.values())


def test_names_windows_keeps_are_not_given(imported: Importer) -> None:
    text = "".join(
        f"Rain {part} ({name} {part}/2)\n\nIt rained.\n\n" for name in ("Con", "Rain") for part in (1, 2)
    )

    assert "  - id: con-1\n" in imported({"a.txt": text}, ("en",)).files["book.yaml"]


@pytest.mark.parametrize(
    "title", ["a\u2028b", "../../x", "!!python/object", "{a: b}", "x" * 5000, "%TAG", "\x1b[31m"]
)
def test_any_title_makes_a_manifest(imported: Importer, tmp_path: Path, title: str) -> None:
    made = imported({"a.md": "# One\n\nIt rained.\n"}, ("en",), title)
    for path, data in made.raw.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)

    assert check(tmp_path, progress=Silent()).ok()
