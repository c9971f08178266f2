"""Page numbers in the text, and the pages of an index."""

from __future__ import annotations

from bookbuild.press.folios import Folios

FOLIOS = Folios(
    {"a": "iv", "b": "2", "c": "2", "d": "10"}, {"a": (0, 3), "b": (1, 1), "c": (1, 1), "d": (1, 9)}
)


def _locators(*names: str) -> str:
    return "".join(f'<a href="#{name}"><span class="folio" data-ref="{name}"></span></a>' for name in names)


def _shown(*names: str) -> str:
    places = (
        f'<a href="#{name}"><span class="folio" data-ref="{name}">{FOLIOS.texts[name]}</span></a>'
        for name in names
    )
    return "".join(places)


def test_a_number_is_filled_in_wherever_it_is_shown() -> None:
    html = '<p>see <span class="folio" data-ref="d">000</span></p>'

    assert FOLIOS.fill(html) == '<p>see <span class="folio" data-ref="d">10</span></p>'


def test_what_is_not_known_yet_has_room() -> None:
    assert Folios({}, {}).fill('<span class="folio" data-ref="x"></span>').endswith(">000</span>")


def test_an_entry_names_its_pages_once_and_in_order() -> None:
    assert FOLIOS.fill(f"<li>{_locators('d', 'c', 'a', 'b')}</li>") == f"<li>{_shown('a', 'c', 'd')}</li>"


def test_entries_that_follow_each_other_keep_their_pages() -> None:
    html = f"<li>{_locators('b')}</li><li>{_locators('c')}</li>"

    assert FOLIOS.fill(html) == f"<li>{_shown('b')}</li><li>{_shown('c')}</li>"
