"""What an office's own script knows of the form and of the plan, and the findings that all peers write.

A finding is (file, sheet, cell, rule): the rule by fuxi's code, so that the findings can be compared cell by cell.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

START, END = datetime(2022, 1, 1), datetime(2022, 6, 30)
"""The plan's first day, the period's last."""
COVER, FIGURES, TASKS = "封面", "指标进度", "重点任务"
COVER_FIELDS = ("报送单位", "报告期", "填报人", "联系电话", "审核人", "报送日期", "本月有无进展")
STATUSES = ("未启动", "推进中", "已完成")
DOCUMENT = re.compile(r"[^\W\d_][〔(（\[【]20\d\d[〕)）\]】]第?\d+号")
HEADER_ROW = 4
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_INDUSTRIES = ("富硒脐橙", "富硒蔬菜", "富硒水稻", "富硒高山茶", "富硒禽蛋")
_STAGES = ("申报中", "已认定")

Finding = tuple[str, str, str, str]


@dataclass(frozen=True)
class Ledger:
    indicator: str
    key: str
    day: str
    required: tuple[str, ...]
    numbers: dict[str, float]
    """Column → least value."""
    lists: dict[str, tuple[str, ...]]
    stage: str | None = "阶段"
    code: str | None = None
    """The column of the unified social credit code."""
    document: str | None = "认定文号"
    expires: str | None = None


_STAGED = {"阶段": _STAGES}
_ENTERPRISE = ("企业名称", "统一社会信用代码", "乡镇")

LEDGERS = {
    "台账-示范基地": Ledger(
        "认定高标准示范基地",
        "基地名称",
        "认定日期",
        ("基地名称", "乡镇", "主导产业", "面积", "经营主体", "阶段"),
        {"面积": 0},
        {"主导产业": _INDUSTRIES} | _STAGED,
    ),
    "台账-富硒产品": Ledger(
        "认证富硒产品",
        "证书编号",
        "发证日期",
        ("产品名称", "企业名称", "统一社会信用代码", "证书编号", "认证机构", "发证日期", "有效期至"),
        {},
        {},
        stage=None,
        code="统一社会信用代码",
        document=None,
        expires="有效期至",
    ),
    "台账-龙头企业": Ledger(
        "培育绿色、有机、富硒农业示范龙头企业",
        "统一社会信用代码",
        "认定日期",
        (*_ENTERPRISE, "阶段"),
        {},
        _STAGED,
        code="统一社会信用代码",
    ),
    "台账-精深加工企业": Ledger(
        "培育5000万元以上富硒精深加工企业",
        "统一社会信用代码",
        "认定日期",
        (*_ENTERPRISE, "投资额", "阶段"),
        {"投资额": 5000},
        _STAGED,
        code="统一社会信用代码",
    ),
    "台账-康养区": Ledger(
        "培育富硒休闲旅游康养区",
        "康养区名称",
        "认定日期",
        ("康养区名称", "乡镇", "运营主体", "阶段"),
        {},
        _STAGED,
    ),
    "台账-产业园区": Ledger(
        "建设富硒产业园区",
        "园区名称",
        "认定日期",
        ("园区名称", "乡镇", "级别", "建设主体", "阶段"),
        {"面积": 0},
        {"级别": ("县级", "市级")} | _STAGED,
    ),
}


def right_code(code: object) -> bool:
    """Whether a unified social credit code has its right check character (GB 32100)."""
    text = str(code)
    if len(text) != 18 or any(c not in _ALPHABET for c in text):
        return False
    total = sum(_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(text[:17]))
    return _ALPHABET[-total % 31] == text[17]


def letter(column: int) -> str:
    """The letter of a column, which counts from 0."""
    return chr(ord("A") + column)


def workbooks(source: str) -> list[Path]:
    path = Path(source)
    return sorted(path.glob("*.xlsx")) if path.is_dir() else [path]


def read_quotas(path: str) -> dict[str, dict[str, int]]:
    """County → indicator → quota."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    names = [title.rpartition("（")[0] for title in header[2:]]
    return {row[1]: dict(zip(names, map(int, row[2:]), strict=True)) for row in rows}


def write(found: Iterable[Finding], path: str) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(found)
