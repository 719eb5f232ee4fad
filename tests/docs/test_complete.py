"""Every command, option, rule, setting, variable and JSON key is in the documentation."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from docs.manual import ROOT, made, maker, written
from fuxi_cli import catalogue
from fuxi_cli.core import check_codes
from fuxi_cli.pipeline import available_plans
from fuxi_cli.readers.settings import parsing
from fuxi_cli.readers.settings.model import Lights, Paths

SCHEMAS = sorted((ROOT / "src/fuxi_cli/schemas").glob("*.schema.json"))


def anchors(text: str) -> set[str]:
    return set(re.findall(r"\{#([^}]+)\}", text))


def test_every_command_and_option() -> None:
    page = made()["命令与选项.md"]
    found = list(maker().commands())
    assert len(found) > 15
    for words, command in found:
        assert (words.replace(" ", "-") or "fuxi") in anchors(page), words
        section = page.partition(f"{{#{words.replace(' ', '-') or 'fuxi'}}}")[2].partition("\n## ")[0]
        for parameter in command.params:
            for name in (*parameter.opts, *getattr(parameter, "secondary_opts", ())):
                if name.startswith("-") and not getattr(parameter, "hidden", False):
                    assert f"`{name}`" in section, (words, name)


def test_the_written_pages_name_every_command() -> None:
    text = "\n".join(written().values())
    for words, command in maker().commands():
        if words and not hasattr(command, "list_commands"):
            assert re.search(rf"fuxi {words}\b|`{words.rpartition(' ')[2]}`", text), f"fuxi {words}"


def test_every_option_that_the_pages_name_exists() -> None:
    known = {name for _, command in maker().commands() for p in command.params for name in p.opts} | {
        "--help",
        "-h",
    }
    for path, text in written().items():
        for line in re.findall(r"(?m)^ *fuxi [^\n]+|`fuxi [^`\n]+`", text):
            for name in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line):
                assert name in known, (path, line)


def test_every_rule_has_its_anchor() -> None:
    page = made()["审核规则.md"]
    codes = {code.lower() for code in catalogue.codes() if code != check_codes.HEAD}
    assert codes <= anchors(page)
    for plan in available_plans():
        for code in check_codes.defined(plan):
            assert {code.lower(), f"{code.lower()}-{plan.id}"} & anchors(page), code
    listed = re.findall(r"\{#([^}]+)\}", page)
    assert len(listed) == len(set(listed))


def test_a_rules_section_is_its_own_text() -> None:
    page = made()["审核规则.md"]
    section = page.partition("{#e101}")[2].partition("\n### ")[0]
    for label in ("检查", "为什么", "怎么改", "依据"):
        assert f"**{label}**：" in section
    assert "累计完成要由台账逐个证明" in section


def test_every_setting() -> None:
    page = made()["设置.md"]
    for name in parsing._KEYS:
        assert re.search(rf"(?m)^#?\[{name}[.\]]", page) or re.search(rf"(?m)^#?{name} = ", page), name
    keys = (
        *parsing.CALENDAR, *parsing.INBOX, *parsing.LIMITS, *Paths._fields,
        "severities", "ignore", "measure", "green", "words", "yellow_after", "red_after_months",
    )  # fmt: skip
    for key in keys:
        assert re.search(rf"\b{key}\b", page), key
    assert len(Lights._fields) == 3, "a new kind of lights: name its keys above"


def test_every_variable_of_the_environment() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = set(re.findall(r"\bFUXI_[A-Z_]+\b", source))
    assert "FUXI_TARGETS" in named
    page = made()["设置.md"]
    assert {name for name in named if f"`{name}`" not in page} == set()


def keys(part: Any) -> Iterator[str]:
    """Every key that a schema knows, at whatever depth."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "properties":
                yield from value
            yield from keys(value)
    elif isinstance(part, list):
        for value in part:
            yield from keys(value)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name.partition(".")[0])
def test_every_key_of_a_schema(path: Any) -> None:
    page = made()["方案各键.md" if path.name.startswith("plan.") else "json-results.md"]
    shown = {part for name in re.findall(r"(?m)^\| `([^`]+)`", page) for part in re.split(r"[.\[\]]+", name)}
    wanted = set(keys(json.loads(path.read_text(encoding="utf-8"))))
    assert wanted
    assert wanted - shown == set()
