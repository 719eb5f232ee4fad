"""Months at an office that every status exporter is tested with, over the small plan of ``exporters.reports``."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from exporters.reports import (
    BING,
    BUREAU,
    DING,
    FORM_DUE,
    HOSTILE,
    JIA,
    JUNE,
    PLAN,
    WU,
    YEAR_END,
    YI,
    report,
    task,
)
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.filed import Closing, Correction, Filed
from fuxi_cli.core.office_status import Status, status
from fuxi_cli.core.plan import Reporter
from fuxi_cli.core.standing import Reporting
from support.changed import replace

OFFICE = replace(PLAN, short_title="富硒产业发展")
OWING = (JIA, YI, BING, DING, WU, BUREAU)
BEFORE = date(2022, 7, 2)
AFTER = date(2022, 7, 8)
CLOSING = Closing(
    JUNE, "2022-07-12T09:30:00+08:00", 9, PLAN.id, "2022-01-24", "0", (("汇总表.xlsx", "ab" * 32),)
)
RETURNED = {"status": "returned", "errors": 2, "warnings": 1}


def filed(
    number: int,
    of: Reporter | None,
    day: int = 3,
    status: str = "accepted",
    submitted: date | None = None,
    **more: Any,
) -> Filed:
    """The submission of a reporter, or None, that came in on that day of July as the ``number``-th."""
    receipt = f"202207{day:02d}T081530-{number:04d}"
    id, name = (of.id, of.name) if of else ("未识别", "")
    values: dict[str, Any] = {
        "receipt": receipt,
        "received": f"2022-07-{day:02d}T08:15:30+08:00",
        "name": f"{name or '新建表格'}.xlsx",
        "sha256": f"{number:064x}",
        "size": 20_000,
        "path": f"{'accepted' if status == 'accepted' else 'returned'}/2022-06/{'_'.join(filter(None, (id, name, receipt)))}.xlsx",
        "plan": PLAN.id,
        "revision": str(PLAN.revision),
        "period": JUNE,
        "reporter": of.id if of else None,
        "reporter_name": of.name if of else None,
        "layout": "official" if status != "unreadable" else None,
        "format": "xlsx",
        "status": status,
        "submitted_on": submitted or date(2022, 7, day),
        "number": number,
    }
    return Filed(**{**values, **more})


def standings(**how: str) -> tuple[Reporting, ...]:
    """What the report says of everybody, by the reporters' ids with ``_``; whoever is not named is missing."""
    found = []
    for reporter in OWING:
        word = how.get(reporter.id.replace("-", "_"), "missing")
        days = {"late": date(2022, 7, 6), "missing": None, "returned": None}
        found.append(Reporting(reporter, word, days.get(word, date(2022, 7, 3)), FORM_DUE))
    return tuple(found)


def month(
    reporting: Sequence[Reporting], *register: Filed, today: date = AFTER, plan: Any = OFFICE, **more: Any
) -> Status:
    """A month by what the report says of the reporters and what the register holds."""
    extra = {name: more.pop(name) for name in ("duties", "remarks") if name in more}
    return status(report(plan=plan, reporting=tuple(reporting), **extra), register, today, **more)


def _register() -> tuple[Filed, ...]:
    """Returned, accepted, late, returned after one that counts, missing, nil; and a file of nobody known."""
    return (
        filed(1, JIA, 3, **RETURNED),
        filed(2, YI, 4),
        filed(3, DING, 4),
        filed(4, BUREAU, 1),
        filed(5, JIA, 5, "unreadable", errors=1),
        filed(6, BING, 6),
        filed(7, DING, 6, **RETURNED),
        filed(8, None, 7, "unreadable", name="六月/新建 Microsoft Excel 工作表.xlsx", errors=1),
    )


def _said() -> tuple[Reporting, ...]:
    return standings(**{"360002": "on_time", "360003": "late", "360004": "on_time", "shili_ju": "nil"})


def _duties() -> tuple[Duty, ...]:
    def duty(id: str, short: str, due: date, due_text: str, *stands: Any) -> Duty:
        return Duty(task(id, short, short, due, due_text), *stands)

    return (
        duty("2", "园区建设", date(2022, 8, 15), "8月中旬", "due_soon", "blue", 38, BUREAU),
        duty("3.1", "出台管理办法", YEAR_END, "12月底", "in_progress", "green", 176, BUREAU),
        duty("6", "专家库", date(2022, 8, 31), "8月底", "not_reported", "blue", 54, None),
        duty("7", "直营店", date(2022, 7, 31), "7月底", "behind", "yellow", 23, BUREAU),
        duty("8", "协会", date(2022, 6, 20), "6月20日", "overdue", "red", -18, None),
        duty("9", "地方标准", AFTER, "7月8日", "overdue", "red", 0, BUREAU),
        duty("10", "品牌", date(2022, 6, 1), "6月", "done", "green", None, BUREAU),
    )


def busy() -> Status:
    """Three days after the due day, with everything that can be open."""
    waiting = (("乙县（更正）.xlsx", "还在写入，下次运行再取"), ("说明.docx", "不是报送表"))
    return month(_said(), *_register(), duties=_duties(), waiting=waiting)


def early() -> Status:
    """The same month three days before the due day, as far as it had come by then."""
    said = standings(shili_ju="nil")
    return month(said, filed(4, BUREAU, 1), filed(5, YI, 2, **RETURNED), today=BEFORE)


def nobody() -> Status:
    return month(standings(), today=BEFORE)


def everybody() -> Status:
    said = standings(**{reporter.id.replace("-", "_"): "on_time" for reporter in OWING})
    return month(said, *(filed(n, reporter, 4) for n, reporter in enumerate(OWING, start=1)))


def closed() -> Status:
    """Closed with one reporter missing; two figures were changed later."""
    late = "2022-07-20T10:00:00+08:00"
    changed = (
        Correction(JUNE, YI.id, "base", Decimal(1), Decimal(2), late),
        Correction(JUNE, YI.id, "area", None, Decimal("0.30"), late),
    )
    said = standings(**{r.id.replace("-", "_"): "on_time" for r in OWING if r != WU})
    register = [filed(n, r, 4) for n, r in enumerate((r for r in OWING if r != WU), start=1)]
    again = filed(10, YI, 20, submitted=date(2022, 7, 4))
    register[1] = register[1]._replace(superseded_by=10)
    return month(said, *register, again, today=date(2022, 7, 22), closing=CLOSING, corrections=changed)


def nothing_owed() -> Status:
    return month((), filed(1, None, 4, "returned", errors=1, layout="wide", name="全市进度.xlsx"))


def hostile(words: str = HOSTILE) -> Status:
    """Every name, path and text that comes from a file, a plan or the inbox tries to act."""
    reporter = replace(JIA, name=words)
    other = replace(YI, name=words)
    plan = replace(
        OFFICE, title=words, short_title=words + "简", reporters=(reporter, other),
        indicators=(replace(PLAN.indicators[0], short=words, unit=words),),
    )  # fmt: skip
    bad = {"name": words, "path": f"returned/{words}/{words}", "received": words, "reporter_name": words}
    job = replace(task(words, words, words, AFTER, words), units=(words,))
    return month(
        (Reporting(reporter, "missing", None, FORM_DUE), Reporting(other, "on_time", None, FORM_DUE)),
        filed(1, reporter, **RETURNED, **bad),
        filed(2, other, received=words),
        filed(3, other, **RETURNED, **bad),
        filed(4, None, **RETURNED, **bad),
        filed(5, None, 4, "returned", reporter=words, reporter_name=words, path=words, name="另一个"),
        plan=plan,
        duties=(Duty(job, "overdue", "red", -1, None),),
        remarks=(words,),
        waiting=((words, words),),
        closing=CLOSING._replace(closed=words, revision=words, version=words, papers=((words, words),)),
        corrections=(Correction(JUNE, words, words, None, Decimal("1E+99"), words),),
    )


STATUSES: dict[str, Callable[[], Status]] = {
    "busy": busy,
    "early": early,
    "nobody": nobody,
    "everybody": everybody,
    "closed": closed,
    "nothing-owed": nothing_owed,
}
