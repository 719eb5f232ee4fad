"""``from fuxi_cli import …``: what docs/python-api.md and the docstrings say is so."""

import doctest
import inspect
import os
import re
import subprocess
import sys
import typing
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

import fuxi_cli
from docs.manual import ROOT, blocks, written
from fuxi_cli import (
    FuxiError,
    Period,
    Plan,
    Report,
    Summary,
    api,
    check,
    export,
    load_plan,
    summarize,
    to_frames,
)
from support.samples import EXAMPLES, GANZHOU

PAGE = written()["docs/python-api.md"]
WORKBOOK = EXAMPLES / "progress.xlsx"


@cache
def june() -> Summary:
    return summarize(EXAMPLES / "submissions/2022-06")


def test_the_docstrings_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testmod(api)
    assert done.failed == 0
    assert done.attempted > 10
    for name in ("check", "summarize", "load_plan", "to_frames", "export"):
        assert ">>>" in (inspect.getdoc(getattr(api, name)) or ""), name


def test_the_pages_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(tmp_path)
    told, cell = [], {"__name__": "notebook"}
    for block in blocks(PAGE, "python"):
        exec(compile(block, "docs/python-api.md", "exec"), cell)
        told.append(capsys.readouterr().out)
    assert "C101 指标进度 E7" in told[0]
    assert "没有这个文件或文件夹" in told[1]
    assert "认定高标准示范基地" in told[2]
    assert {path.suffix for path in tmp_path.iterdir()} == {"", ".html", ".xlsx"}


def test_importing_loads_nothing() -> None:
    script = "import sys, fuxi_cli; fuxi_cli.__version__; print([n for n in sys.modules if n.startswith(('fuxi_cli.', 'typing'))])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-S", "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_check_loads_no_heavy_library() -> None:
    script = (
        "import sys; from fuxi_cli import check; check(sys.argv[1]);"
        "print(sorted({'pandas', 'openpyxl', 'xlsxwriter', 'sqlalchemy', 'dask', 'typer'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", script, str(WORKBOOK)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_what_is_public_is_listed() -> None:
    assert set(fuxi_cli.__all__) == set(api.__all__) <= set(dir(fuxi_cli))
    for name in api.__all__:
        assert getattr(fuxi_cli, name) is getattr(api, name)
        assert f"`{name}" in PAGE or f"### {name}" in PAGE, name
    with pytest.raises(AttributeError, match="nothing"):
        fuxi_cli.nothing  # noqa: B018


@pytest.mark.parametrize(
    "function", [check, summarize, load_plan, to_frames, export], ids=lambda f: f.__name__
)
def test_functions_are_typed_and_options_are_keywords(function: typing.Any) -> None:
    signature = inspect.signature(function)
    assert "return" in function.__annotations__
    for name, parameter in list(signature.parameters.items())[1:]:
        assert parameter.annotation is not parameter.empty
        if function is not export:
            assert parameter.kind is parameter.KEYWORD_ONLY, name
            assert f"`{name}`" in PAGE, name


@pytest.mark.parametrize("kind", [Report, Summary])
def test_every_attribute_of_a_result_is_on_the_page(kind: typing.Any) -> None:
    section = PAGE.partition(f"### {kind.__name__}\n")[2].partition("\n#")[0]
    own = {
        name
        for name, value in vars(kind).items()
        if not name.startswith("_") and (callable(value) or isinstance(value, property))
    }
    for name in own | set(kind._fields):
        assert re.search(rf"`{name}[`(]", section), name


def test_attributes_that_the_page_names_exist() -> None:
    summary = june()
    report = summary.report
    things = {"Report": report, "Summary": summary, "Plan": summary.plan}
    firsts = {
        "workbooks": report.workbooks[0], "findings": report.findings[0], "gaps": report.gaps[0], "duties": report.duties[0],
        "reporting": report.reporting[0], "rules": report.rules[0], "ranking": summary.ranking[0], "months": summary.months[0],
        "items": summary.items[0],
    }  # fmt: skip
    for heading, thing in things.items():
        section = PAGE.partition(f"### {heading}\n")[2].partition("\n#")[0]
        for names, words in re.findall(r"(?m)^\| (`[^|]+`) \| (.+) \|$", section):
            for name in re.findall(r"`(\w+)[`(]", names):
                assert hasattr(thing, name), (heading, name)
                if name in firsts:
                    inner = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", words))
                    assert all(hasattr(firsts[name], part) for part in inner), (name, inner)


def test_paths_dates_and_codes_in_every_way_of_writing() -> None:
    wanted = check(str(WORKBOOK))
    assert check([WORKBOOK], period=date(2022, 6, 3), as_of=datetime(2022, 6, 30, 9), select=()) == wanted
    assert check(WORKBOOK, period=Period(2022, 6), as_of="2022-06-30", plan=GANZHOU) == wanted
    assert {f.rule.code[0] for f in check(WORKBOOK, select="c, T102").findings} == {"C", "T"}
    assert {f.rule.code for f in check(WORKBOOK, select=["T"], ignore=["T102", "T105"]).findings} == {"T114"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"period": "六月"}, "报告期“六月”不对"),
        ({"as_of": "30.6."}, "日期“30.6.”不对"),
        ({"plan": "no-such-plan"}, "no-such-plan"),
        ({"select": "ZZZ"}, "ZZZ"),
        ({"jobs": 0}, "jobs 的值“0”不对"),
        ({"jobs": 2, "cluster": "tcp://127.0.0.1:1"}, "不能同时用"),
        ({"cache": "no"}, "cache 的值“no”不对，可选：on、strict、off"),
        ({"layout": "tall"}, "可选：official、wide、list、free"),
        ({"measure": "all"}, "可选：quota、month、cumulative"),
        ({"targets": "没有"}, "没有方案文件夹"),
    ],
)
def test_options_that_cannot_be_used(options: dict[str, typing.Any], told: str) -> None:
    with pytest.raises(FuxiError, match=told):
        check(WORKBOOK, **options)


def test_results_are_shown_in_a_line() -> None:
    assert repr(check(WORKBOOK)) == f"<Report {GANZHOU}@2022-01-24 2022-06: 1 workbooks, 8 findings, 6 gaps>"
    assert repr(load_plan(GANZHOU)).startswith(f"<Plan {GANZHOU}@2022-01-24: ")


def test_formats() -> None:
    report, plan = check(WORKBOOK), load_plan(GANZHOU, period="2022-06")
    assert export(report, "json") == export(report, "json")
    assert b"ganzhou" in export(plan, "json")
    with pytest.raises(FuxiError, match="可用的格式：csv、html、json、md、text、xlsx"):
        export(report, "pdf")
    with pytest.raises(TypeError, match="not a Report"):
        export("report", "json")  # type: ignore[arg-type]
    assert isinstance(plan, Plan)
    assert issubclass(Summary, tuple)


def test_frames_keep_numbers_exact_and_blanks_missing() -> None:
    frames = to_frames(june())
    progress = frames["progress"]
    assert {type(value).__name__ for value in progress["quota"]} == {"Decimal"}
    assert frames["ranking"].query("period == '2022-01'")["before"].isna().all()
    assert set(frames["dictionary"]["table"]) == set(frames) - {"dictionary"}
