"""Which languages the sources are in, when nobody said."""

from __future__ import annotations

from collections.abc import Iterable

from bookbuild.source import language

# Characters that differ between the two scripts and are in any Chinese page.
_SIMPLIFIED = frozenset("们这个来时为会说对学经后现点发无开见长问没实还过动种书话间头东气电车两师马网让认应图")
_TRADITIONAL = frozenset("們這個來時為會說對學經後現點發無開見長問沒實還過動種書話間頭東氣電車兩師馬網讓認應圖")
_LEAST = 0.02  # of the letters: what is less is quoted, not written


def found(texts: Iterable[str]) -> tuple[str, ...]:
    """The languages of the texts, Chinese first: by script, so any Latin one is taken for English."""
    whole = "\n".join(texts)
    han, latin = 3 * language.weight(whole, "Han"), 2 * language.weight(whole, "Latn")
    total = han + latin
    tags = [_chinese(whole)] if han > total * _LEAST else []
    return tuple([*tags, "en"] if latin > total * _LEAST else tags)


def _chinese(text: str) -> str:
    simplified = sum(char in _SIMPLIFIED for char in text)
    traditional = sum(char in _TRADITIONAL for char in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def main_language(text: str, languages: tuple[str, ...]) -> str:
    """The language nearly all of *text* is in, '' when it is in several."""
    weights = {
        tag: language.weight(text, language.script(tag)) * (3 if tag.startswith("zh") else 2)
        for tag in languages
    }
    best = max(weights, key=weights.__getitem__, default="")
    return best if best and weights[best] > 0.85 * sum(weights.values()) else ""
