"""更正 in every paper of the month: the same figures in the same order, 未报 where there is none, nothing without any."""

import csv
import io
import re
from decimal import Decimal
from typing import Any

import pandas
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exporters.meetings import meeting, without_page_numbers
from fuxi_cli.core.amendments import ABOUT, amount_of, reading
from fuxi_cli.core.filed import Correction
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export
from fuxi_cli.exporters.circular import corrections as in_circular
from fuxi_cli.exporters.circular.blocks import Circular, Paragraph, as_text
from fuxi_cli.exporters.circular.sections import circular
from fuxi_cli.exporters.tidy.tables import tables
from fuxi_cli.pipeline import tidy
from fuxi_cli.pipeline.packing import CONTENTS, pack
from support import safe
from support.book_cases import CASES
from support.builders import AREA, BUREAU, JIA, PRODUCTS, YI, plan
from support.corrected import FEW, correction, forty
from support.hostile_texts import TEXTS
from support.html_page import Page
from support.summaries import summary

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
PAPERS = ("xlsx", "html", "docx")
NONE = summary()


def with_(found: tuple[Correction, ...], of: Plan | None = None) -> Summary:
    return summary(of)._replace(corrections=found)


def sheet(of: Summary, values: bool = True) -> Worksheet:
    return load_workbook(io.BytesIO(export(of, "xlsx", "summary")), data_only=values)["更正"]


def records(of: Worksheet) -> list[list[Any]]:
    """The rows below the header."""
    rows = [[cell.value for cell in row] for row in of.iter_rows()]
    start = next(n for n, row in enumerate(rows) if row[0] == "序号")
    return rows[start + 1 :]


def paragraph(of: Summary) -> str:
    said = [one.text for one in circular(of).body if isinstance(one, Paragraph) and "封账" in one.text]
    assert len(said) <= 1
    return said[0] if said else ""


def annex(of: Circular) -> Any:
    return next((a.tables[0] for a in of.annexes if a.title == "以前月份数据更正情况表"), None)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


# Without any


@pytest.mark.parametrize("format", PAPERS)
def test_without_corrections_no_paper_speaks_of_them(format: str) -> None:
    content = export(NONE, format, "summary")
    assert export(NONE._replace(corrections=()), format, "summary") == content
    assert export(with_(FEW), format, "summary") != content
    assert "更正" not in as_text(circular(NONE))
    assert "corrections" not in Page(export(NONE, "html", "summary")).tables
    assert "更正" not in load_workbook(io.BytesIO(export(NONE, "xlsx", "summary"))).sheetnames


def test_the_table_of_the_data_is_there_without_rows() -> None:
    written = tidy(NONE, "csv")
    header = written["corrections.csv"].decode("utf-8-sig").splitlines()
    assert header == [
        "period,corrected_period,reporter,reporter_name,indicator,indicator_name,unit,old,new,difference,received"
    ]
    assert {row["column"] for row in rows(written["dictionary.csv"]) if row["table"] == "corrections"} == {
        *header[0].split(",")
    }


@pytest.mark.parametrize("case", ["nobody", "nothing owed", "one indicator"])
def test_parquet_holds_tables_without_rows(case: str) -> None:
    pytest.importorskip("pyarrow")
    data = CASES[case]()
    written = tidy(data, "parquet")
    for table in tables(data):
        frame = pandas.read_parquet(io.BytesIO(written[f"{table.name}.parquet"]))
        assert list(frame.columns) == [column.name for column in table.columns]
        assert len(frame) == len(table.rows)


# With some


@pytest.mark.parametrize("format", PAPERS)
def test_the_order_in_which_they_came_makes_no_difference(format: str) -> None:
    assert export(with_(FEW), format, "summary") == export(with_(FEW[::-1]), format, "summary")


def test_the_sheet_holds_old_and_new_and_computes_the_difference() -> None:
    found = records(sheet(with_(FEW)))
    assert [row[:8] for row in found] == [
        [1, "2022年4月", "甲县", "基地", "个", "未报", 2, "—"],
        [2, "2022年5月", "甲县", "产品", "个", 7, 8, 1],
        [3, "2022年5月", "甲县", AREA.short, "万亩", 0.7, 0.65, pytest.approx(-0.05, abs=1e-12)],
        [4, "2022年5月", "乙县", "产品", "个", 3, "未报", "—"],
    ]
    assert {row[8].date().isoformat() for row in found} == {"2022-07-03"}
    live = sheet(with_(FEW), values=False)
    assert all(row[7].data_type == "f" for row in live.iter_rows(min_row=6, max_row=9))
    formats = [row[6].number_format for row in live.iter_rows(min_row=6, max_row=9)]
    assert formats[2] == "#,##0.00", "decimals are not cut off"
    assert live.auto_filter.ref == "A5:I9"
    assert live.freeze_panes == "E6"


def test_a_figure_that_no_spreadsheet_can_hold_is_told_in_words() -> None:
    (row,) = records(sheet(with_((correction("1E+400", 3),))))
    assert isinstance(row[5], str)
    assert row[6:8] == [3, "—"]


def test_the_page_lists_them_and_can_be_filtered() -> None:
    page = Page(export(with_(FEW), "html", "summary"))
    found = page.tables["corrections"]
    assert [
        (r["月份"], r["单位"], r["指标"], r["原数"], r["更正后"], r["增减"]) for r in found.records()
    ] == [
        ("2022年4月", "甲县", "基地", "未报", "2", "—"),
        ("2022年5月", "甲县", "产品", "7", "8", "+1"),
        ("2022年5月", "甲县", AREA.short, "0.7", "0.65", "-0.05"),
        ("2022年5月", "乙县", "产品", "3", "未报", "—"),
    ]
    assert (2, "更正") in page.headings
    chosen = [e for e in page.elements if e.tag == "th" and "data-choose" in e.attributes]
    assert len(chosen) > len([e for e in Page(export(NONE, "html", "summary")).elements
                              if e.tag == "th" and "data-choose" in e.attributes])  # fmt: skip


def test_the_circular_tells_few_in_a_sentence() -> None:
    assert paragraph(with_((correction(7, 8),))) == (
        "封账后接收的报送表更正了以前月份的累计完成数：2022年5月，甲县产品由7个更正为8个。"
    )
    assert paragraph(with_(FEW)) == (
        "封账后接收的报送表更正了以前月份的累计完成数：2022年4月，甲县基地由未报更正为2个；"
        f"2022年5月，甲县产品由7个更正为8个、{AREA.short}由0.7万亩更正为0.65万亩，乙县产品由3个更正为未报。"
    )
    assert annex(circular(with_(FEW))) is None


def test_the_circular_tells_them_also_when_nobody_reported() -> None:
    statuses = {r.id: "missing" for r in plan().reporters}
    assert "更正为8个" in paragraph(meeting({}, statuses=statuses)._replace(corrections=FEW))


@pytest.mark.parametrize("number", [1, in_circular.MOST_TOLD, in_circular.MOST_TOLD + 1, 40])
def test_the_circular_puts_many_in_an_annex(number: int) -> None:
    made = with_(forty()[:number])
    letter, found = paragraph(made), annex(circular(made))
    if number <= in_circular.MOST_TOLD:
        assert found is None
        assert letter.count("更正为") == number
        return
    titles = [a.title for a in circular(made).annexes]
    place = titles.index("以前月份数据更正情况表") + 1
    assert re.fullmatch(rf".*，共{number}项，涉及3个单位、2个月，见附件{place}。", letter)
    assert [row[4:6] for row in found.rows] == [(reading(a.old), reading(a.new)) for a in made.amendments]


def test_a_ceiling_of_the_annex_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_circular, "MOST_ROWS", 30)
    found = annex(circular(with_(forty())))
    assert len(found.rows) == 30
    assert "共40项，这里列前30项，其余见当月汇总表的“更正”表。" in found.notes[0]


def test_every_paper_holds_the_same_forty() -> None:
    made = with_(forty())
    wanted = [
        (a.period.chinese, a.reporter, a.short, reading(a.old), reading(a.new)) for a in made.amendments
    ]
    table = Page(export(made, "html", "summary")).tables["corrections"]
    assert [(r["月份"], r["单位"], r["指标"], r["原数"], r["更正后"]) for r in table.records()] == wanted
    in_letter = annex(circular(made)).rows
    assert [(r[1], r[2], r[3].partition("（")[0], r[4], r[5]) for r in in_letter] == wanted
    shown = [(r[1], r[2], r[3], _shown(r[5]), _shown(r[6])) for r in records(sheet(made))]
    assert shown == wanted
    data = rows(tidy(made, "csv")["corrections.csv"])
    assert [(r["old"] or "未报", r["new"] or "未报") for r in data] == [w[3:] for w in wanted]
    for content in (export(made, "html", "summary").decode(), as_text(circular(made)).replace("0计", "0 计")):
        assert ABOUT[:20] in content


def _shown(value: object) -> str:
    return value if isinstance(value, str) else reading(Decimal(str(value)))


def test_the_data_are_exact_and_blank_where_there_is_no_figure() -> None:
    made = with_(FEW)
    first, _, third, last = rows(tidy(made, "csv")["corrections.csv"])
    assert (first["period"], first["corrected_period"]) == ("2022-06", "2022-04")
    assert (first["old"], first["new"], first["difference"]) == ("", "2", "")
    assert (third["old"], third["new"], third["difference"]) == ("0.7", "0.65", "-0.05")
    assert (last["reporter"], last["indicator"], last["received"]) == (YI.id, PRODUCTS.id, "2022-07-03")
    pytest.importorskip("pyarrow")
    frame = pandas.read_parquet(io.BytesIO(tidy(made, "parquet")["corrections.parquet"]))
    assert frame["difference"].iloc[2] == Decimal("-0.05")
    assert pandas.isna(frame["old"].iloc[0])


def test_the_packs_contents_point_at_them() -> None:
    june = CASES["june"]()
    assert "更正" not in pack(june)[CONTENTS].decode("utf-8-sig")
    made = june._replace(corrections=forty(june.plan))
    said = pack(made)[CONTENTS].decode("utf-8-sig")
    assert f"已封账月份的更正{amount_of(made.amendments)}，见汇总表的“更正”表。" in said


# Names


def hostile(text: str) -> Summary:
    """Corrections of a plan all of whose names are that text, and of parts that no plan knows."""
    jia = Reporter(JIA.id, text, "county")
    odd = PRODUCTS._replace(name=text, short=text, unit=text)
    of = plan(reporters=(jia, YI, BUREAU), indicators=(odd,), quotas=(), ledgers=(), targets=())
    return with_((*FEW, correction(1, 2, text, text)), of)


@pytest.mark.parametrize("key", TEXTS)
def test_no_text_acts(key: str) -> None:
    made = hostile(TEXTS[key])
    book = export(made, "xlsx", "summary")
    own = safe.formulas(export(hostile("示例"), "xlsx", "summary"))
    assert safe.formulas(book) == own
    safe.assert_xlsx(book, own)
    safe.assert_html(export(made, "html", "summary"), ("meta", "svg", "script"))
    safe.assert_docx(without_page_numbers(export(made, "docx", "summary")))
    safe.assert_csv(tidy(made, "csv")["corrections.csv"])
    many = made._replace(corrections=tuple(c for c in made.corrections for _ in range(3)))
    safe.assert_docx(without_page_numbers(export(many, "docx", "summary")))
