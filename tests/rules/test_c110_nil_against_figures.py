from fuxi_cli.rules import c110_nil_against_figures as rule
from support.builders import assert_clean, assert_finds, figure, workbook_case

NIL = {"progress": "无"}


def test_a_nil_return_with_growth_is_one_finding_on_the_cover() -> None:
    figures = [figure(month=n, row=row) for row, n in enumerate([1, 0, None, 2], start=5)]
    (found,) = assert_finds(rule, workbook_case(*figures, cover=NIL), ["封面!B10"])
    assert "“指标进度”E5、“指标进度”E8 的本月新增大于 0" in found.message


def test_of_many_cells_the_first_are_named() -> None:
    figures = [figure(month=1, row=row) for row in range(5, 10)]
    (found,) = assert_finds(rule, workbook_case(*figures, cover=NIL), ["封面!B10"])
    assert "E7等 5 处" in found.message


def test_a_nil_return_without_growth_is_clean() -> None:
    assert_clean(rule, workbook_case(figure(month=0), figure(month=None, row=6), cover=NIL))


def test_growth_without_a_nil_return_is_clean() -> None:
    assert_clean(rule, workbook_case(figure(month=1)))
    assert_clean(rule, workbook_case(figure(month=1), cover={"progress": None}))


def test_three_cells_are_all_named() -> None:
    figures = [figure(month=1, row=row) for row in range(5, 8)]
    (found,) = assert_finds(rule, workbook_case(*figures, cover=NIL), ["封面!B10"])
    assert "E7 的本月新增" in found.message
