"""JSON exports are what the shipped schemas say, and the schemas say what SPEC section 8 says."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from exporters.reports import LINTED, PLAN, REPORTS
from fuxi_cli.core import duties, finding, plan, progress
from fuxi_cli.core import report as core_report
from fuxi_cli.core import standing as core_standing
from fuxi_cli.exporters import export

KEYS = {
    "": "tool plan period as_of partial workbooks findings gaps tasks reporting totals rules",
    "tool": "name version",
    "plan": "id revision title document sha256",
    "workbooks": "path sha256 format layout reporter period status counts",
    "workbooks.reporter": "id name kind",
    "workbooks.counts": "error warning info",
    "findings": "code slug severity category path reporter sheet cell provided expected message remedy clause explained",
    "gaps": "reporter indicator name unit quota actual gap surplus rate pace lag_points light status forecast "
    "needed_per_month due clause carried_forward",
    "tasks": "id name lead units leaders due status light days_left reported_by",
    "reporting": "reporter status received due",
    "totals": "indicator target operator actual gap rate status",
    "rules": "code status reason",
}
TARGET_KEYS = {
    "": "plan reporters indicators quotas tasks targets conflicts",
    "reporters": "id name kind aliases",
    "indicators": "id name unit operator basis clause",
    "quotas": "reporter reporter_name indicator indicator_name quota due clause",
    "tasks": "id number category name lead units leaders due recurrence clause",
    "tasks.leaders": "name unit",
    "targets": "id name value unit operator due clause quote",
    "conflicts": "between texts",
}


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (files("fuxi_cli") / "schemas" / f"{name}.schema.json").read_text("utf-8")
    )
    Draft202012Validator.check_schema(loaded)
    return loaded


def validate(instance: object, of: dict[str, Any]) -> None:
    Draft202012Validator(of, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(instance)


def objects(root: Any, path: str) -> list[dict[str, Any]]:
    """Every object at a dotted path; lists are walked through."""
    found = [root]
    for step in filter(None, path.split(".")):
        inner = [one[step] for one in found if one[step] is not None]
        found = [item for one in inner for item in (one if isinstance(one, list) else [one])]
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_report_is_what_the_schema_says(name: str) -> None:
    validate(json.loads(export(REPORTS[name](), "json")), schema("report"))


@pytest.mark.parametrize("path", KEYS)
def test_report_has_the_keys_of_the_specification_in_order(path: str) -> None:
    found = objects(json.loads(export(REPORTS["everything"](), "json")), path)
    assert found
    assert {" ".join(one) for one in found} == {KEYS[path]}


@pytest.mark.parametrize("path", TARGET_KEYS)
def test_targets_have_the_keys_of_the_specification_in_order(path: str) -> None:
    found = objects(json.loads(export(PLAN, "json", "targets")), path)
    assert found
    assert {" ".join(one) for one in found} == {TARGET_KEYS[path]}


def test_targets_are_what_the_schema_says() -> None:
    validate(json.loads(export(PLAN, "json", "targets")), schema("targets"))


@pytest.mark.parametrize(
    ("of", "data", "name"), [("targets_list", (PLAN,), "list"), ("targets_lint", LINTED, "lint")]
)
def test_list_and_lint_are_what_the_schema_says(of: str, data: Any, name: str) -> None:
    whole = schema("targets")
    part = {"$schema": whole["$schema"], "$defs": whole["$defs"], "$ref": f"#/$defs/{name}"}
    validate(json.loads(export(data, "json", of)), part)


@pytest.mark.parametrize("name", ["report", "targets"])
def test_schema_lets_nothing_else_in(name: str) -> None:
    """What is not always there comes last, and its description says when it is: 'Only …'."""
    whole = schema(name)

    def told(part: dict[str, Any]) -> str:
        if "$ref" in part:
            part = whole["$defs"][part["$ref"].rpartition("/")[2]]
        return str(part.get("description", ""))

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                always = len(node["required"])
                assert node["required"] == list(node["properties"])[:always]
                rest = list(node["properties"].items())[always:]
                assert [key for key, part in rest if not told(part).startswith("Only")] == []
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(whole)


def test_schema_refuses_what_is_wrong() -> None:
    good = json.loads(export(REPORTS["everything"](), "json"))
    for change in ({"more": 1}, {"as_of": "30.6.2022"}, {"period": "2022-6"}, {"partial": None}):
        with pytest.raises(ValidationError):
            validate({**good, **change}, schema("report"))


def _enum(*path: str) -> list[Any]:
    node: Any = schema("report")["$defs"]
    for step in path:
        node = node[step]
    return [value for value in node["enum"] if value is not None]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("workbook", "properties", "status"), core_report.WORKBOOK_STATUSES),
        (("reporting", "properties", "status"), core_standing.REPORTING_STATUSES),
        (("gap", "properties", "status"), progress.STATUSES),
        (("gap", "properties", "light"), progress.LIGHTS),
        (("task", "properties", "status"), duties.TASK_STATUSES),
        (("finding", "properties", "severity"), finding.SEVERITIES),
        (
            ("finding", "properties", "category"),
            {"progress": "", **dict(finding.FAMILIES.values())},
        ),
        (("total", "properties", "operator"), plan.OPERATORS),
    ],
)
def test_schema_knows_every_slug_of_the_core(path: tuple[str, ...], words: dict[str, str]) -> None:
    assert set(_enum(*path)) == set(words)


def test_same_report_same_bytes() -> None:
    assert export(REPORTS["everything"](), "json") == export(REPORTS["everything"](), "json")
