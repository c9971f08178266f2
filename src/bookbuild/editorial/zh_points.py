"""Chinese points and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.editorial.marks import CLOSING, EDGES, OPENING, after, before, in_chinese, is_han, is_letter
from bookbuild.editorial.value import Edit, Finding, House, instead
from bookbuild.model import OBJECT, PARAGRAPH

_FULL_WIDTH = str.maketrans(",;:!?.()", "，；：！？。（）")
_NAMES = {
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "!": "exclamation mark",
    "?": "question mark",
    ".": "full stop",
}
_MARK = re.compile(r"(?<![,;:!?.…])(?:[!?]{1,3}|[,;:.])(?![,;:!?.=…])")
_SENTENCE = re.compile(f"[。！？.!?{EDGES}]")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|etc|cf|al|ca|No|Vol|Fig|pp|Inc|Ltd|Co|Corp|[ap]\.m|[ei]\.[eg]))\Z"
)
_NUMERAL = re.compile("第?[〇零一二三四五六七八九十百千甲乙丙丁戊己庚辛壬癸]{1,4}")
_LEADS = re.compile("[例比譬诸諸]如\\Z")
_LONG = 3  # words of a foreign name; more are a clause of their own


def half_width_points(text: str, house: House) -> Iterator[Finding]:
    """T001: ，。；：！？ of a Chinese sentence take the place of a character each.

    GB/T 15834—2011, 5.1.1 and 5.1.2; clreq, “Categories and usage of punctuation marks”. A point belongs to
    the Chinese sentence when Han stands on its left, or Han on its right and no English clause on its left,
    or when it ends a Chinese sentence that ends in a foreign word. A Chinese numeral with a point that opens
    a paragraph takes 、 (GB/T 15834, B.3.2).
    """
    for match in _MARK.finditer(text):
        start, end = match.span()
        point = _point(text, start, end)
        if point and in_chinese(text, start):
            yield instead(start, end, point, f"half-width {_NAMES[match[0][0]]} in Chinese text")


def _point(text: str, start: int, end: int) -> str:
    """The full-width point that should stand there, or ''."""
    mark, left, right = text[start:end], before(text, start), after(text, end)
    follower = text[end : end + 1]
    full = mark.translate(_FULL_WIDTH)
    if is_han(left) or left in CLOSING or _closes_chinese(text, start):
        return _full_stop(text, start) if mark == "." else full
    if mark in ",;:" and (is_han(right) or right in OPENING):
        return "" if _english_before(text, start) else full
    if mark in ".?" and (is_letter(left) or left == OBJECT):
        ends = right == PARAGRAPH or (mark == "." and is_han(follower))
        return full if ends and _ends_chinese(text, start) else ""
    return ""


def _closes_chinese(text: str, at: int) -> bool:
    """Whether a quotation that ends in Chinese ends at *at*."""
    end = text[at - 2 : at]
    return len(end) == 2 and end[1] in "”’" and (is_han(end[0]) or end[0] in CLOSING)


def _full_stop(text: str, at: int) -> str:
    """What a point after Han should be: '' where it may join two words or the parts of a name."""
    if _numbers(text, at):
        return "、"
    follower = text[at + 1 : at + 2]
    if follower and (follower.isalnum() or follower in "_/\\"):
        return ""
    return "，" if _LEADS.search(text, max(0, at - 2), at) else "。"


def _numbers(text: str, at: int) -> bool:
    """Whether a numeral stands between the edge of the line and *at*."""
    start = max(0, at - 6)
    opening = max(text.rfind(edge, start, at) for edge in EDGES) + 1
    return bool(_NUMERAL.fullmatch(text, max(opening, start), at)) and (opening > 0 or start == 0)


def _foreign_tail(text: str, at: int) -> tuple[str, bool]:
    """What stands between the last Han character and *at*, and whether the sentence has such a character."""
    start = at
    while start and at - start < 200 and not is_han(text[start - 1]) and not _SENTENCE.match(text[start - 1]):
        start -= 1
    return text[start:at], start > 0 and is_han(text[start - 1])


def _english_before(text: str, at: int) -> bool:
    """Whether an English clause, rather than a word or a name, ends at *at*."""
    return len(_WORD.findall(_foreign_tail(text, at)[0])) > _LONG


def _ends_chinese(text: str, at: int) -> bool:
    """Whether a Chinese sentence ends at *at* with a foreign word or two."""
    tail, chinese = _foreign_tail(text, at)
    return chinese and len(_WORD.findall(tail)) <= _LONG and not _ABBREVIATION.search(text, max(0, at - 8), at)


_PAIR = re.compile(r"[(（]([^()（）\u2029\n]*)[)）]")
_NO_WORDS = re.compile(r"[A-Za-z]{0,2}|(?!\d{4}(?:[-–—~～]\d{2,4})?\Z)[\d\s.,:;%+*/=-]*")


def half_width_brackets(text: str, house: House) -> Iterator[Finding]:
    """T002: brackets of a Chinese sentence take the place of a character each.

    GB/T 15834—2011, 4.9 and 5.1.3. Those that hold Chinese, or follow Han and hold words or a year;
    a letter, a number and a pair of coordinates keep theirs.
    """
    for match in _PAIR.finditer(text):
        if match[0][0] == "(" and match[0][-1] == ")" and _chinese_pair(text, match):
            yield _widened(text, match, "half-width brackets in Chinese text")


def _chinese_pair(text: str, match: re.Match[str]) -> bool:
    left = before(text, match.start())
    holds = any(map(is_han, match[1]))
    follows = (is_han(left) or left in CLOSING) and not _NO_WORDS.fullmatch(match[1])
    return (holds or follows) and in_chinese(text, match.start())


def mixed_brackets(text: str, house: House) -> Iterator[Finding]:
    """T003: both brackets of a pair are of one width (GB/T 15834—2011, 4.9)."""
    for match in _PAIR.finditer(text):
        if (match[0][0] == "(") != (match[0][-1] == ")"):
            yield _widened(text, match, "brackets of two widths")


def _widened(text: str, match: re.Match[str], message: str) -> Finding:
    """Both brackets full width."""
    start, end = match.span()
    edits = (Edit(start, start + 1, "（"), Edit(end - 1, end, "）"))
    wanted = tuple(edit for edit in edits if text[edit.start : edit.end] != edit.text)
    return Finding(start, end, message, "write （ and ）", wanted)


_REPEATED = re.compile(r"([，。、；：])\1+|([！？!?])\2{3,}|[，、；：][，。、；：]|。[，、；：]")


def repeated_points(text: str, house: House) -> Iterator[Finding]:
    """T011: a point stands once, ！ and ？ at most three times.

    GB/T 15834—2011, 4.2.3.3 and 4.3.3; clreq, “Categories and usage of punctuation marks”.
    """
    for match in _REPEATED.finditer(text):
        start, end = match.span()
        if match[1] == "。" and end - start > 2:
            continue  # an ellipsis, T008
        if match[1] or match[2]:
            wanted = match[1] or match[2] * 3
            yield instead(start, end, wanted, f"{end - start} × {match[0][0]} in a row")
        else:
            yield Finding(start, end, f"two points side by side, {match[0]}", "keep one")
