"""Which script a language tag is written in, as far as typography needs to know."""

from __future__ import annotations

from functools import cache

HAN = "Hani"
LATIN = "Latn"

# For character classes of regular expressions.
IDEOGRAPHS = "⺀-⿕々〇〡-〩〸-〻㐀-䶿一-鿿豈-﫿\U00020000-\U0003fffd"
LETTERS = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"

_SCRIPTS = {"Hans": HAN, "Hant": HAN, "Hani": HAN, "Latn": LATIN}
_HAN_LANGUAGES = frozenset({"zh", "yue", "wuu", "lzh", "nan", "hak", "gan", "cmn"})
_OTHER_LANGUAGES = frozenset(
    {"am", "ar", "bg", "bn", "el", "fa", "he", "hi", "hy", "ja", "ka", "km", "ko", "lo", "mk"}
    | {"mn", "my", "ne", "ru", "sa", "si", "sr", "ta", "te", "th", "ug", "uk", "ur", "yi"}
)


@cache
def script(tag: str) -> str:
    """``Hani``, ``Latn`` or '' (neither) for a BCP 47 *tag*: its script subtag, else its language."""
    language, *rest = tag.split("-")
    said = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    if said:
        return _SCRIPTS.get(said, "")
    if language.lower() in _HAN_LANGUAGES:
        return HAN
    return "" if language.lower() in _OTHER_LANGUAGES else LATIN


@cache
def language_in(wanted: str, languages: tuple[str, ...]) -> str:
    """The first of *languages* written in the script *wanted*, or ''."""
    return next((tag for tag in languages if script(tag) == wanted), "")
