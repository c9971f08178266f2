"""How large a file and its pages may be for those who sell and open them."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.checks.readback import Epub
from bookbuild.diagnostics import Diagnostic

_MB = 1_000_000
# What each takes at most, in MB (https://help.vellum.pub/uploading/).
STORES = (("Barnes & Noble", 20), ("Kobo", 100), ("Amazon", 650), ("Apple Books", 2048), ("Google Play", 2048))
PAGE = 10  # MB of XHTML that Kobo advises not to go beyond (github.com/kobolabs/epub-spec)


def file_size(epub: Epub) -> Iterator[Diagnostic]:
    """E065: the file is small enough for every store."""
    refusing = [store for store, limit in STORES if epub.size > limit * _MB]
    if refusing:
        kinds = epub.manifest.values()
        fonts = sum(len(epub.files.get(name, b"")) for name, kind in kinds if kind.startswith("font/"))
        message = f"the file has {epub.size / _MB:.0f} MB, more than {' and '.join(refusing)} take"
        notes = (f"{fonts / _MB:.0f} MB of it, unpacked, are fonts",) if fonts else ()
        yield Diagnostic("E065", message, epub.edition.span, notes=notes)


def page_size(epub: Epub) -> Iterator[Diagnostic]:
    """E066: no page is larger than an e-ink device can open."""
    for name in epub.pages:
        size = len(epub.files[name])
        if size > PAGE * _MB:
            yield Diagnostic("E066", f"{name} has {size / _MB:.0f} MB of text and markup", epub.place(name))


RULES = (file_size, page_size)
