"""Every build proves its finished PDF: what is spoilt in the bytes after everything else is found."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest

from bookbuild.checks.press.losses import _meets
from bookbuild.press import claims
from bookbuild.run import Report, build
from tests.checks.press.sample import EN, ZH, Silent, written

CHAPTER = f"{ZH}。\n\n{EN}\n\n他又坐下来，等着天亮。\n\nHe sat down again and waited for the day."
FOURTH, THIRD = "chapters/a.md:9", "chapters/a.md:7"
Spoil = Callable[[bytes], bytes]


def _spoilt(root: Path, spoil: Spoil, chapter: str = CHAPTER, style: str = "") -> Report:
    """A book built while the content of the page with the chapter is spoilt at the very end."""
    honest = claims.written

    def written_spoilt(pdf: pikepdf.Pdf, *more: Any) -> bytes:
        with pikepdf.Pdf.open(io.BytesIO(honest(pdf, *more))) as finished:
            page = finished.pages[-1 if len(finished.pages) % 2 else -2]
            page.Contents.write(spoil(page.Contents.read_bytes()))
            out = io.BytesIO()
            finished.save(out)
        return out.getvalue()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims, "written", written_spoilt)
        return build(written(root, chapter, style), jobs=1, output=root / "dist", progress=Silent())


def _told(report: Report) -> list[tuple[str, str]]:
    return [
        (item.code, f"{item.span.path}:{item.span.line}" if item.span else "")
        for item in report.diagnostics
        if item.code != "R012"
    ]


def _pieces(content: bytes) -> list[bytes]:
    """The marked content of the author's text, in order."""
    return re.findall(rb"/Span\n<</MCID \d+>>\nBDC\n.*?EMC\n", content, re.DOTALL)


def _last(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    piece = _pieces(content)[-1]
    return content.replace(piece, change(piece))


def _without_text(content: bytes) -> bytes:
    return _last(content, lambda piece: re.sub(rb"\[.*?\] TJ", b"", piece))


def _without_a_glyph(content: bytes) -> bytes:
    return _last(content, lambda piece: re.sub(rb"<[0-9a-f]{4}", b"<", piece, count=1))


def _off_the_page(content: bytes) -> bytes:
    return _last(content, lambda piece: re.sub(rb"1 0 0 -1 [\d.]+", b"1 0 0 -1 2000", piece))


def _covered(content: bytes) -> bytes:
    return content + b"\nq 1 1 1 rg 0 0 900 900 re f Q"


def _white(content: bytes) -> bytes:
    return _last(content, lambda piece: piece.replace(b"BT", b"1 1 1 rg BT"))


def _invisible(content: bytes) -> bytes:
    return _last(content, lambda piece: piece.replace(b"BT", b"BT 3 Tr"))


def _clipped(content: bytes) -> bytes:
    return _last(content, lambda piece: b"q 0 0 20 20 re W n\n" + piece + b"Q\n")


@pytest.mark.parametrize(
    "spoil", [_without_text, _without_a_glyph, _off_the_page, _white, _invisible, _clipped]
)
def test_p011_a_passage_spoilt_in_the_finished_bytes(tmp_path: Path, spoil: Spoil) -> None:
    report = _spoilt(tmp_path, spoil)

    assert _told(report) == [("P011", FOURTH)]
    assert [product.written for product in report.products] == [False]
    assert not list((tmp_path / "dist").glob("*.pdf"))


def test_p011_what_is_painted_over_is_lost(tmp_path: Path) -> None:
    told = _told(_spoilt(tmp_path, _covered))

    assert {code for code, _ in told} == {"P011"}
    assert {THIRD, FOURTH} <= {place for _, place in told}


def test_p011_order_is_that_of_the_book(tmp_path: Path) -> None:
    def swapped(content: bytes) -> bytes:
        third, fourth = (re.findall(rb"\[.*?\] TJ", piece)[0] for piece in _pieces(content)[-2:])
        return content.replace(third, b"@").replace(fourth, third).replace(b"@", fourth)

    assert {code for code, _ in _told(_spoilt(tmp_path, swapped))} == {"P011"}


def test_p029_a_line_on_another(tmp_path: Path) -> None:
    def moved(content: bytes) -> bytes:
        pieces = _pieces(content)
        place = re.search(rb"1 0 0 -1 [\d. ]+Tm", pieces[-2])
        assert place
        return _last(content, lambda piece: re.sub(rb"1 0 0 -1 [\d. ]+Tm", place[0], piece))

    assert [code for code, _ in _told(_spoilt(tmp_path, moved))] == ["P029"]


def _set(y: float, *runs: tuple[float, float]) -> Any:
    """A line of runs from left to right, as far as its place is looked at."""
    inside = [SimpleNamespace(x0=left, x1=right) for left, right in runs]
    line = SimpleNamespace(size=10.0, y=y, extent=(runs[0][0], runs[-1][1]), runs=inside)
    return SimpleNamespace(line=line)


def test_runs_between_those_of_another_line_lie_on_nothing() -> None:
    line = _set(100, (0, 20), (60, 80))

    assert not _meets(line, _set(100, (20, 60), (80, 120)))
    assert _meets(line, _set(98, (30, 70)))
    assert not _meets(line, _set(95, (30, 70)))


def test_a_sound_file_is_written(tmp_path: Path) -> None:
    report = _spoilt(tmp_path, lambda content: content)

    assert _told(report) == []
    assert [product.written for product in report.products] == [True]


def test_what_a_stylesheet_adds_is_no_loss(tmp_path: Path) -> None:
    style = ".pair p:lang(en) { text-transform: uppercase } .pair p:lang(zh)::after { content: '多' }"

    assert _told(_spoilt(tmp_path, lambda content: content, style=style)) == []


def test_white_text_on_a_dark_ground_is_seen(tmp_path: Path) -> None:
    style = ".pair p:lang(en) { color: white; background: black }"

    assert _told(_spoilt(tmp_path, lambda content: content, style=style)) == []


def test_p027_bytes_that_are_no_pdf(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims, "written", lambda *_: b"%PDF-1.7 torn")
        report = build(written(tmp_path, CHAPTER), jobs=1, output=tmp_path / "dist", progress=Silent())

    assert [code for code, _ in _told(report)] == ["P027"]
