"""The page for clerks on the files they send says what the readers do."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fuxi_cli import catalogue
from fuxi_cli.core.limits import MIB, Limits
from fuxi_cli.core.plan import Field
from fuxi_cli.core.words import percent, plain
from fuxi_cli.pipeline.files import SPREADSHEETS
from fuxi_cli.readers.cells.parse import parse
from support.command import fuxi

PAGE = (Path(__file__).parent.parent / "docs/报送文件说明.md").read_text(encoding="utf-8")
TYPES = {"整数": "count", "数": "number", "日期": "date", "百分比": "share"}


def rows(header: str) -> list[list[str]]:
    """The rows of the table with that header."""
    _, found, rest = PAGE.partition(f"| {header} |\n")
    assert found, header
    lines = rest.split("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def field(words: str) -> Field:
    match = re.fullmatch(r"(.+?)(?:（(.+)）)?", words)
    assert match is not None
    return Field("x", "示例", type=TYPES[match[1]], required=True, unit=match[2])


def raw(words: str) -> str | float:
    """What stands in the cell: a text, or a number where the page says so."""
    match = re.fullmatch(r"`(.+)`(（数字）)?", words)
    assert match is not None, words
    return float(match[1]) if match[2] else match[1]


def shown(value: object, type: str) -> str:
    if isinstance(value, Decimal):
        return percent(value).replace(".0%", "%") if type == "share" else plain(value)
    assert isinstance(value, date)
    return value.isoformat()


@pytest.mark.parametrize(("kind", "written", "read"), rows("栏里要填 | 写的是 | 读成"))
def test_what_is_normalised(kind: str, written: str, read: str) -> None:
    parsed = parse(raw(written), field(kind))
    assert parsed.notice == catalogue.load("T114").rule.slug
    assert shown(parsed.value, field(kind).type) == read


@pytest.mark.parametrize(
    ("kind", "written", "code"), [row[:3] for row in rows("栏里要填 | 写的是 | 编号 | 为什么")]
)
def test_what_is_sent_back(kind: str, written: str, code: str) -> None:
    assert parse(raw(written), field(kind)).notice == catalogue.load(code).rule.slug


def test_every_code_exists() -> None:
    codes = set(re.findall(r"\b[A-Z][0-9]{3}\b", PAGE))
    assert len(codes) > 15
    assert codes <= set(catalogue.codes())


def test_limits_are_the_programs_own() -> None:
    limits = Limits()
    assert dict(rows("限度 | 最多")) == {
        "文件大小": f"{limits.file_bytes // MIB} MB",
        "压缩包内文件数": f"{limits.entries} 个",
        "单个部件解压后大小": f"{limits.part_bytes // MIB} MB",
        "解压后总大小": f"{limits.total_bytes // MIB} MB",
        "工作表数": f"{limits.sheets} 张",
        "单元格范围": f"{limits.cells // 10_000} 万个",
        "合并区域数": f"{limits.merged // 10_000} 万处",
        "读取时间": f"{limits.seconds} 秒",
    }


def test_every_kind_of_file_that_a_folder_gives_is_named() -> None:
    named = set(re.findall(r"`(\.[a-z]+)`", PAGE.partition("## 二、")[0]))
    assert set(SPREADSHEETS) <= named


def test_every_option_exists() -> None:
    options = set(re.findall(r"--[a-z][a-z-]+", fuxi("check", "--help").out))
    mentioned = set(re.findall(r"--[a-z][a-z-]+", PAGE))
    assert {"--explain-layout", "--layout", "--measure"} <= mentioned
    assert mentioned <= options
