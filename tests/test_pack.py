"""``fuxi summary`` and ``fuxi pack``: every paper of the month, in one command, the same each time."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from fuxi_cli.cli.summary import FORMATS
from support.command import fuxi
from support.samples import EXAMPLES

MONTHS = EXAMPLES / "submissions"
JUNE = MONTHS / "2022-06"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack") / "会议材料"
    result = fuxi("pack", JUNE, "-o", folder)
    assert result.code == 0, result.err
    return folder


def test_the_pack_holds_every_paper(packed: Path) -> None:
    names = {path.name for path in packed.iterdir()}
    assert names == {
        "目录.txt", "汇总表.xlsx", "进度一览.html", "通报（代拟稿）.docx", "审核结果.csv", "审核结果.json", "退回材料", "数据",
    }  # fmt: skip
    assert all(path.stat().st_size > 100 for path in packed.rglob("*") if path.is_file())


def test_the_list_of_contents_names_every_file(packed: Path) -> None:
    text = (packed / "目录.txt").read_text(encoding="utf-8-sig")
    for path in packed.iterdir():
        assert path.name == "目录.txt" or path.name in text
    for path in (packed / "退回材料").iterdir():
        assert path.name in text
    assert "2022年6月会议材料" in text


def test_what_goes_back_is_what_the_check_returns(packed: Path) -> None:
    report = json.loads((packed / "审核结果.json").read_text(encoding="utf-8"))
    returned = [w for w in report["workbooks"] if w["status"] in ("returned", "unreadable")]
    slips = list((packed / "退回材料").glob("*_退回单.docx"))
    assert len(slips) >= len(returned)
    assert report == fuxi("check", JUNE, "-f", "json").json


def test_a_zip_holds_the_same_files(packed: Path, tmp_path: Path) -> None:
    path = tmp_path / "会议材料.zip"
    assert fuxi("pack", JUNE, "-o", path).code == 0
    with zipfile.ZipFile(path) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert next(iter(inside)) == "目录.txt"
    assert inside == {
        str(p.relative_to(packed)).replace("\\", "/"): p.read_bytes()
        for p in packed.rglob("*")
        if p.is_file()
    }


def test_what_is_there_is_not_overwritten_without_being_told(packed: Path) -> None:
    before = {path: path.read_bytes() for path in packed.rglob("*") if path.is_file()}
    refused = fuxi("pack", JUNE, "-o", packed)
    assert refused.code == 2
    assert "--force" in refused.err
    assert fuxi("pack", JUNE, "-o", packed, "--force").code == 0
    assert {path: path.read_bytes() for path in packed.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("format", ["xlsx", "html", "docx"])
def test_the_output_files_name_tells_the_format(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"汇总.{format}"
    assert fuxi("summary", JUNE, "-o", path).code == 0
    head = path.read_bytes()[:20]
    assert head.startswith(b"PK" if format != "html" else b"<!DOCTYPE html>"[:9]) or head.lower().startswith(
        b"<!doctype"
    )
    if format == "xlsx":
        assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(path.read_bytes())).namelist()


def test_every_format_is_offered() -> None:
    assert {"xlsx", "html", "docx"} <= set(FORMATS)
    assert fuxi("summary", JUNE, "-f", "pdf").code == 2


def test_a_month_with_nobody_to_summarise_is_told(tmp_path: Path) -> None:
    (tmp_path / "2022-06").mkdir()
    result = fuxi("summary", tmp_path / "2022-06", "-o", tmp_path / "x.xlsx")
    assert result.code == 2
    assert not (tmp_path / "x.xlsx").exists()


def test_one_reporter_alone_makes_a_pack(tmp_path: Path) -> None:
    folder = tmp_path / "2022-06"
    folder.mkdir()
    shutil.copy(sorted(JUNE.glob("*.xlsx"))[0], folder)
    assert fuxi("pack", folder, "-o", tmp_path / "材料").code == 0
