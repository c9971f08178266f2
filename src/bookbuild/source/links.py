"""Where links lead and images lie: what is kept, what is refused with its line."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from posixpath import dirname, join, normpath, splitext
from unicodedata import normalize
from urllib.parse import unquote

from bookbuild.diagnostics import Span
from bookbuild.model import Clip, Image
from bookbuild.source import references
from bookbuild.source.clips import PLAYED, Kind, kind_of, on_web
from bookbuild.source.report import Report
from bookbuild.world import World

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_KEPT = frozenset({"http", "https", "mailto"})
_IGNORED = dict.fromkeys(range(0x21))  # browsers skip these in front of and inside a scheme


class Links:
    """Judges the targets of one file."""

    def __init__(self, report: Report, world: World) -> None:
        self._report = report
        self._world = world

    @cached_property
    def _files(self) -> dict[str, str]:
        """Normalised name → name: disks spell accents and some Chinese characters in two ways."""
        return {normalize("NFC", name): name for name in self._world.files()}

    def target(self, url: str, span: Span) -> str:
        """The target as it is kept, '' when it is refused (S020)."""
        scheme = _SCHEME.match(url.translate(_IGNORED))
        if scheme and scheme[1].lower() in _KEPT:
            return url
        path = references.clean(unquote(url), span, self._report)
        if path.startswith("#") and len(path) > 1:
            return path
        why = self._refusal(path, scheme)
        if not why:
            return path
        self._report.add("S020", f"link refused: {why}", span, "its text is kept; link to the web or a chapter")
        return ""

    def web(self, url: str, span: Span) -> str:
        """An address on the web, '' when it is none (S020)."""
        if on_web(url):
            return url
        self._report.add("S020", f"{url!r} is no address on the web", span, "write all of it, https://…")
        return ""

    def _refusal(self, path: str, scheme: re.Match[str] | None) -> str:
        if scheme:
            return f"{scheme[1].lower()}: is no address for a book"
        if path.startswith("//"):
            return "no scheme before //"
        file = path.partition("#")[0]
        if not file.endswith(".md") or file.startswith("/"):
            return f"{path!r} is no chapter" if path else "it leads nowhere"
        if self._resolve(file).startswith(".."):
            return f"{path!r} leads out of the book"
        return ""

    def image(self, source: str, alt: str, title: str, span: Span) -> Image | Clip:
        """The image or the recording; its path is '' when it is remote or missing (S021, S022)."""
        if kind := kind_of(source):
            return self._clip(kind, source, alt, title, span)
        if not alt.strip():
            self._report.add("S022", "image without alternative text", span, "describe it, ![here](…)")
        return Image(self.picture(source, span, "its alternative text is kept"), alt, title, span=span)

    def picture(self, source: str, span: Span, help: str) -> str:
        """The path from the root of an image, '' when it is remote or missing (S021)."""
        return self._file("image", source, span, help)

    def _clip(self, kind: Kind, source: str, alt: str, title: str, span: Span) -> Clip:
        """S039 for a file not every reader plays, which is left out."""
        if not alt.strip() and not title.strip():
            self._report.add("S022", "recording without words", span, "say what it is, ![here](…)")
        if on_web(source):
            return Clip(kind, "", alt, title, span=span, url=source)
        path = self._file("recording", source, span, "what it is called is kept")
        if path and splitext(path)[1].lower() not in PLAYED:
            help = f"save it as {'MP3' if kind == 'audio' else 'MP4'}"
            self._report.add("S039", f"recording left out: not every reader plays {path!r}", span, help)
            path = ""
        return Clip(kind, path, alt, title, span=span)

    def with_poster(self, clip: Clip, poster: str, span: Span) -> Clip:
        """*clip* with the picture at the path *poster*, '' for none."""
        path = poster and self.picture(poster, span, "the recording stands without it")
        return replace(clip, poster=Image(path, clip.alt, span=span)) if path else clip

    def _file(self, what: str, source: str, span: Span, help: str) -> str:
        path = references.clean(unquote(source), span, self._report)
        why = self._absence(path)
        if why:
            self._report.add("S021", f"{what} left out: {why}", span, help)
        return "" if why else self._files[self._resolve(path)]

    def _absence(self, path: str) -> str:
        if _SCHEME.match(path.translate(_IGNORED)) or path.startswith("//"):
            return "it is not a file of the book"
        if not path:
            return "it has no path"
        resolved = self._resolve(path)
        if resolved.startswith(".."):
            return f"{path!r} leads out of the book"
        return "" if resolved in self._files else f"there is no file {resolved!r}"

    def _resolve(self, path: str) -> str:
        """The normalised path from the root: ``/x.png`` counts from there, others from here."""
        here = "" if path.startswith("/") else dirname(self._report.path)
        return normalize("NFC", normpath(join(here, path.lstrip("/"))))
