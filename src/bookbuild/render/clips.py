"""Recordings → XHTML: a player in an EPUB; in print a code to scan; the address on the web in both."""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Clip, Link
from bookbuild.render.codes import code
from bookbuild.render.labels import label
from bookbuild.render.links import address, clip_address, image_address, is_address
from bookbuild.render.markup import attribute, described, escape, language
from bookbuild.render.setting import Setting

_AROUND = re.compile(r"^https?://(?:www\.)?|/$", re.I)


def readable(clip: Clip) -> str:
    """The address of *clip* as a reader types it, '' for none."""
    return _AROUND.sub("", clip.url) if is_address(clip.url) else ""


def figure(clip: Clip, captions: str, lang: str, setting: Setting) -> str:
    """What a figure holds that consists of *clip*; *captions* are runs."""
    where = _address(clip, setting)
    said = f"{captions} {where}".strip()
    caption = f"<figcaption>{said}</figcaption>" if said else ""
    if setting.flavour == "epub":
        return "\n".join(filter(None, (_player(clip, setting), caption)))
    _told_without_address(clip, setting)
    scan = _code(clip, lang, setting) if where else ""
    beside = f'<div class="scan">{scan}{caption}</div>' if scan else caption
    return "\n".join(filter(None, (_poster(clip, setting), beside)))


def run(clip: Clip, lang: str, setting: Setting) -> str:
    """A recording within text: what it is called, in an EPUB with its player."""
    said = f"<span{language(clip.lang if clip.lang != lang else '')}>{escape(clip.alt)}</span>"
    if href := _href(clip, setting):
        said = f"<a{attribute('href', href)}>{said}</a>"
    _told_without_address(clip, setting)
    plays = clip.source and setting.flavour == "epub"
    return f"{said} {_player(replace(clip, poster=None), setting)}" if plays else said


def line(clip: Clip, captions: str, setting: Setting) -> str:
    """A recording in a note of print, where no block can stand."""
    _told_without_address(clip, setting)
    return f"{captions} {_address(clip, setting)}".strip()


def _address(clip: Clip, setting: Setting) -> str:
    """The address as a link that can be read and typed."""
    href = _href(clip, setting)
    no_words = language("zxx")  # of no language (RFC 5646 §2.2.1), so that no language's rules set it
    return f'<a class="address"{no_words}{attribute("href", href)}>{escape(readable(clip))}</a>' if href else ""


def _href(clip: Clip, setting: Setting) -> str:
    return address(Link(clip.url, (), span=clip.span), setting) if clip.url else ""


def _player(clip: Clip, setting: Setting) -> str:
    """The recording, with words for readers that play none; a picture of what is on the web alone."""
    if not clip.source:
        return _poster(clip, setting)
    words = " ".join(
        f"<span{language(tag)}>{escape(label(f'no-{clip.kind}', tag))}</span>" for tag in setting.languages
    )
    poster = clip.poster.source if clip.poster else ""
    still = attribute("poster", image_address(poster, setting)) if poster and clip.kind == "video" else ""
    before = _poster(clip, setting) if clip.kind == "audio" else ""
    source = attribute("src", clip_address(clip.source, setting))
    return f'{before}<{clip.kind} controls="controls" preload="none"{source}{still}>{words}</{clip.kind}>'


def _poster(clip: Clip, setting: Setting) -> str:
    if not clip.poster:
        return ""
    src = attribute("src", image_address(clip.poster.source, setting))
    return f'<img class="poster"{src}{described(clip.alt)}/>'


def _code(clip: Clip, lang: str, setting: Setting) -> str:
    made = code(clip.url)
    if made is None:
        message = f"the address has {len(clip.url)} characters, too many for a code to scan"
        help = "give a shorter one, url=https://…"
        setting.diagnostics.append(Diagnostic("L006", message, clip.span, help=help))
        return ""
    alt = described(label("code", lang).format(readable(clip)))
    size = f' style="width: {made.side:g}mm; height: {made.side:g}mm"'
    return f'<span class="code"><img{attribute("src", made.address)}{alt}{size}/></span>'


def _told_without_address(clip: Clip, setting: Setting) -> None:
    """L005: print can only say where a recording is on the web."""
    if setting.flavour == "pdf" and clip.source and not clip.url:
        sense = "hear" if clip.kind == "audio" else "see"
        message = f"nobody who reads {setting.edition} can {sense} {clip.source}"
        help = "say where it is on the web: ![words](file) {url=https://…}"
        setting.diagnostics.append(Diagnostic("L005", message, clip.span, help=help))
