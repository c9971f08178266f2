"""The pictures and recordings of all sources, each under a name of its own, or why one is left out (I005)."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.intake import naming

_MARKS = {
    b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp",
    b"ID3": "mp3", b"\xff\xfb": "mp3", b"\xff\xf3": "mp3", b"\x1a\x45\xdf\xa3": "webm",
}  # fmt: skip
_RECORDINGS = frozenset({"m4a", "mp3", "mp4", "opus", "webm"})
_SVG = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!(?:--(?:(?!-->).)*--|DOCTYPE[^>]*)>\s*)*<svg\b", re.DOTALL)


class Pictures:
    """``files``: what was taken, by its path in the book."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def take(self, source: str, data: bytes | None, span: Span) -> tuple[str, Diagnostics]:
        """The path by which a chapter shows what a source calls *source*; '' with I005."""
        ending = _ending(data or b"")
        if data and ending:
            return f"/{self._keep(source, data, ending)}", ()
        missing = (
            "is on the web" if re.match(r"(?:[a-z]+:)?//", source, re.IGNORECASE) else "is not in the source"
        )
        reason = "is in no format a book can hold" if data else missing
        help = "add the file to the book and write ![…](path) where it belongs"
        return "", (Diagnostic("I005", f"image {source[:120]!r} {reason}", span, help=help),)

    def _keep(self, source: str, data: bytes, ending: str) -> str:
        """A name for *data*, the one it has already when another chapter shows it too."""
        base = posixpath.splitext(posixpath.basename(unquote(source)))[0]
        folder, usual = ("media", "recording") if ending in _RECORDINGS else ("images", "image")
        stem = f"{folder}/{naming.free(re.sub(r'[^a-z0-9_-]+', '-', base.lower()).strip('-') or usual)}"
        name, number = f"{stem}.{ending}", 1
        while self.files.get(name, data) != data:
            number += 1
            name = f"{stem}-{number}.{ending}"
        self.files[name] = data
        return name


def _ending(data: bytes) -> str:
    """The ending of a file's name by what it holds, '' for what is neither a picture nor a recording."""
    found = next((ending for mark, ending in _MARKS.items() if data.startswith(mark)), "")
    if data[4:8] == b"ftyp":
        found = "m4a" if data[8:11] == b"M4A" else "mp4"
    elif data.startswith(b"OggS") and b"OpusHead" in data[:64]:
        found = "opus"
    return found or ("svg" if _SVG.match(data) else "")
