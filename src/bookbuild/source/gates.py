"""The gates a chapter passes before it is parsed: size, encoding, characters that have no place in text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span

MAX_BYTES = 8 * 1024 * 1024
_COMMON = "的一是不了人我在有他这這中大来來上国國个個到说說们們为為子和你地出道也時时年以生之，。、："
SHOWN = 10  # places of one kind told one by one; the rest are counted

_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
_NEAR_NONCHARACTERS, _NEAR_PRIVATE = "\ufdd0-\ufdef\ufffe\uffff", "\ue000-\uf8ff"
_NONCHARACTERS = _NEAR_NONCHARACTERS + _PLANES
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_PRIVATE = _NEAR_PRIVATE + "\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_UNSEEN = _CONTROLS + "\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff"
_ASTRAY = re.compile(f"[{_UNSEEN}{_NONCHARACTERS}{_PRIVATE}]")
# Those of the first plane and all beyond it: what is not one of these is told ten times as fast.
_SUSPECT = re.compile(f"[{_UNSEEN}{_NEAR_NONCHARACTERS}{_NEAR_PRIVATE}\U00010000-\U0010ffff]")
REFUSED = re.compile(f"[{_CONTROLS}{_NONCHARACTERS}]")
_DROPPED = re.compile("\ufeff")

_KINDS = (
    ("S004", re.compile(f"[{_CONTROLS}]"), "control character", "delete it"),
    ("S005", re.compile(f"[{_NONCHARACTERS}]"), "noncharacter", "delete it"),
    ("S006", re.compile("[\u202a-\u202e\u2066-\u2069]"), "bidirectional control", "delete it"),
    ("S007", re.compile("[\ufeff\u2028\u2029]"), "invisible character", "delete it or type it again"),
    ("S008", re.compile(f"[{_PRIVATE}]"), "private-use character", "use the encoded character"),
)


def decode(path: str, data: bytes) -> tuple[str | None, Diagnostics]:
    """The file's text with ``\\n`` line ends, or None when it is no text a book can be made of."""
    if len(data) > MAX_BYTES:
        message = f"file of {len(data):,} bytes, more than {MAX_BYTES:,}"
        return None, (Diagnostic("S009", message, Span(path), help="split it into several chapters"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return None, (_not_utf8(path, data, problem.start),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    notes: Diagnostics = ()
    if text.startswith("\ufeff"):
        text = text[1:]
        notes = (Diagnostic("S003", "byte order mark at the start of the file", Span(path)),)
    if not (_SUSPECT.search(text) and _ASTRAY.search(text)):
        return text, notes
    found = notes + tuple(_astray(path, text))
    return REFUSED.sub("\ufffd", _DROPPED.sub("", text)), found


def _not_utf8(path: str, data: bytes, start: int) -> Diagnostic:
    """S002 at the first bad byte, naming the encoding the file seems to have."""
    begin = max(data.rfind(b"\n", 0, start), data.rfind(b"\r", 0, start)) + 1
    before = data[:begin].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(data[begin:start].decode("utf-8-sig")) + 1
    span = Span(path, before.count(b"\n") + 1, column)
    guess = _guess(data)
    looks = f", it looks like {guess}" if guess else ""
    message = f"byte 0x{data[start]:02X} is not UTF-8{looks}"
    return Diagnostic("S002", message, span, help="save the file as UTF-8")


def _guess(data: bytes) -> str:
    """The name of an encoding the bytes could be in, or ''. Only ever used in a message."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    sample = data[:65536]
    if sample.count(0) * 4 > len(sample):
        return "UTF-16"
    scores = {name: _familiar(data, codec) for name, codec in (("GB18030", "gb18030"), ("Big5", "big5"))}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] else ""


def _familiar(data: bytes, codec: str) -> int:
    """How many characters every Chinese text is full of the bytes give in *codec*, 0 when not in it."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0
    return sum(text.count(char) for char in _COMMON)


def _astray(path: str, text: str) -> Iterator[Diagnostic]:
    """S004–S008: one diagnostic a line and kind, the first ten of each kind."""
    lines = text.split("\n")
    places: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    for number, line in enumerate(lines, 1):
        if _ASTRAY.search(line):
            for code, pattern, _, _ in _KINDS:
                if match := pattern.search(line):
                    places[code][number] = (match.start() + 1, match[0])
    for code, _, name, help in _KINDS:
        for count, (number, (column, char)) in enumerate(places[code].items(), 1):
            more = len(places[code]) - SHOWN
            notes = (f"{more} more lines of the file have one",) if count == SHOWN and more > 0 else ()
            span = Span(path, number, column, number, column + 1)
            yield Diagnostic(code, f"{name} U+{ord(char):04X}", span, notes, help)
            if count == SHOWN:
                break
