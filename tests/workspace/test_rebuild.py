"""``fuxi register rebuild``: the register made anew from what lies in the workspace."""

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fuxi_cli.core.filed import Filed
from fuxi_cli.pipeline.workspace import rebuilding
from support.command import Result, fuxi
from support.offices import (
    MAY,
    agrees,
    city_table,
    fails,
    filed,
    originals,
    run,
    submission,
    with_more_products,
)
from support.samples import JUNE
from support.workspaces import make_workspace, put


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """May closed and corrected; June with resubmissions, returned ones, a table of all, an unreadable one."""
    folder = tmp_path_factory.mktemp("rebuild")
    workspace = make_workspace(folder / "ws")
    put(workspace, ("县/于都五月.xlsx", submission(folder, "于都县", MAY)), submission(folder, "瑞金市", MAY))
    run(workspace)
    assert fuxi("close", "2022-05", "--dir", workspace).code == 0
    put(
        workspace,
        ("更正.xlsx", with_more_products(folder / "更正", 1, date(2022, 6, 20))),
        ("坏.xlsx", b"broken"),
    )
    put(workspace, ("全市.xlsx", city_table(folder / "全市.xlsx")))
    run(workspace)
    put(workspace, ("六月.xlsx", submission(folder)), ("退.xlsx", submission(folder, "赣县区", base=99)))
    put(workspace, ("六月二.xlsx", submission(folder, day=date(2022, 7, 4))))
    run(workspace)
    return workspace


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "ws"))


def lose(workspace: Path) -> None:
    for path in workspace.glob("register.sqlite*"):
        path.unlink()


def rebuild(workspace: Path, code: int = 0) -> Result:
    result = fuxi("register", "rebuild", "--dir", workspace)
    assert result.code == code, (result.out, result.err)
    assert "内部错误" not in result.err
    return result


def plain(filed: list[Filed]) -> list[object]:
    """Without what only the old register knew: by which run each was taken, in which order those of one run were
    entered, and what rules found beside what lay there then."""
    receipts = {one.number: one.receipt for one in filed}
    known = sorted(filed, key=lambda one: one.receipt)
    return [
        (
            one._replace(run=None, errors=0, warnings=0, infos=0, number=0, superseded_by=None),
            receipts.get(one.superseded_by or 0),
        )
        for one in known
    ]


def seen(workspace: Path) -> list[str]:
    """What people see of it: status and papers of both months."""
    here = os.getcwd()
    os.chdir(workspace)
    try:
        return [
            fuxi("status", "2022-05", "--as-of", "2022-07-10", "-f", "json").out,
            fuxi("status", "2022-06", "--as-of", "2022-07-10", "-f", "json").out,
            fuxi("summary", "--period", "2022-05", "-f", "html").out,
            fuxi("summary", "--period", "2022-06", "-f", "html").out,
            fuxi("check", "--period", "2022-06", "-f", "json").out,
        ]
    finally:
        os.chdir(here)


def papers(workspace: Path, period: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((workspace / "reports" / period).iterdir())}


@pytest.mark.parametrize("lost", [True, False])
def test_everything_comes_back(workspace: Path, lost: bool) -> None:
    before, looked = filed(workspace), seen(workspace)
    reports = papers(workspace, "2022-05"), papers(workspace, "2022-06")
    if lost:
        lose(workspace)
    result = rebuild(workspace)
    assert result.err == "已重建登记簿：接收 6 份，退回 2 份，封账 1 个月。\n"
    assert plain(filed(workspace)) == plain(before)
    assert "县/于都五月.xlsx" in {one.name for one in before}
    assert seen(workspace) == looked
    assert (papers(workspace, "2022-05"), papers(workspace, "2022-06")) == reports
    agrees(workspace)
    assert run(workspace)["refreshed"] == []


def test_life_goes_on_afterwards(workspace: Path, tmp_path: Path) -> None:
    lose(workspace)
    rebuild(workspace)
    put(workspace, ("又来.xlsx", originals(workspace, "accepted")[0]))
    put(workspace, submission(tmp_path, "信丰县", MAY))
    outcome = run(workspace)
    assert outcome["counts"]["duplicates"] == 1
    assert outcome["files"][0]["correction"]
    agrees(workspace)


def test_twice_is_as_once(workspace: Path) -> None:
    lose(workspace)
    rebuild(workspace)
    once = filed(workspace)
    rebuild(workspace)
    assert filed(workspace) == once


def test_an_altered_file_is_left_out_and_told(workspace: Path) -> None:
    path = next(path for path in originals(workspace, "accepted") if "瑞金市_2022-06" in path.name)
    path.write_bytes(path.read_bytes() + b"\0")
    lose(workspace)
    shown = path.relative_to(workspace).as_posix()
    result = rebuild(workspace, 1)
    assert f"{shown}：文件内容变了，与文件名里的校验值不符，没有登记。" in result.out
    assert "接收 5 份" in result.err
    assert shown not in {one.path for one in filed(workspace)}
    verified = fuxi("register", "verify", "--dir", workspace)
    assert verified.out.splitlines() == [f"{shown}：登记簿里没有这个文件；要报的文件请放进收件箱。"]


def test_strange_files_are_told_and_left_alone(workspace: Path) -> None:
    stranger = workspace / "accepted/2022-06/最终版2.xlsx"
    stranger.write_bytes(b"x")
    lose(workspace)
    assert "accepted/2022-06/最终版2.xlsx：看文件名不是收件归档的原件，没有登记" in rebuild(workspace, 1).out
    assert stranger.exists()
    assert len(filed(workspace)) == 8


def test_copies_among_the_originals_are_entered_once(workspace: Path) -> None:
    path = next(path for path in originals(workspace, "accepted") if "瑞金市_2022-06" in path.name)
    shutil.copy2(path, workspace / "returned/2022-06" / path.name)
    again = path.name.replace(path.name.split("_")[3], "20991231T000000-00001")
    shutil.copy2(path, path.with_name(again))
    lose(workspace)
    out = rebuild(workspace, 1).out
    assert out.count("是同一份，没有再登记") == 2
    assert len(filed(workspace)) == 8


def test_without_the_log_a_file_is_known_by_the_name_that_it_is_kept_under(workspace: Path) -> None:
    shutil.rmtree(workspace / "log")
    lose(workspace)
    rebuild(workspace)
    assert all(one.name == Path(one.path).name for one in filed(workspace))


def test_a_log_that_was_cut_off_or_is_garbage(workspace: Path) -> None:
    (log,) = (workspace / "log").glob("*.jsonl")
    content = log.read_bytes()
    log.write_bytes(content[:-7] + b'\n\xff\xfe\nnull\n[1]\n{"receipt": 1, "name": 2}\n')
    (workspace / "log/2021-01.jsonl").write_bytes(b"\0" * 100)
    lose(workspace)
    rebuild(workspace)
    assert "县/于都五月.xlsx" in {one.name for one in filed(workspace)}


def test_missing_papers_of_a_closed_month_are_made_again_byte_for_byte(workspace: Path) -> None:
    before = papers(workspace, "2022-05")
    for name in before:
        if name != "封账记录.json":
            (workspace / "reports/2022-05" / name).unlink()
    lose(workspace)
    rebuild(workspace)
    assert papers(workspace, "2022-05") == before
    agrees(workspace)


def test_a_paper_that_was_altered_is_made_again(workspace: Path) -> None:
    before = papers(workspace, "2022-05")
    (workspace / "reports/2022-05/汇总表.xlsx").write_bytes(b"x")
    lose(workspace)
    rebuild(workspace)
    assert papers(workspace, "2022-05") == before


def test_papers_that_cannot_be_made_again_are_named(workspace: Path) -> None:
    """The original that they were made from is gone as well."""
    (workspace / "reports/2022-05/汇总表.xlsx").unlink()
    gone = next(path for path in originals(workspace, "accepted") if "瑞金市_2022-05" in path.name)
    gone.unlink()
    lose(workspace)
    out = rebuild(workspace, 1).out
    assert "reports/2022-05/汇总表.xlsx：已封账月份的材料不能原样恢复，请从备份中找回。" in out


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"period": "2022-05"}', b"\xff"])
def test_a_damaged_certificate(workspace: Path, content: bytes) -> None:
    (workspace / "reports/2022-05/封账记录.json").write_bytes(content)
    lose(workspace)
    result = rebuild(workspace, 1)
    assert "reports/2022-05/封账记录.json：封账记录读不出来，这个月没有记为已封账。" in result.out
    assert "封账" not in result.err


def test_what_is_being_handled_is_taken_up_by_the_next_run(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_inbox(workspace, monkeypatch)
    lose(workspace)
    rebuild(workspace)
    assert run(workspace)["counts"]["accepted"] == 1
    agrees(workspace)


def from_inbox(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was cut off after it had taken a file."""
    from_module: Any = __import__("fuxi_cli.pipeline.workspace.intake", fromlist=["run"])
    put(workspace, submission(workspace.parent, "信丰县", JUNE))

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(from_module, "judge", cut_off)
        with pytest.raises(KeyboardInterrupt):
            from_module.run(str(workspace))


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"x"])
def test_a_register_that_is_none_says_what_to_do(workspace: Path, content: bytes) -> None:
    """It is not written over: it may be something else, or somebody may yet save it."""
    register = workspace / "register.sqlite"
    lose(workspace)
    register.write_bytes(content)
    message = fails(2, "register", "rebuild", "--dir", workspace)
    assert "改名" in message
    assert register.read_bytes() == content
    register.rename(workspace / "坏的.sqlite")
    rebuild(workspace)
    agrees(workspace)


def test_an_empty_workspace(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "ws")
    lose(workspace)
    assert rebuild(workspace).err == "已重建登记簿：接收 0 份，退回 0 份。\n"


def test_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    assert "不是工作区" in fails(2, "register", "rebuild", "--dir", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_closed_months_are_never_open_in_between(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off before what is missing is made again, a run still knows that the month is closed."""
    before = papers(workspace, "2022-05")
    (workspace / "reports/2022-05/汇总表.xlsx").unlink()
    lose(workspace)

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rebuilding, "summary", cut_off)
        with pytest.raises(KeyboardInterrupt):
            rebuilding.rebuild(str(workspace))
    run(workspace)
    kept = {name: content for name, content in before.items() if name != "汇总表.xlsx"}
    assert papers(workspace, "2022-05") == kept
    rebuild(workspace)
    assert papers(workspace, "2022-05") == before


def test_reports_that_cannot_be_written(workspace: Path) -> None:
    shutil.rmtree(workspace / "reports/2022-06")
    (workspace / "reports/2022-06").write_bytes(b"")
    lose(workspace)
    message = fails(4, "register", "rebuild", "--dir", workspace)
    assert "登记簿已经重建，但材料没有写全：写不了文件" in message
    assert "解决以后请运行 fuxi run。" in message
    (workspace / "reports/2022-06").unlink()
    assert run(workspace)["refreshed"] == ["2022-06"]
    agrees(workspace)
