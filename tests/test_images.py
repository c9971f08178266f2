"""Images on their way: made for the screen in an EPUB, untouched in print."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.checks import check_images, epubcheck
from bookbuild.run import build
from tests.epub.test_pictures import drawing, opened, photograph, saved
from tests.test_diagnostics import Silent

MANIFEST = """
title: {zh-Hans: 灯, en: The Lamp}
languages: [zh-Hans, en]
volumes:
  - chapters: [a.md]
editions:
  screen: {format: epub, images: {longest: 320}}
  original: {format: epub, images: original}
"""
CHAPTER = """
# 灯下 / By the Lamp

![院子 / The yard](yard.png)

![屋子 / The house](house.jpg)

![路 / The way](way.png)

![树 / A tree](tree.svg)
"""
PICTURES = {
    "yard.png": saved(photograph((800, 500)), "PNG"),
    "house.jpg": saved(photograph((800, 500)), "JPEG", quality=95, comment=b"at home"),
    "way.png": saved(drawing((200, 100)), "PNG", compress_level=0),
    "tree.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M0 0h9v9z"/></svg>',
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The files of the editions by the edition's name, dist's path under ''."""
    root = tmp_path_factory.mktemp("book")
    (root / "book.yaml").write_text(MANIFEST, "utf-8")
    (root / "a.md").write_text(CHAPTER, "utf-8")
    for name, data in PICTURES.items():
        (root / name).write_bytes(data)
    report = build(root, jobs=1, output=root / "dist", progress=Silent())

    assert not report.diagnostics
    files: dict[str, dict[str, bytes]] = {}
    for checked in epubcheck.run([root / "dist" / product.path for product in report.products]):
        assert (checked.failure, checked.messages) == ("", ())
    for path in (root / "dist").glob("*.epub"):
        with zipfile.ZipFile(path) as archive:
            name = path.stem.rpartition("-")[2]
            files[name] = {entry: archive.read(entry) for entry in archive.namelist()}
    return files


def _shown(files: dict[str, bytes]) -> list[str]:
    names = (name for name in files if name.startswith("EPUB/text/") and b"<figure" in files[name])
    root = etree.fromstring(files[next(names)])
    return [str(image.get("src")) for image in root.iter("{*}img")]


@pytest.mark.epubcheck
def test_the_screen_gets_what_it_can_show(made: dict[str, dict[str, bytes]]) -> None:
    files = made["screen"]
    shown = [files["EPUB/" + address.removeprefix("../")] for address in _shown(files)]

    assert [address.rpartition(".")[2] for address in _shown(files)] == ["jpg", "jpg", "png", "svg"]
    assert [opened(data).size for data in shown[:3]] == [(320, 200), (320, 200), (200, 100)]
    assert b'viewBox="0 0 60 40"' in shown[3]
    assert b"at home" not in shown[1]
    assert all(len(data) < len(before) for data, before in zip(shown[:3], PICTURES.values(), strict=False))


@pytest.mark.epubcheck
def test_originals_stay(made: dict[str, dict[str, bytes]]) -> None:
    files = made["original"]
    shown = [files["EPUB/" + address.removeprefix("../")] for address in _shown(files)]

    assert shown == list(PICTURES.values())


def test_a_second_picture_in_a_file_does_no_harm(tmp_path: Path) -> None:
    """Phones write such JPEGs (CIPA DC-007)."""
    pair = [photograph((40, 30)), photograph((20, 15))]
    data = saved(pair[0], "MPO", save_all=True, append_images=pair[1:])

    assert opened(data).format == "MPO"
    assert not list(check_images({"a.jpg": data}, {}))
