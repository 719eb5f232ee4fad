"""A rule's docstring, taken apart."""

import pytest

from exporters.reports import BEHIND, ENTRIES, FAR_BEYOND, Entry
from fuxi_cli.exporters.explanations import parts, summary


def test_lines_of_a_paragraph_are_joined() -> None:
    assert summary(ENTRIES[1]) == "累计完成远超任务数。"
    assert parts(ENTRIES[1]) == {
        "检查": "累计完成达到任务数的两倍，而且多出三个以上。",
        "为什么": "多数是把上年的也算了进去。",
        "怎么改": "只填方案执行期内的数。",
        "依据": "附件1。",
    }


@pytest.mark.parametrize("text", ["", "只有一行。", "一行。\n\n没有标签的话。"])
def test_a_text_without_paragraphs(text: str) -> None:
    assert parts(Entry(BEHIND, text)) == {}


def test_a_colon_in_the_middle_begins_no_paragraph() -> None:
    entry = Entry(FAR_BEYOND, "一行。\n检查：例如\n备注：不算标签。\n")
    assert parts(entry) == {"检查": "例如备注：不算标签。"}
