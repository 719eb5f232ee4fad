"""Markdown: whole, readable, and without markup from a workbook."""

import doctest
import re

import pytest

from fuxi_cli.exporters import report_md
from support.command import fuxi
from support.safe import assert_markdown
from support.samples import EXAMPLES


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(report_md).failed == 0


def test_every_finding_and_gap_is_told() -> None:
    path = EXAMPLES / "progress.xlsx"
    page = assert_markdown(fuxi("check", path, "-f", "md").out.encode())
    report = fuxi("check", path, "-f", "json").json
    for finding in report["findings"]:
        if finding["category"] != "progress":
            assert finding["code"] in page
            assert report_md.text(finding["message"]) in page
    rows = [line for line in page.splitlines() if line.startswith("| 赣县区 |") and "绿灯" in line]
    assert len(rows) == len(report["gaps"])


def test_a_month_of_workbooks() -> None:
    page = assert_markdown(fuxi("check", EXAMPLES / "submissions" / "2022-06", "-f", "md").out.encode())
    titles = re.findall(r"^## (.+)$", page, re.M)
    assert titles[-3:] == ["指标进度", "重点任务", "报送情况"]
    assert "（沿用）" in page


@pytest.mark.parametrize(
    "raw", ["[a](b)", "<script>", "a|b", "**b**", "`c`", "https://x.y", "www.x.y", "a\x1b[2J"]
)
def test_no_markup_acts(raw: str) -> None:
    assert_markdown(f"| {report_md.text(raw)} |".encode())
    assert not re.search(r"(?<!\\)[\[*`<|]", report_md.text(raw))
    assert not re.search(r"(?<!\\)://", report_md.text(raw))
    assert "www." not in report_md.text(raw)
