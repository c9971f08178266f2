"""What a piece of text must be: pure functions from the author's characters to a value or a Fault."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from bookbuild.manifest.vocabulary import MEANT, TRIMS, TWO_LETTER

LEAST_PIXELS = 320  # the longest side of an image; less fills no screen
LEAST_QUALITY = 30  # of a JPEG; below this it falls apart


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not what it should be: a code, the fact, the advice."""

    code: str
    message: str
    help: str


def quoted(text: str) -> str:
    """*text* in quotation marks for a message: one line, at most 60 characters."""
    line = " ".join(text[:200].split())
    return f'"{line if len(line) <= 60 else line[:59] + "…"}"'


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option *word* was probably meant to be, case aside."""
    folded = {option.casefold(): option for option in options}
    found = get_close_matches(word[:100].casefold(), folded, n=1)
    return folded[found[0]] if found else None


def meant(word: str, options: Iterable[str]) -> str:
    """Help that names the nearest option, or else all of them."""
    known = tuple(options)
    guess = nearest(word, known)
    return f'did you mean "{guess}"?' if guess else "use one of: " + ", ".join(known)


# ---------------------------------------------------------------- languages

TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
"""A language tag in its usual casing (RFC 5646 §2.1, without extensions)."""


def is_tag(text: str) -> bool:
    """Whether *text* is a language tag of a language there is (two-letter ones are looked up)."""
    primary = text.partition("-")[0]
    return bool(re.fullmatch(TAG, text)) and (len(primary) > 2 or primary in TWO_LETTER)


def language(text: str) -> str | Fault:
    """A language tag."""
    if is_tag(text):
        return text
    guess = MEANT.get(text.lower().replace("_", "-")) or _recased(text)
    help = f'did you mean "{guess}"?' if is_tag(guess) else "use a tag such as zh-Hans, zh-Hant or en"
    return Fault("M012", f"{quoted(text)} is not a language tag", help)


def _recased(text: str) -> str:
    primary, *rest = re.split("[-_]", text)
    casing = {2: str.upper, 4: str.title}
    return "-".join([primary.lower(), *(casing.get(len(part), str.lower)(part) for part in rest)])


def level(text: str) -> int | Fault:
    """A level of HSK; 7, 8 and 9 are one list."""
    if re.fullmatch("[1-9]", text):
        return int(text)
    return Fault("M024", f"{quoted(text)} is not an HSK level", "write a number from 1 to 9")


def pixels(text: str) -> int | Fault:
    """How long a side of an image is."""
    if re.fullmatch("[0-9]{3,5}", text) and int(text) >= LEAST_PIXELS:
        return int(text)
    return Fault("M024", f"{quoted(text)} is no number of pixels", f"write one from {LEAST_PIXELS} up: 1600")


def quality(text: str) -> int | Fault:
    """The quality of a JPEG, as libjpeg counts."""
    if re.fullmatch("[0-9]{2,3}", text) and LEAST_QUALITY <= int(text) <= 100:
        return int(text)
    return Fault(
        "M024", f"{quoted(text)} is no quality of a JPEG", f"write a number from {LEAST_QUALITY} to 100"
    )


# ---------------------------------------------------------------- numbers and names of books


def isbn_digits(text: str) -> str:
    """The ISBN's characters without hyphens and spaces."""
    return re.sub("[- ]", "", text).upper()


def isbn_13(text: str) -> str:
    """The 13 digits of a right ISBN, by which two are the same."""
    digits = isbn_digits(text)
    bare = digits if len(digits) == 13 else f"978{digits}"[:13]
    return bare[:12] + _check_digit(bare)


def isbn(text: str) -> str | Fault:
    """An ISBN-10 or ISBN-13 as written, its groups separated by hyphens (ISO 2108)."""
    digits = isbn_digits(text)
    if not re.fullmatch("[0-9]{9}[0-9X]|97[89][0-9]{10}", digits):
        fact = f"{quoted(text)} is not an ISBN"
        return Fault("M019", fact, "give 13 digits that start with 978 or 979, or the 10 of an old ISBN")
    check = _check_digit(digits)
    if digits[-1] != check:
        fact = "the check digit of this ISBN is wrong"
        return Fault("M019", fact, f"if all other digits are right, the last one is {check}")
    return text.replace(" ", "-").upper()


def _check_digit(digits: str) -> str:
    if len(digits) == 13:
        total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits[:12]))
        return str(-total % 10)
    return "0123456789X"[-sum(int(digit) * (10 - index) for index, digit in enumerate(digits[:9])) % 11]


_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_OTHER_ID = re.compile(r"urn:[a-z0-9][a-z0-9-]{1,31}:[!-~]+|https?://[a-z0-9][!-~]*", re.IGNORECASE)


def identifier(text: str) -> str | Fault:
    """The book's id: a URN or web address; a bare UUID or ISBN becomes its URN (RFC 8141)."""
    scheme, bare = _scheme(text)
    if scheme == "urn:uuid:" and _UUID.fullmatch(bare):
        return scheme + bare.lower()
    if scheme == "urn:isbn:":
        number = isbn(bare)
        return number if isinstance(number, Fault) else scheme + isbn_digits(number)
    if not scheme and _OTHER_ID.fullmatch(text):
        return text
    return Fault(
        "M021", f"{quoted(text)} cannot name a book", "give urn:uuid:…, an ISBN, another URN or https://…"
    )


def _scheme(text: str) -> tuple[str, str]:
    for scheme in ("urn:uuid:", "urn:isbn:"):
        if text.lower().startswith(scheme):
            return scheme, text[len(scheme) :]
    if _UUID.fullmatch(text):
        return "urn:uuid:", text
    return ("urn:isbn:" if re.fullmatch("[0-9][0-9 -]{8,}[0-9Xx]", text) else ""), text


def name(text: str) -> str | Fault:
    """A name that becomes part of a file name."""
    return text if re.fullmatch("[a-z0-9-]+", text) else _bad_name(text)


def volume_id(text: str) -> str | Fault:
    """A name that becomes an XML id too, so it opens with a letter."""
    return text if re.fullmatch("[a-z][a-z0-9-]*", text) else _bad_name(text, " and a letter first")


def _bad_name(text: str, more: str = "") -> Fault:
    fact = f"{quoted(text)} cannot be a name here"
    return Fault("M022", fact, f"use only a–z, 0–9 and -{more}, for instance {ascii_slug(text) or 'reader'}")


def ascii_slug(text: str) -> str:
    """The ASCII letters and digits of *text*, accents dropped, hyphens between words; '' if none."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", bare.replace("'", ""))
    return "-".join(words)[:60].strip("-")


def position(text: str) -> str | Fault:
    """The place of a book in its series; a half is one between two."""
    if re.fullmatch("[0-9]{1,4}([.][0-9]{1,2})?", text):
        return text
    return Fault("M024", f"{quoted(text)} is not a place in a series", "write a number such as 2 or 1.5")


def proof_code(text: str) -> str | Fault:
    """A code of the family T, which are those an author may ignore."""
    if re.fullmatch("T[0-9]{3}", text):
        return text
    return Fault("M024", f"{quoted(text)} is not a code of the proof-reading", "give one such as T004")


# ---------------------------------------------------------------- dates and sizes

_DATE = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def day(text: str) -> str | Fault:
    """A year, month or day: YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601)."""
    match = _DATE.fullmatch(text)
    try:
        if not match:
            raise ValueError
        date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return Fault("M020", f"{quoted(text)} is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    return text


def moment(text: str) -> str | Fault:
    """A day or a second: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, for the time stamp of an EPUB."""
    try:
        if not re.fullmatch("[0-9-]{10}(T[0-9:]{8}Z)?", text):
            raise ValueError
        datetime.fromisoformat(text)
    except ValueError:
        help = "write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"
        return Fault("M020", f"{quoted(text)} is not a date or time", help)
    return text


_SIZE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3})?) ?[x×] ?([0-9]{1,4}(?:\.[0-9]{1,3})?) ?(mm|in)")
_SMALLEST, _LARGEST = 70.0, 450.0


def trim(text: str) -> tuple[float, float] | Fault:
    """A trim size in millimetres: a name, or WIDTHxHEIGHT in mm or in."""
    if text.lower() in TRIMS:
        return TRIMS[text.lower()]
    match = _SIZE.fullmatch(text.lower())
    if not match:
        named = ", ".join(TRIMS)
        return Fault("M025", f"{quoted(text)} is not a trim size", f"write 148x210mm, 6x9in or one of: {named}")
    unit = 25.4 if match[3] == "in" else 1.0
    width, height = (round(float(number) * unit, 3) for number in match.group(1, 2))
    if min(width, height) < _SMALLEST or max(width, height) > _LARGEST:
        fact = f"a page of {width:g} × {height:g} mm cannot be made"
        return Fault("M025", fact, f"keep both sides between {_SMALLEST:g} and {_LARGEST:g} mm")
    return width, height
