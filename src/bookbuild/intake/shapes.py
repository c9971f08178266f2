"""What a line of raw text looks like: a title, a stanza's line, a whole quotation, a scene break."""

from __future__ import annotations

import re
from itertools import pairwise

from bookbuild.diagnostics import width
from bookbuild.source import language

_HAN = re.compile(language.UNITS["Han"])
_WORD = re.compile(language.UNITS["Latn"])
_BREAK = re.compile(r"(?:[*＊•·◇◆○●~=_#-]\s*){3,}|⁂|\*")
_ENDS = ".。,，;；:：、…—”’\"'」』)）"  # no title ends so, except that brackets may
_STOPS = re.compile(r"[。；;！!]|[,，].*[,，]|(?<![0-9IVXLC])\.\s")
_QUOTES = {"“": "”", '"': '"”', "「": "」", "『": "』"}
_SPEAKER = re.compile(rf"(?:{language.UNITS['Latn']}|{language.UNITS['Han']}{{1,4}})\s*[:：]\s*\S")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at by to for from with without and or nor but as is vs into over per via",
    )
)
MAX_TITLE = 300  # characters; nothing longer is looked at as a title
SPLIT = re.compile(r"\s+[/／|｜]\s+|\s*／\s*")


def han(text: str) -> int:
    return len(_HAN.findall(text))


def size(text: str) -> int:
    """How long the text would be in letters: a character of Han says as much as three."""
    return len(text) + 2 * han(text)


def halves(text: str, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """``(tag, half)`` twice when the line is one thing in two languages, else ()."""
    parts = [part.strip() for part in SPLIT.split(text)] if len(text) <= MAX_TITLE else []
    tags = [language.detect(part, languages) for part in parts]
    if len(parts) == 2 and all(tags) and tags[0] != tags[1]:
        return tuple(zip(tags, parts, strict=True))
    return ()


def is_break(text: str) -> bool:
    """Whether the line only parts two scenes."""
    return bool(_BREAK.fullmatch(text.strip()))


def is_short(text: str) -> bool:
    """Whether the line could be a title by its length: 30 characters of Han or 16 words."""
    return 0 < han(text) <= 30 or (not han(text) and 0 < len(_WORD.findall(text)) <= 16)


def may_be_title(text: str) -> bool:
    """Whether nothing speaks against a title: it is short and no sentence."""
    stripped = text.rstrip()
    if len(stripped) > MAX_TITLE:
        return False
    ends_well = stripped[-1:] not in _ENDS or re.search(r"[(（\[【].+[)）\]】]$", stripped)
    return bool(stripped and ends_well and not _STOPS.search(stripped) and is_short(stripped))


def looks_like_heading(text: str) -> bool:
    """Whether a line by itself is set as a title: Chinese without a stop, English in title case."""
    if not may_be_title(text) or text[:1] in '-–—•*“"「':
        return False
    if 2 * han(text) >= len(_WORD.findall(text)):
        return han(text) > 1 and han(text) <= 25 and not re.search("[，,？?]", text)
    words = _WORD.findall(text)
    heavy = [word for word in words if word.lower() not in _SMALL]
    return len(words) > 1 and bool(heavy) and sum(word[0].isupper() for word in heavy) >= 0.8 * len(heavy)


def whole_quotation(text: str) -> bool:
    """Whether the paragraph is one quotation from its first character to its last."""
    stripped = text.strip()
    closing = _QUOTES.get(stripped[:1], "")
    inside, last = stripped[1:-1], stripped[-1:]
    return bool(
        closing and len(stripped) > 2 and last in closing and not any(char in inside for char in closing)
    )


def opens_quotation(text: str) -> bool:
    """Whether the text opens with a quotation it does not close."""
    closing = _QUOTES.get(text.strip()[:1], "")
    return bool(closing) and not any(char in text.strip()[1:] for char in closing)


def closes_quotation(text: str) -> bool:
    """Whether the text ends with the close of a quotation it does not open."""
    last = text.rstrip()[-1:]
    opening = [char for char, closing in _QUOTES.items() if last and last in closing]
    return bool(opening) and not any(char in text.rstrip()[:-1] for char in opening)


def is_stanza(lines: list[str]) -> bool:
    """Whether neighbouring lines are verse: short, each a line on purpose."""
    if any(width(line) > 64 for line in lines) or all(line.rstrip().endswith((":", "：")) for line in lines):
        return False
    if len(lines) > 2:
        return True
    enclosed = opens_quotation(lines[0]) and closes_quotation(lines[-1])
    marked = all(line.rstrip()[-1:] in ',，、;；.。!！?？—”’"」' for line in lines)
    wide = [width(line) for line in lines]
    return enclosed or (marked and min(wide) * 2 > max(wide))


def is_talk(lines: list[str]) -> bool:
    """Whether every line is somebody's speech: in quotation marks, or behind a name and a colon."""
    quotes = all(line.lstrip()[:1] in _QUOTES or line.lstrip()[:2] in ("—", "--", "——") for line in lines)
    return (quotes and len(lines) > 1 and not opens_quotation(lines[0])) or (
        len(lines) > 2 and all(_SPEAKER.match(line.strip()) for line in lines)
    )


def is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph broken at a margin: no line had room for the next one's word."""
    margin = max(width(line) for line in lines)
    if not 50 <= margin <= 100:
        return False
    pairs = pairwise(lines)
    return all(width(line.rstrip()) + 1 + width(_first_word(after)) > margin - 4 for line, after in pairs)


def _first_word(text: str) -> str:
    stripped = text.strip()
    return stripped[:2] if _HAN.match(stripped) else stripped.split(" ")[0]
