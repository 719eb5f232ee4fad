import pytest

from fuxi_cli.rules import s407_error_cell as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("#REF!", "公式引用的格子被删掉了"),
        ("#DIV/0!", "公式用 0 或空白作了除数"),
        ("#n/a", "公式没有找到要查的内容"),
        ("#SPILL!", "公式没有算出结果"),
    ],
)
def test_an_error_is_found_and_explained(code: str, meaning: str) -> None:
    (found,) = assert_finds(
        rule, workbook_case(notices=[notice("error-cell", provided=code)]), ["指标进度!E5"]
    )
    assert found.message == f"“指标进度”E5显示错误“{code}”，意思是{meaning}。"


def test_cells_without_error_are_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("uncalculated-formula", provided="E5")]))
