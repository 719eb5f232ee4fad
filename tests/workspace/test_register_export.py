"""``fuxi register export``: every table of the register, as files that any program opens safely."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from fuxi_cli.pipeline.workspace.exporting import TABLES
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.register import open_register
from support.command import fuxi
from support.offices import MAY, fails, run, submission, with_more_products
from support.safe import assert_csv, assert_json
from support.workspaces import make_workspace, put

FORMULA = '=HYPERLINK("http://example.invalid/","点我")'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    workspace = make_workspace(folder / "ws")
    put(workspace, submission(folder, "于都县", MAY))
    run(workspace)
    assert fuxi("close", "2022-05", "--dir", workspace).code == 0
    put(workspace, ("更正.xlsx", with_more_products(folder / "更正", 1, date(2022, 6, 20))))
    put(workspace, (f"{FORMULA.replace('/', '')}.xlsx", hostile(folder)), ("@坏.xlsx", b"broken"))
    run(workspace)
    return workspace


def hostile(folder: Path) -> Path:
    """A workbook whose ledger holds what a spreadsheet would run."""
    path = submission(folder / "敌意")
    book = load_workbook(path)
    ledger = book["台账-富硒产品"]
    row = next(row for row in range(1, 23) if ledger.cell(row, 1).value == 1)
    for column, text in ((2, FORMULA), (3, "+1+1"), (4, "@SUM(A1)")):
        cell = ledger.cell(row, column)
        cell.value, cell.data_type = text, "s"
    book.save(path)
    return path


def rows(workspace: Path) -> dict[str, int]:
    with open_register(Workspace(str(workspace)).register_url) as register:
        counts = register.counts()
    return {name: counts[name] for name in TABLES}


def test_csv_has_every_table_and_every_row(workspace: Path, tmp_path: Path) -> None:
    result = fuxi("register", "export", "--dir", workspace, "-o", tmp_path / "导出")
    assert result.code == 0
    assert sorted(path.name for path in (tmp_path / "导出").iterdir()) == sorted(
        f"{name}.csv" for name in TABLES
    )
    expected = rows(workspace)
    assert min(expected.values()) > 0
    for name in TABLES:
        content = (tmp_path / "导出" / f"{name}.csv").read_bytes()
        assert_csv(content)
        header, *body = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert len(body) == expected[name]
        assert all(len(row) == len(header) for row in body)
        assert f"已写入 {tmp_path}/导出/{name}.csv" in result.err


def test_json_has_the_same(workspace: Path, tmp_path: Path) -> None:
    assert fuxi("register", "export", "--dir", workspace, "-f", "json", "-o", tmp_path).code == 0
    for name, count in rows(workspace).items():
        content = (tmp_path / f"{name}.json").read_bytes()
        assert_json(content)
        assert len(json.loads(content)) == count


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_bytes(), parse_float=Decimal)
    return found


def test_what_is_in_them(workspace: Path, tmp_path: Path) -> None:
    fuxi("register", "export", "--dir", workspace, "-f", "json", "-o", tmp_path)
    submissions = table(tmp_path, "submissions")
    assert [one["status"] for one in submissions].count("accepted") == 2
    first = submissions[0]
    assert (first["reporter_name"], first["period"], first["superseded_by"]) == ("于都县", "2022-05", 2)
    (figure,) = [
        one for one in table(tmp_path, "figures") if one["submission"] == 2 and one["indicator"] == "product"
    ]
    assert (figure["quota"], figure["month"], figure["cumulative"]) == (14, 2, 7)
    (closed,) = table(tmp_path, "closings")
    assert (closed["period"], closed["last"]) == ("2022-05", 1)
    assert [one["outcome"] for one in table(tmp_path, "runs")] == ["done", "done"]
    broken = next(one["number"] for one in submissions if one["status"] == "unreadable")
    assert {one["severity"] for one in table(tmp_path, "findings") if one["submission"] == broken} == {
        "error"
    }


def test_csv_says_what_json_says(workspace: Path, tmp_path: Path) -> None:
    fuxi("register", "export", "--dir", workspace, "-o", tmp_path)
    fuxi("register", "export", "--dir", workspace, "-f", "json", "-o", tmp_path)
    for name in ("figures", "closings", "runs"):
        text = (tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig")
        in_csv = [[cell.removeprefix("'") for cell in row] for row in csv.reader(io.StringIO(text))][1:]
        in_json = [["" if v is None else str(v) for v in one.values()] for one in table(tmp_path, name)]
        assert in_csv == in_json


def test_nothing_in_them_is_a_formula(workspace: Path, tmp_path: Path) -> None:
    fuxi("register", "export", "--dir", workspace, "-o", tmp_path)
    for path in tmp_path.iterdir():
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "@", "+1", "-1+"))]
    assert "'=HYPERLINK" in (tmp_path / "submissions.csv").read_text(encoding="utf-8-sig")


def test_the_same_register_gives_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    for name in ("一", "二"):
        fuxi("register", "export", "--dir", workspace, "-o", tmp_path / name)
    for path in (tmp_path / "一").iterdir():
        assert path.read_bytes() == (tmp_path / "二" / path.name).read_bytes()


def test_an_empty_register_gives_headers(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "ws")
    assert fuxi("register", "export", "--dir", workspace, "-o", tmp_path / "out").code == 0
    for name in TABLES:
        lines = (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 1
        assert "," in lines[0]


def test_a_format_that_there_is_not(workspace: Path, tmp_path: Path) -> None:
    assert "csv、json" in fails(
        2, "register", "export", "--dir", workspace, "-f", "xml", "-o", tmp_path / "x"
    )
    assert not (tmp_path / "x").exists()


def test_where_nothing_can_be_written(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "占着").write_bytes(b"")
    assert "写不了文件" in fails(2, "register", "export", "--dir", workspace, "-o", tmp_path / "占着")
