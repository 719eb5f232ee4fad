"""The return slip, read back with python-docx."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from exporters.returned import cell, checked, finding
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.report import Checked
from support.builders import JUNE, plan

docx = pytest.importorskip("docx")
return_slip: Any = pytest.importorskip("fuxi_cli.exporters.return_slip")

REPLY = date(2022, 7, 8)


def opened(of: Checked | None = None, **options: Any) -> Any:
    return docx.Document(BytesIO(return_slip.render(of or checked(), plan(), JUNE, **options)))


def text(document: Any) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def rows(document: Any) -> list[list[str]]:
    return [[c.text for c in row.cells] for row in document.tables[0].rows]


def many(number: int) -> list[Finding]:
    return [finding(cell(f"E{row}")) for row in range(5, 5 + number)]


def test_it_says_who_what_why_and_until_when() -> None:
    said = text(opened(reply_by=REPLY))
    assert said.startswith("退 回 单\n致：甲县\n")
    for words in (
        "《示例方案》",
        "2022年6月报送表",
        "文件名：甲县.xlsx",
        "强制 3 处、核实 2 处",
        "请于2022年7月8日前修改重报",
    ):
        assert words in said
    assert "2022-06/" not in said
    assert said.endswith("示例办公室\n经办人：＿＿＿＿＿＿　　　　　　年　　月　　日")


def test_what_must_be_mended_stands_before_what_must_be_explained() -> None:
    table = rows(opened())
    assert table[0] == ["序号", "级别", "位置", "问题", "怎么改"]
    assert [row[:3] for row in table[1:]] == [
        ["1", "强制", "“指标进度”E5"],
        ["2", "强制", "“重点任务”"],
        ["3", "强制", "“没有这张表”"],
        ["4", "核实", "“指标进度”E5"],
        ["5", "核实", "整个文件"],
    ]
    assert table[1][3:] == ["填的是 1，应为 2。", "请改成 2。"]


def test_without_a_day_there_is_room_to_write_one() -> None:
    assert "请于　　月　　日前修改重报" in text(opened())


def test_questions_alone_do_not_return_a_workbook() -> None:
    said = text(opened(checked(finding(cell("E5"), "warning"), status="accepted"), reply_by=REPLY))
    assert said.startswith("核 实 单\n")
    assert "退回" not in said
    assert "在“核实说明”表中写明原因" in said


@pytest.mark.parametrize(("number", "all_shown"), [(1, True), (8, True), (200, False)])
def test_as_much_as_fits_on_a_page(number: int, all_shown: bool) -> None:
    document = opened(checked(*many(number)))
    shown = len(rows(document)) - 1
    assert (shown == number) is all_shown
    assert (f"其余 {number - shown} 处见审核意见" in text(document)) is not all_shown


def test_without_a_marked_copy_it_does_not_speak_of_one() -> None:
    said = text(opened(checked(*many(200)), marked=False))
    assert "审核意见" not in said
    assert "其余" in said


def test_long_texts_are_cut() -> None:
    long = finding(cell("E5"), provided="长" * 500)._replace(text="{provided}" * 20)
    assert len(rows(opened(checked(long)))[1][3]) <= 90


def test_control_characters_do_not_reach_the_file() -> None:
    broken = checked(finding(cell("E5"), provided="坏\x00字\x1b\u202e"), path="a/甲\x0b县\x01.xlsx")
    document = opened(broken)
    assert "坏�字��" in rows(document)[1][3]
    assert "甲 县�.xlsx" in text(document)


def test_chinese_fonts_are_set_for_chinese() -> None:
    with ZipFile(BytesIO(return_slip.render(checked(), plan(), JUNE))) as package:
        document, styles = (package.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    for font in ("宋体", "黑体", "仿宋"):
        assert f'w:eastAsia="{font}"' in document
    assert 'w:eastAsia="仿宋"' in styles
    assert 'w:w="11906"' in document
    assert 'w:h="16838"' in document


def test_the_same_inputs_give_the_same_bytes() -> None:
    made = [return_slip.render(checked(), plan(), JUNE, REPLY) for _ in range(2)]
    assert made[0] == made[1]
    with ZipFile(BytesIO(made[0])) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_plan_reporter_or_period() -> None:
    unknown = checked()._replace(reporter=None, period=None)
    said = text(docx.Document(BytesIO(return_slip.render(unknown, None, None))))
    assert "致：＿＿＿＿" in said
