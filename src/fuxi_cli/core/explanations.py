"""Which written explanation (核实说明) answers which finding.

An explanation answers a warning of the rule that it names, at the place that it names. Only a real reason
counts: 无误, 属实 and the like say nothing that could be looked into.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from fuxi_cli.core.finding import Finding
from fuxi_cli.core.place import Place, column_number
from fuxi_cli.core.submission import Explanation, Submission
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
    """The same findings; those that an explanation answers carry its text."""
    answers = Answers(explanations)
    return [_explained(finding, answers) for finding in findings]


def given(explanations: Iterable[Explanation], codes: Sequence[str], place: Place) -> str | None:
    """The reason that somebody gave for one of those rules at a place; None when there is none."""
    return Answers(explanations).best(codes, place)


@lru_cache(maxsize=1)
def answers_of(submission: Submission) -> "Answers":
    """What a workbook explains. One rule after another asks the same workbook."""
    return Answers(submission.explanations)


class Answers:
    """Explanations that give a reason, by the rules and places that they name; each is read once."""

    def __init__(self, explanations: Iterable[Explanation]) -> None:
        self._by_code: dict[str, list[_Answer]] = {}
        self._on_sheet: dict[tuple[str, str | None], _Named] = {}
        for number, explanation in enumerate(explanations):
            codes = dict.fromkeys(_codes(explanation.rule))
            text = reason(explanation.text) if codes else None
            if text:
                for code in codes:
                    self._by_code.setdefault(code, []).append(_Answer(number, explanation.where, text))

    def best(self, codes: Iterable[str], place: Place) -> str | None:
        """The text of the answer that names the place most exactly; among equals the first."""
        found = [hit for code in codes if code in self._by_code and (hit := self._hit(code, place))]
        if not found:
            return None
        return max(found, key=lambda hit: (hit[0], -hit[1].number))[1].text

    def _hit(self, code: str, place: Place) -> tuple[int, "_Answer"] | None:
        named = self._on_sheet.get((code, place.sheet))
        if named is None:
            named = self._on_sheet[code, place.sheet] = _Named(self._by_code[code], place.sheet)
        return named.best(place)


class _Answer(NamedTuple):
    number: int
    where: str
    text: str


class _Named:
    """The places on one sheet that answers name, so that a finding need not be held against each of them."""

    __slots__ = ("_areas", "_cells", "_columns", "_rows", "_whole")

    def __init__(self, answers: Iterable[_Answer], sheet: str | None) -> None:
        self._whole: tuple[int, _Answer] | None = None
        self._cells: dict[tuple[int, int], _Answer] = {}
        self._rows: dict[int, _Answer] = {}
        self._columns: dict[int, _Answer] = {}
        self._areas: list[tuple[_Area, _Answer]] = []
        for answer in answers:
            for exactness, area in _named(answer.where, sheet):
                self._add(exactness, area, answer)

    def _add(self, exactness: int, area: "_Area", answer: _Answer) -> None:
        top, left, bottom, right = area
        if exactness < 3:
            if self._whole is None or exactness > self._whole[0]:
                self._whole = (exactness, answer)
        elif exactness == 3:
            (self._rows if top else self._columns).setdefault(top or left, answer)
        elif (top, left) == (bottom, right):
            self._cells.setdefault((top, left), answer)
        else:
            self._areas.append((area, answer))

    def best(self, place: Place) -> tuple[int, _Answer] | None:
        """The first of the most exact answers, and how exactly it names the place."""
        row, column = place.row, place.column
        if row and column:
            cell = self._cells.get((row, column))
            area = next(
                (
                    answer
                    for (top, left, bottom, right), answer in self._areas
                    if top <= row <= bottom and left <= column <= right
                ),
                None,
            )
            if first := _first(cell, area):
                return 4, first
        if first := _first(self._rows.get(row), self._columns.get(column)):
            return 3, first
        return self._whole


def _first(one: _Answer | None, other: _Answer | None) -> _Answer | None:
    return min((answer for answer in (one, other) if answer), key=lambda a: a.number, default=None)


def _explained(finding: Finding, answers: Answers) -> Finding:
    if finding.rule.severity != "warning":
        return finding
    codes = (finding.rule.code, *ANSWERED_AS.get(finding.rule.code, ()))
    text = answers.best(codes, finding.place)
    return finding._replace(explained=text) if text else finding


def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _codes(text: str) -> tuple[str, ...]:
    """The rule codes that a cell names: ``c101``, ``Ｃ１０１ 本月新增``, ``C101、C104``."""
    return tuple(re.findall(_CODE, unicodedata.normalize("NFKC", text).upper()))


_Area = tuple[int, int, int, int]
"""(first row, first column, last row, last column); of a whole row or column only one is not 0."""
_ANYWHERE = (0, 0, 0, 0)


def _named(where: str, sheet: str | None) -> Iterator[tuple[int, _Area]]:
    """What a written place names on a sheet, and how exactly: 1 blank, 2 its sheet, 3 row or column, 4 cells."""
    text = unicodedata.normalize("NFKC", where).upper().replace("$", "")
    if not text.strip(_AROUND + "-—/"):
        yield 1, _ANYWHERE
        return
    named = ""
    for part in re.split(_SEPARATORS, text):
        if part.strip(_AROUND):
            exactness, area, named = _part(part.strip(), named, sheet)
            if exactness:
                yield exactness, area


def _part(part: str, inherited: str, sheet: str | None) -> tuple[int, _Area, str]:
    """What one of several places names, how exactly, and the sheet that the next one inherits."""
    if sheet is None:
        return (2 if key(part) in _FILE else 0), _ANYWHERE, inherited
    if _is_sheet(part, sheet):
        return 2, _ANYWHERE, part
    part = part.removesuffix("单元格").removesuffix("格").strip(_AROUND)
    for pattern, level, area in _SHAPES:
        match = re.search(pattern, part)
        if match:
            named = part[: match.start()].strip(_AROUND) or inherited
            there = not named or _is_sheet(named, sheet)
            return (level if there else 0), area(match), named
    return 0, _ANYWHERE, part


def _is_sheet(named: str, sheet: str) -> bool:
    """Whether a wording means a sheet: 指标进度, “指标进度”表, 工作表“指标进度”."""
    wanted = _letters(sheet)
    said = _letters(named)
    return wanted in (said, said.removesuffix("表"), said.removesuffix("工作表"), said.removeprefix("工作表"))


def _cells(match: re.Match[str]) -> _Area:
    left, top, right, bottom = match.groups()
    rows = sorted((int(top), int(bottom or top)))
    columns = sorted((column_number(left), column_number(right or left)))
    return rows[0], columns[0], rows[1], columns[1]


def _row(match: re.Match[str]) -> _Area:
    return int(match[1]), 0, 0, 0


def _column(match: re.Match[str]) -> _Area:
    return 0, column_number(match[1]), 0, 0


_SHAPES = ((_CELL, 4, _cells), (_ROW, 3, _row), (_COLUMN, 3, _column))
