"""Every status exporter: golden files, fit to the width, nothing that acts, and the schema."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from rich.cells import cell_len

from exporters.goldens import assert_golden
from exporters.reports import FORM_DUE
from exporters.statuses import STATUSES, busy, closed, everybody, hostile, month, nobody, nothing_owed
from fuxi_cli.core import duties, office_status
from fuxi_cli.core.office_status import Status
from fuxi_cli.core.plan import Reporter
from fuxi_cli.core.standing import Reporting
from fuxi_cli.exporters import View, export, formats
from fuxi_cli.exporters.office_words import moment, plain_moment
from fuxi_cli.exporters.reminder import reminder
from support.hostile_texts import TEXTS
from support.safe import assert_csv, assert_json, assert_markdown, assert_terminal

FOLDER = Path(__file__).parent / "golden_status"
CASES: dict[str, tuple[str, str, View]] = {
    **{f"{name}-80.txt": (name, "text", View(80)) for name in STATUSES},
    "busy-120.txt": ("busy", "text", View(120)),
    "busy-quiet.txt": ("busy", "text", View(80, quiet=True)),
    "busy.json": ("busy", "json", View()),
    "closed.json": ("closed", "json", View()),
    "busy.csv": ("busy", "csv", View()),
    "busy.md": ("busy", "md", View()),
    "closed.md": ("closed", "md", View()),
}
ALL = pytest.mark.parametrize("name", STATUSES)
WIDTHS = pytest.mark.parametrize("width", [60, 73, 80, 120, 141])
HOSTILE = pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)


def text(of: Status, width: int = 80, colour: bool = False, quiet: bool = False) -> str:
    return export(of, "text", "status", View(width, colour, quiet)).decode()


def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (files("fuxi_cli") / "schemas" / "status.schema.json").read_text("utf-8")
    )
    Draft202012Validator.check_schema(loaded)
    return loaded


def validate(instance: object) -> None:
    Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(instance)


def test_formats() -> None:
    assert formats("status") == ("csv", "json", "md", "text")


@pytest.mark.parametrize("name", CASES)
def test_equals_its_golden_file(name: str) -> None:
    case, format, view = CASES[name]
    assert_golden(f"../{FOLDER.name}/{name}", export(STATUSES[case](), format, "status", view))


def test_no_golden_file_without_a_test() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {".gitattributes"} == set(CASES)


@ALL
@WIDTHS
def test_no_line_is_wider_than_the_terminal_but_the_one_to_paste(name: str, width: int) -> None:
    case = STATUSES[name]()
    lines = text(case, width).splitlines()
    assert [line for line in lines if cell_len(line) > width and line != reminder(case)] == []


@ALL
@WIDTHS
def test_the_reminder_is_one_line_as_it_is_sent(name: str, width: int) -> None:
    case = STATUSES[name]()
    words = reminder(case)
    assert not words or words in text(case, width).splitlines()
    assert export(case, "text", "reminder").decode() == (f"{words}\n" if words else "")


@ALL
def test_quiet_is_the_verdict_in_one_line(name: str) -> None:
    case = STATUSES[name]()
    quiet = text(case, quiet=True)
    assert quiet.startswith("结论：")
    assert quiet.count("\n") == 1
    assert "".join(text(case).split()).endswith("".join(quiet.split()))
    assert "\x1b" not in text(case, quiet=True, colour=True)


@ALL
def test_colour_adds_colour_and_nothing_else(name: str) -> None:
    view = View(80, colour=True)
    coloured = export(STATUSES[name](), "text", "status", view)
    assert b"\x1b[" in coloured
    assert_terminal(export(STATUSES[name](), "text", "status", View(80)), coloured)


def test_standings_have_their_colours() -> None:
    page = text(busy(), colour=True)
    for words in ("\x1b[32m按时\x1b", "\x1b[33m迟报\x1b", "\x1b[1;31m未报\x1b", "\x1b[33m按时，再报退回\x1b"):
        assert words in page


@ALL
def test_json_is_what_the_schema_says(name: str) -> None:
    validate(assert_json(export(STATUSES[name](), "json", "status")))


def test_schema_lets_nothing_else_in() -> None:
    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(schema())


def test_schema_refuses_what_is_wrong() -> None:
    good = json.loads(export(busy(), "json", "status"))
    for change in ({"more": 1}, {"today": "8.7.2022"}, {"period": "2022-7"}, {"reporters": None}):
        with pytest.raises(ValidationError):
            validate({**good, **change})


def test_schema_knows_every_slug_of_the_core() -> None:
    defs = schema()["$defs"]
    assert defs["reporter"]["properties"]["standing"]["enum"] == list(office_status.STANDINGS)
    assert defs["reporter"]["properties"]["reported"]["enum"] == [*office_status.REPORTED, None]
    assert list(office_status.STANDINGS) == schema()["properties"]["counts"]["required"][2:]
    done = {"done", "done_late"}
    assert set(defs["task"]["properties"]["status"]["enum"]) == set(duties.TASK_STATUSES) - done


@HOSTILE
def test_hostile_text_stays_text(words: str) -> None:
    case = hostile(words)
    for width in (80, 120):
        page = export(case, "text", "status", View(width))
        assert_terminal(page, export(case, "text", "status", View(width, colour=True)))
        assert_terminal(export(case, "text", "status", View(width, quiet=True)))
    line = assert_terminal(export(case, "text", "reminder"))
    assert line.count("\n") == 1
    assert_json(export(case, "json", "status"))
    assert_csv(export(case, "csv", "status"))
    assert_markdown(export(case, "md", "status"))


@ALL
def test_csv_has_a_row_for_everybody(name: str) -> None:
    case = STATUSES[name]()
    rows = assert_csv(export(case, "csv", "status"))
    names = [one.reporter.name for one in case.reporters]
    assert [row[0] for row in rows[1 : len(names) + 1]] == names
    assert len(rows) == 1 + len(names) + len(case.strays)


def test_nothing_is_said_of_what_is_not_there() -> None:
    page = text(everybody())
    for words in ("退回后", "退回单", "未报", "收件箱", "重点任务", "更正"):
        assert words not in page
    assert "尚未封账" in page


def test_a_month_in_which_nobody_reported_has_no_table() -> None:
    page = text(nobody())
    assert "收到时间" not in page
    assert "应报 6 家，都还没有报送。" in page


def test_a_closed_month_says_when_and_what_changed() -> None:
    page = text(closed())
    assert "2022年7月12日 09:30 封账，其后更正 2 处" in page
    assert "乙县 示范基地（个）      1      2 7月20日 10:00" in page
    assert "乙县 种植面积（万亩） 未报    0.3 7月20日 10:00" in page
    alone = closed()._replace(corrections=())
    assert "2022年7月12日 09:30 封账，其后没有更正" in text(alone)
    assert "封账后的更正" not in text(alone)


def test_a_month_without_any_owing_reporter() -> None:
    page = text(nothing_owed())
    assert "本月没有应报送的单位。" in page
    assert "催报" not in page
    assert "多单位汇总表（全市进度.xlsx）" in page
    assert json.loads(export(nothing_owed(), "json", "status"))["reminder"] is None
    assert export(nothing_owed(), "text", "reminder") == b""


def test_no_name_of_very_many_is_cropped() -> None:
    many = [Reporter(f"99{n:04d}", f"第{n}县", "county") for n in range(1500)]
    page = text(month([Reporting(one, "missing", None, FORM_DUE) for one in many]))
    assert all(one.name in page.replace("\n", "") for one in many)


def test_moments_as_their_own_clock_showed_them() -> None:
    july = date(2022, 7, 5)
    assert moment("2022-07-03T08:15:30+08:00", july) == "7月3日 08:15"
    assert moment("2023-01-03T23:05:59-05:00", july) == "2023年1月3日 23:05"
    assert (moment(None), moment("何时\x07")) == ("-", "何时�")
    assert [plain_moment(one) for one in ("2022-07-03T08:15:30+08:00", None)] == ["2022-07-03 08:15", ""]


def test_same_status_same_bytes() -> None:
    for format in formats("status"):
        assert export(busy(), format, "status") == export(busy(), format, "status")
