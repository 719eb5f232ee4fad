"""The published JSON Schema of plan.yaml: it takes what the reader takes, and knows the same keys."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import fuxi_cli
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.readers.plans import faults as plan_faults
from fuxi_cli.readers.plans.loading import builtin_folder, find_plans, load_folder
from support import bad_plan_yaml
from support.bad_changes import plan_in
from support.plan_folder import YAML, edit, write_plan

SCHEMA = json.loads(
    (Path(fuxi_cli.__file__).parent / "schemas" / "plan.schema.json").read_text(encoding="utf-8")
)
BUILTIN = [plan.path for plan in find_plans([builtin_folder()])]
EVERYTHING = (
    YAML
    + """\
pace: {indivisible: floor}
lights: {quotas: {measure: points, green: {below: 10}, yellow: {up_to: 30}, words: {red: 落后}}, tasks: {yellow_after: 50}}
ranking: {cap: 1}
quotas: {years: own}
kinds: {department: 省直单位}
addressees: 各县
assessment: {counties: {completion: 70, timely: 15, clean: 15}, departments: {tasks: 100}, cap: 1.2, late: 50%, clause: 三}
groups:
  - {name: 各县, kind: county}
conflicts:
  - {id: a, between: [一, 二], texts: [甲, 乙], note: 丙}
checks:
  - {code: F101, slug: name-missing, severity: error, on: base, expect: 非空(名称), message: 没有名称。, remedy: 请补填。}
"""
)


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates and months stay text, and so do yes, no, on and off."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("(true|false)$", re.IGNORECASE), list("tTfF")
)


def mistakes(text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(yaml.load(text, Loader))]


def objects(schema: Any) -> Iterator[frozenset[str]]:
    """The key sets of every object that the schema describes with fixed keys."""
    if isinstance(schema, dict):
        if schema.get("additionalProperties") is False and "properties" in schema:
            yield frozenset(schema["properties"])
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", BUILTIN)
def test_builtin_plans_are_valid(path: str) -> None:
    assert mistakes((Path(path) / "plan.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [YAML, EVERYTHING])
def test_what_the_reader_takes_is_valid(tmp_path: Path, text: str) -> None:
    load_folder(write_plan(tmp_path, plan=text))
    assert mistakes(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: 1", "format: 2"),
        ("id: sample-plan", "id: Sample"),
        ("title: 示例方案\n", ""),
        ("office:", "offcie:"),
        ("revision: 2022-01-24", "revision: 22年"),
        ("start: 2022-01", "start: 2022-13"),
        ("due_day: 5", "due_day: 32"),
        ("operator: at_least\n    basis: new", "operator: atleast\n    basis: new"),
        ("counted: false", "counted: 否"),
        ("value: 3", "value: 三"),
        ("type: number", "type: decimal"),
        ("maximum: 100", "maxium: 100"),
        ("format: document", "format: 文号"),
        ("when: {stage: 已认定}", "when: {}"),
        ("{name: document, title", "{name: Document, title"),
        ("    name: 示范基地\n    indicator", "    name: 示范/基地\n    indicator"),
        ("lists:", "lights: {quotas: {measure: points, green: {below: 10, up_to: 5}}}\nlists:"),
        ("lists:", "pace: {milestones: {2022-06: 150%}}\nlists:"),
        ("lists:", "assessment: {late: 0.5}\nlists:"),
        ("lists:", "assessment: {counties: {completion: 101}}\nlists:"),
        ("lists:", "assessment: {counties: {completion: -1}}\nlists:"),
        ("lists:", "assessment: {counties: {complete: 70}}\nlists:"),
        ("lists:", "assessment: {counties: {completion: 70}, late: 150%}\nlists:"),
        ("lists:", "assessment: {counties: {completion: 70}, cap: 0}\nlists:"),
        ("lists:", "sheets: {progres: [进度]}\nlists:"),
        ("targets:", "conflicts: [{id: a, between: [一], texts: [甲], note: 丙}]\ntargets:"),
    ],
)
def test_what_is_wrong_is_wrong_for_both(tmp_path: Path, old: str, new: str) -> None:
    folder = write_plan(tmp_path)
    edit(folder, "plan.yaml", old, new)
    assert mistakes((folder / "plan.yaml").read_text(encoding="utf-8"))
    with pytest.raises(FuxiError):
        load_folder(folder)


NO_SCHEMA_CAN_SAY = {
    *("没有这一天", "结束早于开始", "目标的指标不存在", "指标编号重复", "同一叫法指两个指标", "名单不存在"),
    *("一百万个字", "看不见的字符", "键写了两次"),
}
"""What one value must be beside another, and what is wrong with the file's text rather than with a value."""


@pytest.mark.parametrize("mistake", bad_plan_yaml.MISTAKES)
def test_the_schema_refuses_what_the_reader_refuses(tmp_path: Path, mistake: str) -> None:
    change, said = bad_plan_yaml.MISTAKES[mistake]
    where = plan_in(tmp_path)
    change(where)
    if not said[0].startswith("plan.yaml 第") or "不是正确的 YAML" in said[0]:
        return
    text = (where / "plan.yaml").read_text(encoding="utf-8")
    assert bool(mistakes(text)) == (mistake not in NO_SCHEMA_CAN_SAY)


def test_every_key_is_described_in_chinese() -> None:
    silent = [
        f"{path}.{name}"
        for path, schema in described(SCHEMA, "")
        for name, value in schema.items()
        if not re.search("[一-龥]", text_of(value))
    ]
    assert silent == []


def described(schema: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every ``properties`` of the schema, with where it stands. What only narrows a value (anyOf …) needs no words."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield path, schema["properties"]
        for name, value in schema.items():
            if name not in ("anyOf", "oneOf", "contains"):
                yield from described(value, f"{path}.{name}")


def text_of(value: dict[str, Any]) -> str:
    """What an editor shows of a key: its own words, else those of what it refers to."""
    own = str(value.get("description", ""))
    return own or str(
        SCHEMA["$defs"].get(value.get("$ref", "").rpartition("/")[2], {}).get("description", "")
    )


def test_the_reader_knows_the_keys_of_the_schema_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown key put into every mapping makes the reader name the keys that it takes there."""
    monkeypatch.setattr(plan_faults, "LIMIT", 99)
    loaded = yaml.load(EVERYTHING, Loader)
    spoilt = json.dumps(_spoil(loaded), ensure_ascii=False)
    with pytest.raises(FuxiError) as caught:
        load_folder(write_plan(tmp_path, plan=spoilt))
    said = re.findall(r"没有“未知”这个键.*可用的键：(.+)。", str(caught.value))
    known = {frozenset(keys.split("、")) for keys in said}
    assert known == set(objects(SCHEMA)) - {
        frozenset({"cover", "progress", "tasks", "issues", "explanations"})
    }


def _spoil(value: Any, path: tuple[str, ...] = ()) -> Any:
    """The same with an unknown key in each mapping whose keys are fixed; of a list, in the first item."""
    if isinstance(value, list):
        return [_spoil(item, path) if number == 0 else item for number, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    spoilt = {name: _spoil(item, (*path, name)) for name, item in value.items()}
    free = path[-1:] in {("lists",), ("when",)}
    return spoilt if free else {**spoilt, "未知": 1}
