"""Dash, ellipsis and the point between the parts of a name, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.editorial.marks import CLOSING, HAN, OPENING, POINTS, after, before, in_chinese, is_han
from bookbuild.editorial.value import Finding, House, instead
from bookbuild.model import OBJECT, PARAGRAPH

_DASH = re.compile(" ?(?:-{2,}|[–─━―]+|－{2,}|—{3,}|(?<!—)—(?!—)|(?<= )-(?= )) ?")
_CLAUSES = re.compile(f"(?<=[{HAN}]{{4}}) ?[-—–―─] ?(?=[{HAN}]{{4}})")
_LEFT = CLOSING + POINTS + "”’" + OBJECT + PARAGRAPH
_RIGHT = OPENING + "“‘" + OBJECT


def dashes(text: str, house: House) -> Iterator[Finding]:
    """T007: the dash is ——, two U+2014 without spaces.

    GB/T 15834—2011, 4.10.2 and 5.1.4; clreq, “Categories and usage of punctuation marks”. One — or - between
    two words is the connector of 4.13 (北京—上海, 请求-响应). Between clauses it may be meant for a dash.
    """
    for match in _DASH.finditer(text):
        left, right = before(text, match.start()), after(text, match.end())
        if not _joins_chinese(left, right) or not in_chinese(text, match.start()):
            continue
        sign, bare = match[0], match[0].strip()
        message = f"{bare} as a dash"
        if len(bare) > 1 or not (is_han(left) and is_han(right)):
            if not _is_option(sign, right):
                yield instead(*match.span(), "——", message)
        elif _CLAUSES.match(text, match.start()):
            found = instead(*match.span(), "——", message)
            yield found if " " in sign else replace(found, help="write ——, if it is a dash", edits=())


def _joins_chinese(left: str, right: str) -> bool:
    return (is_han(left) and (is_han(right) or right in _RIGHT)) or (is_han(right) and left in _LEFT)


def _is_option(sign: str, right: str) -> bool:
    """Whether it opens a word, as -- does in --release."""
    return sign.startswith(" ") and not sign.endswith(" ") and right.isascii()


_DOTS = re.compile(r"(?<!\.)\.{3,}(?!\.)|。{3,}|·{3,}|・{3,}|(?<!…)(?:…|…{3})(?!…)")


def ellipses(text: str, house: House) -> Iterator[Finding]:
    """T008: the ellipsis is ……, two U+2026 (GB/T 15834—2011, 4.11.2 and 5.1.5)."""
    for match in _DOTS.finditer(text):
        left, right = before(text, match.start()), after(text, match.end())
        chinese = is_han(left) or left in CLOSING + POINTS + "”’" or is_han(right)
        if (chinese or left + right == "（）") and in_chinese(text, match.start()):
            yield instead(*match.span(), "……", f"{match[0]} as an ellipsis")


_INTERPUNCT = re.compile(f"(?<=[{HAN}])[•‧∙・･．](?=[{HAN}])")


def interpuncts(text: str, house: House) -> Iterator[Finding]:
    """T009: the parts of a foreign name are joined by ·, U+00B7 (GB/T 15834—2011, 4.14.2 and 5.1.7).

    In traditional text ‧ U+2027 is as good.
    """
    for match in _INTERPUNCT.finditer(text):
        if match[0] != "‧" or house.variety != "Hant":
            yield instead(*match.span(), "·", f"{match[0]} (U+{ord(match[0]):04X}) between Han characters")
