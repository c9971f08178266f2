"""Recordings: which files and addresses are some, and what is said of one that stands by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import splitext
from typing import Literal
from urllib.parse import urlsplit

from bookbuild.model import Clip, Image, Inlines, Link
from bookbuild.source.attributes import Attributes
from bookbuild.source.text import plain

Kind = Literal["audio", "video"]
_KINDS: tuple[Kind, ...] = ("audio", "video")

# What every reading system plays (EPUB 3.3 §3.2), and of video what most do (§3.4).
PLAYED = frozenset({".mp3", ".m4a", ".opus", ".mp4", ".m4v", ".webm"})
_AUDIO = frozenset(
    {".mp3", ".m4a", ".opus", ".aac", ".aif", ".aiff", ".amr", ".flac", ".oga", ".ogg", ".wav", ".wma"}
)
_VIDEO = frozenset(
    {".mp4", ".m4v", ".webm", ".3gp", ".avi", ".flv", ".mkv", ".mov", ".mpeg", ".mpg", ".ogv", ".wmv"}
)
_WEB = re.compile("https?://", re.I)


def kind_of(address: str) -> Kind | None:
    """What the file at a path or an address on the web is, None for no recording."""
    try:
        ending = splitext(urlsplit(address).path)[1].lower()
    except ValueError:
        return None
    return "audio" if ending in _AUDIO else "video" if ending in _VIDEO else None


def on_web(address: str) -> bool:
    """Whether *address* is one of the web."""
    return bool(_WEB.match(address))


def alone(content: Inlines, said: Attributes) -> Image | Clip | None:
    """The image or the recording *content* consists of; a link is one when its class says so."""
    match content:
        case (Image() | Clip() as shown,):
            return shown
        case (Link() as link,) if on_web(link.target):
            for kind in _KINDS:
                if kind in said.classes:
                    return _linked(kind, link)
    return None


def _linked(kind: Kind, link: Link) -> Clip:
    """What a link leads to; a picture in it stands for that."""
    clip = Clip(kind, "", plain(link.children), url=link.target, span=link.span)
    match link.children:
        case (Image() as picture,):
            return replace(
                clip, alt=picture.alt, title=picture.title, poster=picture if picture.source else None
            )
    return clip
