"""The written varieties of Chinese, and by which of OpenCC's steps one becomes another."""

from __future__ import annotations

from functools import cache

HANS, HANT, TAIWAN, HONG_KONG = "zh-Hans", "zh-Hant", "zh-TW", "zh-HK"

STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    (HANS, HANT): ("s2t",),
    (HANS, TAIWAN): ("s2twp",),
    (HANS, HONG_KONG): ("s2hkp",),
    (HANT, HANS): ("t2s",),
    (HANT, TAIWAN): ("t2tw",),
    (HANT, HONG_KONG): ("t2hk",),
    (TAIWAN, HANS): ("tw2sp",),
    (TAIWAN, HANT): ("tw2t",),
    (TAIWAN, HONG_KONG): ("tw2t", "t2hk"),
    (HONG_KONG, HANS): ("hk2sp",),
    (HONG_KONG, HANT): ("hk2t",),
    (HONG_KONG, TAIWAN): ("hk2t", "t2tw"),
}
"""(from, to) → OpenCC configurations; those that end in p change words as well as characters."""


@cache
def variety(tag: str) -> str:
    """Which of the four a BCP 47 *tag* means; '' for what is not Chinese or does not say its script."""
    primary, *rest = tag.lower().split("-")
    said = set(rest)
    if primary not in {"zh", "cmn", "yue", "lzh", "nan", "hak", "wuu", "gan"}:
        return ""
    if {"hk", "mo"} & said:
        return HONG_KONG
    if "tw" in said:
        return TAIWAN
    if "hant" in said:
        return HANT
    return HANS if "hans" in said or primary in {"zh", "cmn"} else ""
