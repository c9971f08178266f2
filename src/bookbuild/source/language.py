"""Which language a text is in, by script and weight.

A Chinese paragraph that quotes English stays Chinese: what stands in quotation marks is
left aside when anything stands outside them, and two Han characters weigh as much as three words.
Two languages of one script (``[zh-Hans, zh-Hant]``, ``[en, fr]``) cannot be told apart so; then the
author says ``{lang=…}`` or writes parallel files.
"""

from __future__ import annotations

import re
from functools import cache

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U000323af"
_KANA = "\u3041-\u30ff"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"

# A run of a unit: a character of Han, kana or Hangul, a word of any other script.
UNITS = {
    "Han": f"[{_HAN}]",
    "Jpan": f"[{_HAN}{_KANA}]",
    "Kore": "[\uac00-\ud7a3]",
    "Latn": f"[{_LATIN}]+(?:['’-][{_LATIN}]+)*",
    "Cyrl": "[\u0400-\u052f]+",
    "Grek": "[\u0370-\u03ff\u1f00-\u1fff]+",
    "Arab": "[\u0600-\u06ff\u0750-\u077f]+",
    "Hebr": "[\u0590-\u05ff]+",
    "Deva": "[\u0900-\u097f]+",
    "Thai": "[\u0e00-\u0e7f]+",
}
_WEIGHTS = {"Han": 3, "Jpan": 3, "Kore": 3}  # a word of another script weighs 2
_SUBTAGS = {"hans": "Han", "hant": "Han", "hani": "Han"} | {name.lower(): name for name in UNITS}
_PRIMARY = {
    "zh": "Han", "lzh": "Han", "yue": "Han", "wuu": "Han", "nan": "Han", "ja": "Jpan", "ko": "Kore",
    "ru": "Cyrl", "uk": "Cyrl", "be": "Cyrl", "bg": "Cyrl", "sr": "Cyrl", "mk": "Cyrl", "mn": "Cyrl",
    "el": "Grek", "grc": "Grek", "ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "yi": "Hebr",
    "hi": "Deva", "mr": "Deva", "sa": "Deva", "ne": "Deva", "th": "Thai",
}  # fmt: skip
_QUOTED = re.compile(r'“[^“”]*”|"[^"]*"|「[^「」]*」|『[^『』]*』|《[^《》]*》')
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def script(tag: str) -> str:
    """The script a language is weighed in (a key of UNITS), from its tag (BCP 47)."""
    primary, *rest = tag.lower().split("-")
    said = next((_SUBTAGS[part] for part in rest if part in _SUBTAGS), "")
    return said or _PRIMARY.get(primary, "Latn")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(UNITS[name])


@cache
def _scripts(languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Each script with the languages written in it."""
    found: dict[str, tuple[str, ...]] = {}
    for tag in languages:
        found[script(tag)] = (*found.get(script(tag), ()), tag)
    return found


def weight(text: str, name: str) -> int:
    """How much of the script *name* the text holds: characters of Han, kana and Hangul, words of others."""
    return len(_pattern(name).findall(text)) if _may_hold(text, name) else 0


def _may_hold(text: str, name: str) -> bool:
    return name == "Latn" or not text.isascii()


def candidates(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages *text* may be in: () without letters, several when they share the script."""
    scripts = _scripts(languages)
    for source in (_QUOTED.sub(" ", text), text):
        held = [name for name in scripts if _may_hold(source, name) and _pattern(name).search(source)]
        if held:
            return scripts[held[0] if len(held) == 1 else _heaviest(source, held)]
    return ()


def _heaviest(text: str, names: list[str]) -> str:
    """The script of which *text* holds most, the first of several."""
    return max(names, key=lambda name: weight(text, name) * _WEIGHTS.get(name, 2))


def detect(text: str, languages: tuple[str, ...]) -> str:
    """The one language *text* is in, '' when there is none or more than one it may be."""
    found = candidates(text, languages)
    return found[0] if len(found) == 1 else ""


def well_formed(tag: str) -> bool:
    """Whether *tag* has the shape of a language tag (RFC 5646 §2.1)."""
    return bool(_TAG.fullmatch(tag))


def resolve(tag: str, languages: tuple[str, ...]) -> str:
    """The book's language meant by *tag*: itself, or the only one that begins with it; else ''."""
    if tag in languages:
        return tag
    meant = [known for known in languages if known.lower().startswith(tag.lower() + "-")]
    meant += [known for known in languages if known.lower() == tag.lower()]
    return meant[0] if len(meant) == 1 else ""
