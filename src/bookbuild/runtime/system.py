"""What the machine has: processors, font files, shared libraries, and the line that installs what lacks."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# ---------------------------------------------------------------- processors


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# ---------------------------------------------------------------- font files

FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")


def font_folders() -> tuple[Path, ...]:
    """The folders fonts are kept in, the reader's own first (fontconfig's defaults, and macOS)."""
    home = Path(os.path.expanduser("~"))
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    return (
        data / "fonts",
        home / ".fonts",
        home / "Library/Fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/opt/homebrew/share/fonts"),
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
    )


@cache
def font_files() -> tuple[str, ...]:
    """Every installed font file, by folder and then by name."""
    return tuple(path for folder in font_folders() for path in sorted(_fonts_below(folder)))


def _fonts_below(folder: Path) -> Iterator[str]:
    for where, _, names in os.walk(folder):
        yield from (str(Path(where, name)) for name in names if name.lower().endswith(FONT_ENDINGS))


# ---------------------------------------------------------------- parts pip cannot install


@dataclass(frozen=True, slots=True)
class Part:
    """Something of the system's: ``packages`` names it for each package manager that has it.

    ``files``: how the names of a font's files begin, in letters alone; ``roles``: what it plays in a book.
    """

    name: str
    packages: tuple[tuple[str, str], ...]
    libraries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def package(self, manager: str) -> str:
        """Its package for *manager*, or ''."""
        return dict(self.packages).get(manager, "")


PANGO = Part(
    "Pango",
    (
        ("apt-get", "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("dnf", "pango harfbuzz"),
        ("pacman", "pango harfbuzz"),
        ("apk", "pango harfbuzz harfbuzz-subset"),
        ("brew", "pango"),
    ),
    libraries=("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"),
)
CHINESE = Part(
    "Noto Serif CJK",
    (
        ("apt-get", "fonts-noto-cjk"),
        ("dnf", "google-noto-serif-cjk-fonts"),
        ("pacman", "noto-fonts-cjk"),
        ("apk", "font-noto-cjk"),
        ("brew", "font-noto-serif-cjk-sc"),
    ),
    files=("notoserifcjk", "notoserifsc", "sourcehanserif"),
    roles=("song", "hei"),
)
KAI = Part(
    "LXGW WenKai",
    (("apt-get", "fonts-lxgw-wenkai"), ("brew", "font-lxgw-wenkai")),
    files=("lxgwwenkai",),
    roles=("kai",),
)
LATIN = Part(
    "EB Garamond",
    (("apt-get", "fonts-ebgaramond"), ("brew", "font-eb-garamond")),
    files=("ebgaramond",),
    roles=("latin",),
)
MONO = Part(
    "DejaVu Sans Mono",
    (
        ("apt-get", "fonts-dejavu-core"),
        ("dnf", "dejavu-sans-mono-fonts"),
        ("pacman", "ttf-dejavu"),
        ("apk", "font-dejavu"),
        ("brew", "font-dejavu"),
    ),
    files=("dejavusansmono", "sourcecodepro", "menlo", "notosansmono"),
    roles=("mono",),
)
RARE = Part("Hanazono Mincho", (("apt-get", "fonts-hanazono"),), files=("hanamin",), roles=("rare",))
SYMBOLS = Part(
    "Symbola",
    (("apt-get", "fonts-symbola"), ("dnf", "gdouros-symbola-fonts")),
    files=("symbola", "notoemoji"),
    roles=("symbols",),
)
PARTS = (PANGO, CHINESE, KAI, LATIN, MONO, RARE, SYMBOLS)


def missing_parts() -> tuple[Part, ...]:
    """The parts a book is made with that this machine lacks."""
    names = tuple(os.path.basename(path).lower() for path in font_files())
    return tuple(part for part in PARTS if not _is_there(part, names))


def _is_there(part: Part, names: tuple[str, ...]) -> bool:
    return _loads(part) if part.libraries else _has(part, names)


def has_pango() -> bool:
    """Whether PDFs can be made at all."""
    return _loads(PANGO)


def _has(part: Part, names: tuple[str, ...]) -> bool:
    return any(name.startswith(part.files) for name in names)


def _loads(part: Part) -> bool:
    return all(any(map(_loadable, _file_names(library))) for library in part.libraries)


def _file_names(library: str) -> tuple[str, ...]:
    mac = f"lib{library}.0.dylib"
    return (f"lib{library}.so.0", mac, f"/opt/homebrew/lib/{mac}", f"/usr/local/lib/{mac}")


def _loadable(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


_INSTALL = {
    "apt-get": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed --noconfirm",
    "apk": "apk add",
    "brew": "brew install",
}


def install_line(parts: tuple[Part, ...]) -> str:
    """The command that installs *parts* on this system; '' when its package manager has none of them."""
    manager = next((name for name in _INSTALL if shutil.which(name)), "")
    packages = " ".join(filter(None, (part.package(manager) for part in parts)))
    if not packages:
        return ""
    sudo = "sudo " if manager != "brew" and os.geteuid() else ""
    return f"{sudo}{_INSTALL[manager]} {packages}"
