"""The faces wanted for each role, best first. ``{}`` stands for the region: SC, TC, HK, JP or KR."""

from __future__ import annotations

from typing import NamedTuple


class Wanted(NamedTuple):
    """A face by its names; ``file`` is how its usual file's name begins, to be tried before the rest."""

    family: str
    style: str
    file: str


def _cjk(kind: str, style: str, others: tuple[tuple[str, str], ...]) -> tuple[Wanted, ...]:
    return (
        Wanted(f"Noto {kind} {{}}", style, f"Noto{kind}{{}}-{style}"),
        Wanted(f"Noto {kind} CJK {{}}", style, f"Noto{kind}CJK-{style}"),
        Wanted(f"Source Han {kind} {{}}", style, f"SourceHan{kind}"),
        *(Wanted(family, style, file) for family, file in others),
    )


def _latin(style: str) -> tuple[Wanted, ...]:
    return (
        Wanted("EB Garamond 12", style, f"EBGaramond12-{style}"),
        Wanted("EB Garamond", style, "EBGaramond"),
        Wanted("Libertinus Serif", style, f"LibertinusSerif-{style}"),
        Wanted("Hoefler Text", style, "Hoefler Text"),
        Wanted("Baskerville", style, "Baskerville"),
        Wanted("Noto Serif", style, f"NotoSerif-{style}"),
        Wanted("DejaVu Serif", "Book" if style == "Regular" else style, "DejaVuSerif"),
    )


ROLES: dict[str, tuple[Wanted, ...]] = {
    "song": _cjk("Serif", "Regular", (("Songti {}", "Songti"),)),
    "song-bold": _cjk("Serif", "Bold", (("Songti {}", "Songti"),)),
    "kai": (
        Wanted("LXGW WenKai {}", "Regular", "LXGWWenKai{}-Regular"),
        Wanted("LXGW WenKai", "Regular", "LXGWWenKai-Regular"),
        Wanted("Kaiti {}", "Regular", "Kaiti"),
    ),
    "hei": _cjk("Sans", "Regular", (("PingFang {}", "PingFang"),)),
    "latin": _latin("Regular"),
    "latin-italic": _latin("Italic"),
    "mono": (
        Wanted("Source Code Pro", "Regular", "SourceCodePro-Regular"),
        Wanted("DejaVu Sans Mono", "Book", "DejaVuSansMono"),
        Wanted("Menlo", "Regular", "Menlo"),
        Wanted("Noto Sans Mono", "Regular", "NotoSansMono"),
    ),
}


def region(lang: str) -> str:
    """Whose shapes of Han characters a language tag (BCP 47) asks for."""
    subtags = lang.lower().split("-")
    if subtags[0] in {"ja", "ko"}:
        return {"ja": "JP", "ko": "KR"}[subtags[0]]
    if "hk" in subtags or "mo" in subtags:
        return "HK"
    return "TC" if {"hant", "tw"} & set(subtags) else "SC"
