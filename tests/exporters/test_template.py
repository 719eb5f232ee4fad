"""The official form, read back with openpyxl and as the bytes it is made of."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.form import COVER, EXPLANATIONS, ISSUES, PROGRESS, STAMP_KEYS, TASKS, ledger_form
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Field, Ledger, Plan, Reporter
from fuxi_cli.exporters.template import file_name, render
from fuxi_cli.exporters.template_content import Prefill
from support.builders import BUREAU, JIA, JUNE, LEDGER, YI, plan, task
from support.changed import replace

FIRST = 5
"""The first row under a table's header."""


@cache
def blank(reporter: Reporter = JIA) -> bytes:
    """The tiny plan's form with nothing filled in."""
    return render(plan(), reporter, JUNE)


def opened(
    of: Plan | None = None, reporter: Reporter = JIA, prefill: Prefill | None = None, values: bool = False
) -> Workbook:
    content = render(of or plan(), reporter, JUNE, prefill) if of or prefill else blank(reporter)
    return load_workbook(BytesIO(content), data_only=values)


def raw(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def column(sheet: Worksheet, title: str) -> str:
    """The letter of the column with that header."""
    return str(next(cell.column_letter for cell in sheet[FIRST - 1] if cell.value == title))


def checks(sheet: Worksheet, address: str) -> list[Any]:
    return [check for check in sheet.data_validations.dataValidation if address in check.sqref]


def with_fields(*fields: Field) -> Plan:
    return plan(ledgers=(replace(LEDGER, fields=(LEDGER.fields[0], *fields)),))


def test_the_same_inputs_give_the_same_bytes() -> None:
    filled = Prefill(figures={"bases": {"month": 1, "cumulative": 2}})
    assert render(plan(), JIA, JUNE, filled) == render(plan(), JIA, JUNE, filled)
    assert render(plan(), JIA, JUNE) != render(plan(), JIA, JUNE, filled)


def test_no_clock_in_the_document_properties() -> None:
    properties = opened().properties
    assert properties.created == properties.modified == datetime(2022, 6, 1)
    assert properties.title == "示例方案报送表（甲县，2022年6月）"
    assert properties.subject == "示例〔2022〕1号 示例方案"


def test_sheets_of_a_county_in_order() -> None:
    names = ["封面", "指标进度", "重点任务", "台账-示范基地", "困难问题", "核实说明", "_fuxi"]
    assert opened().sheetnames == names


def test_a_department_without_quotas_has_no_figures_and_no_ledgers() -> None:
    assert opened(reporter=BUREAU).sheetnames == ["封面", "重点任务", "困难问题", "核实说明", "_fuxi"]


def test_only_ledgers_of_the_reporters_own_quotas() -> None:
    products_only = plan(
        quotas=tuple(q for q in plan().quotas if q.reporter != YI.id or q.indicator == "products")
    )
    assert "台账-示范基地" not in opened(products_only, YI).sheetnames
    assert "台账-示范基地" in opened(products_only, JIA).sheetnames


@pytest.mark.parametrize(
    "form", [PROGRESS, TASKS, ISSUES, EXPLANATIONS, ledger_form(LEDGER)], ids=lambda f: f.name
)
def test_headers_are_the_forms_titles_with_units_in_brackets(form: Any) -> None:
    header = [cell.value for cell in opened()[form.title][FIRST - 1]]
    assert header == [f"{f.title}（{f.unit}）" if f.unit else f.title for f in form.fields]
    assert form.ledger is None or "面积（亩）" in header


def test_every_sheet_says_whose_it_is() -> None:
    for sheet in opened().worksheets[1:-1]:
        assert sheet["A1"].value == f"示例方案报送表（{sheet.title}）"
        assert (
            sheet["A2"].value
            == "报送单位：甲县\u3000\u3000报告期：2022年6月\u3000\u3000文号：示例〔2022〕1号"
        )


def test_cover_has_each_label_with_its_value_beside_it() -> None:
    sheet = opened(prefill=Prefill(cover={"author": "张示例", "submitted_on": date(2022, 7, 4)}))["封面"]
    pairs = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert [label for label in pairs if label in {f.title for f in COVER}] == [f.title for f in COVER]
    assert pairs["方案"] == "示例方案"
    assert pairs["文号"] == "示例〔2022〕1号"
    assert pairs["报送单位"] == "甲县"
    assert pairs["报告期"] == "2022年6月"
    assert pairs["填报人"] == "张示例"
    assert pairs["报送日期"] == datetime(2022, 7, 4)
    assert pairs["审核人"] is None


def guide(reporter: Reporter) -> str:
    return "\n".join(str(cell.value) for cell in opened(reporter=reporter)["封面"]["A"] if cell.value)


def test_the_guide_says_where_and_when_to_report() -> None:
    assert "请于2022年7月5日前报示例办公室。" in guide(JIA)


def test_the_guide_speaks_only_of_what_the_reporter_has() -> None:
    assert "“指标进度”" in guide(JIA)
    assert "台账" in guide(JIA)
    assert "“指标进度”" not in guide(BUREAU)
    assert "台账" not in guide(BUREAU)


def test_the_stamp_stands_in_properties_and_in_the_hidden_sheet() -> None:
    book = opened()
    expected = dict(zip(STAMP_KEYS, ("shili-2022", "2022-01-24", "360001", "2022-06", "1"), strict=True))
    assert {p.name: p.value for p in book.custom_doc_props.props} == expected
    assert {row[0].value: row[1].value for row in book["_fuxi"].iter_rows(max_col=2)} == expected
    assert book["_fuxi"].sheet_state == "hidden"


def test_quotas_units_and_measured_amounts() -> None:
    rows = [[c.value for c in row[:4]] for row in opened()["指标进度"].iter_rows(min_row=FIRST)]
    assert rows == [[1, "示范基地", "个", 3], [2, "认证产品", "个", 12], [3, "种植面积", "万亩", 1.2]]


def test_tasks_with_units_leaders_and_deadline() -> None:
    duty = task("r1", ("示例局",), due_text="", recurrence="monthly")
    meeting = task("r2", ("示例局",), due_text="", recurrence="month:03")
    dated = task("3", ("甲县",), due_text="")
    rows = [
        [cell.value for cell in row[:5]]
        for row in opened(plan(tasks=(task("1"), duty, meeting, dated)), BUREAU)["重点任务"].iter_rows(
            min_row=FIRST
        )
    ]
    assert rows == [
        ["1", "第1项示例工作", "示例局\n甲县", "张示例（示例局）", "12月底"],
        ["r1", "第r1项示例工作", "示例局", "张示例（示例局）", "每月"],
        ["r2", "第r2项示例工作", "示例局", "张示例（示例局）", "每年3月"],
    ]
    assert opened(plan(tasks=(dated,)))["重点任务"]["E5"].value == "2022-12-31"


def test_calculated_columns_are_formulas() -> None:
    sheet = opened()["指标进度"]
    assert sheet["G5"].value == '=IF(AND(COUNT(D5,F5)=2,D5>0),F5/D5,"")'
    assert sheet["H6"].value == '=IF(COUNT(D6,F6)=2,MAX(D6-F6,0),"")'


@pytest.mark.parametrize(
    ("given", "rate", "gap"),
    [
        ({"cumulative": 3}, 0.25, 9),
        ({"cumulative": 12}, 1, 0),
        ({"cumulative": 15}, 1.25, 0),
        ({"cumulative": 0}, 0, 12),
        ({"cumulative": Decimal("4.5")}, 0.375, 7.5),
        ({"cumulative": 3, "quota": 6}, 0.5, 3),
        ({"cumulative": 3, "quota": 0}, None, 0),
        ({"cumulative": "若干"}, None, None),
        ({"cumulative": None}, None, None),
        ({"cumulative": 3, "rate": 0.9, "gap": 1}, 0.9, 1),
    ],
)
def test_calculated_columns_hold_their_value(
    given: dict[str, Any], rate: float | None, gap: float | None
) -> None:
    sheet = opened(prefill=Prefill(figures={"products": given}), values=True)["指标进度"]
    assert (sheet["G6"].value, sheet["H6"].value) == (rate, gap)


def test_a_blank_result_is_stored_as_calculated() -> None:
    cell = re.search(r'<c r="G5"[^>]*>.*?</c>', raw(blank(), "xl/worksheets/sheet2.xml"))
    assert cell is not None
    assert 't="str"' in cell[0]
    assert cell[0].endswith("<v></v></c>")


def test_what_is_given_stands_in_the_form() -> None:
    book = opened(
        prefill=Prefill(
            figures={"bases": {"quota": 4, "month": "1个", "cumulative": 2, "remark": "=1+1"}},
            tasks={"2": {"status": "已完成", "done_on": date(2022, 6, 20), "document": "示例〔2022〕9号"}},
            ledgers={
                "bases": [{"name": "示例基地", "area": Decimal("120.5"), "recognised_on": date(2022, 5, 1)}]
            },
            issues=[{"issue": "示例问题"}],
            explanations=[{"rule": "C101", "text": "示例原因"}],
        )
    )
    sheet = book["指标进度"]
    assert [sheet[a].value for a in ("D5", "E5", "F5")] == [4, "1个", 2]
    assert sheet["I5"].data_type == "s"
    assert [book["重点任务"][a].value for a in ("F6", "G6", "H6")] == [
        "已完成",
        datetime(2022, 6, 20),
        "示例〔2022〕9号",
    ]
    ledger = [cell.value for cell in book["台账-示范基地"][FIRST]]
    assert ledger == [1, "示例基地", 120.5, None, None, datetime(2022, 5, 1), None]
    assert [book["困难问题"][a].value for a in ("A5", "B5")] == [1, "示例问题"]
    assert [book["核实说明"][a].value for a in ("A5", "C5")] == ["C101", "示例原因"]


def test_ledger_rows_are_numbered_and_enough_for_the_quota() -> None:
    numbers = [c.value for c in opened()["台账-示范基地"]["A"][FIRST - 1 :] if c.value is not None]
    assert numbers == list(range(1, 19))
    many = plan(quotas=tuple(replace(q, value=Decimal(60)) for q in plan().quotas))
    assert opened(many)["台账-示范基地"]["A70"].value == 66


def test_ledger_rows_grow_with_what_is_given() -> None:
    rows = [{"name": f"示例基地{n}"} for n in range(40)]
    sheet = opened(prefill=Prefill(ledgers={"bases": rows}))["台账-示范基地"]
    assert sheet["B44"].value == "示例基地39"
    assert sheet["A49"].value == 45


def cells_by_use(book: Workbook) -> Iterator[tuple[bool, Any]]:
    """(is it for the clerk to fill in, cell) of every table row that is drawn."""
    forms = {f.title: f for f in (PROGRESS, TASKS, ISSUES, EXPLANATIONS, ledger_form(LEDGER))}
    for title, form in forms.items():
        for row in book[title].iter_rows(min_row=FIRST, max_row=FIRST + 1):
            for cell, f in zip(row, form.fields, strict=True):
                yield not f.calculated, cell


def test_what_the_plan_gives_is_locked_and_the_rest_is_open() -> None:
    book = opened()
    for open_to_clerk, cell in cells_by_use(book):
        assert cell.protection.locked is not open_to_clerk, (cell.parent.title, cell.coordinate)
        assert cell.fill.fgColor.rgb == ("FFFFF8DC" if open_to_clerk else "FFEDEFF0")
    cover = {row[0].value: row[1] for row in book["封面"].iter_rows(max_col=2)}
    assert all(cover[f.title].protection.locked is f.calculated for f in COVER)


def test_sheets_are_protected_without_a_password() -> None:
    for sheet in opened().worksheets:
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
    ledger, tasks = opened()["台账-示范基地"].protection, opened()["重点任务"].protection
    # False: not forbidden.
    assert (ledger.insertRows, ledger.deleteRows, ledger.sort, ledger.formatColumns) == (False,) * 4
    assert (tasks.insertRows, tasks.deleteRows, tasks.formatRows) == (True, True, False)


def test_rows_that_may_be_deleted_hold_no_locked_cell() -> None:
    """A protected sheet deletes a row only when every cell of it is open, also those beyond the table."""
    sheet = opened()["台账-示范基地"]
    assert not sheet.row_dimensions[FIRST].protection.locked
    assert sheet["Z4"].protection.locked


def test_drop_downs() -> None:
    book = opened()
    assert [c.formula1 for c in checks(book["重点任务"], "F6")] == ['"未启动,推进中,已完成"']
    assert [c.formula1 for c in checks(book["封面"], "B12")] == ['"有,无"']
    stages = checks(book["台账-示范基地"], "G200")
    assert [(c.formula1, c.errorStyle or "stop", c.error) for c in stages] == [
        ('"申报中,已认定"', "stop", "可选：申报中、已认定。")
    ]


@pytest.mark.parametrize("choices", [[f"示例县名{n:03}" for n in range(100)], ["甲,乙", "丙"]])
def test_drop_downs_too_long_for_a_cell_point_to_the_hidden_sheet(choices: list[str]) -> None:
    book = opened(with_fields(Field("place", "所在县", enum=tuple(choices))))
    [check] = checks(book["台账-示范基地"], "C5")
    assert check.formula1 == f"'_fuxi'!$D$1:$D${len(choices)}"
    assert [book["_fuxi"][f"D{n}"].value for n in range(1, len(choices) + 1)] == choices
    assert len(check.error) <= 255


def test_counts_are_whole_and_amounts_decimal() -> None:
    sheet = opened()["指标进度"]
    for address in ("E5", "F6"):
        [check] = checks(sheet, address)
        assert (check.type, check.operator or "between", check.formula1) == ("whole", "between", "0")
        assert check.errorTitle == "请填整数"
    [check] = checks(sheet, "F7")
    assert (check.type, check.formula1, check.errorTitle) == ("decimal", "0", "请填数字")
    assert checks(sheet, "D5") == checks(sheet, "G5") == []


def test_limits_of_a_field() -> None:
    fields = (
        Field("investment", "投资额", type="number", unit="万元", minimum=Decimal(5000)),
        Field("share", "占比", type="share", maximum=Decimal("1.5")),
        Field("year", "年份", type="year"),
        Field("uscc", "代码", format="uscc"),
    )
    sheet = opened(with_fields(*fields))["台账-示范基地"]
    investment, share, year, uscc = (checks(sheet, f"{letter}5")[0] for letter in "CDEF")
    assert (investment.formula1, investment.error) == (
        "5000",
        "这里填阿拉伯数字，不写单位（单位：万元），不小于 5000。",
    )
    assert (share.type, share.formula1, share.formula2) == ("decimal", "0", "1.5")
    assert (year.formula1, year.formula2) == ("1900", "2023")
    assert (uscc.type, uscc.formula1, uscc.errorStyle) == ("textLength", "18", "warning")


def serial(day: date) -> str:
    return str((day - date(1899, 12, 30)).days)


@pytest.mark.parametrize(
    ("f", "basis", "first", "last"),
    [
        (Field("day", "日期", type="date", dated=True), "new", date(2022, 1, 1), date(2023, 2, 28)),
        (Field("day", "日期", type="date", dated=True), "total", date(2000, 1, 1), date(2023, 2, 28)),
        (Field("day", "日期", type="date"), "new", date(2000, 1, 1), date(2023, 2, 28)),
        (Field("day", "日期", type="date", expires=True), "new", date(2022, 1, 1), date(2042, 12, 31)),
    ],
)
def test_days_that_make_sense(f: Field, basis: str, first: date, last: date) -> None:
    indicators = tuple(replace(i, basis=basis) for i in plan().indicators)
    of = replace(with_fields(f), indicators=indicators)
    [check] = checks(opened(of)["台账-示范基地"], "C5")
    assert (check.type, check.formula1, check.formula2) == ("date", serial(first), serial(last))


def test_days_of_tasks_and_cover_lie_between_the_plans_start_and_two_months_after_it() -> None:
    book = opened()
    for check in (*checks(book["重点任务"], "G5"), *checks(book["封面"], "B11")):
        assert (check.formula1, check.formula2) == (serial(date(2022, 1, 1)), serial(date(2023, 2, 28)))
        assert check.error == "请按 2022-06-30 的样子填写日期，应在 2022-01-01 至 2023-02-28 之间。"


def test_notes_explain_the_columns() -> None:
    book = opened()
    for form in (PROGRESS, TASKS, EXPLANATIONS):
        sheet = book[form.title]
        for cell, f in zip(sheet[FIRST - 1], form.fields, strict=True):
            if f.note:
                assert cell.comment is not None
                assert cell.comment.text.startswith(f.note)
    assert book["指标进度"]["F4"].comment.text.endswith("必填。")
    assert book["指标进度"]["B4"].comment is None
    assert book["台账-示范基地"]["C4"].comment.text == "按亩填，只填数字。"
    assert book["封面"]["A11"].comment.text.startswith("本表报出的日期")


def test_note_boxes_are_large_enough_for_their_text() -> None:
    boxes = re.findall(r"width:([\d.]+)pt;height:([\d.]+)pt", raw(blank(), "xl/drawings/vmlDrawing2.vml"))
    texts = [c.comment.text for c in opened()["指标进度"][FIRST - 1] if c.comment]
    assert len(boxes) == len(texts)
    for (width, height), text in zip(boxes, texts, strict=True):
        per_line = float(width) // 11
        assert float(height) >= sum(-(-len(part) // per_line) for part in text.split("\n")) * 13


@pytest.mark.parametrize(
    ("sheet", "address", "wanted"),
    [
        ("指标进度", "D5", "0"),
        ("指标进度", "F5", "0"),
        ("指标进度", "F7", "#,##0.00##"),
        ("指标进度", "G5", "0.0%"),
        ("指标进度", "H7", "#,##0.00##"),
        ("重点任务", "A5", "@"),
        ("重点任务", "G5", "yyyy-mm-dd"),
        ("台账-示范基地", "C5", "#,##0.00##"),
        ("台账-示范基地", "E5", "@"),
        ("台账-示范基地", "F5", "yyyy-mm-dd"),
        ("封面", "B9", "@"),
        ("封面", "B11", "yyyy-mm-dd"),
    ],
)
def test_number_formats(sheet: str, address: str, wanted: str) -> None:
    assert opened()[sheet][address].number_format == wanted


def marks(sheet: Worksheet, address: str) -> list[str]:
    """The formulas of conditional formats over a cell; the type of those without one."""
    return [
        (rule.formula[0] if rule.formula else rule.type)
        for area in sheet.conditional_formatting
        if address in area.sqref
        for rule in area.rules
    ]


def test_colours_point_out_a_few_slips() -> None:
    book = opened()
    assert marks(book["指标进度"], "E5") == ["AND(ISNUMBER($E5),ISNUMBER($F5),$E5>$F5)"]
    assert marks(book["指标进度"], "F7") == [
        "AND(ISNUMBER(F7),ROUND(F7,0)=F7)",
        "AND(ISNUMBER(F7),ROUND(F7,1)=F7)",
    ]
    assert marks(book["重点任务"], "G6") == ['AND($F5="已完成",$G5="")']
    assert marks(book["台账-示范基地"], "B6") == ["duplicateValues"]


def test_spare_rows_appear_as_they_are_used() -> None:
    sheet = opened()["台账-示范基地"]
    column = sheet.column_dimensions["B"]
    assert column.fill.fill_type is None
    assert not column.protection.locked
    assert sheet.column_dimensions["E"].number_format == "@"
    assert "COUNTA($B22:$G23)>0" in marks(sheet, "B23")
    assert sheet["B22"].fill.fill_type == "solid"


def test_a_conditional_field_is_marked_while_it_is_missing() -> None:
    day = Field("day", "认定日期", type="date", when=("stage", "已认定"))
    stage = Field("stage", "阶段", enum=("申报中", "已认定"))
    assert marks(opened(with_fields(day, stage))["台账-示范基地"], "C5") == ['AND($D5="已认定",$C5="")']


def test_print_set_up() -> None:
    book = opened()
    for sheet in book.worksheets[:-1]:
        assert sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.center.text == "第 &P 页  共 &N 页"
        assert sheet.print_options.horizontalCentered
    assert book["重点任务"].page_setup.orientation == "landscape"
    assert book["封面"].page_setup.orientation == "portrait"
    assert book["台账-示范基地"].print_title_rows == "$1:$4"


def test_the_header_stays_in_sight_and_the_cursor_stands_at_the_first_input() -> None:
    book = opened()
    assert book.active.title == "封面"
    assert book["封面"].sheet_view.selection[0].activeCell == "B8"
    assert (book["指标进度"].freeze_panes, book["核实说明"].freeze_panes) == ("C5", "B5")
    cursors = {s.title: s.sheet_view.selection[-1].activeCell for s in book.worksheets[1:-1]}
    assert cursors == {
        "指标进度": "E5",
        "重点任务": "F5",
        "台账-示范基地": "B5",
        "困难问题": "B5",
        "核实说明": "A5",
    }


def test_long_texts_get_rows_that_are_high_enough_and_may_grow() -> None:
    name = "抓好示范基地建设，" * 20
    content = render(plan(tasks=(task("1", name=name), task("2"))), JIA, JUNE)
    rows = dict(re.findall(r'<row r="(\d+)" ([^>]*)>', raw(content, "xl/worksheets/sheet3.xml")))
    height = re.search(r'ht="([\d.]+)"', rows["5"])
    assert height is not None
    per_line = (36 - 1) // 2
    assert float(height[1]) >= -(-len(name) // per_line) * 14
    assert "customHeight" not in rows["5"]
    assert "customHeight" in rows["1"]


def test_unwanted_warnings_are_off() -> None:
    assert 'numberStoredAsText="1"' in raw(blank(), "xl/worksheets/sheet3.xml")


def test_a_ledger_name_that_excel_refuses_is_said_in_plain_words() -> None:
    wrong: Ledger = replace(LEDGER, name="基地/园区")
    with pytest.raises(FuxiError, match="“台账-基地/园区”不符合 Excel 的要求"):
        render(plan(ledgers=(wrong,)), JIA, JUNE)


@pytest.mark.parametrize(
    ("id", "name", "wanted"),
    [
        ("360731", "于都县", "360731_于都县_2022-06.xlsx"),
        ("a/b", "../..\\县", "ab_县_2022-06.xlsx"),
        ("..", 'C:<县>"|?*', "未命名_C县_2022-06.xlsx"),
        ("~$1", "甲 县\t\n\u202e", "1_甲县_2022-06.xlsx"),
        ("1", "长" * 200, f"1_{'长' * 60}_2022-06.xlsx"),
        ("1", "赣江新区（管委会）", "1_赣江新区（管委会）_2022-06.xlsx"),
    ],
)
def test_file_names_are_safe(id: str, name: str, wanted: str) -> None:
    assert file_name(plan(), Reporter(id, name, "county"), JUNE) == wanted


def test_a_longer_plan_names_its_first_month_in_full() -> None:
    later = plan(start=Period(2021, 1))
    text = "".join(str(c.value) for c in opened(later)["封面"]["A"])
    assert "填2021年1月至本月的累计数" in text
