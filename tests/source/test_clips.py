"""Recordings as a chapter may write them, beyond the examples of the docs."""

from __future__ import annotations

import pytest

from bookbuild.model import Clip, Figure

from .dump import dumped, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[![雪](images/snow.png)](https://a.example/v) {.video}",
            "- video https://a.example/v: zh-Hans 雪 {.video}",
        ),
        ("[雪](https://a.example/v) {.note}", "zh-Hans paragraph: [雪](https://a.example/v) {.note}"),
        ('![](song.mp3 "雪")', "- audio chapters/song.mp3: zh-Hans 雪"),
        ('<audio src="song.mp3">雪 / Snow</audio>', "- audio chapters/song.mp3: zh-Hans 雪; en Snow"),
        ('<video src="https://a.example/v.mp4">雪</video>', "- video https://a.example/v.mp4: zh-Hans 雪"),
        ("![雪](SONG.MP3)", "- audio (missing): zh-Hans 雪\nchapters/01.md:1:1: warning S021"),
        ("![](song.mp3)", "- audio chapters/song.mp3: \nchapters/01.md:1:1: warning S022"),
        (
            "![雪](song.mp3) {url=example.org}",
            "- audio chapters/song.mp3: zh-Hans 雪\nchapters/01.md:1:1: warning S020",
        ),
        ("雪。 {url=https://a.example}", "zh-Hans paragraph: 雪。\nchapters/01.md:1:1: warning S031"),
        (
            "[雪]{poster=images/snow.png}。",
            "zh-Hans paragraph: <span>雪</span>。\nchapters/01.md:1:4: warning S031",
        ),
    ],
)
def test_recordings(text: str, expected: str) -> None:
    found = dumped(f"{text}\n")

    assert found.replace("\nchapters/01.md: warning S028", "").strip() == expected.strip()


def test_the_picture_of_a_link_and_of_braces_stands_for_it() -> None:
    text = (
        "[![雪](images/snow.png)](https://a.example/v) {.video}\n\n![雪](song.mp3) {poster=images/snow.png}\n"
    )
    blocks = read(text)[0].blocks
    clips = [block.image for block in blocks if isinstance(block, Figure) and isinstance(block.image, Clip)]

    assert [clip.poster.source for clip in clips if clip.poster] == ["chapters/images/snow.png"] * 2
