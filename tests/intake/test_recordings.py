"""Links to recordings, bare addresses and players become recordings of the chapter."""

from __future__ import annotations

import pytest

from bookbuild.intake.recordings import kind_of, page_of
from tests.intake.conftest import Importer

TUBE = "https://www.youtube.com/watch?v=abc_D-1"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (TUBE, "video"),
        ("https://youtu.be/abc", "video"),
        ("https://m.bilibili.com/video/BV1?p=2", "video"),
        ("https://weibo.com/tv/show/1034:1", "video"),
        ("https://weibo.com/u/1", None),
        ("https://www.ximalaya.com/sound/1", "audio"),
        ("https://example.org/a/song.MP3?x=1", "audio"),
        ("https://example.org/a.html", None),
        ("https://notyoutube.com/watch", None),
        ("https://example.org/youtube.com/", None),
    ],
)
def test_what_plays(url: str, kind: str | None) -> None:
    assert kind_of(url) == kind


@pytest.mark.parametrize(
    ("player", "page"),
    [
        ("//www.youtube.com/embed/ab-c?rel=0", "https://youtu.be/ab-c"),
        ("https://www.youtube-nocookie.com/embed/abc", "https://youtu.be/abc"),
        ("https://player.vimeo.com/video/12", "https://vimeo.com/12"),
        ("//player.bilibili.com/player.html?aid=1&bvid=BV1x", "https://www.bilibili.com/video/BV1x"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_players_lead_to_their_pages(player: str, page: str) -> None:
    assert page_of(player) == page


def body(chapter: str) -> str:
    """A chapter below its title and front matter."""
    return chapter.partition("# ")[2].partition("\n")[2].strip()


TEXT = "A quiet story about rhymes, told by a father who kept a few recordings of his daughter."


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (f"小站_米米的微博视频 or YouTube:\n{TUBE}", f"[小站_米米的微博视频 or YouTube]({TUBE}) {{.video}}"),
        (f"Video: {TUBE}", f"[Video]({TUBE}) {{.video}}"),
        ("https://youtu.be/abc", "[youtu.be/abc](https://youtu.be/abc) {.video}"),
        ("https://example.org/abc", "https://example.org/abc"),
        (f"See {TUBE} for more of it.", f"See {TUBE} for more of it."),
    ],
)
def test_text(imported: Importer, said: str, made: str) -> None:
    found = imported({"a.txt": f"Rhymes\n\n{TEXT}\n\n{said}\n\n{TEXT}\n"}, ("en",))

    assert body(found.only()) == f"{TEXT}\n\n{made}\n\n{TEXT}"


def test_a_label_without_a_link_stays_what_it_was(imported: Importer) -> None:
    found = imported({"a.txt": f"Rhymes\n\n{TEXT}\n\nVideo or YouTube:\n\n{TEXT}\n"}, ("en",))

    assert body(found.only()) == f"{TEXT}\n\nVideo or YouTube:\n\n{TEXT}"


def test_markdown(imported: Importer) -> None:
    links = f"[米米的视频](https://weibo.com/tv/show/1) or [YouTube]({TUBE})"
    found = imported(
        {"a.md": f"# Rhymes\n\n{links}:\n\n<{TUBE}>\n\nSee [it]({TUBE}).\n"},
        ("en",),
    )

    assert body(found.only()).split("\n\n") == [
        "[米米的视频](https://weibo.com/tv/show/1) {.video}",
        f"[YouTube]({TUBE}) {{.video}}",
        f"[youtube.com/watch?v=abc_D-1]({TUBE}) {{.video}}",
        f"See [it]({TUBE}).",
    ]
    assert found.told("kept")[0] == "a.md:3:1: video on the web “https://weibo.com/tv/show/1”"


def test_html(imported: Importer) -> None:
    page = f"""<html lang="en"><body><h1>Rhymes</h1><p>{TEXT}</p>
<iframe src="//www.youtube.com/embed/abc" title="She sings"></iframe>
<iframe src="https://example.org/frame"></iframe>
<p><a href="{TUBE}">On YouTube</a></p>
<video controls><source src="https://example.org/yard.mp4">In the yard</video>
<audio src="a/song.mp3">Her song</audio></body></html>"""
    found = imported({"a.html": page, "a/song.mp3": b"ID3\3"}, ("en",))
    chapter = next(text for path, text in found.files.items() if path.endswith(".md"))

    assert body(chapter).split("\n\n")[1:] == [
        "[She sings](https://youtu.be/abc) {.video}",
        f"[On YouTube]({TUBE}) {{.video}}",
        "[In the yard](https://example.org/yard.mp4) {.video}",
        "![Her song](/media/song.mp3)",
    ]
    assert found.raw["media/song.mp3"] == b"ID3\3"
