"""The images of an edition made for the screen; the author's own go to print as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from posixpath import splitext

from bookbuild.epub.pictures import fitted
from bookbuild.epub.vectors import tidied
from bookbuild.model import Budget, Rendition
from bookbuild.runtime.cache import kept_bytes
from bookbuild.runtime.system import processors

_PICTURES = frozenset({".jpg", ".jpeg", ".png"})
_JPEG = b"\xff\xd8"


def fit(
    rendition: Rendition, images: Mapping[str, bytes], budget: Budget | None
) -> tuple[Rendition, dict[str, bytes]]:
    """*images*, by their names in the archive, within the *budget*, None for as they are.

    A PNG that became a JPEG is called one, in the units too.
    """
    if not budget or not images:
        return rendition, dict(images)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(processors()) as pool:  # Pillow lets others work while it does
        made = dict(zip(images, pool.map(partial(_made, budget=budget), images, images.values()), strict=True))
    names = {name: _named(name, data) for name, data in made.items()}
    units = tuple(replace(unit, html=_renamed(unit.html, names)) for unit in rendition.units)
    return replace(rendition, units=units), {names[name]: data for name, data in made.items()}


def _made(name: str, data: bytes, *, budget: Budget) -> bytes:
    kind = splitext(name)[1]
    if kind == ".svg":
        return tidied(data)
    if kind not in _PICTURES:
        return data
    import PIL

    key = f"{sha256(data).hexdigest()[:32]}-{budget.longest}-{budget.quality}-{PIL.__version__}"
    return kept_bytes(key, partial(fitted, data, budget), "screen")


def _named(name: str, data: bytes) -> str:
    stem, kind = splitext(name)
    return f"{stem}.jpg" if kind == ".png" and data.startswith(_JPEG) else name


def _renamed(html: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        if old != new:
            html = html.replace(f'/{old}"', f'/{new}"')
    return html
