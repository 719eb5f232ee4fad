"""Tables are found by their header text, wherever they stand, and read with true addresses."""

from decimal import Decimal

from fuxi_cli.core.form import ISSUES, PROGRESS, TASKS
from fuxi_cli.readers.layouts.tables import find_header, read_table
from support.sheets import sheet


def test_header_is_found_below_titles_in_any_column_order() -> None:
    s = sheet(
        "表",
        """
        | 富硒产业进度表
        |
        | 备注 | 累计完成（个） | 指 标 | 本月新增
        | 无   | 3 | 示范基地 | 1
    """,
    )
    header = find_header(s, PROGRESS)
    assert header is not None
    assert (header.row, header.columns) == (3, {"remark": 1, "cumulative": 2, "indicator": 3, "month": 4})
    assert header.units == {"cumulative": "个"}


def test_no_header_where_only_one_word_fits() -> None:
    assert find_header(sheet("表", "| 指标 | 甲 | 乙"), PROGRESS) is None


def test_synonyms_and_full_width_forms_are_headers_too() -> None:
    header = find_header(sheet("表", "| 指标名称 | 完成率（％） | 任 务 数 | 累计完成数"), PROGRESS)
    assert header is not None
    assert set(header.columns) == {"indicator", "rate", "quota", "cumulative"}


def test_missing_doubled_and_unknown_columns_are_noticed_once() -> None:
    s = sheet(
        "重点任务",
        """
        | 序号 | 重点工作 | 状态 | 状态 | 心情
        | 1 | 甲 | 推进中 | | 好
    """,
    )
    header = find_header(s, TASKS)
    assert header is not None
    reading = read_table(s, TASKS, header)
    assert [(n.kind, n.place.cell, n.provided) for n in reading.notices] == [
        ("column-duplicated", "D1", "状态"),
        ("column-unknown", "E1", "心情"),
    ]


def test_rows_skip_blanks_and_stop_at_a_signature_line() -> None:
    s = sheet(
        "困难问题",
        """
        | 序号 | 问题 | 建议
        | 1 | 资金不足 | 增加投入
        | 2 | | |
        |
        | 3 | 人手不够 |
        | 填报人：张示例 | |
        | 4 | 不是数据 |
    """,
    )
    header = find_header(s, ISSUES)
    assert header is not None
    reading = read_table(s, ISSUES, header)
    assert reading.table.rows == [2, 5]
    assert reading.table.get(1, "issue") == "人手不够"
    assert reading.table.place(1, "issue").cell == "B5"


def test_total_rows_are_kept_apart() -> None:
    s = sheet(
        "指标进度",
        """
        | 序号 | 指标 | 本月新增 | 累计完成
        | 1 | 示范基地 | 1 | 3
        | 合 计 | | 1 | 3
    """,
    )
    header = find_header(s, PROGRESS)
    assert header is not None
    reading = read_table(s, PROGRESS, header)
    assert (reading.table.rows, reading.total_rows) == ([2], [3])


def test_error_and_uncalculated_cells_are_unread_and_not_blank() -> None:
    s = sheet(
        "指标进度",
        """
        | 指标 | 本月新增 | 累计完成
        | 示范基地 | |
    """,
        errors={(2, 2): "#REF!"},
        uncalculated=frozenset({(2, 3)}),
    )
    header = find_header(s, PROGRESS)
    assert header is not None
    reading = read_table(s, PROGRESS, header)
    assert reading.table.unread == {(2, "month"), (2, "cumulative")}
    assert [n.kind for n in reading.notices if n.kind == "required-blank"] == []


def test_required_blank_is_noticed_at_its_cell() -> None:
    s = sheet(
        "困难问题",
        """
        | 序号 | 问题 | 建议
        | 1 | | 增加投入
    """,
    )
    header = find_header(s, ISSUES)
    assert header is not None
    notices = read_table(s, ISSUES, header).notices
    assert [(n.kind, n.place.cell, n.fact("field")) for n in notices] == [("required-blank", "B2", "问题")]


def test_values_are_read_as_their_fields_say() -> None:
    s = sheet(
        "指标进度",
        """
        | 指标 | 本月新增 | 累计完成 | 完成率
        | 示范基地 | ７ | 一十二 | 85%
    """,
    )
    header = find_header(s, PROGRESS)
    assert header is not None
    table = read_table(s, PROGRESS, header).table
    assert [table.get(0, n) for n in ("month", "cumulative", "rate")] == [
        Decimal(7),
        Decimal(12),
        Decimal("0.85"),
    ]
