"""Where things are: which unit holds an id, what an image is called, what an address leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from ipaddress import ip_address
from posixpath import splitext
from urllib.parse import quote, unquote, urlsplit

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Link, Row, Styled
from bookbuild.reading import inlines
from bookbuild.render.setting import Setting

_NO_HOST = re.compile(r"[\x00-\x20\x7f#%/:<>?@\[\\\]^|]")


def image_name(path: str) -> str:
    """The name in an EPUB's ``images/`` of the image at *path*: ASCII, the same for the same path."""
    return f"img-{sha256(path.encode()).hexdigest()[:12]}{splitext(path)[1].lower()}"


def clip_name(path: str) -> str:
    """The name in an EPUB's ``media/`` of the recording at *path*."""
    return f"clip-{sha256(path.encode()).hexdigest()[:12]}{splitext(path)[1].lower()}"


def clip_address(path: str, setting: Setting) -> str:
    """The ``src`` of the recording at *path* in the archive; print has none."""
    setting.clips[path] = None
    return f"../media/{clip_name(path)}"


def image_address(path: str, setting: Setting) -> str:
    """The ``src`` of the image at *path*: in the archive, or from the book's root for print."""
    setting.images[path] = None
    return f"../images/{image_name(path)}" if setting.flavour == "epub" else quote(path)


def address(link: Link, setting: Setting) -> str:
    """The ``href`` of *link*; '' when it leads to nothing this edition holds (L001) or to no web (L004)."""
    if not link.target.startswith("#"):
        return link.target if is_address(link.target) else _refused(link, setting)
    unit = setting.targets.get(link.target[1:])
    if unit is None:
        message = f"the link to {link.target} leads to no passage of the edition {setting.edition}"
        setting.diagnostics.append(Diagnostic("L001", message, link.span))
        return ""
    local = setting.flavour == "pdf" or unit == setting.unit
    return link.target if local else f"{unit}.xhtml{link.target}"


def is_address(target: str) -> bool:
    """Whether readers can parse *target*: a host they accept, a port that exists (URL Standard, 3.3)."""
    if target.lower().startswith("mailto:"):
        return True
    try:
        parts = urlsplit(target)
        host = unquote(parts.hostname or "")
        return bool(host) and (parts.port or 0) < 65536 and (_is_ipv6(host) or not _NO_HOST.search(host))
    except ValueError:
        return False


def _is_ipv6(host: str) -> bool:
    return ":" in host and ip_address(host).version == 6


def _refused(link: Link, setting: Setting) -> str:
    message = f"{link.target} is no address on the web"
    setting.diagnostics.append(
        Diagnostic("L004", message, link.span, help="correct it; the link's text is kept")
    )
    return ""


def ids(rows: Iterable[Row]) -> Iterator[str]:
    """Every id the rows bring: passages, their blocks, and what the author named inside them."""
    for row in rows:
        yield row.pair.id
        for cell in row.cells:
            for block in cell.blocks:
                yield block.id
                yield from (one.id for one in inlines(block) if isinstance(one, Styled) and one.id)
