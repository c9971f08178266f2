"""Ruby in XHTML: elements in an EPUB, runs that know their readings in print."""

from __future__ import annotations

import pytest

from bookbuild.checks.units import _found
from bookbuild.model import Ruby, Text
from bookbuild.render.inlines import inlines
from bookbuild.render.ruby import readings, run, spelled
from bookbuild.render.setting import Flavour, Setting

MIXED = Ruby((("重", "chóng"), ("庆", "qìng"), ("，“", ""), ("山", "shān"), ("”", "")))
GROUP = Ruby((("花儿", "huār"),))


def _written(ruby: Ruby, flavour: Flavour, *, kai: bool = False) -> str:
    setting = Setting(flavour, ("zh-Hans",), "e")
    setting.kai = kai
    return inlines((ruby,), "zh-Hans", setting)


@pytest.mark.parametrize(
    ("ruby", "html"),
    [
        (MIXED, "<ruby>重<rt>chóng</rt>庆<rt>qìng</rt></ruby>，“<ruby>山<rt>shān</rt></ruby>”"),
        (GROUP, '<ruby class="whole">花儿<rt>huār</rt></ruby>'),
        (
            Ruby(GROUP.parts + MIXED.parts[:1]),
            '<ruby class="whole">花儿<rt>huār</rt></ruby><ruby>重<rt>chóng</rt></ruby>',
        ),
        (Ruby((("<", "&"),)), "<ruby>&lt;<rt>&amp;</rt></ruby>"),
    ],
)
def test_epub(ruby: Ruby, html: str) -> None:
    assert _written(ruby, "epub") == html


def test_print() -> None:
    assert _written(GROUP, "pdf") == '<span class="whole" data-ruby="[2,&quot;huār&quot;]">花儿</span>'
    assert _written(Ruby((("一" * 13, "yī"),)), "pdf").startswith("<span data-ruby=")  # too long for one line
    assert _written(MIXED, "pdf").endswith("重庆，“山”</span>")


def test_print_in_kai_takes_marks_from_song() -> None:
    assert _written(MIXED, "pdf", kai=True) == (
        run(MIXED.parts[:2])
        + '<span data-face="song">，“</span>'
        + run(MIXED.parts[3:4])
        + '<span data-face="song">”</span>'
    )


def test_marks_of_traditional_text_in_kai_are_songs() -> None:
    setting = Setting("pdf", ("zh-Hant",), "e")
    setting.kai = True

    assert inlines((Text("山，水。"),), "zh-Hant", setting) == (
        '山<span data-face="song">，</span>水<span data-face="song">。</span>'
    )
    assert inlines((Text("山，水。"),), "zh-Hans", setting) == "山，水。"


def test_the_run_says_its_readings() -> None:
    data = '[1,"重",2,""]'

    assert list(readings(data)) == [(1, "重"), (2, "")]
    assert "".join(spelled("abcd", data)) == "a重bcd"


def test_units_are_compared_with_their_readings() -> None:
    html = f'<p xmlns="http://www.w3.org/1999/xhtml" id="p">在{run(MIXED.parts)}上</p>'

    assert list(_found(html, {"p"})) == [("p", "在重chóng庆qìng，“山shān”上")]


def test_a_changed_reading_is_told() -> None:
    from bookbuild.checks.completeness import compare, expected
    from tests.render.sample import book, chapter, edition, pair, para, volume

    whole = book(volume(1, chapter("a", pair("p", para("zh-Hans", (MIXED, Text("。")))))))
    passages = [item for item in expected(whole, edition()) if item.id == "p-zh-Hans"]

    assert [item.ink for item in passages] == ["重chóng庆qìng，“山shān”。"]
    assert [item.code for item in compare(passages, [("p-zh-Hans", "重zhòng庆qìng，“山shān”。")])] == ["E021"]
    assert [item.code for item in compare(passages, [("p-zh-Hans", "重庆，“山”。")])] == ["E021"]
