"""The official layout: which sheets and rows are there, and what they say."""

from decimal import Decimal

from fuxi_cli.core.submission import Sheet, Submission
from fuxi_cli.readers.layouts.submission import introduce, understand
from support import builders
from support.sheets import sheet, workbook

PLAN = builders.plan()

COVER = """
    | 方案 | 示例方案
    | 报送单位 | 甲县
    | 报告期 | 2022-06
    | 填报人 | 张示例
    | 联系电话 | 0797-0000000
    | 审核人 | 李示例
    | 报送日期 | 2022-07-03
    | 本月有无进展 | 有
"""
PROGRESS = """
    | 序号 | 指标 | 单位 | 年度任务数 | 本月新增 | 累计完成 | 完成率 | 差额 | 备注
    | 1 | 示范基地 | 个 | 3 | 1 | 2 | 0.667 | 1 |
    | 2 | 认证产品 | 个 | 4 | 0 | 1 | 0.25 | 3 |
    | 3 | 种植面积 | 万亩 | 1.5 | 0.2 | 0.5 | 0.333 | 1 |
"""


def read(*sheets: Sheet, cover: str = COVER) -> Submission:
    book = workbook(sheet("封面", cover), *sheets)
    identities, found = introduce(book)
    return understand(book, PLAN, identities, found, None)


def kinds(submission: Submission) -> set[tuple[str, object]]:
    return {(n.kind, n.place.cell or n.expected or n.provided) for n in submission.notices}


def test_figures_and_their_places() -> None:
    submission = read(sheet("指标进度", PROGRESS))
    assert submission.reporter == builders.JIA
    assert [(f.indicator.id, f.quota, f.month, f.cumulative) for f in submission.figures] == [
        ("bases", 3, 1, 2),
        ("products", 4, 0, 1),
        ("area", Decimal("1.5"), Decimal("0.2"), Decimal("0.5")),
    ]
    assert submission.figures[2].place("cumulative").cell == "F4"
    assert submission.layout == "official"


def test_counted_indicators_take_whole_numbers_only() -> None:
    submission = read(sheet("指标进度", PROGRESS.replace("| 1 | 2 |", "| 1 | 2.5 |")))
    assert ("not-whole", "F2") in kinds(submission)
    assert submission.figures[0].cumulative is None
    assert "cumulative" in submission.figures[0].unread


def test_a_unit_that_the_row_names_is_converted() -> None:
    submission = read(
        sheet("指标进度", PROGRESS.replace("| 万亩 | 1.5 | 0.2 | 0.5", "| 亩 | 15000 | 2000 | 5000"))
    )
    assert submission.figures[2].cumulative == Decimal("0.5")
    assert ("normalised", "F4") in kinds(submission)


def test_unknown_doubled_and_missing_rows() -> None:
    table = PROGRESS.replace("认证产品", "示范基地").replace("种植面积", "养殖面积")
    found = kinds(read(sheet("指标进度", table)))
    assert {
        ("row-duplicated", "B3"),
        ("row-unknown", "B4"),
        ("row-missing", "认证产品"),
        ("row-missing", "种植面积"),
    } <= found


def test_sheets_are_found_by_their_headers_when_renamed() -> None:
    submission = read(sheet("Sheet3", PROGRESS))
    assert len(submission.figures) == 3
    assert ("sheet-missing", "指标进度") not in kinds(submission)


def test_missing_doubled_and_unknown_sheets() -> None:
    found = kinds(read(sheet("指标进度", PROGRESS), sheet("指标进度表", PROGRESS), sheet("随手记", "| 甲")))
    assert ("sheet-duplicated", "指标进度") in found
    assert ("sheet-unknown", "随手记") in found
    assert ("sheet-missing", "重点任务") in found


def test_nil_return_may_leave_this_month_blank() -> None:
    table = PROGRESS.replace("| 3 | 1 | 2 |", "| 3 | | 2 |")
    assert ("required-blank", "E2") in kinds(read(sheet("指标进度", table)))
    nil = COVER.replace("| 有", "| 无")
    assert ("required-blank", "E2") not in kinds(read(sheet("指标进度", table), cover=nil))


def test_cover_label_and_value_may_share_a_cell() -> None:
    cover = COVER.replace("| 填报人 | 张示例", "| 填报人：王示例 |")
    submission = read(sheet("指标进度", PROGRESS), cover=cover)
    assert submission.cover["author"] == "王示例"
    assert submission.cover_places["author"].cell == "A4"


def test_blank_cover_field_is_noticed_beside_its_label() -> None:
    submission = read(sheet("指标进度", PROGRESS), cover=COVER.replace("李示例", ""))
    assert ("cover-field-missing", "B6") in kinds(submission)


def test_an_error_passed_on_to_calculated_columns_is_one_fault() -> None:
    errors = {(2, 6): "#REF!", (2, 7): "#REF!", (2, 8): "#REF!"}
    table = PROGRESS.replace("| 1 | 2 | 0.667 | 1 |", "| 1 | | | |")
    notices = read(sheet("指标进度", table, errors=errors)).notices
    assert [(n.place.cell) for n in notices if n.kind == "error-cell"] == ["F2"]


def test_hidden_rows_and_strays() -> None:
    table = (
        PROGRESS.replace("| 0.667 | 1 |", "| 0.667 | 1 | | 手记") + "| 填报人：张示例\n| | | | | | | 99 |\n"
    )
    found = kinds(read(sheet("指标进度", table, hidden_rows=frozenset({3, 4}))))
    assert ("hidden-row", "A3") in found
    assert ("stray-data", "G6") in found
    assert ("stray-data", "J2") in found


def test_cells_under_a_merged_range_are_not_called_blank() -> None:
    table = PROGRESS.replace("| 4 | 0 | 1 |", "| 4 | 0 | |")
    found = kinds(read(sheet("指标进度", table, merged=((2, 6, 3, 6),))))
    assert ("merged-cells", "F2") in found
    assert ("required-blank", "F3") not in found
