"""Leaders as tasks.csv writes them, with the days in office."""

import re
from datetime import date
from pathlib import Path

import pytest

from fuxi_cli import catalogue
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.plan import Leader
from fuxi_cli.readers.plans.loading import load_folder
from fuxi_cli.readers.plans.posts import leader
from support.plan_folder import edit, write_plan
from support.samples import ROOT

FIRST, LAST = date(2022, 6, 1), date(2022, 12, 31)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("张示例（市甲局）", None, None),
        ("张示例（市甲局，2022-06-01起）", FIRST, None),
        ("张示例（市甲局，自2022年6月1日起）", FIRST, None),
        ("张示例(市甲局,2022/6/1起)", FIRST, None),
        ("张示例（市甲局，２０２２-０６-０１起）", FIRST, None),
        ("张示例（市甲局，至2022-12-31）", None, LAST),
        ("张示例（市甲局，截至2022年12月31日止）", None, LAST),
        ("张示例（市甲局，2022-06-01至2022-12-31）", FIRST, LAST),
        ("张示例（市甲局，2022-06-01起至2022-12-31止）", FIRST, LAST),
        ("张示例（市甲局，2022-06-01至2022-06-01）", FIRST, FIRST),
    ],
)
def test_days_in_office(text: str, since: date | None, until: date | None) -> None:
    assert leader(text) == Leader("张示例", "市甲局", since, until)


def test_other_words_behind_a_comma_are_the_units() -> None:
    assert leader("张示例（市甲局，分管）") == Leader("张示例", "市甲局，分管")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("张示例", "应为“姓名（单位）”"),
        ("张示例（市甲局，2022-06）", "“2022-06”读不出日期"),
        ("张示例（市甲局，2022-06-01）", "“2022-06-01”读不出日期"),
        ("张示例（市甲局，2022-13-01起）", "“2022-13-01起”读不出日期"),
        ("张示例（市甲局，6月起）", "“6月起”读不出日期"),
        ("张示例（市甲局，至今）", "“至今”读不出日期"),
        ("张示例（市甲局，2022-06-01至2022-01-01）", "起始日 2022-06-01 晚于截止日 2022-01-01"),
        ("张示例（，2022-06-01起）", "没有写单位"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_it_should_be(text: str, words: str) -> None:
    said = leader(text)
    assert isinstance(said, str)
    assert words in said


def test_the_cell_is_named(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "2022-01-24")
    edit(folder, "tasks.csv", "张示例（市甲局）", "张示例（市甲局，2022年6月起）")
    with pytest.raises(FuxiError, match=r"tasks\.csv.*G2.*2022年6月起.*2022-06-01起"):
        load_folder(folder)


def test_what_the_guide_shows_can_be_read() -> None:
    guide = (ROOT / "docs" / "方案修订.md").read_text(encoding="utf-8")
    shown = [
        one
        for line in re.findall(r"^(?:\| `)?(\S{2,3}（市[^`\n]+）)", guide, re.MULTILINE)
        for one in line.split("；")
    ]
    assert len(shown) == 6
    assert [one for one in shown if not isinstance(leader(one), Leader)] == []
    assert set(re.findall(r"[A-Z]\d{3}", guide)) <= set(catalogue.codes())
