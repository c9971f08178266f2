"""The roles a book's text is set in, and the faces that play them where ``book.yaml`` names none.

A role is a list of places, searched in order for each character; a place is a list of families, of which the
first that is installed stands there. ``{}`` is the region whose shapes are wanted: SC, TC, HK, JP or KR.
"""

from __future__ import annotations

from typing import Literal

Role = Literal["song", "kai", "hei", "latin", "mono", "rare", "symbols"]
Place = tuple[str, ...]

_LATIN: Place = (
    "EB Garamond 12",
    "EB Garamond",
    "Libertinus Serif",
    "Hoefler Text",
    "Baskerville",
    "Noto Serif",
    "DejaVu Serif",
)

# What Debian carries comes first, so that nothing else a machine has changes a book.
ROLES: dict[Role, tuple[Place, ...]] = {
    "song": (("Noto Serif CJK {}", "Noto Serif {}", "Source Han Serif {}", "Songti {}"),),
    "kai": (("LXGW WenKai {}", "LXGW WenKai", "Kaiti {}"),),
    "hei": (("Noto Sans CJK {}", "Noto Sans {}", "Source Han Sans {}", "PingFang {}"),),
    "latin": (_LATIN,),
    "mono": (
        ("DejaVu Sans Mono", "Source Code Pro", "Menlo", "Noto Sans Mono"),
        ("Noto Sans Mono CJK {}", "Noto Sans CJK {}", "Source Han Sans {}", "PingFang {}"),
    ),
    "rare": (("HanaMinA",), ("HanaMinB",), ("BabelStone Han",)),
    "symbols": (("Symbola",), ("Noto Emoji",)),
}


def region(lang: str) -> str:
    """Whose shapes of Han characters a language tag (BCP 47) asks for."""
    subtags = lang.lower().split("-")
    if subtags[0] in {"ja", "ko"}:
        return {"ja": "JP", "ko": "KR"}[subtags[0]]
    if "hk" in subtags or "mo" in subtags:
        return "HK"
    return "TC" if {"hant", "tw"} & set(subtags) else "SC"


def has_regions(lang: str) -> bool:
    """Whether text in *lang* is written with Han characters."""
    return lang.lower().split("-")[0] in {"zh", "ja", "ko", "yue", "wuu", "lzh"}
