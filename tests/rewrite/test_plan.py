"""Whole books: the manifest's entry, the names of files, what is refused, and the same EPUB."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild import build, manifest
from bookbuild.diagnostics import has_errors
from bookbuild.rewrite.plan import Plan, merge_plan, split_plan
from bookbuild.run import build as build_book
from bookbuild.runtime.exchange import exchange
from bookbuild.world import DiskWorld, MemoryWorld
from tests.test_diagnostics import Silent

HEAD = "title: {zh-Hans: 书, en: Book}\nlanguages: [zh-Hans, en]\nvolumes:\n  - chapters:\n"
FOOT = "editions:\n  reader: {format: epub}\n"
ONE = "# 春 / Spring\n\n花。\n\nFlowers.\n\n见[下一章](b.md#秋)。\n\nSee [the next](b.md#autumn).\n"
TWO = "# 秋 / Autumn\n\n叶。\n\nLeaves.\n"


def _book(entries: str, **files: str) -> MemoryWorld:
    named = {name.replace("_", ".") + ".md": text for name, text in files.items()}
    return MemoryWorld({"book.yaml": HEAD + entries + FOOT, **named})


def _manifest(plan: Plan) -> str:
    assert plan.ok(), plan.problems
    return dict(plan.files)["book.yaml"].decode().removeprefix(HEAD).removesuffix(FOOT)


def _codes(plan: Plan) -> list[str]:
    return [problem.code for problem in plan.problems]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("      - a.md  # spring\n", "      - {zh-Hans: a.zh-Hans.md, en: a.en.md}  # spring\n"),
        ("      - 'a.md'\n", "      - {zh-Hans: a.zh-Hans.md, en: a.en.md}\n"),
        (
            "      - {role: preface, path: a.md}\n",
            "      - {role: preface, zh-Hans: a.zh-Hans.md, en: a.en.md}\n",
        ),
        (
            "      - path: a.md  # one\n        role: preface  # two\n",
            "      - zh-Hans: a.zh-Hans.md\n        en: a.en.md  # one\n        role: preface  # two\n",
        ),
    ],
)
def test_split_changes_the_entry_and_nothing_else(before: str, after: str) -> None:
    assert _manifest(split_plan(_book(before, a=TWO), ["a.md"])) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("      - {zh-Hans: a.zh-Hans.md, en: a.en.md}  # spring\n", "      - a.md  # spring\n"),
        ("      - zh-Hans: a.zh-Hans.md\n        en: a.en.md\n", "      - a.md\n"),
        (
            "      - zh-Hans: a.zh-Hans.md  # one\n        en: a.en.md\n        # two\n",
            "      - path: a.md  # one\n        # two\n",
        ),
        (
            "      - {role: preface, en: a.en.md, zh-Hans: a.zh-Hans.md}\n",
            "      - {role: preface, path: a.md}\n",
        ),
    ],
)
def test_merge_changes_the_entry_and_nothing_else(before: str, after: str) -> None:
    world = MemoryWorld(
        {
            "book.yaml": HEAD + before + FOOT,
            "a.zh-Hans.md": "# 秋\n\n叶。\n",
            "a.en.md": "# Autumn\n\nLeaves.\n",
        }
    )

    assert _manifest(merge_plan(world, ["a.en.md"])) == after


def test_all_takes_the_chapters_that_fit_and_leaves_the_rest() -> None:
    world = MemoryWorld(
        {
            "book.yaml": HEAD + "      - a.md\n      - {zh-Hans: b.zh-Hans.md, en: b.en.md}\n" + FOOT,
            "a.md": TWO,
            "b.zh-Hans.md": "# 冬\n",
            "b.en.md": "# Winter\n",
        }
    )

    assert [path for path, _ in split_plan(world, []).files] == ["a.zh-Hans.md", "a.en.md", "book.yaml"]
    assert [path for path, _ in merge_plan(world, []).files] == ["b.md", "book.yaml"]


def test_line_ends_stay_as_they_are() -> None:
    world = MemoryWorld(
        {"book.yaml": (HEAD + "      - a.md\n" + FOOT).replace("\n", "\r\n"), "a.md": TWO.replace("\n", "\r\n")}
    )

    files = dict(split_plan(world, ["a.md"]).files)

    assert files["a.en.md"] == b"# Autumn\r\n\r\nLeaves.\r\n"
    assert b"- {zh-Hans: a.zh-Hans.md, en: a.en.md}\r\n" in files["book.yaml"]


def test_an_old_file_is_kept_once() -> None:
    world = MemoryWorld({"book.yaml": HEAD + "      - a.md\n" + FOOT, "a.md": TWO, "a.md.bak": "older"})

    assert split_plan(world, ["a.md"]).kept == (("a.md", "a.md.bak"),)


def test_a033_a_file_of_that_name_is_there() -> None:
    world = MemoryWorld({"book.yaml": HEAD + "      - a.md\n" + FOOT, "a.md": TWO, "a.en.md": "mine"})

    assert _codes(split_plan(world, ["a.md"])) == ["A033"]
    assert split_plan(world, ["a.md"], force=True).kept == (("a.md", "a.md.bak"), ("a.en.md", "a.en.md.bak"))


def test_a034_no_such_chapter_or_one_that_is_so_already() -> None:
    world = _book("      - a.md\n", a=TWO)

    assert _codes(split_plan(world, ["b.md"])) == ["A034"]
    assert _codes(split_plan(world, ["2"])) == ["A034"]
    assert _codes(merge_plan(world, ["a.md"])) == ["A034"]


def test_a_chapter_is_named_by_its_path_its_file_or_its_number() -> None:
    entries = "      - text/a.md\n      - text/b.md\n"
    world = MemoryWorld({"book.yaml": HEAD + entries + FOOT, "text/a.md": ONE, "text/b.md": TWO})
    plans = [split_plan(world, [name]).files for name in ("text/b.md", "b.md", "b", "2")]

    assert [path for path, _ in plans[0]] == ["text/b.zh-Hans.md", "text/b.en.md", "book.yaml"]
    assert plans[1:] == plans[:1] * 3


def test_a035_marks_are_told() -> None:
    entry = "      - {zh-Hans: a.zh-Hans.md, en: a.en.md}\n"
    right = (
        "# Title\n\nTo learn and to practise, is it not a joy?\n\nTo learn and to practise, is it not a joy?\n"
    )
    files = {"a.zh-Hans.md": "# 题\n\n春天来了，**花开**了19。\n", "a.en.md": right}

    plan = merge_plan(MemoryWorld({"book.yaml": HEAD + entry + FOOT, **files}), ["a.en.md"])

    assert _codes(plan) == ["A035"]
    assert plan.ok()
    assert b"{pair=~" in dict(plan.files)["a.md"]


def test_a_chapter_with_errors_is_left_alone() -> None:
    plan = split_plan(_book("      - a.md\n", a="# 题\n\n<script>x</script>\n"), ["a.md"])

    assert has_errors(plan.problems)
    assert plan.files == ()


# ---------------------------------------------------------------- on a disk


def _write(folder: Path) -> None:
    (folder / "book.yaml").write_text(HEAD + "      - a.md\n      - b.md\n" + FOOT, encoding="utf-8")
    (folder / "a.md").write_text(ONE, encoding="utf-8")
    (folder / "b.md").write_text(TWO, encoding="utf-8")


def _epub(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = build_book(folder, jobs=1, output=folder / "dist", progress=Silent())
    assert made.ok(), made.diagnostics
    return (folder / "dist" / made.products[0].path).read_bytes()


def test_the_epub_is_the_same_to_the_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links from chapter to chapter included, though b.md is no more."""
    _write(tmp_path)
    before = _epub(tmp_path, monkeypatch)

    plan = split_plan(DiskWorld(tmp_path), [])
    exchange(tmp_path, plan.files, plan.kept)
    assert not (tmp_path / "b.md").exists()
    assert _epub(tmp_path, monkeypatch) == before

    plan = merge_plan(DiskWorld(tmp_path), [])
    exchange(tmp_path, plan.files, plan.kept)
    assert _epub(tmp_path, monkeypatch) == before
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == ONE
    assert (tmp_path / "a.md.bak").read_text(encoding="utf-8") == ONE
    assert (tmp_path / "book.yaml").read_text(encoding="utf-8") == HEAD + "      - a.md\n      - b.md\n" + FOOT


def test_the_shipped_chapters_go_there_and_back() -> None:
    world = DiskWorld(Path(__file__).parents[2])

    plan = split_plan(world, [])

    assert plan.ok(), plan.problems
    loaded, _ = manifest.load(world)
    assert loaded
    book, _ = build.read_book(world, loaded)
    assert book
    written = [chapter for chapter in book.chapters() if chapter.paths]
    assert len(plan.files) == 2 * len(written) + 1
