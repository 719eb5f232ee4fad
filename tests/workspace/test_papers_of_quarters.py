"""A plan that is reported by the quarter: every paper of it speaks of quarters, none of months."""

import os
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from fuxi_cli.core.period import Period
from fuxi_cli.readers.plans.loading import load_folder
from support.command import fuxi
from support.workspaces import make_workspace, put
from support.years import plan_folder, send

FIRST, SECOND = Period(2023, 3), Period(2023, 6)
TENTH = Decimal("0.1")
MONTHLY = re.compile(
    r"本月|上月|下月|该月|当月|每个月|这个月|一个月|逐月|各月(?!每月还要完成|平均每月)|月份(?!，粗线)|月度"
)
"""Words of a plan that is reported by the month; what every plan reckons by the month (月均需, 整月数) is none of them."""
SCORING = """assessment:
  set_by: office
  clause: 一
  counties: {completion: 40, tasks: 20, timely: 20, clean: 20}
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What people read, by what it is: a quarter closed and corrected, and one with a returned workbook."""
    root = tmp_path_factory.mktemp("quarters")
    folder = plan_folder(root / "targets", "quarterly")
    (folder / "plan.yaml").write_text((folder / "plan.yaml").read_text("utf-8") + SCORING, "utf-8")
    plan = load_folder(folder)
    office = make_workspace(root / "office", plan="shili-2023-2025")
    toml = office / "fuxi.toml"
    toml.write_text("targets = ['../targets']\n" + toml.read_text("utf-8"), "utf-8")
    kept, found = Path.cwd(), {}

    def ask(*words: str) -> None:
        done = fuxi(*words)
        found[" ".join(words)] = done.out + done.err

    os.chdir(office)
    try:
        nothing = {"bases": (0, 0), "area": (0, 0)}
        first = send(root, plan, "甲县", FIRST, {"bases": (1, 1), "area": (TENTH, TENTH)})
        put(office, first, send(root, plan, "乙县", FIRST, nothing))
        ask("run")
        # What the command itself says of the quarter is the command's own test.
        assert fuxi("close", "2023Q1").code == 0
        put(office, send(root, plan, "甲县", FIRST, {"bases": (0, 0), "area": (TENTH, TENTH)}))
        ask("run", "--dry-run")
        found["correction"] = fuxi("run").out
        second = send(root, plan, "甲县", SECOND, {"bases": (0, 0), "area": (0, TENTH)})
        put(office, second, send(root, plan, "乙县", SECOND, {"bases": (5, 1), "area": (0, 0)}))
        found["returning"] = fuxi("run").out
        ask("close", "2023-03")
        ask("status", "2023-03")
        ask("status", "2023-06")
        ask("check", "accepted/2023-06", "--period", "2023Q2")
        ask("pack", "--period", "2023-06", "-o", "材料")
        ask("summary", "--period", "2023-06", "--assessment", "-o", "材料/考核.xlsx")
        for folder in (office / "材料", office / "returned"):
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".csv", ".docx", ".html", ".md", ".txt", ".xlsx"):
                    found |= {f"{path.name} {part}": text for part, text in _texts(path)}
    finally:
        os.chdir(kept)
    return found


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """The parts of a file, without what stands only between angle brackets; a workbook's sheets by their names."""
    if not zipfile.is_zipfile(path):
        yield "", path.read_text("utf-8-sig")
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                text = archive.read(name).decode("utf-8")
                yield name, re.sub(r"<[^>]+>", " ", text) + " ".join(re.findall(r'name="([^"]*)"', text))


def test_no_paper_speaks_of_months(told: dict[str, str]) -> None:
    left = {name: MONTHLY.findall(text) for name, text in told.items()}
    assert {name: words for name, words in left.items() if words} == {}


def test_the_papers_speak_of_quarters(told: dict[str, str]) -> None:
    everything = "\n".join(told.values())
    for words in ("逐季趋势", "二季度各项指标均无新增", "已封账季度的更正", "沿用上季度数", "各项指标逐季完成率",
                  "以前季度的累计完成数", "2 个季度中按时 1 次", "排名，逐季", "二季度报送表经审核不能接收"):  # fmt: skip
        assert words in everything, words
    assert "该季度已经封账，改动作为更正列在下一个季度的汇总里" in told["correction"]
    assert "（甲县，2023年一季度）" in told["correction"]
    assert "以后接收的改动会作为更正列在下一个季度的汇总里" in told["close 2023-03"]


def test_what_is_reckoned_by_the_month_stays_so(told: dict[str, str]) -> None:
    dictionary = next(text for name, text in told.items() if name.startswith("dictionary.csv"))
    assert "余下各月每月还要完成" in dictionary


def test_the_pace_over_the_terminal_is_that_of_its_table(told: dict[str, str]) -> None:
    # 示范基地: half of 2023's 2 of 6; 种植面积: half of 0.1 of 0.65. Half of the year has gone.
    said = "".join(told["check accepted/2023-06 --period 2023Q2"].split())
    assert "序时进度：方案期0.0%至16.7%，本年50.0%" in said
