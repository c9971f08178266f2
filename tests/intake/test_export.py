"""A blog export, newest post first: two series, one post in both languages, credits, verse, speech."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.run import check
from tests.intake.conftest import Importer

EXPORT = """\
Lanterns on the Water  (Harbor Notes 2/3)

by Ada Lin, Bo Chen, from "The Pier"


Lanterns Drift Past The Old Pier

They lit the lanterns at dusk and set them on the water. Nobody spoke until the last was gone.

In Harbor Street the shops were closed.

(Harbor Notes to be continued)


Original from:

港口七记

by Ada Lin, Bo Chen, from "The Pier"


昨夜听见雨声,想起旧日的朋友,他们都散在各处了。

今年快过去了。



Fog over Harbor Street (Harbor Notes 1/3)

by Ada Lin, Bo Chen, from "The Pier"


Fog came in at Harbor Street before the ferries did, and the Harbor Bell rang for an hour. The men stood about.

By ten it was so thick that the boats were tied up two deep along the wall, and the crews
went ashore and sat in the doorways. An old man sold them tea. It lifted at noon, all at once.

(Harbor Notes to be continued)

Original from:

港口七记

作者 | 林安   陈波
绘图 | 何平

在 Harbor 一带,雾是常客。Bell 也常响。

港口七记



Mimi's School Days 2: counting songs

This is what she sang that spring, when she was five.


May 4, 2012

小站视频 or YouTube:

She sang all day. We wrote it down:

"One for the cat and two for the cow, and that is all I know."

Then she would ask for more.

“One, two,
the kettle is new.
Three, four,
the cat's at the door."

She never sang it the same way twice, and that was the best of it.



Mimi's School Days 1: the bus


She was afraid of the bus in the first week, and of the driver.

黄色的校车 / The Yellow Bus

校车每天早上七点半到,她总是站在最后一个,手里捏着早饭,不肯上去,司机就等着她。

The bus came at half past seven. She stood last in line with her breakfast in her hand and would not get on.

司机叫老王,会吹口哨。

The driver was called Old Wang and could whistle.

On the last day of term she gave the driver a drawing of the bus, and he has it still, above the wheel.

再见,校车! / Good-bye, Bus!


Written on Children's Day 2010.
"""


def test_pieces_go_to_volumes_in_the_order_of_their_series(imported: Importer) -> None:
    made = imported({"export.txt": EXPORT})

    assert made.files["book.yaml"] == (
        'title: {en: "Harbor Notes · Mimi\'s School Days"}\n'
        "languages: [zh-Hans, en]\n"
        "authors:\n"
        '  - "Ada Lin"\n'
        '  - "Bo Chen"\n'
        "\n"
        "volumes:\n"
        "  - id: harbor-notes\n"
        '    title: {zh-Hans: "港口七记", en: "Harbor Notes"}\n'
        "    chapters:\n"
        "      - chapters/harbor-notes/01-fog-over-harbor-street.md\n"
        "      - chapters/harbor-notes/02-lanterns-on-the-water.md\n"
        "      - chapters/harbor-notes/03.md\n"
        "  - id: mimis-school-days\n"
        '    title: {en: "Mimi\'s School Days"}\n'
        "    chapters:\n"
        "      - chapters/mimis-school-days/01-the-bus.md\n"
        "      - chapters/mimis-school-days/02-counting-songs.md\n"
        "\n"
        "editions:\n"
        "  reader: {format: epub, layout: interleaved}\n"
        "  print: {format: pdf, layout: interleaved, trim: 148x210mm}\n"
    )


def test_chapters_are_plain_markdown_with_front_matter(imported: Importer) -> None:
    files = imported({"export.txt": EXPORT}).files

    assert files["chapters/mimis-school-days/02-counting-songs.md"] == (
        "---\n"
        'subtitle: {en: "Mimi\'s School Days 2"}\n'
        'date: "2012-05-04"\n'
        "---\n\n"
        "# counting songs\n\n"
        "This is what she sang that spring, when she was five.\n\n"
        "She sang all day. We wrote it down:\n\n"
        "::: dialogue\n"
        '"One for the cat and two for the cow, and that is all I know."\n'
        ":::\n\n"
        "Then she would ask for more.\n\n"
        "::: verse\n"
        "“One, two,\nthe kettle is new.\nThree, four,\nthe cat's at the door.\"\n"
        ":::\n\n"
        "She never sang it the same way twice, and that was the best of it.\n"
    )
    bus = files["chapters/mimis-school-days/01-the-bus.md"]
    assert 'date: "2010"' in bus
    assert "\n## 黄色的校车 / The Yellow Bus\n" in bus
    assert bus.endswith("\n再见,校车!\n\nGood-bye, Bus!\n\nWritten on Children's Day 2010.\n")


def test_what_stands_behind_a_source_is_told_apart(imported: Importer) -> None:
    files = imported({"export.txt": EXPORT}).files

    fog = files["chapters/harbor-notes/01-fog-over-harbor-street.md"]
    assert "作者 | 林安 陈波" in fog
    assert fog.endswith("在 Harbor 一带,雾是常客。Bell 也常响。 {.untranslated}\n")
    assert files["chapters/harbor-notes/03.md"].startswith("# 昨夜听见雨声……\n\n昨夜听见雨声,")


def test_every_decision_names_its_line(imported: Importer) -> None:
    made = imported({"export.txt": EXPORT})
    number = EXPORT.split("\n").index

    assert made.told("dropped")[0] == (
        f"export.txt:{number('(Harbor Notes to be continued)') + 1}: dropped "
        "“(Harbor Notes to be continued)”: says only whether more comes"
    )
    assert (
        f"export.txt:{number('小站视频 or YouTube:') + 1}: dropped "
        "“小站视频 or YouTube:”: is the label of links, which are not in the source"
    ) in made.told("dropped")
    assert "export.txt:1: put in the order of their numbers; the source has 2, 1" in made.told("order")
    assert any("港口七记” is the series' title" in line for line in made.told("order"))


class Silent:
    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...

    def made(self, product: object) -> None: ...


def test_the_book_is_sound_and_the_one_sided_paragraph_is_reported(imported: Importer, tmp_path: Path) -> None:
    files = imported({"export.txt": EXPORT}).raw
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    bus = tmp_path / "chapters/mimis-school-days/01-the-bus.md"
    line = next(n for n, text in enumerate(bus.read_text().split("\n"), 1) if text.startswith("On the last"))
    found = check(tmp_path, progress=Silent())

    assert found.ok()
    assert [
        str(one.span) for one in found.diagnostics if one.code == "A002" and one.span and one.span.line == line
    ]


@pytest.mark.parametrize(
    "text", ["This is not the end.", "The war was to be continued.", "Source of the river"]
)
def test_sentences_that_only_sound_like_boilerplate_stay(imported: Importer, text: str) -> None:
    made = imported({"a.txt": f"A Walk\n\nWe went out early and came home late.\n\n{text}\n"}, ("en",))

    assert text in made.only()
