"""What was recognised, as text: columns that are read as their headers say share a line."""

import pytest

from fuxi_cli.core.recognised import RecognisedColumn
from fuxi_cli.exporters.layout_text import FORMAT_WORDS, _runs
from fuxi_cli.readers.signature import NAMES


def column(number: int, header: str, reads: str | None, unit: str | None = None) -> RecognisedColumn:
    return RecognisedColumn(number, (header,), reads, unit=unit)


@pytest.mark.parametrize(
    "other",
    [
        column(3, "面积（亩）", "面积", "亩"),
        column(3, "随手写的", None),
        column(3, "累计", "累计完成"),
    ],
)
def test_a_column_that_needs_its_own_line_breaks_a_run(other: RecognisedColumn) -> None:
    plain = [column(n, title, title) for n, title in ((1, "序号"), (2, "乡镇"), (4, "阶段"), (6, "备注"))]
    runs = [[c.column for c in run] for run in _runs((*plain[:2], other, *plain[2:]))]
    assert runs == [[1, 2], [3], [4], [6]]


def test_every_kind_of_file_has_a_name() -> None:
    assert set(NAMES) <= set(FORMAT_WORDS)
