"""The words an EPUB announces beside those the book shows anyway (``render.labels``)."""

from __future__ import annotations

from collections.abc import Mapping

from bookbuild.render.labels import label, spoken

Labels = tuple[tuple[str, str], ...]
"""What a reader sees of one thing: (language tag, text) in the edition's order."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "landmarks": {"zh-Hans": "导航点", "zh-Hant": "導覽點", "en": "Landmarks"},
    "page-list": {"zh-Hans": "页码", "zh-Hant": "頁碼", "en": "Pages"},
    "titlepage": {"zh-Hans": "书名页", "zh-Hant": "書名頁", "en": "Title page"},
    "bodymatter": {"zh-Hans": "正文", "zh-Hant": "正文", "en": "Start of text"},
    "bilingual": {
        "zh-Hans": "译文与其原文相邻，各段均标明语言。",
        "zh-Hant": "譯文與其原文相鄰，各段均標明語言。",
        "en": "Translations stand next to their passages, and each is marked with its language.",
    },
    "study": {
        "zh-Hans": "原文之后的链接通往译文，译文亦有链接返回，各段均标明语言。",
        "zh-Hant": "原文之後的連結通往譯文，譯文亦有連結返回，各段均標明語言。",
        "en": "A link after a passage leads to its translation and another back, and each is marked with its "
        "language.",
    },
    "monolingual": {
        "zh-Hans": "正文为一种语言，其他语言的文字均标明语言。",
        "zh-Hant": "正文為一種語言，其他語言的文字均標明語言。",
        "en": "The text is in one language, and words of other languages are marked as such.",
    },
    "described": {
        "zh-Hans": "所有图片均有文字说明。",
        "zh-Hant": "所有圖片均有文字說明。",
        "en": "All images have descriptions.",
    },
    "recordings": {
        "zh-Hans": "录音和视频不保证有文字稿。",
        "zh-Hant": "錄音和影片不保證有文字稿。",
        "en": "Recordings may have no transcript.",
    },
    "undescribed": {
        "zh-Hans": "部分图片没有文字说明。",
        "zh-Hant": "部分圖片沒有文字說明。",
        "en": "Some images have no description.",
    },
}


def words(key: str, languages: tuple[str, ...]) -> Labels:
    """The word *key* in each of *languages*; English speaks for those we have no words in."""
    tags: dict[str, str] = {}
    for tag in languages:
        said = spoken(tag)
        tags.setdefault(said, tag if tag.split("-")[0] == said.split("-")[0] else said)
    return tuple((tag, _WORDS[key][said] if key in _WORDS else label(key, said)) for said, tag in tags.items())
