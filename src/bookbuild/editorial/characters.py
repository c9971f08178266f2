"""Characters of another width or another script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bookbuild.editorial.marks import paragraph
from bookbuild.editorial.value import Finding, House, instead

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
def _foreign(variety: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The characters that text of *variety* does not hold, with what it writes for each (OpenCC's tables).

    One that both scripts share, such as 著, 乾 and 里, is in the older character set of the variety.
    """
    from opencc import OpenCC

    conversion, charset, _, _ = _OTHER[variety]
    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    own = OpenCC(conversion).convert("\n".join(every)).split("\n")
    table = {
        char: other
        for char, other in zip(every, own, strict=True)
        if char != other and char not in _VARIANTS and not char.encode(charset, "ignore")
    }
    return re.compile(f"[{''.join(table)}]"), table


def other_script(text: str, house: House) -> Iterator[Finding]:
    """T015: simplified text holds no character that only traditional text has, nor the other way round.

    The tables are OpenCC's; once a paragraph, for a paragraph with many is a quotation.
    """
    if not house.variety:
        return
    pattern, table = _foreign(house.variety)
    _, _, name, own = _OTHER[house.variety]
    end = -1
    for match in pattern.finditer(text):
        if match.start() < end:
            continue
        _, end = paragraph(text, match.start())
        others = dict.fromkeys(pattern.findall(text, match.start(), end))
        message = f"{name} characters in {own} text, {''.join(others)[:20]}"
        wanted = "".join(table[char] for char in others)[:20]
        yield Finding(*match.span(), message, f"write {wanted}, or mark a quotation {{lang=…}}")
