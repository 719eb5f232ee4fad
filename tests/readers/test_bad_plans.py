"""Wrong plan folders, one mistake in each: all that is said of it, with the file, the line or cell, what is there and
what is allowed. A right folder stands beside them, so that nothing else is wrong."""

from pathlib import Path

import pytest

from support import bad_plan_tables, bad_plan_yaml
from support.bad_changes import Change, encoded, plan_in, said, swapped

MISTAKES = bad_plan_yaml.MISTAKES | bad_plan_tables.MISTAKES


def test_nothing_is_wrong_before_something_is_changed(tmp_path: Path) -> None:
    assert said(plan_in(tmp_path)) == ""


@pytest.mark.parametrize(
    "change",
    [
        encoded("plan.yaml", "gb18030"),
        encoded("quotas.csv", "gb18030"),
        encoded("quotas.csv", "utf-8-sig"),
        encoded("plan.yaml", "utf-8-sig"),
        swapped("quotas.csv", "序号", "\ufeff\ufeff序号"),
        swapped("quotas.csv", "\n", "\r\n"),
        swapped("quotas.csv", "2,0.1", "２,０.１"),
        swapped("tasks.csv", "2022-06-30", "2022/6/30"),
        swapped("tasks.csv", "2022-06-30", "2022年6月30日"),
    ],
)
def test_what_excel_and_notepad_make_of_the_files_is_no_mistake(tmp_path: Path, change: Change) -> None:
    where = plan_in(tmp_path)
    change(where)
    assert said(where) == ""


@pytest.mark.parametrize("mistake", MISTAKES)
def test_all_that_is_said_of_a_mistake(tmp_path: Path, mistake: str) -> None:
    change, expected = MISTAKES[mistake]
    where = plan_in(tmp_path)
    change(where)
    assert said(where).split("\n") == expected


def test_there_are_mistakes_enough() -> None:
    assert len(MISTAKES) >= 40
