"""What a file says of itself: the stamp, the cover, its own name and its folder's name."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fuxi_cli.core.form import COVER, COVER_TITLE, STAMP_KEYS, STAMP_SHEET
from fuxi_cli.core.period import Period, quarter_in, year_in
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Field, Plan, Reporter
from fuxi_cli.core.submission import Identity, Notice, Sheet, Workbook
from fuxi_cli.core.words import fold, key
from fuxi_cli.readers.cells.parse import parse, parse_period
from fuxi_cli.readers.layouts.tables import wordings

_PERIOD = re.compile(r"(?<!\d)(20\d\d)(?:年|[-_. ]?)(1[0-2]|0?[1-9])(?:月|(?!\d))")
_SPAN = re.compile(r"(20\d\d)年(?:1[0-2]|0?[1-9])月?份?[-—–~～至到]+(1[0-2]|0?[1-9])月")
"""1—6月: what a table holds for such a span is what was done by its last month."""
_DAY = re.compile(
    r"(截[至止]|到)?[^0-9\n]{0,4}(20\d\d)([年./-])(1[0-2]|0?[1-9])[月./-](3[01]|[12]\d|0?[1-9])(?!\d)"
)
_COVER_ROWS = 60
_COVER_COLUMNS = 20
_LABEL_LENGTH = 16
_OWN_LABELS = frozenset(("plan", "document", "progress"))
"""Labels that only a cover has; 填报单位, 填表人 and 审核人 stand around any table."""


def stamp(workbook: Workbook) -> Identity | None:
    """The template's stamp: custom document properties, else the hidden sheet."""
    found = {name: workbook.properties.get(name) for name in STAMP_KEYS}
    sheet = workbook.sheet(STAMP_SHEET)
    if sheet is not None:
        for row in sheet.rows:
            if len(row) >= 2 and row[0] in STAMP_KEYS and row[1] is not None and not found[row[0]]:
                found[row[0]] = _written(row[1])
    if not any(found.values()):
        return None
    return Identity(
        "stamp",
        plan=found["fuxi_plan"],
        revision=found["fuxi_revision"],
        reporter=found["fuxi_reporter"],
        period=_period_text(found["fuxi_period"]),
        template=found["fuxi_template"],
    )


def _written(value: Any) -> str:
    """A cell as text. A code that a format without types gave as a number is one without a point."""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Cover:
    """The cover's fields as read. ``values`` and ``places`` are by field name."""

    sheet: str
    raw: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def identity(self) -> Identity:
        named = ("plan", "document", "reporter")
        text = {name: _written(self.raw[name]) for name in named if self.raw.get(name)}
        return Identity(
            "cover",
            plan=text.get("plan"),
            document=text.get("document"),
            reporter=text.get("reporter"),
            period=_period_text(self.raw.get("period")),
            places=self.places,
        )


def find_cover(workbook: Workbook) -> Cover | None:
    """The sheet with most of the cover's labels; None when no sheet has three of them, one of them its own."""
    words = wordings(COVER)
    best: tuple[Sheet, dict[str, tuple[int, int]]] | None = None
    for sheet in sorted(workbook.sheets, key=lambda s: s.name != COVER_TITLE):
        labels = _labels(sheet, words)
        if sheet.name != COVER_TITLE and _OWN_LABELS.isdisjoint(labels):
            continue
        if len(labels) >= 3 and (best is None or len(labels) > len(best[1])):
            best = (sheet, labels)
            if sheet.name == COVER_TITLE:
                break
    return _read_cover(*best) if best else None


def _labels(sheet: Sheet, words: dict[str, str]) -> dict[str, tuple[int, int]]:
    labels: dict[str, tuple[int, int]] = {}
    for row, cells in enumerate(sheet.rows[:_COVER_ROWS], start=1):
        for column, cell in enumerate(cells[:_COVER_COLUMNS], start=1):
            if isinstance(cell, str) and (name := words.get(key(_label(cell)))):
                labels.setdefault(name, (row, column))
    return labels


def _label(cell: str) -> str:
    """The label in a cell: all of it, or what stands before a colon."""
    label = cell.replace("：", ":").partition(":")[0]
    return label if len(label) <= _LABEL_LENGTH else ""


def _read_cover(sheet: Sheet, labels: dict[str, tuple[int, int]]) -> Cover:
    cover = Cover(sheet.name)
    occupied = set(labels.values())
    for f in COVER:
        if f.name not in labels:
            cover.notices.append(
                Notice("cover-field-missing", sheet.place(), None, None, (("field", f.title),))
            )
            continue
        row, column = labels[f.name]
        place, raw = _value_beside(sheet, row, column, occupied)
        cover.places[f.name] = place
        cover.raw[f.name] = raw
        _parse_cover_value(cover, f, place, raw, sheet)
    return cover


def _value_beside(sheet: Sheet, row: int, column: int, occupied: set[tuple[int, int]]) -> tuple[Place, Any]:
    """What follows the label's colon; else the first filled cell to the right, before the next label."""
    inside = str(sheet.at(row, column)).replace("：", ":").partition(":")[2].strip()
    if inside:
        return sheet.place(row, column), inside
    for c in range(column + 1, min(len(sheet.rows[row - 1]), column + 10) + 1):
        if (row, c) in occupied:
            break
        if sheet.at(row, c) is not None:
            return sheet.place(row, c), sheet.at(row, c)
    return sheet.place(row, column + 1), None


def _parse_cover_value(cover: Cover, f: Field, place: Place, raw: Any, sheet: Sheet) -> None:
    if raw is None:
        cell = (place.row, place.column)
        if f.required and cell not in sheet.errors and cell not in sheet.uncalculated:
            cover.notices.append(Notice("cover-field-missing", place, None, None, (("field", f.title),)))
        return
    if f.name == "period":
        cover.values[f.name] = parse_period(raw)
        if cover.values[f.name] is None:
            cover.notices.append(
                Notice("not-a-date", place, raw, "2022-06 这样的年月", (("field", f.title),))
            )
        return
    parsed = parse(raw, f)
    cover.values[f.name] = parsed.value
    if parsed.notice:
        cover.notices.append(Notice(parsed.notice, place, raw, parsed.expected, (("field", f.title),)))


def title_identity(sheet: Sheet, rows: int, plan: Plan) -> Identity:
    """What the lines above a table say: a month, a 填报单位."""
    identity = Identity("title")
    for row, cells in enumerate(sheet.rows[:rows], start=1):
        for column, cell in enumerate(cells, start=1):
            if not isinstance(cell, str):
                continue
            if identity.period is None and (period := _named_in(cell, plan)):
                identity.period = str(period)
                identity.places["period"] = sheet.place(row, column)
            label, colon, value = fold(cell).partition(":")
            if colon and label in ("填报单位", "报送单位", "单位") and plan.reporter(value):
                identity.reporter = value
                identity.places["reporter"] = sheet.place(row, column)
    return identity


def name_identities(path: str, plan: Plan) -> list[Identity]:
    """What the file's own name and its folder's name say."""
    folder, name = os.path.split(path)
    stem = os.path.splitext(name)[0]
    result = []
    for source, text in (("file name", stem), ("folder", os.path.basename(folder))):
        period = _named_in(text, plan)
        reporter = reporter_in(text, plan)
        if period or reporter:
            result.append(
                Identity(
                    source,
                    reporter=reporter.name if reporter else None,
                    period=str(period) if period else None,
                )
            )
    return result


def _named_in(text: str, plan: Plan) -> Period | None:
    """The one period of the plan's kind that a text names: a month, by its quarter or year where the plan is reported so."""
    in_words = PERIODS_IN[plan.calendar.frequency]
    return (in_words(text) if in_words else None) or period_in(text)


def with_period(identities: list[Identity], cover: Cover | None, plan: Plan) -> None:
    """Read 2024年一季度 or 2024年度 on a cover and in a stamp, which no month says, where the plan is reported so."""
    in_words = PERIODS_IN[plan.calendar.frequency]
    raw = cover.raw.get("period") if cover is not None else None
    period = in_words(raw) if in_words and isinstance(raw, str) else None
    if cover is None or period is None or cover.values.get("period") is not None:
        return
    place = cover.places.get("period")
    cover.values["period"] = period
    cover.notices = [one for one in cover.notices if not (one.kind == "not-a-date" and one.place == place)]
    for identity in identities:
        if identity.source == "cover":
            identity.period = str(_own(plan, period))


def _own(plan: Plan, period: Period) -> Period:
    """A quarter or year as the plan has it, which may end before it."""
    found = (one for one in plan.periods() if one.month_first == period.month_first)
    return next(found, period)


PERIODS_IN: dict[str, Callable[[str], Period | None] | None] = {
    "monthly": None,
    "quarterly": quarter_in,
    "yearly": year_in,
}
"""How a period that is no month is named, by the plan's frequency."""


def period_in(text: str) -> Period | None:
    """The one month that a text names; None when it names none or several.

    The day on which something was written or sent (2022年7月4日) names no month, unless it is the last one of its month
    or the text says 截至.
    """
    months = _DAY.sub(_month_of_day, _SPAN.sub(r"\1年\2月", text))
    found = {Period(int(m[1]), int(m[2])) for m in _PERIOD.finditer(months)}
    return found.pop() if len(found) == 1 else None


def _month_of_day(day: re.Match[str]) -> str:
    """The month that ends with a day, as a text; nothing for any other day."""
    period = Period(int(day[2]), int(day[4]))
    if day[1] or period.last_day.day == int(day[5]):
        return f" {period.chinese} "
    return " "


def reporter_in(text: str, plan: Plan) -> Reporter | None:
    """The one reporter that a text names by its full name or a longer alias; None for none or several."""
    folded = key(text)
    by_id = (plan.reporter_with_id(part) for part in folded.split("_"))
    named = (reporter for _, reporter in plan.named_in(folded))
    found = {reporter.id: reporter for reporter in (*by_id, *named) if reporter is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _period_text(raw: object) -> str | None:
    period = parse_period(raw) if raw is not None else None
    return str(period) if period else None
