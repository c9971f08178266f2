"""Is a recording what its name says? Nothing is decoded; a wrong name plays nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import splitext

from bookbuild.diagnostics import Diagnostic, Span

_HEAD = 64


def check_clips(clips: Mapping[str, bytes], places: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """E006 for each recording (path → bytes) that does not begin as its kind of file does."""
    for path, data in clips.items():
        if not _begins(splitext(path)[1].lower(), data[:_HEAD]):
            help = "save it anew as MP3 or MP4"
            yield Diagnostic("E006", f"{path} is not what its name says", places.get(path), help=help)


def _begins(kind: str, head: bytes) -> bool:
    match kind:
        case ".mp3":  # ID3v2 §3.1, or the eleven bits every frame begins with (ISO/IEC 11172-3)
            return head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] >= b"\xe0")
        case ".opus":
            return head.startswith(b"OggS") and b"OpusHead" in head
        case ".webm":
            return head.startswith(b"\x1a\x45\xdf\xa3")
    return head[4:8] == b"ftyp"  # ISO/IEC 14496-12 §4.3
