"""The worked cases in ``examples/``: what is expected of them is what fuxi says."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import make_examples
import pytest
import six_months
from jsonschema import Draft202012Validator

from fuxi_cli.core.period import Period
from support.command import found, fuxi
from support.samples import EXAMPLES, ROOT, ganzhou, write

SCHEMA = json.loads((ROOT / "src/fuxi_cli/schemas/report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _at_the_top() -> Iterator[None]:
    """Expected results hold paths as given on the command line, from the top of the checkout."""
    kept = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(kept)


@pytest.mark.parametrize(("case", "expected"), make_examples.CASES.items())
def test_case_gives_the_expected_result(case: str, expected: str) -> None:
    result = fuxi("check", case, "-f", "json", "--fail-on", "never")
    assert result.code == 0
    assert result.json == json.loads(Path(expected).read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMA).validate(result.json)


def test_progress_has_exactly_the_faults_that_were_put_into_it() -> None:
    """Each fault of ``story.instructive``, at its cell, and nothing else."""
    result = fuxi("check", "examples/progress.xlsx", "-f", "json")
    assert result.code == 1
    assert found(result) == [
        ("S210", "封面!B10"),
        ("C103", "指标进度!G5"),
        ("C101", "指标进度!E7"),
        ("Q101", "指标进度!D8"),
        ("T102", "指标进度!E9"),
        ("C107", "重点任务!H5"),
        ("T105", "台账-示范基地!H5"),
        ("T114", "指标进度!F6"),
    ]


def test_city_table_has_exactly_the_faults_that_were_put_into_it() -> None:
    assert found(fuxi("check", "examples/city-table.xlsx", "-f", "json")) == [
        ("C103", "全市进度!J7"),
        ("T101", "全市进度!I11"),
        ("Q101", "全市进度!C17"),
        ("C105", "全市进度!M23"),
    ]


def test_workbooks_are_what_the_script_makes(tmp_path: Path) -> None:
    """The same inputs give the same bytes, so a committed sample that differs is out of date."""
    made = write(tmp_path, "于都县")
    assert made.read_bytes() == (EXAMPLES / "submissions" / "2022-06" / made.name).read_bytes()


@pytest.mark.parametrize("period", six_months.MONTHS)
def test_everybody_submits_but_those_who_are_missing(period: Period) -> None:
    expected = json.loads((EXAMPLES / f"submissions/{period}/expected.json").read_text(encoding="utf-8"))
    missing = {name for month, name in six_months.MISSING if month == period.month}
    assert len(expected["reporting"]) == 18 + 7
    names = {r.id: r.name for r in ganzhou().reporters}
    assert {names[r["reporter"]] for r in expected["reporting"] if r["status"] == "missing"} == missing
    assert len(expected["workbooks"]) == 25 - len(missing)


def test_a_missing_county_keeps_its_last_accepted_figures() -> None:
    expected = json.loads((EXAMPLES / "submissions/2022-06/expected.json").read_text(encoding="utf-8"))
    may = json.loads((EXAMPLES / "submissions/2022-05/expected.json").read_text(encoding="utf-8"))
    code = next(r.id for r in ganzhou().reporters if r.name == "石城县")
    now = {g["indicator"]: g for g in expected["gaps"] if g["reporter"] == code}
    before = {g["indicator"]: g for g in may["gaps"] if g["reporter"] == code}
    assert all(now[i]["carried_forward"] and now[i]["actual"] == before[i]["actual"] for i in now)
    assert not any(g["carried_forward"] for g in may["gaps"])


def test_who_is_missing_is_told_once_by_name() -> None:
    out = fuxi("check", "examples/submissions/2022-06").out
    assert "未报 1 家：石城县" in out.replace("\n", "")
    assert "D102" not in out
    assert "D102" in {
        f["code"] for f in fuxi("check", "examples/submissions/2022-06", "-f", "json").json["findings"]
    }


def test_the_half_year_tells_the_whole_story() -> None:
    """Each event of ``six_months.EVENTS`` is found in its month."""
    codes = {}
    for period in six_months.MONTHS:
        report = json.loads((EXAMPLES / f"submissions/{period}/expected.json").read_text(encoding="utf-8"))
        names = {r.id: r.name for r in ganzhou().reporters}
        codes[period.month] = {(names.get(f["reporter"]), f["code"]) for f in report["findings"]}
    assert ("南康区", "E101") in codes[4]
    assert ("寻乌县", "H102") in codes[5]
    for told in (
        ("会昌县", "H104"), ("兴国县", "X101"), ("信丰县", "X101"), ("赣县区", "H109"), ("上犹县", "C103"),
        ("大余县", "D101"), ("石城县", "D102"), ("市财政局", "D103"),
    ):  # fmt: skip
        assert told in codes[6], told
