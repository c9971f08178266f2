"""Where a line of Chinese must not break, and where it may: said with U+2060 and U+200B, for the press only.

The line breaker knows UAX #14, whose classes are those of all languages at once. These rules add what clreq
asks beyond them. Both characters are empty: nothing of them is drawn, or copied out of the PDF.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bookbuild.model import Inlines
from bookbuild.typography.neighbours import JOINER, NOTE, OPENER, flat, insert, over_texts
from bookbuild.typography.scripts import HAN, IDEOGRAPHS, LETTERS, script

_CONNECTING = re.compile("(?<=[^\\s])(?=[·・～])|(?<=[^\\s—])(?=—(?!—))")
_WIDE = f"{IDEOGRAPHS}\u3000-\u303f\uff00-\uffef"
_OPENING = "（《〈「『【〔［｛"
_BEFORE_QUOTE = re.compile(f"(?<=[{_WIDE}])(?<![{_OPENING}])(?=[“‘])")
_AFTER_QUOTE = re.compile(f"(?<=[”’])(?=[{IDEOGRAPHS}{_OPENING}])")
_UNIT = re.compile("(?<=[0-9])(?=[年月日号時时分秒点點岁歲个個世％℃])")
# The last ideograph with the marks around it, and what stands right before them.
_ENDING = re.compile(
    f"(?![{_OPENING}“‘])[{_WIDE}—…”’][{_OPENING}“‘]*[{IDEOGRAPHS}][^{IDEOGRAPHS}{LETTERS}0-9\\s]{{0,8}}$"
)


def hold_connecting_marks(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
    """No line begins with an interpunct, a tilde or a single dash (clreq, Prohibition Rules for Line Start)."""
    return _with(_CONNECTING, JOINER, content, lang)


def free_quotation_marks(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
    """A line may end before “ and after ” beside Chinese; UAX #14 glues both, for they may be either."""
    content = _with(_BEFORE_QUOTE, OPENER, content, lang)
    return _with(_AFTER_QUOTE, OPENER, content, lang)


def hold_units(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
    """A number and its unit stay together: 2024年 (clreq, Unbreakable Marks)."""
    return _with(_UNIT, JOINER, content, lang)


def _with(place: re.Pattern[str], sign: str, content: Inlines, lang: str) -> Inlines:
    """*content* with *sign* at every *place*, seen with the characters around each text."""

    def rewrite(text: str, before: str, after: str) -> str:
        found = (match.start() - len(before) for match in place.finditer(before + text + after))
        starts = [
            0,
            *(at for at in found if 0 <= at < len(text)),
            len(text),
        ]  # the end is the next text's start
        return sign.join(text[start:end] for start, end in pairwise(starts)) if len(starts) > 2 else text

    return over_texts(content, rewrite) if script(lang) == HAN else content


def hold_note_calls(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
    """The call of a note does not begin a line: it stays with what it is a note on."""

    def rewrite(text: str, before: str, after: str) -> str:
        return text + JOINER if after == NOTE and not text.endswith(JOINER) else text

    return over_texts(content, rewrite) if script(lang) == HAN else content


def hold_last_characters(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
    """The last line of a paragraph has two characters at least (clreq, Widow and Orphan Control)."""
    if script(lang) != HAN:
        return content
    ending = _ENDING.search(flat(content))
    return insert(content, ending.start() + 1, JOINER) if ending else content
