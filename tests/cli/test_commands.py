"""``explain``, ``schema``, ``doctor``, help, and what happens when we fail ourselves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bookbuild.cli import COMMANDS, cli, doctor, main
from bookbuild.diagnostics import codes
from bookbuild.runtime.system import CHINESE
from tests.cli.fake import book, install


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert f"bookbuild {name}" in result.stdout


def test_help_lists_every_command_with_what_it_does() -> None:
    shown = run("--help").stdout

    assert all(f"{name:<9} {what}" in shown for name, what in COMMANDS.items())


def test_help_imports_click_and_little_else() -> None:
    program = (
        "import atexit, sys\natexit.register(lambda: print(*sys.modules))\n"
        "from bookbuild.cli import main\nsys.argv = ['bookbuild', '--help']\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
    heavy = {"jinja2", "lxml", "weasyprint", "pydantic", "rich", "PIL", "yaml", "uharfbuzz", "fontTools"}

    assert "click" in loaded
    assert loaded & heavy == set()
    assert "bookbuild.run" not in done.stdout


def test_explain_prints_the_rule() -> None:
    result = run("explain", "f001")

    assert result.stdout.startswith("F001 · warning · a character of the cover no face draws\n\n")
    assert result.exit_code == 0


def test_explain_several_codes_apart() -> None:
    result = run("explain", "F001", "F002")

    assert "\n\nF002 · warning · no face for a script\n\n" in result.stdout


def test_explain_list_has_every_code_under_its_family() -> None:
    lines = run("explain", "--list").stdout.splitlines()

    assert [line.split()[0] for line in lines if line.startswith("  ")] == sorted(
        (row.code for row in codes()), key=lambda name: ("MSATFLEPRI".index(name[0]), name)
    )
    assert lines[0] == "manifest"


@pytest.mark.parametrize(
    ("arguments", "said"), [(["F01"], "there is no code F01; see F01"), ([], "name a code")]
)
def test_explain_what_is_not_there_is_wrong_usage(arguments: list[str], said: str) -> None:
    result = run("explain", *arguments)

    assert result.exit_code == 2
    assert said in result.stderr


def test_schema_is_json_schema() -> None:
    schema = json.loads(run("schema").stdout)

    assert {"title", "languages", "volumes", "editions"} <= set(schema["properties"])


def test_doctor_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "missing_parts", lambda: (CHINESE,))
    monkeypatch.setattr(doctor, "install_line", lambda parts: f"get {parts[0].name}")

    result = run("doctor")
    assert result.exit_code == 1
    assert result.stdout == (
        "found    Pango\n"
        "missing  Noto Serif CJK\n"
        "found    LXGW WenKai\n"
        "found    EB Garamond\n"
        "found    DejaVu Sans Mono\n"
        "found    Hanazono Mincho\n"
        "found    Symbola\n"
        "install with: get Noto Serif CJK\n"
    )
    assert run("doctor", "--install-line").stdout == "get Noto Serif CJK\n"


def test_doctor_is_content_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "missing_parts", lambda: ())

    assert run("doctor").exit_code == 0


@pytest.mark.parametrize("verbose", [False, True])
def test_our_own_failure_is_owned(
    verbose: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(monkeypatch, RuntimeError("boom"))
    flags = ["--verbose"] if verbose else []
    monkeypatch.setattr(sys, "argv", ["bookbuild", "build", "-C", str(book(tmp_path)), *flags])
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr().err

    assert left.value.code == 1
    assert said.startswith("internal error: RuntimeError: boom\n")
    assert ("Traceback" in said) is verbose
    assert ("please report" in said) is not verbose


def test_a_terminal_without_chinese_gets_escapes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bookbuild", "explain", "F002"],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )

    assert rb"zh-Hans: \u53cc\u5b50\u5ea7" in done.stdout
