"""Marks and where they may stand.

W3C clreq, Prohibition Rules for Line Start and Line End, and for Unbreakable Marks; GB/T 15834—2011 §5.1.
"""

from __future__ import annotations

import re

CLOSING = "，。、；：！？）》〉」』】〕〗］｝”’"
OPENING = "（《〈「『【〔〖［｛“‘"

NEVER_FIRST = frozenset(CLOSING + "…％·～—")
NEVER_LAST = frozenset(OPENING + "￥$([{")
WESTERN_BRACKETS = frozenset(")]}")
WESTERN_STOPS = frozenset(",.;:!?%")

TWO_EM = frozenset("—…")
"""Marks of two characters, —— and ……, that stay on one line."""

HAN = re.compile(
    "[\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
LETTER = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff10-\uff19\uff21-\uff5a]")
HYPHENS = frozenset("-\u00ad\u2010")

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""What steers the setting of text and is never drawn."""


def ink(text: str) -> str:
    """*text* without white space and without what is never drawn."""
    return "".join(text.split()).translate(INVISIBLE)
