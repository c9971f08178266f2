"""The book's own words, in the languages we can say them in; English for all others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_WORDS: Mapping[str, Mapping[str, str]] = {
    "contents": {"zh-Hans": "目录", "zh-Hant": "目錄", "en": "Contents"},
    "notes": {"zh-Hans": "注释", "zh-Hant": "註釋", "en": "Notes"},
    "colophon": {"zh-Hans": "版权页", "zh-Hant": "版權頁", "en": "Copyright page"},
    "between": {"zh-Hans": "　", "zh-Hant": "　", "en": ", "},
    "comma": {"zh-Hans": "、", "zh-Hant": "、", "en": ", "},
    "cover": {"zh-Hans": "封面", "zh-Hant": "封面", "en": "Cover"},
    "missing": {"zh-Hans": "〔未译〕", "zh-Hant": "〔未譯〕", "en": "[not translated]"},
    "untranslated": {"zh-Hans": "〔不译〕", "zh-Hant": "〔不譯〕", "en": "[left untranslated]"},
    "back-to-text": {"zh-Hans": "回到正文", "zh-Hant": "回到正文", "en": "Back to the text"},
    "translation": {"zh-Hans": "译文", "zh-Hant": "譯文", "en": "Translation (tr.)"},
    "translation-mark": {"zh-Hans": "译", "zh-Hant": "譯", "en": "tr."},
    "translations": {"zh-Hans": "译文", "zh-Hant": "譯文", "en": "Translations"},
    "aut": {"zh-Hans": "著者", "zh-Hant": "著者", "en": "Author"},
    "trl": {"zh-Hans": "译者", "zh-Hant": "譯者", "en": "Translator"},
    "edt": {"zh-Hans": "编者", "zh-Hant": "編者", "en": "Editor"},
    "ill": {"zh-Hans": "插图", "zh-Hant": "插圖", "en": "Illustrator"},
    "aui": {"zh-Hans": "序", "zh-Hant": "序", "en": "Foreword"},
    "wpr": {"zh-Hans": "前言", "zh-Hant": "前言", "en": "Preface"},
    "cov": {"zh-Hans": "封面设计", "zh-Hant": "封面設計", "en": "Cover"},
    "bkd": {"zh-Hans": "书籍设计", "zh-Hant": "書籍設計", "en": "Design"},
    "pht": {"zh-Hans": "摄影", "zh-Hant": "攝影", "en": "Photographs"},
    "ctb": {"zh-Hans": "参与者", "zh-Hant": "參與者", "en": "Contributor"},
    "publisher": {"zh-Hans": "出版", "zh-Hant": "出版", "en": "Publisher"},
    "edition": {"zh-Hans": "版次", "zh-Hant": "版次", "en": "Edition"},
    "date": {"zh-Hans": "日期", "zh-Hant": "日期", "en": "Date"},
    "isbn": {"zh-Hans": "书号", "zh-Hant": "書號", "en": "ISBN"},
    "id": {"zh-Hans": "标识", "zh-Hant": "標識", "en": "Identifier"},
    "rights": {"zh-Hans": "版权", "zh-Hant": "版權", "en": "Rights"},
    "faces": {"zh-Hans": "字体", "zh-Hant": "字體", "en": "Set in"},
    "figures": {"zh-Hans": "插图目录", "zh-Hant": "插圖目錄", "en": "Figures"},
    "index": {"zh-Hans": "索引", "zh-Hant": "索引", "en": "Index"},
    "frontispiece": {"zh-Hans": "卷首插图", "zh-Hant": "卷首插圖", "en": "Frontispiece"},
    "dedication": {"zh-Hans": "献词", "zh-Hant": "獻詞", "en": "Dedication"},
    "epigraph": {"zh-Hans": "题记", "zh-Hant": "題記", "en": "Epigraph"},
    "code": {"zh-Hans": "二维码：{}", "zh-Hant": "二維碼：{}", "en": "QR code: {}"},
    "no-audio": {
        "zh-Hans": "此阅读器不能播放录音。",
        "zh-Hant": "此閱讀器不能播放錄音。",
        "en": "This reader plays no recordings.",
    },
    "no-video": {
        "zh-Hans": "此阅读器不能播放视频。",
        "zh-Hant": "此閱讀器不能播放影片。",
        "en": "This reader plays no videos.",
    },
    "page": {"zh-Hans": "（第{}页）", "zh-Hant": "（第{}頁）", "en": " (page {})"},
    "trim": {"zh-Hans": "开本", "zh-Hant": "開本", "en": "Trim size"},
    "length": {"zh-Hans": "字数", "zh-Hant": "字數", "en": "Length"},
    "millimetres": {"zh-Hans": "{}毫米×{}毫米", "zh-Hant": "{}毫米×{}毫米", "en": "{} × {} mm"},
    "thousands": {"zh-Hans": "{}千字", "zh-Hant": "{}千字", "en": "{},000 words"},
    "made-with": {
        "zh-Hans": "本书由 bookbuild 编排。",
        "zh-Hant": "本書由 bookbuild 編排。",
        "en": "Made with bookbuild.",
    },
}
_CREDITS: Mapping[str, Mapping[str, str]] = {
    "aut": {"zh-Hans": "{} 著", "zh-Hant": "{} 著", "en": "{}"},
    "trl": {"zh-Hans": "{} 译", "zh-Hant": "{} 譯", "en": "translated by {}"},
    "edt": {"zh-Hans": "{} 编", "zh-Hant": "{} 編", "en": "edited by {}"},
    "ill": {"zh-Hans": "{} 绘", "zh-Hant": "{} 繪", "en": "illustrated by {}"},
}
_TRADITIONAL = ("zh-Hant", "zh-TW", "zh-HK", "zh-MO")
_DIGITS = "〇一二三四五六七八九"
_ENGLISH = (
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen", "Twenty",
)  # fmt: skip


@cache
def spoken(tag: str) -> str:
    """The language of the words for *tag*: zh-Hans, zh-Hant or en."""
    if tag.startswith(_TRADITIONAL):
        return "zh-Hant"
    return "zh-Hans" if tag.split("-")[0] == "zh" else "en"


def label(key: str, lang: str) -> str:
    """The word *key* in *lang*, or in English; KeyError when there is no such word."""
    return _WORDS[key][spoken(lang)]


def role_label(role: str, lang: str) -> str:
    """What a contributor of MARC *role* is called on the copyright page."""
    return label(role if role in _WORDS else "ctb", lang)


def credit(role: str, lang: str) -> tuple[str, str] | None:
    """What stands before and after a person's name on the title page; None for a role it does not name."""
    if role not in _CREDITS:
        return None
    before, _, after = _CREDITS[role][spoken(lang)].partition("{}")
    return before, after


def number_words(number: int, lang: str) -> str:
    """*number* in words as a heading has it: 二十三; One to Twenty, digits beyond."""
    if spoken(lang) == "en":
        return _ENGLISH[number] if number < len(_ENGLISH) else str(number)
    if number >= 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    lead = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return lead + (_DIGITS[ones] if ones or not tens else "")


def volume_label(number: int, lang: str) -> str:
    """卷一, Volume One."""
    words = number_words(number, lang)
    return f"Volume {words}" if spoken(lang) == "en" else f"卷{words}"


def appendix_label(number: int, lang: str) -> str:
    """附录一, Appendix A; beyond Z by number."""
    if spoken(lang) != "en":
        return f"附{'錄' if spoken(lang) == 'zh-Hant' else '录'}{number_words(number, lang)}"
    return f"Appendix {chr(64 + number) if number <= 26 else number}"


def chapter_label(number: int, lang: str) -> str:
    """第一章, Chapter One."""
    words = number_words(number, lang)
    return f"Chapter {words}" if spoken(lang) == "en" else f"第{words}章"
