"""What is wrong with a book.yaml: all of it at once, and never an exception."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bookbuild.diagnostics import Diagnostics, has_errors
from bookbuild.manifest import load
from bookbuild.manifest.gate import MAX_BYTES
from bookbuild.world import MemoryWorld

SMALL = """\
title: {zh-Hans: 书, en: Book}
languages: [zh-Hans, en]
volumes:
  - chapters: [chapters/a.md]
editions:
  reader: {format: epub}
"""


def problems(text: str | bytes) -> Diagnostics:
    return load(MemoryWorld({"book.yaml": text, "chapters/a.md": "", "chapters/b.md": ""}))[1]


def brief(text: str | bytes) -> list[str]:
    return [f"{item.code} {str(item.span).removeprefix('book.yaml:')}" for item in problems(text)]


def first(text: str | bytes) -> tuple[str, str, str | None]:
    found = problems(text)[0]
    return found.code, found.message, found.help


def test_all_at_once() -> None:
    text = """\
titel: 书
languages: [zh-Hans, en, en]
chapters: [chapters/a.md]
authors: [{nmae: X}]
volumes:
  - chapters: [chapters/c.md, {en: chapters/a.md}]
    isbn: 1234
  - {id: vol1, title: *gone, chapters: [{role: dream, path: chapters/b.md}]}
editions:
  My E: {format: pdf, page_list: xxxx, volumes: [vol7], trim: 1x1mm}
  x: {fromat: pdf, languages: [fr]}
"""
    assert brief(text) == [
        "M008 1:1",
        "M016 2:26",
        "M008 3:1",
        "M008 4:12",
        "M015 6:16",
        "M018 6:31",
        "M019 7:11",
        "M023 8:10",
        "M006 8:23",
        "M017 8:48",
        "M022 10:3",
        "M028 10:34",
        "M026 10:50",
        "M025 10:63",
        "M008 11:7",
        "M013 11:32",
    ]


def test_what_is_right_is_kept_beside_errors() -> None:
    text = SMALL.replace("a.md]", "a.md, gone.md]") + "  broken: {format: epub, layout: columns}\n"
    manifest, found = load(MemoryWorld({"book.yaml": text, "chapters/a.md": ""}))

    assert [item.code for item in found] == ["M015", "M027"]
    assert manifest is not None
    assert [entry.paths for entry in manifest.entries()] == [(("", "chapters/a.md"),)]
    assert [edition.name for edition in manifest.editions] == ["reader"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("title: 'Book\n", "1:8", "a quotation mark is never closed"),
        ("title: [a, b\nx: y\n", "2:2", "a list or mapping in brackets is not closed, or a comma is missing"),
        ("a:\n\t- b\n", "2:1", "a tab stands where YAML wants spaces"),
        ("title: @home\n", "1:8", 'plain text cannot start with "@"'),
        ("title: **bold**\n", "1:9", "YAML takes this sign for an alias or anchor"),
        ('title: "a" b\n', "1:12", "this does not fit the lines above"),
        (
            "a:\n   b: c\n  d: e\n",
            "3:3",
            "a key stands with 2 spaces before it, which no key above it has",
        ),
        ('title: "\\q"\n', "1:9", "YAML does not know this backslash escape"),
        ("title: [, a]\n", "1:9", "a value or a key is missing before this sign"),
        ("title: > 书\n", "1:10", 'a "|" or ">" opens a block of text, and more follows it'),
        ("title: !<书\n", "1:10", 'YAML takes a "%" or "!" for a sign of its own'),
        ("a\nb: c\n", "2:2", 'a ": " stands where no key can be'),
        ("- a\nb: c\n", "2:1", "a list is interrupted here"),
    ],
)
def test_yaml_errors_in_plain_words(text: str, place: str, message: str) -> None:
    [found] = problems(text)

    assert (found.code, found.message) == ("M005", message)
    assert str(found.span) == f"book.yaml:{place}"


@pytest.mark.parametrize(
    ("edition", "code", "message"),
    [
        ("format: epub, doubts: warn", "M008", 'an edition has no key "doubts"'),
        ("format: epub, one_sided: blank", "M028", '"one_sided: blank" has no effect in layout interleaved'),
        (
            "format: pdf, layout: single, one_sided: blank",
            "M028",
            '"one_sided: blank" has no effect in layout single',
        ),
        ("format: epub, one_sided: note", "", ""),
        ("format: epub, running: section", "M028", '"running" has no effect in an epub'),
        ("format: epub, baseline_grid: true", "M028", '"baseline_grid" has no effect in an epub'),
        ("format: pdf, folios: volume", "M028", '"folios: volume" has no effect in a file of one volume'),
        (
            "format: pdf, layout: single, initials: drop",
            "M028",
            '"initials: drop" has no effect in Chinese',
        ),
        ("format: pdf, initials: drop, numbers: margin, running: none", "", ""),
        ("format: pdf, layout: columns, one_sided: blank", "", ""),
    ],
)
def test_one_sided_passages(edition: str, code: str, message: str) -> None:
    found = problems(SMALL.replace("format: epub", edition))

    assert [(item.code, item.message) for item in found] == ([(code, message)] if code else [])


def test_a_policy_in_an_edition_belongs_in_the_book() -> None:
    assert first(SMALL.replace("epub", "epub, counterparts: allow"))[2] == '"counterparts" belongs in the book'


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("languages: [zh-hans, en]", 'did you mean "zh-Hans"?'),
        ("languages: [cn, en]", 'did you mean "zh-Hans"?'),
        ("languages: [xx, en]", "use a tag such as zh-Hans, zh-Hant or en"),
        ("title: {zh: 书, en: Book}", 'did you mean "zh-Hans"?'),
        ("trim: a5", '"trim" belongs in an edition'),
        ("counterparts: warning", 'did you mean "warn"?'),
        ("ignore: {A002: why}", "give one such as T004"),
        ("ignore: {T004: }", "write the reason or leave the key out"),
        ("ignore: [T004]", "write T004: why"),
        ("spacing: two", "use one of: space, none"),
        ("isbn: 97803064061", "give 13 digits that start with 978 or 979, or the 10 of an old ISBN"),
        ("isbn: 0-306-40615-X", "if all other digits are right, the last one is 2"),
        ("modified: 2024-05", "write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"),
        ("front: [chapter/b.md]", 'did you mean "chapters/b.md"?'),
        ("back: [{path: chapters/b.md, en: chapters/b.md}]", "give one path, or one for each language"),
        ("back: [{role: preface}]", "add path: the chapter's file"),
    ],
)
def test_help(line: str, help: str) -> None:
    key = line.partition(":")[0]
    kept = [old for old in SMALL.splitlines() if not old.startswith(f"{key}:")]
    advice = [item.help for item in problems("\n".join([line, *kept]))]

    assert help in advice


@pytest.mark.parametrize(
    ("edition", "code"),
    [
        ("{format: pdf, layout: columns, languages: [en]}", "M027"),
        ("{format: pdf, layout: single, languages: [en, zh-Hans]}", "M027"),
        ("{format: pdf, trim: 20x30in}", "M025"),
        ("{format: pdf, volumes: some}", "M024"),
        ("{format: pdf, volumes: [vol1, vol1]}", "M016"),
        ("{format: pdf, languages: []}", "M011"),
    ],
)
def test_editions(edition: str, code: str) -> None:
    assert [item.code for item in problems(SMALL + f"  other: {edition}\n")] == [code]


def test_one_isbn_for_each_volume() -> None:
    text = SMALL.replace("editions:", "  - chapters: [chapters/b.md]\neditions:")
    edition = "  other: {format: epub, volumes: each, isbn: 978-0-306-40615-7}\n"

    assert brief(text + edition) == ["M031 8:46"]


def test_other_encodings_are_named() -> None:
    assert first(SMALL.encode("utf-16"))[2] == "save the file as UTF-8; it looks like UTF-16"
    assert first(SMALL.encode("gbk")) == (
        "M003",
        "byte 0xca is not UTF-8",
        "save the file as UTF-8; it may be GB 18030",
    )
    assert first(b"title: \xff\xfe\xff")[2] == "save the file as UTF-8"


def test_forbidden_characters_are_reported_once_each() -> None:
    assert brief("title: a\x00b\x00c\u2028d\n") == ["M004 1:9", "M004 1:13"]
    assert brief(SMALL + 'rights: "a\\0"\n') == ["M004 7:9"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "- a\n", "text\n", "null\n"])
def test_no_mapping_no_manifest(text: str) -> None:
    manifest, found = load(MemoryWorld({"book.yaml": text}))

    assert manifest is None
    assert [item.code for item in found] in (["M010"], ["M011"])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (SMALL + "x: " + "&a [" * 3 + "]" * 3 + "\n", ["M008", *["M006"] * 3]),
        (SMALL + "<<: {rights: x}\n", ["M006"]),
        (SMALL + "rights: !!python/object:os.system x\n", ["M006"]),
        (SMALL + "---\na: b\n", ["M006"]),
        (SMALL + "? [a]\n: b\n", ["M010"]),
        (SMALL + "? *a\n: b\n", ["M006"]),
    ],
)
def test_yaml_features_are_refused(text: str, codes: list[str]) -> None:
    assert sorted(item.code for item in problems(text)) == sorted(codes)


def test_a_mapping_of_languages_is_not_empty() -> None:
    assert brief(SMALL + "rights: {}\n") == ["M011 7:9"]
    assert brief(SMALL.replace("[chapters/a.md]", "[{}]")) == ["M011 4:16"]


def test_a_language_the_book_does_not_list_is_told_once() -> None:
    text = SMALL.replace("[zh-Hans, en]", "[zh-Hans, eng]") + "rights: {zh-Hans: 权, en: mine}\n"
    (found,) = problems(text)

    assert (found.code, found.message) == ("M013", '"en" is not among the book\'s languages')
    assert found.notes == ("also at book.yaml:7:22",)
    assert found.help == 'write "en" in languages, on line 2, or correct it in all these places'


def test_where_a_language_cannot_be_read_that_alone_is_told() -> None:
    assert brief(SMALL.replace("[zh-Hans, en]", "[zh-Hans, english]")) == ["M012 2:22"]


def test_messages_are_short() -> None:
    _, message, _ = first(SMALL + f"date: {'2024 ' * 1000}\n")

    assert message == f'"{"2024 " * 11}2024…" is not a date'


def test_size_is_bounded() -> None:
    assert brief(b"#" * (MAX_BYTES + 1)) == ["M002 book.yaml"]
    assert brief("[" * 40) == ["M002 1:33"]
    assert [item.code for item in problems("[" * 20_000)] == ["M002"]
    assert [item.code for item in problems("- a\n" * 60_000)] == ["M002"]


def test_a_folder_is_no_manifest() -> None:
    _, [found] = load(MemoryWorld({}), "../book.yaml")

    assert (found.code, found.message[:30]) == ("M001", "the manifest cannot be read: n")


@settings(max_examples=300, deadline=None)
@given(st.binary() | st.text().map(str.encode))
@example(b"\xef\xbb\xbf")
@example(b"%YAML 9.9\n--- a")
def test_any_bytes_give_a_manifest_or_an_error(data: bytes) -> None:
    manifest, found = load(MemoryWorld({"book.yaml": data}))

    assert manifest is not None or has_errors(found)


_PIECES = st.sampled_from(
    [
        *"[]{},:-?&*!|>'\"%@#\n\t ",
        "  ",
        "- ",
        ": ",
        *SMALL.replace(":", " ").split(),
        "<<",
        "\\0",
        "null",
        "each",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join), st.integers(0, len(SMALL)), st.integers(0, 20))
def test_any_damage_gives_a_manifest_or_an_error(piece: str, at: int, cut: int) -> None:
    text = SMALL[:at] + piece + SMALL[at + cut :]
    manifest, found = load(MemoryWorld({"book.yaml": text, "chapters/a.md": ""}))

    assert manifest is not None or has_errors(found)
    assert all(item.span and item.span.path == "book.yaml" for item in found)


@pytest.mark.parametrize(
    ("fonts", "codes"),
    [
        ("{songs: A}", ["M008"]),
        ("{song: []}", ["M011"]),
        ("{song: ''}", ["M011"]),
        ("{song: a.otf}", ["M015"]),
        ("{song: [A, [B]]}", ["M010"]),
        ("{song: {fr: A}}", ["M013"]),
        ("{song: {}}", ["M011"]),
        ("A", ["M010"]),
    ],
)
def test_fonts_that_cannot_be_read(fonts: str, codes: list[str]) -> None:
    assert [item.code for item in problems(SMALL + f"fonts: {fonts}\n")] == codes
    inner = SMALL.replace("{format: epub}", f"{{format: epub, fonts: {fonts}}}")
    assert [item.code for item in problems(inner)] == codes


@pytest.mark.parametrize(
    ("series", "codes"),
    [
        ("{title: Essays, number: two}", ["M024"]),
        ("{title: Essays, number: 1.125}", ["M024"]),
        ("{number: 2}", ["M009"]),
        ("Essays", ["M010"]),
    ],
)
def test_what_is_no_series(series: str, codes: list[str]) -> None:
    assert [item.code for item in problems(SMALL + f"series: {series}\n")] == codes


@pytest.mark.parametrize(
    ("edition", "codes"),
    [
        ("format: epub, embed_fonts: maybe", ["M024"]),
        ("format: epub, embed_fonts: [song, serif]", ["M024"]),
        ("format: epub, embed_fonts: [song, song]", ["M016"]),
        ("format: epub, embed_fonts: []", ["M011"]),
        ("format: pdf, embed_fonts: true", ["M028"]),
    ],
)
def test_what_an_epub_cannot_bring_along(edition: str, codes: list[str]) -> None:
    assert [item.code for item in problems(SMALL.replace("format: epub", edition))] == codes


@pytest.mark.parametrize(
    ("edition", "message"),
    [
        ("format: epub, flavour: study", ""),
        ("format: pdf, flavour: wide", '"flavour" has no effect in a pdf'),
        (
            "format: epub, layout: single, flavour: wide",
            '"flavour: wide" has no effect in an edition of one language',
        ),
        ("format: epub, layout: single, flavour: compatible", ""),
    ],
)
def test_where_a_flavour_has_no_effect(edition: str, message: str) -> None:
    text = SMALL.replace("format: epub", edition)

    assert [(item.code, item.message) for item in problems(text)] == ([("M028", message)] if message else [])
