"""A book.yaml that is right: values, defaults, places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookbuild.diagnostics import Diagnostics, Span
from bookbuild.fonts.roles import ROLES
from bookbuild.manifest import ChapterEntry, Manifest, load, output_name
from bookbuild.manifest.keys import BOOK
from bookbuild.manifest.vocabulary import FACE_ROLES
from bookbuild.model import Bilingual, Contributor, Edition, Policy, Series
from bookbuild.world import MemoryWorld

DOCS = (Path(__file__).parents[2] / "docs" / "manifest.md").read_text(encoding="utf-8")
SMALL, FULL = re.findall(r"^```yaml\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)[:2]


def loaded(text: str, *files: str) -> tuple[Manifest | None, Diagnostics]:
    named = re.findall(r"[\w/.-]+\.md", text)
    return load(MemoryWorld({"book.yaml": text, **dict.fromkeys([*named, *files], "# 书 / Book\n")}))


def right(text: str, *files: str) -> Manifest:
    manifest, diagnostics = loaded(text, *files)
    assert diagnostics == ()
    assert manifest is not None
    return manifest


def both(chinese: str, english: str) -> Bilingual:
    return Bilingual((("zh-Hans", chinese), ("en", english)))


def test_the_smallest_manifest_gets_every_default() -> None:
    manifest = right(SMALL)
    [volume] = manifest.volumes

    assert manifest.meta.id == "urn:uuid:6ad8379a-5610-57f9-acb4-b2bf6d90a56b"
    assert manifest.meta.slug == "gemini-notes"
    assert volume.id == "vol1"
    assert volume.chapters == (ChapterEntry((("", "chapters/01.md"),), "", volume.chapters[0].span),)
    assert volume.chapters[0].policy == Policy("warn", "warn")
    assert manifest.editions == (
        Edition(
            "reader",
            "epub",
            languages=("zh-Hans", "en"),
            volumes=("vol1",),
            span=Span("book.yaml", 6, 3, 6, 9),
        ),
    )
    assert output_name(manifest, manifest.editions[0]) == "dist/gemini-notes-reader.epub"


def test_the_full_example_uses_every_key() -> None:
    manifest = right(FULL)

    assert isinstance(manifest.root.span, Span)
    for key in BOOK.names():
        assert manifest.span_of((key,)) != manifest.root.span


def test_metadata() -> None:
    meta = right(FULL).meta

    assert meta.series == Series(both("江岸文丛", "Riverbank Essays"), "2")
    assert meta.title == both("双子笔记", "Gemini Notes")
    assert meta.contributors == (
        Contributor(both("沈听", "Ting Shen"), "aut", Bilingual((("en", "Shen, Ting"),))),
        Contributor(both("R. Vale", "R. Vale"), "trl"),
        Contributor(both("林", "Lin"), "ill"),
        Contributor(both("M. Ode", "M. Ode"), "pht"),
    )
    assert meta.subjects == (both("散文", "Essays"), both("Shanghai", "Shanghai"))
    assert meta.id == "urn:uuid:0b6f7c1e-6a55-4f0a-9c51-6f4f0d6b8d11"
    assert (meta.date, meta.modified) == ("2024-05-01", "2024-06-01T08:00:00Z")
    assert (meta.isbn, meta.slug) == ("978-0-306-40615-7", "gemini-notes")
    assert meta.edition == both("第二版", "Second edition")
    assert meta.publisher == both("江岸书局", "Riverbank Press")


def test_chapters() -> None:
    manifest = right(FULL)
    notes, childhood = manifest.volumes

    assert [(entry.role, entry.paths) for entry in manifest.entries()] == [
        ("preface", (("", "front/preface.md"),)),
        ("foreword", (("zh-Hans", "front/foreword.zh-Hans.md"), ("en", "front/foreword.en.md"))),
        ("", (("", "notes/before.md"),)),
        ("", (("", "notes/01.md"),)),
        ("", (("zh-Hans", "notes/02.zh-Hans.md"), ("en", "notes/02.en.md"))),
        ("notes", (("", "notes/notes.md"),)),
        ("", (("", "childhood/01.md"),)),
        ("about-the-author", (("", "back/author.md"),)),
    ]
    assert (notes.id, childhood.id) == ("notes", "vol2")
    assert notes.epigraph == both("江流天地外。", "The river flows beyond the sky.")


def test_the_nearest_policy_counts() -> None:
    manifest = right("""\
title: {zh-Hans: 书, en: Book}
languages: [zh-Hans, en]
counterparts: error
front: [a.md, {path: b.md, counterparts: allow}]
volumes:
  - chapters: [c.md, {zh-Hans: d.zh.md, en: d.en.md, doubts: error}]
    doubts: allow
  - counterparts: warn
    chapters: [e.md, {path: f.md, counterparts: error, doubts: allow}]
editions:
  reader: {format: epub}
""")

    assert [(entry.paths[0][1][0], entry.policy) for entry in manifest.entries()] == [
        ("a", Policy("error", "warn")),
        ("b", Policy("allow", "warn")),
        ("c", Policy("error", "allow")),
        ("d", Policy("error", "error")),
        ("e", Policy("warn", "warn")),
        ("f", Policy("error", "allow")),
    ]


def test_what_is_ignored_adds_up_from_the_book_inwards() -> None:
    manifest = right("""\
title: {zh-Hans: 书, en: Book}
languages: [zh-Hans, en]
ignore: {T004: as in the manuscript}
volumes:
  - chapters: [a.md, {path: b.md, ignore: {T013: letters of the time}}]
    ignore:
      T005: 「」 are the author's
editions:
  reader: {format: epub}
""")
    found = [[(one.codes, one.reason) for one in entry.policy.ignores] for entry in manifest.entries()]
    book, volume = (("T004",), "as in the manuscript"), (("T005",), "「」 are the author's")

    assert found == [[book, volume], [book, volume, (("T013",), "letters of the time")]]
    assert manifest.entries()[0].policy.ignores[1].span == Span("book.yaml", 7, 7, 7, 11)


def test_spacing_and_lint() -> None:
    assert (right(SMALL).spacing, right(SMALL).lint) == ("", "check")
    manifest = right(SMALL + "spacing: none\nlint: build\n")

    assert (manifest.spacing, manifest.lint) == ("none", "build")


def test_editions() -> None:
    manifest = right(FULL)
    found = [(item.name, item.layout, item.languages, item.volumes) for item in manifest.editions]
    *_, printed = manifest.editions

    assert found == [
        ("reader", "interleaved", ("zh-Hans", "en"), ("notes", "vol2")),
        ("volume", "interleaved", ("zh-Hans", "en"), ("notes",)),
        ("volume", "interleaved", ("zh-Hans", "en"), ("vol2",)),
        ("learners", "interleaved", ("zh-Hans", "en"), ("notes", "vol2")),
        ("taiwan", "interleaved", ("zh-Hans", "en"), ("notes", "vol2")),
        ("english", "single", ("en",), ("notes", "vol2")),
        ("print", "columns", ("zh-Hans", "en"), ("notes",)),
    ]
    assert (printed.trim, printed.chapter_start) == ((185.0, 260.0), "next")
    assert [item.one_sided for item in manifest.editions] == ["full"] * 6 + ["note"]
    assert [item.isbn for item in manifest.editions] == [
        "",
        "978-7-101-00304-8",
        "",
        "",
        "",
        "",
        "978-1-86197-876-9",
    ]
    assert [output_name(manifest, item) for item in manifest.editions] == [
        "dist/gemini-notes-reader.epub",
        "dist/gemini-notes-volume-notes.epub",
        "dist/gemini-notes-volume-vol2.epub",
        "dist/gemini-notes-learners.epub",
        "dist/gemini-notes-taiwan.epub",
        "dist/gemini-notes-english.epub",
        "dist/gemini-notes-print.pdf",
    ]


def test_single_takes_the_main_language_unless_told() -> None:
    [edition] = right(SMALL.replace("{format: epub}", "{format: epub, layout: single}")).editions

    assert edition.languages == ("zh-Hans",)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("{zh-Hans: 书, en: Tanya's Café}", "tanyas-cafe"),
        ("{zh-Hans: Shanghai, en: Zürich}", "zurich"),
        ("{zh-Hans: 麦当劳2, en: 书}", "book-6930d33c"),
    ],
)
def test_the_slug_is_ascii(title: str, slug: str) -> None:
    text = SMALL.replace("{zh-Hans: 双子笔记, en: Gemini Notes}", title)

    assert right(text).meta.slug == slug


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("978-0-306-40615-7", "urn:isbn:9780306406157"),
        ("urn:isbn:0-306-40615-2", "urn:isbn:0306406152"),
        ("0B6F7C1E-6A55-4F0A-9C51-6F4F0D6B8D11", "urn:uuid:0b6f7c1e-6a55-4f0a-9c51-6f4f0d6b8d11"),
        ("https://example.org/book", "https://example.org/book"),
        ("urn:nbn:de:101:1-2024", "urn:nbn:de:101:1-2024"),
    ],
)
def test_ids(written: str, identity: str) -> None:
    assert right(SMALL + f"id: {written}\n").meta.id == identity


def test_scalars_stay_what_the_author_wrote() -> None:
    text = SMALL.replace("en]", "no]").replace("en:", "no:")
    meta = right(text + "publisher: 0123\nrights: yes\nedition: 12:30:00\n").meta

    assert meta.title.get("no") == "Gemini Notes"
    assert [item.get("no") for item in (meta.publisher, meta.rights, meta.edition)] == [
        "0123",
        "yes",
        "12:30:00",
    ]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    manifest = right("\ufeff" + SMALL.replace("\n", "\r\n"))

    assert manifest.span_of(("title", "en")) == Span("book.yaml", 1, 28, 1, 40)


def test_a_path_is_spelt_as_the_disk_spells_it() -> None:
    manifest = right(SMALL.replace("chapters/01.md", "./chapters/é"), "chapters/e\u0301")

    assert manifest.entries()[0].paths == (("", "chapters/e\u0301"),)


def test_places() -> None:
    manifest = right(SMALL)

    assert manifest.span_of(("title",)) == Span("book.yaml", 1, 8, 1, 41)
    assert manifest.span_of(("languages", 1)) == Span("book.yaml", 2, 22, 2, 24)
    assert manifest.span_of(("volumes",)) == Span("book.yaml", 4, 3, 4, 31)
    assert manifest.span_of(("volumes", 0, "chapters", 0)) == manifest.entries()[0].span
    assert manifest.span_of(("editions", "reader", "trim")) == Span("book.yaml", 6, 11, 6, 25)


def test_the_docs_explain_every_key() -> None:
    def keys(schema: object) -> set[str]:
        if isinstance(schema, list):
            return {key for item in schema for key in keys(item)}
        if not isinstance(schema, dict):
            return set()
        return {*schema.get("properties", {})} | keys(list(schema.values()))

    missing = {key for key in keys(BOOK.schema()) if f"| `{key}` |" not in DOCS}

    assert missing == set()


FACES = """fonts:
  song: {zh-Hans: Song SC, en: [Song, fonts/a.otf]}
  latin: Garamond
editions:
  print: {format: pdf, fonts: {latin: [Own, Garamond], mono: Code}}
  reader: {format: epub, embed_fonts: true}
  study: {format: epub, embed_fonts: [rare, song]}
  plain: {format: epub, embed_fonts: false}
"""


def test_faces_of_the_book_and_of_an_edition() -> None:
    manifest = right(SMALL.partition("editions:")[0] + FACES, "fonts/a.otf")
    named = {
        edition.name: [(wish.role, wish.lang, wish.name) for wish in edition.fonts]
        for edition in manifest.editions
    }
    song = [("song", "zh-Hans", "Song SC"), ("song", "en", "Song"), ("song", "en", "fonts/a.otf")]

    assert named["print"] == [("latin", "", "Own"), ("latin", "", "Garamond"), ("mono", "", "Code"), *song]
    assert named["reader"] == [*song, ("latin", "", "Garamond")]
    assert [len(edition.embed) for edition in manifest.editions] == [0, 7, 2, 0]
    assert manifest.editions[2].embed == ("rare", "song")


def test_the_roles_of_the_manifest_are_those_of_the_fonts() -> None:
    assert tuple(FACE_ROLES) == tuple(ROLES)
