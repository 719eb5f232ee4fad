"""Which written explanation (核实说明) answers which finding.

An explanation answers a warning of the rule that it names, at the place that it names. Only a real reason
counts: 无误, 属实 and the like say nothing that could be looked into.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fuxi_cli.core.finding import Finding
from fuxi_cli.core.place import Place, column_number
from fuxi_cli.core.submission import Explanation
from fuxi_cli.core.words import fold, key

ANSWERED_AS = {"H102": ("H101",), "H111": ("H104",)}
"""Rules that stand in for a 强制 one once there is a reason: an explanation by the old code still answers."""

_LEAST = 3
"""A reason has at least so many letters beyond what is empty."""
_PHRASES = """
情况属实 情况真实 数据属实 数据无误 属实 真实有效 真实准确 真实 准确无误 准确 正确无误 正确 无误 没错 没有错误 没有错
没有问题 没问题 不存在问题 无问题 无异议 没有异议 无异常 未发现异常 没有异常 无变化 没有变化 无特殊情况 无特殊原因 无原因
一切正常 情况正常 正常 同上 如上 同前 照旧 如实填报 如实填写 据实填报 据实填写 按实填报 实际情况 以上情况 有关情况 相关情况
核实无误 已核实 经核实 核实 已核对 经核对 核对 已核查 经核查 核查 已复核 经复核 复核 已确认 经确认 确认 已审核 经审核 审核
已检查 经检查 检查 查实 已查 已阅 已知 知悉 收到 特此说明 情况说明 见说明 详见备注 见备注 详见附件 见附件 待核实 待补充 待查
不详 不清楚 不知道 原因 情况 数据 数字 内容 填报 填写 报表 台账 本表 本单位 我单位 我县 我市 我区 我局 我办 本月
没有 暂无 没 无 是的 好的 好 对的 对 是 行 可以 同意 说明 测试 完全 全部 一致 相符
ok okay yes none null nil test
"""
# Longer wordings come first: one that is a part of another would leave a rest of it behind.
_EMPTY = sorted(_PHRASES.split(), key=len, reverse=True)
_NOISE = "经已现并且了的都均为与以上"
# Patterns stay text until they are used: compiling them takes time at every start.
_CODE = r"(?<![A-Z0-9])[A-Z][0-9]{3}(?![0-9])"
_SEPARATORS = r"[、,;\n]+|(?<=[0-9])[和及与]"
_CELL = r"(?<![A-Z0-9])([A-Z]{1,3})([1-9][0-9]{0,6})(?:[:\-~至到]([A-Z]{1,3})([1-9][0-9]{0,6}))?$"
_ROW = r"第([1-9][0-9]{0,6})行$"
_COLUMN = r"(?<![A-Z0-9])第?([A-Z]{1,3})列$"
_AROUND = "\"'“”‘’「」『』《》〈〉[]()【】!: "
_FILE = {"整个文件", "文件", "全文", "整个工作簿", "工作簿"}


def reason(text: str | None) -> str | None:
    """The text when it gives a reason; None when it is blank or an empty phrase (无误, 情况属实, 同上, ／)."""
    if text is None:
        return None
    left = _letters(text)
    for phrase in _EMPTY:
        left = left.replace(phrase, " ")
    content = [c for c in left if not c.isspace() and not c.isdigit() and c not in _NOISE]
    return text.strip() if len(content) >= _LEAST and len(set(content)) > 1 else None


def explain(findings: Iterable[Finding], explanations: Sequence[Explanation]) -> list[Finding]:
    """The findings of one workbook, ``explained`` filled in where an explanation answers a warning."""
    answers = [_Answer(e, _codes(e.rule), text) for e in explanations if (text := reason(e.text))]
    return [_explained(finding, answers) for finding in findings]


def given(explanations: Iterable[Explanation], codes: Sequence[str], place: Place) -> str | None:
    """The reason that somebody gave for one of those rules at a place; None when there is none."""
    answers = [_Answer(e, _codes(e.rule), text) for e in explanations if (text := reason(e.text))]
    return _best(answers, codes, place)


class _Answer(NamedTuple):
    explanation: Explanation
    codes: tuple[str, ...]
    text: str


def _explained(finding: Finding, answers: Sequence[_Answer]) -> Finding:
    if finding.rule.severity != "warning" or not answers:
        return finding
    codes = (finding.rule.code, *ANSWERED_AS.get(finding.rule.code, ()))
    text = _best(answers, codes, finding.place)
    return finding._replace(explained=text) if text else finding


def _best(answers: Sequence[_Answer], codes: Sequence[str], place: Place) -> str | None:
    """The text of the answer that names the place most exactly; among equals the first."""
    best, text = 0, None
    for answer in answers:
        if set(codes).isdisjoint(answer.codes):
            continue
        exactness = _exactness(answer.explanation.where, place)
        if exactness > best:
            best, text = exactness, answer.text
    return text


def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _codes(text: str) -> tuple[str, ...]:
    """The rule codes that a cell names: ``c101``, ``Ｃ１０１ 本月新增``, ``C101、C104``."""
    return tuple(re.findall(_CODE, unicodedata.normalize("NFKC", text).upper()))


def _exactness(where: str, place: Place) -> int:
    """How exactly a written place names this one: 0 not at all, 1 blank, 2 its sheet, 3 row or column, 4 cell."""
    text = unicodedata.normalize("NFKC", where).upper().replace("$", "")
    if not text.strip(_AROUND + "-—/"):
        return 1
    best, sheet = 0, ""
    for part in re.split(_SEPARATORS, text):
        if part.strip(_AROUND):
            exactness, sheet = _part(part.strip(), sheet, place)
            best = max(best, exactness)
    return best


def _part(part: str, inherited: str, place: Place) -> tuple[int, str]:
    """How exactly one of several places matches, and the sheet that the next one inherits."""
    if place.sheet is None:
        return (2 if key(part) in _FILE else 0), inherited
    if _is_sheet(part, place.sheet):
        return 2, part
    part = part.removesuffix("单元格").removesuffix("格").strip(_AROUND)
    for pattern, level, covers in _SHAPES:
        match = re.search(pattern, part)
        if match:
            named = part[: match.start()].strip(_AROUND) or inherited
            there = covers(match, place) and (not named or _is_sheet(named, place.sheet))
            return (level if there else 0), named
    return 0, part


def _is_sheet(named: str, sheet: str) -> bool:
    """Whether a wording means a sheet: 指标进度, “指标进度”表, 工作表“指标进度”."""
    wanted = _letters(sheet)
    said = _letters(named)
    return wanted in (said, said.removesuffix("表"), said.removesuffix("工作表"), said.removeprefix("工作表"))


def _in_cells(match: re.Match[str], place: Place) -> bool:
    left, top, right, bottom = match.groups()
    if not place.cell:
        return False
    rows = sorted((int(top), int(bottom or top)))
    columns = sorted((column_number(left), column_number(right or left)))
    return rows[0] <= place.row <= rows[1] and columns[0] <= place.column <= columns[1]


def _in_row(match: re.Match[str], place: Place) -> bool:
    return place.row == int(match[1])


def _in_column(match: re.Match[str], place: Place) -> bool:
    return place.column == column_number(match[1])


_SHAPES = ((_CELL, 4, _in_cells), (_ROW, 3, _in_row), (_COLUMN, 3, _in_column))
