import pytest

from fuxi_cli.rules import p113_revision_folder as rule
from support.builders import assert_clean, assert_finds
from support.plan_builders import line, lint_case


@pytest.mark.parametrize("folder", ["示例方案/2022-01-24", "2022-01-24", "/a/b/2022-01-24/", "."])
def test_a_folder_named_by_its_revision(folder: str) -> None:
    assert_clean(rule, lint_case(folder=folder))


@pytest.mark.parametrize(
    "folder", ["示例方案/2022-01-25", "2022-01-24 副本", "2022.1.24", "2022-01-24/新建文件夹"]
)
def test_another_name_is_found(folder: str) -> None:
    (found,) = assert_finds(rule, lint_case(folder=folder), [line("revision")])
    assert found.provided == folder.rpartition("/")[2]
    assert "的版次是 2022-01-24，所在文件夹却叫" in found.message
