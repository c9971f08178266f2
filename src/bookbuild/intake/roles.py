"""Lines that are no part of the text: who wrote it, when, where it came from, what comes next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bookbuild.intake import dates

Kind = Literal["byline", "credit", "date", "continued", "source", "more", "media"]


@dataclass(frozen=True, slots=True)
class Role:
    """``value``: a date in ISO 8601, or a source; ``label``: the byline behind it, or the words before it."""

    kind: Kind
    value: str = ""
    label: str = ""


_NAME = r"(?:[A-Z][\w.’'-]*|[\u3400-\u9fff·•]{2,8})"
_BYLINE = re.compile(rf"(?:[Bb]y|BY)\s+{_NAME}(?:[ ,&](?:[^.!?。！？]|(?<=[A-Z])\.)*)?\.?")
_POSTED = re.compile(rf"(?P<date>(?i:posted|published|written)\b.*\d,?)\s+(?P<by>{_BYLINE.pattern})")
_WORDS = (
    "作者|原作者|原著|文|图|圖|撰文|撰稿|著|译者|譯者|翻译|翻譯|译|譯|校对|校對|校|编辑|編輯|责编|責編|创意|創意|供稿"
    "|摄影|攝影|口述|整理|记者|插图|插圖|[Aa]uthors?|[Ww]ritten by"
    "|[Tt]ext|[Tt]ranslat(?:or|ion)|[Tt]ranslated by|[Ee]dited by"
    "|[Ee]ditor|[Ii]llustrat(?:or|ions?|ed by)|[Pp]hotos?(?: by)?|[Pp]hotographs?"
)
_CREDIT = re.compile(
    rf"(?:{_WORDS})\s*[|｜丨:：/／]\s*[^。.!?！？]{{1,60}}"
    r"|[\u3400-\u9fff]{2,4}\s*[|｜丨]\s*[^。!?！？]{1,40}|[\u3400-\u9fff·]{2,8}\s+[著译譯撰]"
)
_ENDS = r"(?:to be continued|the end|未完待续|未完待續|未完，?待续|待续|待續|全文完|全篇完)"
_CONTINUED = re.compile(
    rf"{_ENDS}\s*[.…。]*|[(（\[【][^()（）\[\]【】]{{0,60}}?{_ENDS}\s*[.…。]*\s*[)）\]】]", re.IGNORECASE
)
_SOURCE = re.compile(
    r"(?:original(?:ly)?(?: (?:post|article|text|version))?(?: published| posted)?(?: (?:from|at|in|on|here))?"
    r"|(?:re)?posted from|source|cross-?posted (?:from|at)|canonical link|permalink"
    r"|原文链接|原文鏈接|原文地址|原文|原载|原載|原刊|转载自|轉載自|来源|來源|出处|出處|首发于|首發於|原创首发|本文链接)"
    r"\s*[:：]\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:read more|continue reading|阅读原文|閱讀原文|阅读全文|点击.{0,10}阅读.{0,6}|share this|like this"
    r"|leave a comment|canonical link|exported from medium"
    r"|previous post|next post|filed under|上一篇|下一篇|分享到|转发|点赞|扫码关注.{0,20}"
    r"|关注公众号.{0,20})\s*[.…:：»>]*(?P<rest>.*)",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r".{0,50}(?:视频|視頻|微博|音频|音頻|录音|錄音|链接|鏈接|YouTube|[Vv]ideo|[Aa]udio|[Pp]odcast).{0,20}[:：]"
)
_LINK = re.compile(r"https?://\S+")


def of(text: str) -> Role | None:
    """The role of a line that stands by itself, None for text."""
    stripped = " ".join(text.split())
    if len(stripped) > 160:
        return None
    if found := dates.whole_line(stripped):
        return Role("date", found)
    if (match := _POSTED.fullmatch(stripped)) and (found := dates.whole_line(match["date"])):
        return Role("date", found, match["by"])
    if _CONTINUED.fullmatch(stripped):
        return Role("continued")
    if match := _SOURCE.fullmatch(stripped):
        return Role("source", match["rest"].strip(), stripped[: match.start("rest")].strip())
    if (match := _MORE.fullmatch(stripped)) and len(match["rest"]) <= 80:
        return Role("more")
    if _BYLINE.fullmatch(stripped) and len(stripped) <= 120:
        return Role("byline")
    if _MEDIA.fullmatch(stripped):
        return Role("media")
    return Role("credit") if _CREDIT.fullmatch(stripped) else None


def is_link(text: str) -> bool:
    """Whether the line is nothing but a web address."""
    return bool(_LINK.fullmatch(text.strip()))


def people(byline: str) -> tuple[str, ...]:
    """The names of an English byline: ``by A. Lee, B. Wu and C. Ho, from “The Well”``."""
    said = re.sub(r"^[Bb][Yy]\s+", "", " ".join(byline.split()))
    said = re.split(r",?\s+(?:from|in|for|at|on)\s+|[|(（“\"]", said)[0]
    names = re.split(r"\s*(?:,|&|\band\b)\s*", said.rstrip("., "))
    good = [
        name for name in names if re.fullmatch(rf"{_NAME}(?:\s+(?:(?:von|van|de|la)\s+)?{_NAME}){{0,3}}", name)
    ]
    return tuple(good) if len(good) == len([name for name in names if name]) else ()
