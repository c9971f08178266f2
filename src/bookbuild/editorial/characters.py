"""Characters of another width or another script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from bookbuild.editorial.marks import is_han, paragraph
from bookbuild.editorial.value import Finding, House, instead

if TYPE_CHECKING:
    from opencc import OpenCC

_WIDE_WORD = re.compile("[Ａ-Ｚａ-ｚ０-９]+(?:[．，：／－][Ａ-Ｚａ-ｚ０-９]+)*")
_TO_ASCII = 0xFEE0


def full_width_letters(text: str, house: House) -> Iterator[Finding]:
    """T014: letters and digits are half width (clreq, “Composition of Chinese and Western mixed texts”)."""
    for match in _WIDE_WORD.finditer(text):
        plain = "".join(chr(ord(char) - _TO_ASCII) for char in match[0])
        yield instead(*match.span(), plain, "full-width letters or digits")


_VARIANTS = "恒个迹烟"  # traditional texts have them too: 恒生, 青陽左个, 痕迹, 烟火
_OTHER = {
    "Hans": ("t2s", "gb2312", "traditional", "simplified"),
    "Hant": ("s2t", "big5", "simplified", "traditional"),
}


@cache
def _converter(conversion: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(conversion)


@cache
def _own(char: str, variety: str) -> str:
    """What text of *variety* writes for *char*, by OpenCC's tables; itself where it may hold it.

    What both scripts share, such as 著, 乾 and 里, is in the older character set of the variety.
    """
    conversion, charset, _, _ = _OTHER[variety]
    if char in _VARIANTS or not is_han(char) or char.encode(charset, "ignore"):
        return char
    return str(_converter(conversion).convert(char))


def other_script(text: str, house: House) -> Iterator[Finding]:
    """T015: simplified text holds no character that only traditional text has, nor the other way round.

    The tables are OpenCC's; once a paragraph, for a paragraph with many is a quotation.
    """
    variety = house.variety
    table = {char: own for char in set(text) if variety and (own := _own(char, variety)) != char}
    if not table:
        return
    _, _, name, own_name = _OTHER[variety]
    pattern = re.compile(f"[{''.join(sorted(table))}]")
    end = -1
    for match in pattern.finditer(text):
        if match.start() < end:
            continue
        _, end = paragraph(text, match.start())
        others = dict.fromkeys(pattern.findall(text, match.start(), end))
        message = f"{name} characters in {own_name} text, {''.join(others)[:20]}"
        wanted = "".join(table[char] for char in others)[:20]
        yield Finding(*match.span(), message, f"write {wanted}, or mark a quotation {{lang=…}}")
