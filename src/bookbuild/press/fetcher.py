"""What a page may load: regular files below the root, and drawings that hold themselves (invariant 8)."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from bookbuild.press.tagged import in_srgb
from bookbuild.world import World

# The scheme is one urljoin knows; the path is from the book's root, never from the disk's.
BASE = "file:///"
_DRAWING = "data:image/svg+xml,"
_TYPES = {
    "css": "text/css",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "otf": "font/otf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttc": "font/collection",
    "ttf": "font/ttf",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
}
_PIXELS = frozenset({"image/jpeg", "image/png", "image/webp"})


class BookFetcher(URLFetcher):  # type: ignore[misc]
    """Serves ``file:///path`` from the World, whose root is ``/``, and SVG written into an address; refuses all
    else and keeps a list of it."""

    def __init__(self, world: World) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False)
        self._world = world
        self.refused: list[str] = []
        self.served: dict[str, None] = {}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url.startswith(_DRAWING):
            drawing = unquote(url.removeprefix(_DRAWING)).encode()
            return URLFetcherResponse(url, drawing, {"Content-Type": "image/svg+xml"})
        parts = urlsplit(url)
        path = unquote(parts.path).lstrip("/")
        kind = _TYPES.get(path.rpartition(".")[2].lower())
        try:
            if parts.scheme != "file" or parts.netloc or kind is None:
                raise ValueError(f"not a file of the book: {url[:200]}")
            body = self._world.read(path)
            body = in_srgb(body) if kind in _PIXELS else body
        except (OSError, ValueError) as error:
            self.refused.append(f"{url[:200]}: {error}")
            raise ValueError(str(error)) from error
        self.served[path] = None
        return URLFetcherResponse(url, body, {"Content-Type": kind})
