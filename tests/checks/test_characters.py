"""Characters without a face: each is named with its places in the author's files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bookbuild import build, faces, manifest
from bookbuild.checks.characters import ranges
from bookbuild.diagnostics import Diagnostic
from bookbuild.fonts.report import named
from bookbuild.runtime import system
from bookbuild.world import MemoryWorld
from tests.fonts.tiny import font

Install = Callable[..., None]
MANIFEST = """title: {zh-Hans: 书名, en: Title}
id: urn:uuid:7d3f9c1e-0f43-5f0c-9d46-000000000001
languages: [zh-Hans, en]
fonts: {song: Song, kai: Kai, latin: Latin, mono: Latin, rare: Rare, symbols: Rare}
volumes:
  - chapters: [a.md, b.md]
editions:
  print: {format: pdf}
"""
ASCII = "".join(map(chr, range(33, 127))) + "’“”–…·—©①•‐"
KNOWN = "书名著者第一章二目录卷日期标识字体本由编排。、，字版权出未译 子开毫米×"


@pytest.fixture(autouse=True)
def fonts(install: Install) -> None:
    install(
        a=font("Song", KNOWN), b=font("Kai", "楷"), c=font("Latin", ASCII), d=font("Rare", "𠀀"),
        e=font("Else", "骉犇"),
    )  # fmt: skip


def _found(one: str, two: str = "# 二 / Two\n\n字\n\nWord\n", **more: str) -> list[Diagnostic]:
    world = MemoryWorld({"book.yaml": MANIFEST, "a.md": one, "b.md": two, **more})
    loaded, problems = manifest.load(world)
    assert loaded is not None
    assert problems == ()
    book, _ = build.read_book(world, loaded)
    assert book is not None
    edition = loaded.editions[0]
    typeset, edition, rendition, _ = build.render_edition(book, edition, world)
    return list(faces.check(typeset, edition, rendition, world))


def _said(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(str(item.span), item.message) for item in found if item.code == "F010"]


def test_a_book_with_a_face_for_everything_is_sound() -> None:
    assert _found("# 一 / One\n\n字𠀀子*楷字*\n\nWord `code`\n") == []


def test_a_missing_character_has_count_and_places() -> None:
    found = _found("# 一 / One\n\n字字骉，字\n骉。\n\nWord\n", "# 二 / Two\n\n字骉\n\nWord[^1]\n\n[^1]: a 骉\n")

    assert _said(found) == [("a.md:3:3", "no face has 骉 (U+9A89 CJK UNIFIED IDEOGRAPH-9A89), used 4 times")]
    assert found[0].notes == ("searched: Song, Latin, Rare", "also at b.md:3:2, b.md:7:9")
    assert found[0].help == "Else has it: add it under fonts in book.yaml, behind the first face of a role"


def test_a_character_of_the_manifest_is_found_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "MANIFEST", MANIFEST.replace("书名,", "书犇,"))
    found = _found("# 一 / One\n\n字\n\nWord\n")

    assert _said(found) == [
        ("book.yaml:1:19", "no face has 犇 (U+7287 CJK UNIFIED IDEOGRAPH-7287), used 6 times")
    ]


def test_a_character_written_as_an_entity_is_placed_at_its_passage() -> None:
    assert _said(_found("# 一 / One\n\n字&#x9A89;\n\nWord\n"))[0][0] == "a.md:3:1"


def test_many_are_told_together_and_none_is_left_out() -> None:
    missing = "".join(map(chr, range(0x6C00, 0x6C1E)))
    found = _found(f"# 一 / One\n\n{missing}\n\nWord\n")

    assert len(found) == 21
    assert found[-1].message == "no face has 10 more characters, used 10 times"
    assert found[-1].notes == ("they are U+6C14–6C1D",)


def test_help_installs_what_is_usually_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "missing_parts", lambda: system.PARTS)
    monkeypatch.setattr(system, "install_line", lambda parts: " ".join(part.name for part in parts))

    (han,) = _found("# 一 / One\n\n字𠁀\n\nWord\n")
    assert (han.help or "").startswith("install Hanazono Mincho (Hanazono Mincho), or name a face")
    (sign,) = _found("# 一 / One\n\n字☃\n\nWord\n")
    assert (sign.help or "").startswith("install Symbola (Symbola), or name a face")


def test_a_character_is_named_for_people() -> None:
    assert named("字") == "字 (U+5B57 CJK UNIFIED IDEOGRAPH-5B57)"
    assert named("\u0301") == "(U+0301 COMBINING ACUTE ACCENT)"
    assert named("\ue000") == "(U+E000 without a name)"


def test_neighbours_are_a_range() -> None:
    assert ranges([0x4E02, 0x4E00, 0x4E01, 0x4E07, 0x4E07]) == "U+4E00–4E02, U+4E07"
