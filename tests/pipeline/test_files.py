"""Which files of a folder are checked, and what is said of the others."""

from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.pipeline.files import find_files, left_out
from support.command import fuxi
from support.samples import write


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def test_spreadsheets_of_a_folder_in_order_whatever_their_case(tmp_path: Path) -> None:
    touch(tmp_path, "b.XLSX", "a.xls", "下级/c.et", ".hidden.xlsx", ".git/d.xlsx", "说明.docx")
    assert [Path(path).name for path in find_files([str(tmp_path)])] == ["a.xls", "b.XLSX", "c.et"]


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    touch(tmp_path, "说明.docx")
    assert find_files([str(tmp_path / "说明.docx")]) == [str(tmp_path / "说明.docx")]


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.xls")
    assert len(find_files([str(tmp_path), str(tmp_path / "a.xls")])) == 1


def test_a_folder_without_spreadsheets_is_an_error(tmp_path: Path) -> None:
    touch(tmp_path, "说明.docx")
    with pytest.raises(FuxiError, match="没有可检查的报送表"):
        find_files([str(tmp_path)])


def test_other_files_are_named(tmp_path: Path) -> None:
    touch(tmp_path, "a.xls", "说明.docx", "照片.jpg", "Thumbs.db", "fuxi.toml", ".hidden")
    assert (
        left_out([str(tmp_path)])
        == "文件夹里的“照片.jpg”、“说明.docx”不是电子表格，没有检查；要报的数请用报送表报。"
    )


def test_of_many_others_the_first_are_named(tmp_path: Path) -> None:
    touch(tmp_path, *(f"{n}.pdf" for n in range(7)))
    assert "“4.pdf”等 7 个文件不是电子表格" in (left_out([str(tmp_path)]) or "")


def test_nothing_is_said_of_files_named_one_by_one(tmp_path: Path) -> None:
    touch(tmp_path, "a.xls", "说明.docx")
    assert left_out([str(tmp_path / "a.xls")]) is None


def test_the_report_says_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "2022-06").parent
    touch(folder, "补充说明.docx")
    assert "“补充说明.docx”不是电子表格，没有检查" in fuxi("check", folder).out.replace("\n", "").replace(
        " ", ""
    )
