"""``fuxi run`` in an office's ordinary life: what comes in is accepted or returned, and nothing of it is changed."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from exporters.test_schemas import schema, validate
from fuxi_cli.core.period import Period
from support import in_formats
from support.command import fuxi
from support.compound_files import compound
from support.in_formats import Pages
from support.offices import (
    ACCEPTED,
    RETURNED,
    UNREADABLE,
    agrees,
    city_table,
    events,
    filed,
    files,
    originals,
    pages,
    picture,
    run,
    sha256,
    submission,
    told,
)
from support.samples import EXAMPLES
from support.workspaces import make_workspace, put

MAY = Period(2022, 5)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "富硒办")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Where counties write their workbooks."""
    folder = tmp_path / "县里"
    folder.mkdir()
    return folder


def statuses(outcome: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {one["name"]: one["status"] for one in outcome["files"]}


def test_a_faultless_workbook_is_accepted_and_kept_untouched(workspace: Path, outside: Path) -> None:
    path = submission(outside)
    os.utime(path, (1_656_800_000, 1_656_800_000.25))
    before = path.read_bytes()
    shutil.copy2(path, workspace / "inbox")
    outcome = run(workspace)
    assert statuses(outcome) == {path.name: ACCEPTED}
    (kept,) = originals(workspace, "accepted")
    assert kept.read_bytes() == before
    assert kept.stat().st_mtime == path.stat().st_mtime
    assert kept.parent.name == "2022-06"
    receipt = outcome["files"][0]["receipt"]
    assert kept.name == f"360781_瑞金市_2022-06_{receipt}_{sha256(path)[:12]}.xlsx"
    assert not files(workspace / "inbox")
    assert not files(workspace / "returned")
    assert set(files(workspace / "reports")) == {
        f"2022-06/{name}"
        for name in ("审核结果.csv", "审核结果.json", "汇总表.xlsx", "进度一览.html", "通报（代拟稿）.docx")
    }
    agrees(workspace)


def test_a_faulty_workbook_goes_back_with_its_papers(workspace: Path, outside: Path) -> None:
    path = submission(outside, base=9)
    put(workspace, ("县里/瑞金 6月报表（终稿）.xlsx", path))
    assert "已退回  县里/瑞金 6月报表（终稿）.xlsx（瑞金市，2022年6月）" in told(workspace)
    (kept,) = originals(workspace, "returned")
    assert kept.read_bytes() == path.read_bytes()
    assert not files(workspace / "accepted")
    stem = kept.stem
    assert files(workspace / "returned") == sorted(
        f"2022-06/{name}" for name in (kept.name, f"{stem}_审核意见.xlsx", f"{stem}_退回单.docx")
    )
    slip = words(kept.with_name(f"{stem}_退回单.docx"))
    assert "瑞金市" in slip
    assert "瑞金6月报表（终稿）.xlsx" in slip  # as the county named it, but for what no file name may hold
    assert stem not in slip
    copy = load_workbook(kept.with_name(f"{stem}_审核意见.xlsx"))
    assert copy["封面"]["B6"].value == "瑞金市"
    cell = copy["指标进度"]["F5"]
    assert cell.value == 9
    assert cell.comment is not None
    agrees(workspace)


def words(path: Path) -> str:
    document = Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def test_a_newer_one_supersedes_the_older_which_stays(workspace: Path, outside: Path) -> None:
    put(workspace, submission(outside))
    run(workspace)
    put(workspace, ("第二次.xlsx", submission(outside, day=date(2022, 7, 4))))
    run(workspace)
    first, second = filed(workspace)
    assert (first.superseded_by, second.superseded_by) == (second.number, None)
    assert len(originals(workspace, "accepted")) == 2
    put(workspace, ("迟到的第一稿.xlsx", submission(outside, day=date(2022, 7, 2))))
    assert "另有报送日期更晚的一份，以那一份为准，这一份不计入汇总" in told(workspace)
    third = filed(workspace)[-1]
    assert third.superseded_by == second.number
    agrees(workspace)


def test_two_versions_in_one_batch(workspace: Path, outside: Path) -> None:
    put(workspace, ("a.xlsx", submission(outside, day=date(2022, 7, 5))))
    put(workspace, ("b.xlsx", submission(outside, day=date(2022, 7, 4))))
    outcome = run(workspace)
    assert statuses(outcome) == {"a.xlsx": ACCEPTED, "b.xlsx": ACCEPTED}
    assert {one["name"]: one["counts_in_summary"] for one in outcome["files"]} == {
        "a.xlsx": True,
        "b.xlsx": False,
    }
    agrees(workspace)


def test_the_same_file_twice_in_a_batch_is_kept_once(workspace: Path, outside: Path) -> None:
    path = submission(outside)
    put(workspace, path, ("副本/又一份.xlsx", path))
    outcome = run(workspace)
    assert statuses(outcome) == {path.name: ACCEPTED}
    (copy,) = outcome["duplicates"]
    assert (copy["name"], copy["same_as"]) == ("副本/又一份.xlsx", path.name)
    assert len(originals(workspace, "accepted")) == 1
    assert not files(workspace / "inbox")


def test_what_was_accepted_before_is_recognised(workspace: Path, outside: Path) -> None:
    path = submission(outside)
    put(workspace, path)
    run(workspace)
    put(workspace, ("最终版2.xlsx", path))
    out = told(workspace)
    assert f"重复    最终版2.xlsx（与“{path.name}”完全相同，没有再收）" in out
    assert "收到 1 份" in out
    assert len(filed(workspace)) == 1
    assert not files(workspace / "inbox")
    (event,) = [event for event in events(workspace) if event["event"] == "duplicate"]
    assert event["of"] == filed(workspace)[0].receipt
    agrees(workspace)


def test_what_was_returned_and_comes_unchanged_is_told(workspace: Path, outside: Path) -> None:
    path = submission(outside, base=9)
    put(workspace, path)
    run(workspace)
    put(workspace, ("改好了.xlsx", path))
    assert "退回的那一份完全相同，没有修改" in told(workspace)
    assert [one.status for one in filed(workspace)] == [RETURNED, RETURNED]
    put(workspace, ("真的改好了.xlsx", path))
    (again,) = run(workspace)["files"]
    assert again["unchanged_since"] == filed(workspace)[1].receipt
    agrees(workspace)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"no workbook at all" * 40, b"\xff\xfe\x00"])
def test_what_cannot_be_read_goes_back_with_a_slip(workspace: Path, content: bytes) -> None:
    put(workspace, ("坏的.xlsx", content))
    (one,) = run(workspace)["files"]
    assert one["status"] == UNREADABLE
    (kept,) = originals(workspace, "returned")
    assert kept.read_bytes() == content
    assert kept.parent.name == "未识别"
    assert "坏的.xlsx" in words(kept.with_name(f"{kept.stem}_退回单.docx"))
    agrees(workspace)


def test_an_encrypted_workbook_goes_back(workspace: Path) -> None:
    put(
        workspace,
        (
            "360781_瑞金市_2022-06.xlsx",
            compound({"EncryptionInfo": b"\4" * 600, "EncryptedPackage": b"x" * 5000}),
        ),
    )
    (one,) = run(workspace)["files"]
    assert one["status"] == UNREADABLE
    (kept,) = originals(workspace, "returned")
    assert "密码" in words(kept.with_name(f"{kept.stem}_退回单.docx"))


def retold(path: Path, **cover: str | None) -> None:
    """A workbook whose cover says something else, and that says of itself nothing but that."""
    book = load_workbook(path)
    for sheet in book:
        sheet["A2"] = None
    for address, value in cover.items():
        book["封面"][address] = value
    del book["_fuxi"]
    book.custom_doc_props.props.clear()
    book.save(path)


def test_an_unknown_month_goes_to_a_folder_of_its_own(workspace: Path, outside: Path) -> None:
    path = submission(outside)
    retold(path, B7=None)
    put(workspace, ("瑞金.xlsx", path))
    assert "已退回  瑞金.xlsx（瑞金市，月份没有认出）" in told(workspace)
    (kept,) = originals(workspace, "returned")
    assert kept.parent.name == "未识别"
    assert kept.name.startswith("360781_瑞金市_未识别_")
    assert filed(workspace)[0].period is None
    agrees(workspace)


def test_an_unknown_reporter_goes_back(workspace: Path, outside: Path) -> None:
    path = submission(outside)
    retold(path, B6="南昌县")
    put(workspace, ("南昌县.xlsx", path))
    out = told(workspace)
    assert "已退回  南昌县.xlsx（单位没有认出，2022年6月）" in out
    (kept,) = originals(workspace, "returned")
    assert kept.name.startswith("未识别_南昌县_2022-06_")
    assert "南昌县" in words(kept.with_name(f"{kept.stem}_退回单.docx"))


def test_another_plan_s_workbook_goes_back(workspace: Path, outside: Path) -> None:
    path = submission(outside)
    book = load_workbook(path)
    for row in book["_fuxi"].iter_rows():
        for cell in row:
            if cell.value == "ganzhou-selenium-2022":
                cell.value = "jian-tea-2022"
    book["封面"]["B4"], book["封面"]["B5"] = "2022年茶产业发展工作方案", "示例府办字〔2022〕9号"
    book.save(path)
    put(workspace, path)
    (one,) = run(workspace)["files"]
    assert one["status"] == RETURNED
    agrees(workspace)


def test_a_month_outside_the_plan_goes_back(workspace: Path, outside: Path) -> None:
    path = submission(outside)
    retold(path, B7="2031年6月")
    put(workspace, ("瑞金.xlsx", path))
    (one,) = run(workspace)["files"]
    assert one["status"] == RETURNED
    assert files(workspace / "accepted") == []
    assert originals(workspace, "returned")[0].parent.name == "2031-06"
    agrees(workspace)
    assert fuxi("status", "--dir", workspace).code == 0


@pytest.mark.parametrize(
    ("ending", "write"),
    [("xls", in_formats.xls), ("ods", in_formats.ods), ("xlsb", in_formats.xlsb)],
)
def test_other_formats_are_kept_as_they_came(
    workspace: Path, outside: Path, ending: str, write: Callable[[Pages], bytes]
) -> None:
    content = write(pages(submission(outside)))
    put(workspace, (f"瑞金.{ending}", content))
    (one,) = run(workspace)["files"]
    assert one["status"] == ACCEPTED
    (kept,) = originals(workspace, "accepted")
    assert kept.suffix == f".{ending}"
    assert kept.read_bytes() == content
    put(workspace, (f"瑞金二.{ending}", write(pages(submission(outside, base=9)))))
    (one,) = run(workspace)["files"]
    assert one["status"] == RETURNED
    beside = [name for name in files(workspace / "returned") if "退回单" in name or "审核意见" in name]
    assert len(beside) == 1  # only a slip: no marked copy can be made of such a file
    agrees(workspace)


def test_a_csv_is_judged_like_any_other(workspace: Path, outside: Path) -> None:
    text = in_formats.csv(pages(submission(outside))["指标进度"])
    put(workspace, ("360781_瑞金市_2022-06.csv", text.encode("gb18030")))
    (one,) = run(workspace)["files"]
    assert one["reporter_name"] == "瑞金市"
    assert filed(workspace)[0].format == "csv"
    agrees(workspace)


def test_the_city_s_table_with_its_faults_goes_back(workspace: Path) -> None:
    put(workspace, EXAMPLES / "city-table.xlsx")
    assert "已退回  city-table.xlsx（多个单位，2022年6月）" in told(workspace)
    (kept,) = originals(workspace, "returned")
    assert kept.name.startswith("多个单位_2022-06_")
    agrees(workspace)


def test_the_city_s_table_counts_for_those_who_sent_nothing_later(workspace: Path, outside: Path) -> None:
    put(workspace, city_table(outside / "全市.xlsx"))
    assert "已接收  全市.xlsx（多个单位，2022年6月）" in told(workspace)
    put(workspace, submission(outside, day=date(2022, 7, 4)))
    run(workspace)
    table, county = filed(workspace)
    assert (table.reporter, table.superseded_by, county.superseded_by) == (None, None, None)
    agrees(workspace)


def test_what_is_no_spreadsheet_stays_and_is_told(workspace: Path) -> None:
    put(
        workspace,
        ("请查收.txt", b"x"),
        ("照片/合影.jpg", b"x"),
        ("~$瑞金.xlsx", b"lock"),
        (".隐藏.xlsx", b"x"),
    )
    put(workspace, ("Thumbs.db", b"x"))
    outcome = run(workspace)
    assert [(one["name"], one["event"]) for one in outcome["left"]] == [
        ("请查收.txt", "left"),
        ("照片/合影.jpg", "left"),
    ]
    assert len(files(workspace / "inbox")) == 5
    assert "未收    请查收.txt（不是电子表格，没有收；要报的数请用报送表报）" in told(workspace)
    assert filed(workspace) == []


def test_nothing_new_writes_nothing(workspace: Path, outside: Path) -> None:
    put(workspace, submission(outside))
    run(workspace)
    before = picture(workspace)
    assert told(workspace) == "收件箱里没有新的报送表。\n"
    assert picture(workspace) == before


def test_a_missing_report_is_made_again(workspace: Path, outside: Path) -> None:
    put(workspace, submission(outside))
    run(workspace)
    paper = workspace / "reports/2022-06/汇总表.xlsx"
    content = paper.read_bytes()
    paper.unlink()
    assert "更新了2022年6月的材料" in told(workspace)
    assert paper.read_bytes() == content


def test_reports_follow_what_comes_in(workspace: Path, outside: Path) -> None:
    put(workspace, submission(outside))
    run(workspace)
    paper = workspace / "reports/2022-06/审核结果.json"
    first = paper.read_bytes()
    put(workspace, submission(outside, "于都县"))
    assert run(workspace)["refreshed"] == ["2022-06"]
    assert paper.read_bytes() != first


def _mixed(workspace: Path, outside: Path) -> None:
    """A file of every fate, after a first run."""
    accepted, returned = submission(outside), submission(outside, "赣县区", base=99)
    put(workspace, accepted, returned)
    run(workspace)
    put(
        workspace,
        ("五月/于都.xlsx", submission(outside, "于都县", MAY)),
        ("于都.xlsx", submission(outside, "于都县")),
        ("再一份.xlsx", accepted),
        ("没改.xlsx", returned),
        ("坏.xls", b"broken"),
        ("看.txt", b"x"),
        ("早的.xlsx", submission(outside, day=date(2022, 7, 1))),
    )


def test_dry_run_changes_nothing_and_predicts(workspace: Path, outside: Path) -> None:
    _mixed(workspace, outside)
    before = picture(workspace)
    predicted = run(workspace, "--dry-run")
    assert picture(workspace) == before
    assert predicted["dry_run"]
    assert "试运行，没有移动或改动任何文件：收到 6 份，可接收 3 份，应退回 2 份，重复 1 份" in told(
        workspace, "--dry-run"
    )
    assert picture(workspace) == before
    done = run(workspace)
    assert [_fate(one) for one in predicted["files"]] == [_fate(one) for one in done["files"]]
    assert [one["unchanged_since"] for one in predicted["files"]] == [
        one["unchanged_since"] for one in done["files"]
    ]
    for key in ("counts", "left"):
        assert predicted[key] == done[key]
    assert [one["name"] for one in predicted["duplicates"]] == [one["name"] for one in done["duplicates"]]


def _fate(one: dict[str, object]) -> list[object]:
    keys = (
        "name",
        "status",
        "reporter",
        "period",
        "sha256",
        "errors",
        "warnings",
        "infos",
        "counts_in_summary",
    )
    return [one[key] for key in keys]


def test_dry_run_leaves_no_trace_of_its_own(workspace: Path) -> None:
    put(workspace, ("坏.xls", b"broken"))
    before = files(workspace)
    run(workspace, "--dry-run")
    assert files(workspace) == before


def test_fail_on_error(workspace: Path, outside: Path) -> None:
    put(workspace, submission(outside))
    run(workspace, "--fail-on", "error")
    put(workspace, ("坏.xlsx", b"broken"))
    run(workspace, "--fail-on", "error", "--dry-run", code=1)
    run(workspace, "--fail-on", "error", code=1)
    put(workspace, ("坏二.xlsx", b"broken 2"))
    run(workspace)


def test_json_is_what_the_schema_says(workspace: Path, outside: Path) -> None:
    for arguments in (["--dry-run"], []):
        validate(run(workspace, *arguments), schema("run"))
    _mixed(workspace, outside)
    for arguments in (["--dry-run"], []):
        validate(run(workspace, *arguments), schema("run"))


def test_output_goes_to_a_file(workspace: Path, tmp_path: Path) -> None:
    result = fuxi("run", workspace, "-q", "-o", tmp_path / "结果.txt")
    assert result.code == 0
    assert (tmp_path / "结果.txt").read_text(encoding="utf-8") == "收件箱里没有新的报送表。\n"


def test_the_same_county_s_earlier_month_in_the_same_batch_is_its_history(
    workspace: Path, outside: Path
) -> None:
    """June is judged with May, though both came together; the dry run knows it too."""
    put(workspace, ("5.xlsx", submission(outside, "于都县", MAY, base=9)))
    put(workspace, ("6.xlsx", submission(outside, "于都县")))
    predicted = run(workspace, "--dry-run")
    done = run(workspace)
    assert [_fate(one) for one in predicted["files"]] == [_fate(one) for one in done["files"]]
