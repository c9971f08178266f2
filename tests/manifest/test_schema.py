"""The JSON Schema says what ``load`` does: the same table speaks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bookbuild.manifest import json_schema

DOCS = (Path(__file__).parents[2] / "docs" / "manifest.md").read_text(encoding="utf-8")
SMALL, FULL = re.findall(r"^```yaml\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)[:2]

SCHEMA = json_schema()


def accepts(schema: dict[str, Any], value: Any) -> bool:
    """As much of JSON Schema 2020-12 as the manifest's uses."""
    rules: dict[str, Callable[[Any], Any]] = {
        "type": lambda wanted: any(
            _is(kind, value) for kind in ([wanted] if isinstance(wanted, str) else wanted)
        ),
        "enum": lambda words: value in words,
        "anyOf": lambda options: any(accepts(option, value) for option in options),
        "pattern": lambda pattern: not isinstance(value, str) or re.search(pattern, value),
        "minLength": lambda least: not isinstance(value, str) or len(value) >= least,
        "items": lambda item: not isinstance(value, list) or all(accepts(item, one) for one in value),
        "minItems": lambda least: not isinstance(value, list) or len(value) >= least,
        "uniqueItems": lambda _: not isinstance(value, list) or len(set(value)) == len(value),
        "required": lambda keys: not isinstance(value, dict) or set(keys) <= set(value),
        "minProperties": lambda least: not isinstance(value, dict) or len(value) >= least,
        "propertyNames": lambda rule: not isinstance(value, dict) or all(accepts(rule, key) for key in value),
        "additionalProperties": lambda _: not isinstance(value, dict) or _members(schema, value),
    }
    words = {"description", "default", "examples", "title", "$schema", "properties", "patternProperties"}
    assert set(schema) <= set(rules) | words, set(schema) - set(rules) - words
    return all(rules[key](schema[key]) for key in schema if key in rules)


def _members(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    def member(key: str) -> Any:
        patterns = schema.get("patternProperties", {})
        by_pattern = [rule for pattern, rule in patterns.items() if re.search(pattern, key)]
        return schema.get("properties", {}).get(key) or (by_pattern or [schema["additionalProperties"]])[0]

    rules = {key: member(key) for key in value}
    return all(rule is not False and accepts(rule, value[key]) for key, rule in rules.items())


def _is(kind: str, value: Any) -> bool:
    python: Any = {"string": str, "number": (int, float), "array": list, "object": dict}[kind]
    return isinstance(value, python) and not isinstance(value, bool)


def as_an_editor_reads(text: str) -> Any:
    """Every scalar as text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def test_a_number_is_text_to_us() -> None:
    assert accepts(SCHEMA, {**as_an_editor_reads(SMALL), "isbn": 9780306406157, "edition": 2})


@pytest.mark.parametrize("text", [SMALL, FULL])
def test_the_examples_are_accepted(text: str) -> None:
    assert accepts(SCHEMA, as_an_editor_reads(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ("chapters:", "chapter:"),
        ("format: epub", "format: ebook"),
        ("format: epub", "format: epub, colour: red"),
        ("{format: epub}", "{layout: single}"),
        ("[zh-Hans, en]", "[]"),
        ("[zh-Hans, en]", "[zh_CN, en]"),
        ("en: Gemini", "english: Gemini"),
        ("reader:", "My Reader:"),
        ("[chapters/01.md]", "chapters/01.md"),
    ],
)
def test_what_is_wrong_is_refused(old: str, new: str) -> None:
    assert old in SMALL
    assert not accepts(SCHEMA, as_an_editor_reads(SMALL.replace(old, new)))


def test_every_key_is_described() -> None:
    def bare(schema: Any) -> list[str]:
        if isinstance(schema, list):
            return [key for item in schema for key in bare(item)]
        if not isinstance(schema, dict):
            return []
        own = [key for key, value in schema.get("properties", {}).items() if "description" not in value]
        return own + bare(list(schema.values()))

    assert bare(SCHEMA) == []
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
