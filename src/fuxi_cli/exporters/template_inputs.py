"""What may be typed into the form: drop-downs, whole numbers, dates, and the notes that explain a column."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Field, Ledger, Plan
from fuxi_cli.core.words import plain

_LIST_ROOM = 255
"""A drop-down written into the cell itself holds so many characters."""
_MESSAGE_ROOM = 255
_LONG_AGO = date(2000, 1, 1)
_UNBOUNDED = Decimal("1E12")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The checks and notes of one plan's form for one month. ``ledger`` is the ledger of a field, if any."""

    plan: Plan
    period: Period

    def validation(self, f: Field, kind: str, ledger: Ledger | None = None) -> dict[str, Any] | None:
        """XlsxWriter's options of a field's check; None where anything may be typed."""
        if f.enum:
            return _choice(f)
        if kind == "date":
            return self._date(f, ledger)
        if kind in ("count", "year", "number", "share"):
            return self._number(f, kind)
        if f.format == "uscc":
            return _rule(
                "请核对代码",
                "统一社会信用代码应为 18 位。",
                validate="length",
                criteria="==",
                value=18,
                error_type="warning",
            )
        return None

    def _date(self, f: Field, ledger: Ledger | None) -> dict[str, Any]:
        first, last = self.dates(f, ledger)
        message = f"请按 {self.period.last_day} 的样子填写日期，应在 {first} 至 {last} 之间。"
        return _rule("请填日期", message, validate="date", criteria="between", minimum=first, maximum=last)

    def dates(self, f: Field, ledger: Ledger | None) -> tuple[date, date]:
        """The earliest and latest day that make sense: a report is late at most two months after the plan."""
        start, late = self.plan.start.first_day, self.plan.end.plus(2).last_day
        if f.expires:
            return start, self.plan.end.plus(12 * 20).last_day
        indicator = self.plan.indicator(ledger.indicator) if ledger and ledger.indicator else None
        new = f.dated and indicator is not None and indicator.basis == "new"
        if ledger is not None and not new:
            return _LONG_AGO, late
        return start, late

    def _number(self, f: Field, kind: str) -> dict[str, Any]:
        if kind == "year":
            return _between(
                f, "integer", Decimal(1900), Decimal(self.plan.end.year + 1), "请填年份", "四位数的年份"
            )
        least, most = f.minimum if f.minimum is not None else Decimal(0), f.maximum
        if kind == "count":
            return _between(f, "integer", least, most, "请填整数", "阿拉伯数字的整数，不写单位")
        what = "百分数，如 85%" if kind == "share" else "阿拉伯数字，不写单位"
        return _between(f, "decimal", least, most, "请填数字", what)

    def note(self, f: Field) -> str:
        """The note on a column's header: the field's own words, else how to fill it in; and whether it must be."""
        if f.calculated:
            return f.note
        parts = [f.note or self._how_to_fill_in(f)]
        if f.required and "必填" not in f.note:
            parts.append("必填。")
        return "\n".join(part for part in parts if part)

    def _how_to_fill_in(self, f: Field) -> str:
        if f.enum:
            return f"从下拉表中选：{'、'.join(f.enum)}。"
        if f.unit:
            return f"按{f.unit}填，只填数字。"
        if f.format == "uscc":
            return "18 位统一社会信用代码。"
        return f"按 {self.period.last_day} 的样子填写。" if f.type == "date" else ""


def _choice(f: Field) -> dict[str, Any]:
    options = "、".join(f.enum)
    return _rule("请从列表中选择", f"可选：{options}。", validate="list", source=list(f.enum))


def fits_in_cell(validation: dict[str, Any]) -> bool:
    """Whether a drop-down's choices can be written into the cell; otherwise they need cells of their own.

    There they are one text between quotes: a quote in a choice would end it, and what follows would be a formula.
    """
    choices = validation.get("source", [])
    return len(",".join(choices)) <= _LIST_ROOM and not any(
        "," in choice or '"' in choice for choice in choices
    )


def _between(
    f: Field, what: str, least: Decimal, most: Decimal | None, title: str, wanted: str
) -> dict[str, Any]:
    bounds = f"不小于 {plain(least)}" + (f"、不大于 {plain(most)}" if most is not None else "")
    unit = f"（单位：{f.unit}）" if f.unit else ""
    message = (
        f"这里填{wanted}{unit}，{bounds}；没有的填 0。" if not least else f"这里填{wanted}{unit}，{bounds}。"
    )
    return _rule(
        title,
        message,
        validate=what,
        criteria="between",
        minimum=_bound(least),
        maximum=_bound(_UNBOUNDED if most is None else most),
    )


def _bound(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _rule(title: str, message: str, **options: Any) -> dict[str, Any]:
    if len(message) > _MESSAGE_ROOM:
        message = message[: _MESSAGE_ROOM - 2] + "……"
    return {"error_title": title, "error_message": message, **options}
