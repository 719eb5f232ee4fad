"""A revision in the papers of the month it comes into force: nothing without one, few in the letter, many in an annex."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from fuxi_cli.core.plan import Document, Plan
from fuxi_cli.core.revised import revised
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export
from fuxi_cli.exporters.circular import adjustments as in_circular
from fuxi_cli.exporters.circular.blocks import Paragraph, as_text
from fuxi_cli.exporters.circular.sections import circular
from support.builders import JUNE, QUOTAS, plan
from support.hostile_texts import TEXTS
from support.html_page import Page
from support.summaries import summary, wide_plan

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
DOCUMENT = Document("示例〔2022〕6号", "示例调整通知", "示例办公室", date(2022, 5, 30))
NONE = summary()


def with_(old: Plan, **changes: object) -> Summary:
    """The month in which a plan with those changes came into force."""
    values = {
        **{f: getattr(old, f) for f in ("indicators", "reporters", "quotas", "tasks", "targets", "ledgers")}
    }
    new = plan(**{**values, "revision": date(2022, 6, 1), "document": DOCUMENT, **changes})
    made = summary(new)
    return made._replace(report=made.report._replace(revised=revised(old, new, JUNE.last_day)))


def more(of: Plan, first: int) -> tuple[object, ...]:
    """The quotas, the first so many of them one more."""
    return tuple(q._replace(value=q.value + 1) if n < first else q for n, q in enumerate(of.quotas))


def letter(of: Summary) -> str:
    return next((b.text for b in circular(of).body if isinstance(b, Paragraph) and "起执行" in b.text), "")


def test_without_a_revision_no_paper_speaks_of_one() -> None:
    assert NONE.revised is None
    assert letter(NONE) == in_circular.told(None, "") == ""
    assert "任务调整" not in load_workbook(io.BytesIO(export(NONE, "xlsx", "summary"))).sheetnames
    assert "adjustments" not in Page(export(NONE, "html", "summary")).tables


def test_few_are_told_in_the_letter() -> None:
    old = plan()
    assert letter(with_(old, quotas=more(old, 2))) == (
        "自2022年6月1日起执行示例〔2022〕6号《示例调整通知》，任务数相应调整：甲县基地由3个调整为4个、产品由12个调整为13个。"
    )


def test_many_are_an_annex() -> None:
    old = wide_plan(20, 3)
    of = with_(old, quotas=more(old, 40))
    (annex,) = (one for one in circular(of).annexes if one.title == "任务数调整情况表")
    number = circular(of).annexes.index(annex) + 1
    assert letter(of).endswith(f"任务数调整共40项，涉及14个单位，见附件{number}。")
    assert len(annex.tables[0].rows) == 40
    assert annex.tables[0].rows[0][:3] == ("1", "示例1县", "示例1号（个）")
    assert annex.tables[0].rows[0][5] == "+1"


def test_a_dropped_indicator_is_told_in_a_word_however_many_owed_it() -> None:
    old = wide_plan(20, 3)
    quotas = tuple(q for q in old.quotas if q.indicator != "i3")
    gone = sum((q.value for q in old.quotas if q.indicator == "i3"), Decimal(0))
    of = with_(old, indicators=old.indicators[:2], quotas=quotas)
    assert letter(of).endswith(f"，示例3号不再考核（原任务数合计{gone}个）。")
    assert "任务数调整情况表" not in {one.title for one in circular(of).annexes}


def test_a_revision_that_leaves_the_quotas_as_they_were() -> None:
    of = with_(plan())
    assert letter(of) == "自2022年6月1日起执行示例〔2022〕6号《示例调整通知》，任务数没有调整。"
    sheet = load_workbook(io.BytesIO(export(of, "xlsx", "summary")))["任务调整"]
    assert "任务数没有调整。" in [row[0].value for row in sheet.iter_rows()]
    assert b"adjustments-section" in export(of, "html", "summary")


@pytest.mark.parametrize("text", list(TEXTS.values())[:4])
def test_hostile_names_stay_text(text: str) -> None:
    old = plan(document=DOCUMENT)
    of = with_(old, quotas=QUOTAS[:1], document=DOCUMENT._replace(title=text, number=text))
    book = load_workbook(io.BytesIO(export(of, "xlsx", "summary")))
    assert {cell.data_type for row in book["任务调整"].iter_rows(max_row=5) for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }
    export(of, "html", "summary")
    as_text(circular(of))
