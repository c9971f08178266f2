"""The inks a file is meant for: an ICC profile of the author's, or ours of coated paper (``make profile``)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from importlib.resources import files

from PIL import ImageCms

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Edition
from bookbuild.world import World

REGISTRY = "http://www.color.org"
# What profiles call themselves, the name of the condition in the registry of the ICC, and its title there.
_KNOWN = (
    ("FOGRA ?39", "FOGRA39", "Offset commercial and specialty printing according to ISO 12647-2:2004, coated"),
    ("FOGRA ?51", "FOGRA51", "Offset, premium coated, ISO 12647-2:2013"),
    ("FOGRA ?52", "FOGRA52", "Offset, wood-free uncoated, ISO 12647-2:2013"),
    ("FOGRA ?47|uncoated", "FOGRA47", "Offset, uncoated, ISO 12647-2:2004"),
    ("GRACoL ?2006|TR ?006", "CGATS TR 006", "GRACoL 2006, coated, ISO 12647-2:2004"),
    ("GRACoL ?2013|CRPC6", "CGATS21-2-CRPC6", "GRACoL 2013, coated"),
    ("Japan ?Color ?2001", "JC200103", "Japan Color 2001, coated"),
    ("SWOP", "CGATS TR 001", "SWOP, publication web offset, coated"),
)


@dataclass(frozen=True)
class Profile:
    """An ICC profile of four inks and the condition of printing it is of.

    ``identifier`` is the condition's name in ``registry``, '' where it is in none.
    """

    data: bytes
    identifier: str
    condition: str
    registry: str = REGISTRY


def find(edition: Edition, world: World) -> tuple[Profile | None, Diagnostic | None]:
    """The profile of *edition*: what the author names, else ours. P070 when the author's is none."""
    path = edition.printing.intent
    if not path:
        return _read((files("bookbuild.press") / "fogra39.icc").read_bytes()), None
    profile = _read(world.read(path))
    fact = f"{path} is no ICC profile of four inks"
    help = "name a profile for CMYK, or leave output_intent out"
    return profile, None if profile else Diagnostic("P070", fact, edition.span, help=help)


def _read(data: bytes) -> Profile | None:
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    except OSError:
        return None
    if profile.profile.xcolor_space.strip() != "CMYK":
        return None
    said = (ImageCms.getProfileDescription(profile) or "").strip()
    for pattern, identifier, condition in _KNOWN:
        if re.search(pattern, said, re.IGNORECASE):
            return Profile(data, identifier, condition)
    return Profile(data, "Custom", said or "the author's", "")
