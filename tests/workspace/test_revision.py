"""A revision that is laid into a workspace's own ``targets/`` while the workspace runs."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from support.command import fuxi
from support.offices import filed, run
from support.plan_folder import edit
from support.two_revisions import APRIL, JUNE, MAY, NEW, OLD, loaded, workbook, write_months, write_plans
from support.workspaces import make_workspace, put

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody's workbooks of three months, by the revisions in force."""
    folder = tmp_path_factory.mktemp("县里")
    return write_months(folder / "报送", write_plans(folder / "targets"), APRIL, MAY, JUNE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, sent: Path) -> Path:
    """April and May, by the only revision that there is; April is closed."""
    folder = tmp_path_factory.mktemp("ws") / "ws"
    make_workspace(folder, plan="sample-plan")
    toml = folder / "fuxi.toml"
    toml.write_text("targets = ['targets']\n" + toml.read_text(encoding="utf-8"), encoding="utf-8")
    write_plans(folder / "targets", OLD)
    for month in (APRIL, MAY):
        put(folder, *sorted((sent / str(month)).iterdir()))
        assert run(folder)["counts"]["accepted"] == 3
    assert fuxi("close", "2022-04", "--dir", folder).code == 0
    run(folder)
    return folder


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "ws"))


def report(workspace: Path, period: object) -> dict[str, object]:
    path = workspace / "reports" / str(period) / "审核结果.json"
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def revision(workspace: Path, period: object) -> object:
    plan = report(workspace, period)["plan"]
    assert isinstance(plan, dict)
    return plan["revision"]


def test_the_next_month_is_judged_by_it(workspace: Path, sent: Path) -> None:
    write_plans(workspace / "targets", NEW)
    put(workspace, *sorted((sent / "2022-06").iterdir()))
    outcome = run(workspace)
    assert outcome["counts"]["accepted"] == 3
    assert [revision(workspace, period) for period in (APRIL, MAY, JUNE)] == [OLD, OLD, NEW]
    assert "任务调整" in load_workbook(workspace / "reports" / "2022-06" / "汇总表.xlsx").sheetnames
    assert {one.revision for one in filed(workspace) if one.period == JUNE} == {NEW}
    status = fuxi("status", "2022-06", "--dir", workspace, "-f", "json").json
    assert status["plan"]["revision"] == NEW
    assert [leader["name"] for leader in status["tasks"][0]["leaders"]] == ["赵示例", "李示例"]
    assert fuxi("register", "verify", "--dir", workspace).code == 0


def test_a_months_papers_are_those_of_its_folder(workspace: Path, sent: Path) -> None:
    targets = write_plans(workspace / "targets", NEW)
    put(workspace, *sorted((sent / "2022-06").iterdir()))
    run(workspace)
    checked = fuxi("check", sent / "2022-06", "--targets", targets, "-f", "json").json
    for key in ("plan", "gaps", "totals", "tasks", "reporting", "revised"):
        assert report(workspace, JUNE)[key] == checked[key], key


def test_an_older_template_is_returned_and_says_why(workspace: Path) -> None:
    write_plans(workspace / "targets", NEW)
    old = loaded(workspace / "targets", OLD)
    put(workspace, ("甲县_2022-06.xlsx", workbook(old, "100001", JUNE)))
    (one,) = run(workspace)["files"]
    assert one["status"] == "returned"
    (found,) = [f for f in filed(workspace) if f.period == JUNE]
    assert (found.errors, found.revision) == (1, NEW)


def test_one_that_comes_late_changes_open_months_and_no_closed_one(workspace: Path) -> None:
    closed = (workspace / "reports" / "2022-04" / "汇总表.xlsx").read_bytes()
    write_plans(workspace / "targets", NEW)
    late = workspace / "targets" / "sample-plan" / "2022-04-15"
    shutil.move(workspace / "targets" / "sample-plan" / NEW, late)
    edit(late, "plan.yaml", f"revision: {NEW}", "revision: 2022-04-15")
    assert run(workspace)["refreshed"] == ["2022-05"]
    assert revision(workspace, MAY) == "2022-04-15"
    assert (workspace / "reports" / "2022-04" / "汇总表.xlsx").read_bytes() == closed
    assert {one.status for one in filed(workspace)} == {"accepted"}
    # Accepted is accepted: what was sent on the older template still counts.
    gaps = report(workspace, MAY)["gaps"]
    assert isinstance(gaps, list)
    assert [(gap["reporter"], gap["quota"], gap["actual"]) for gap in gaps] == [
        ("100001", 3, 1),
        ("100002", 1, 0),
    ]
    assert fuxi("register", "verify", "--dir", workspace).code == 0
    assert run(workspace)["refreshed"] == []


def test_one_for_later_changes_nothing_yet(workspace: Path) -> None:
    write_plans(workspace / "targets", NEW)
    assert run(workspace)["refreshed"] == []
    assert fuxi("status", "2022-05", "--dir", workspace, "-f", "json").json["plan"]["revision"] == OLD


def test_a_rebuilt_register_judges_a_closed_month_by_the_revision_it_was_closed_with(workspace: Path) -> None:
    late = write_plans(workspace / "targets", NEW) / "sample-plan"
    shutil.move(late / NEW, late / "2022-04-15")
    edit(late / "2022-04-15", "plan.yaml", f"revision: {NEW}", "revision: 2022-04-15")
    run(workspace)
    closed = {path.name: path.read_bytes() for path in (workspace / "reports" / "2022-04").iterdir()}
    before = {
        one.name: (one.period, one.revision, one.errors) for one in filed(workspace) if one.period == APRIL
    }
    for path in workspace.glob("register.sqlite*"):
        path.unlink()
    # One of its papers is lost as well: it is made again as it was.
    (workspace / "reports" / "2022-04" / "审核结果.json").unlink()
    assert fuxi("register", "rebuild", "--dir", workspace).code == 0
    after = {
        one.name: (one.period, one.revision, one.errors) for one in filed(workspace) if one.period == APRIL
    }
    assert after == before
    assert {revision for _, revision, _ in after.values()} == {OLD}
    assert {one.revision for one in filed(workspace) if one.period == MAY} == {"2022-04-15"}
    assert {path.name: path.read_bytes() for path in (workspace / "reports" / "2022-04").iterdir()} == closed
