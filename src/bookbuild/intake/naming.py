"""Names of files and volumes in ASCII, from titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import count

MAX_WORDS = 6
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def slug(text: str) -> str:
    """Up to six words of the Latin letters of *text*, joined by hyphens; '' when there are none."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    words = re.findall("[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    return "-".join(words[:MAX_WORDS])[:60].strip("-")


def of_titles(titles: Mapping[str, str]) -> str:
    """The slug of the English title, else of whichever gives the longest."""
    english = next((slug(text) for tag, text in titles.items() if tag.split("-")[0] == "en"), "")
    return english or max((slug(text) for text in titles.values()), key=len, default="")


def volume_id(titles: Mapping[str, str], number: int, taken: set[str]) -> str:
    """A name for a volume: it starts with a letter and is no other's."""
    name = free(of_titles(titles))
    if re.match("[a-z]", name) and name not in taken:
        return name
    return next(said for said in (f"vol{other}" for other in count(number)) if said not in taken)


def free(name: str) -> str:
    """*name*, or another for one that Windows keeps for its devices."""
    return f"{name}-1" if _DEVICE.fullmatch(name) else name
