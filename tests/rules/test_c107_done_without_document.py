import pytest

from fuxi_cli.rules import c107_done_without_document as rule
from support.builders import assert_clean, assert_finds, task_entry, workbook_case


def test_done_without_a_document_is_found_at_the_empty_cell() -> None:
    (found,) = assert_finds(rule, workbook_case(tasks=[task_entry(status="已完成")]), ["重点任务!H5"])
    assert "佐证文号没有填写" in found.message


@pytest.mark.parametrize("said", ["无", "/", "—", "－", " 暂无 "])
def test_a_mark_for_nothing_is_no_document(said: str) -> None:
    entry = task_entry(status="已完成", document=said)
    (found,) = assert_finds(rule, workbook_case(tasks=[entry]), ["重点任务!H5"])
    assert "填的是“" in found.message


@pytest.mark.parametrize("status", ["推进中", "未启动", None])
def test_what_is_not_done_needs_none(status: str | None) -> None:
    assert_clean(rule, workbook_case(tasks=[task_entry(status=status)]))


def test_a_document_an_unreadable_one_and_a_missing_column_are_not_this_rules() -> None:
    entries = [
        task_entry(status="已完成", document="示例〔2022〕8号"),
        task_entry(status="已完成", document="无公害认证材料"),
        task_entry(status="已完成", unread=["document"]),
        task_entry(status="已完成", missing=["document"]),
    ]
    assert_clean(rule, workbook_case(tasks=entries))
