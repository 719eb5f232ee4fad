"""A workspace whose plan is reported by the quarter, over the end of a year."""

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fuxi_cli.core.period import Period
from support.command import fuxi
from support.workspaces import make_workspace, put
from support.years import plan_of, send

TENTH = Decimal("0.1")
NOTHING = {"bases": (0, 0), "area": (0, 0)}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Path]:
    """The fourth quarter of 2023 is closed, and a better figure came in afterwards."""
    workspace = make_workspace(tmp_path / "office", plan="shili-2023-2025")
    toml = workspace / "fuxi.toml"
    toml.write_text("targets = ['../targets']\n" + toml.read_text(encoding="utf-8"), encoding="utf-8")
    plan = plan_of(tmp_path / "targets", "quarterly")
    december = Period(2023, 12)
    first = send(tmp_path, plan, "甲县", december, {"bases": (1, 1), "area": (TENTH, TENTH)})
    put(workspace, first, send(tmp_path, plan, "乙县", december, NOTHING))
    kept = Path.cwd()
    os.chdir(workspace)
    assert "更新了2023年四季度的材料" in fuxi("run").out
    assert "2023年四季度已封账" in fuxi("close", "2023Q4").err
    put(workspace, send(tmp_path, plan, "甲县", december, {"bases": (0, 0), "area": (TENTH, TENTH)}))
    assert fuxi("run").code == 0
    yield workspace
    os.chdir(kept)


def test_status_summary_and_template_go_by_quarters(office: Path) -> None:
    assert "报告期：2024年一季度　报送时限：2024年4月7日" in fuxi("status", "2024年一季度").out
    wrong = fuxi("status", "2024-02")
    assert wrong.code == 2
    assert "最近的报告期是2024年一季度（2024-03）" in wrong.err
    made = fuxi("template", "甲县", "--period", "2024Q2", "-o", "模板")
    assert made.code == 0, made.err
    sheet = load_workbook(next((office / "模板").iterdir()))["指标进度"]
    # What the correction took back is carried over, from the register.
    assert sheet["D5"].value == 5
    assert sheet["D5"].comment is not None
    assert "以前年度结转 2个，共 5个" in sheet["D5"].comment.text
