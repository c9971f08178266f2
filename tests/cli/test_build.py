"""``build`` and ``check``: exit codes, what goes to stdout and to stderr, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bookbuild.cli import cli
from bookbuild.diagnostics import Diagnostics
from bookbuild.run import Report
from tests.cli.fake import ERROR, MADE, NOT_MADE, PRINTED, SAME, UNKNOWN, WARNING, book, install


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("found", "flags", "code"),
    [
        ((), (), 0),
        ((WARNING,), (), 0),
        ((WARNING,), ("--strict",), 1),
        ((ERROR,), (), 1),
        ((UNKNOWN,), (), 2),
    ],
    ids=["clean", "warning", "strict", "error", "usage"],
)
def test_exit_codes(
    command: str,
    found: Diagnostics,
    flags: tuple[str, ...],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, Report((), found))

    assert run(command, "-C", str(tmp_path), *flags).exit_code == code
    assert run(command, "-C", str(tmp_path), *flags, "--json").exit_code == code


def test_the_table_is_on_stdout_and_the_rest_on_stderr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Report((MADE, PRINTED, NOT_MADE), (WARNING, ERROR)))
    result = run("build", "-C", str(book(tmp_path)), "--output", "out")

    assert result.stdout == (
        "edition  file                      size  pages      seconds\n"
        "reader   out/gemini-reader.epub  1.2 MB                 2.3\n"
        "print    out/双子座-print.pdf     46 KB    120         10.0\n"
        "print    out/gemini-print.pdf       0 B         not written\n"
    )
    assert result.stderr == (
        "reader: gemini-reader.epub (1.2 MB, 2.3 s)\n"
        "print: 双子座-print.pdf (46 KB, 10.0 s)\n"
        "book.yaml:1:8: warning[M014]: title has no en\n"
        "1 │ title: 双子座\n"
        "  │        ^^^^^^\n"
        "  = help: add it\n"
        "error[R001]: dist/x could not be written: disk full\n"
        "1 error, 1 warning\n"
    )


def test_verbose_says_every_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Report((), ()))

    assert run("build", "-C", str(tmp_path), "--verbose").stderr == (
        "book: read\nprint: typeset\nprint: chapter 1/2 永远的麦当劳 (7 pages so far)\n"
    )


def test_a_build_with_nothing_to_do_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Report((SAME,), ()))
    result = run("build", "-C", str(tmp_path), "--output", "out")

    assert result.stderr == "nothing has changed\n"
    assert result.stdout.endswith("900 B         up to date\n")


def test_json_is_one_object_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Report((PRINTED,), (WARNING,)))
    result = run("build", "-C", str(tmp_path), "--output", "out", "--json")

    assert result.stderr == ""
    assert json.loads(result.stdout) == {
        "ok": True,
        "editions": [
            {
                "name": "print",
                "format": "pdf",
                "path": "out/双子座-print.pdf",
                "bytes": 45678,
                "pages": 120,
                "seconds": 10.0,
                "written": True,
                "upToDate": False,
            }
        ],
        "diagnostics": [WARNING.as_json()],
    }


def test_options_reach_the_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = install(monkeypatch, Report((), ()))
    run("build", "reader", "print", "-C", str(tmp_path), "--jobs", "3", "--strict")

    assert pipeline.calls == [
        {
            "args": (tmp_path, ("reader", "print")),
            "jobs": 3,
            "output": tmp_path / "dist",
            "strict": True,
        }
    ]


def test_control_characters_in_a_message_do_not_reach_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "book.yaml").write_text("title: \x1b[31m\u202eevil\n", encoding="utf-8")
    install(monkeypatch, Report((), (WARNING,)))
    result = run("check", "-C", str(tmp_path))

    assert not set(result.stderr) & {"\x1b", "\u202e"}


@pytest.mark.parametrize(
    "arguments", [["build", "--jobs", "0"], ["build", "-C", "no-such-folder"], ["bild"], ["check", "x"]]
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_r011_an_edition_the_book_does_not_have_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text(
        "title: {en: Gemini}\nlanguages: [en]\nvolumes:\n  - {title: {en: One}, chapters: [a.md]}\n"
        "editions: {reader: {format: epub}}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.md").write_text("# One\n\nText.\n", encoding="utf-8")
    result = run("build", "raeder", "-C", str(tmp_path))

    assert result.exit_code == 2
    assert "error[R011]: there is no edition raeder" in result.stderr
