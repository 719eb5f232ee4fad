"""Finds plans in folders and loads a plan's revision (SPEC section 3): plan.yaml and its three tables.

What cannot be understood raises FuxiError with every fault at its line or cell. What can be understood and is
wrong in itself (totals, unknown names, clauses that do not exist) loads, for the P rules to find.
"""

import os
import re
from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from fuxi_cli.core.cases import PlanSource
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.readers.plans import cache as plan_cache
from fuxi_cli.readers.plans.faults import quoted
from fuxi_cli.readers.plans.files import PLAN, decode, parse_date, read_files

_TOP_KEY = re.compile(r"""^(id|revision):[ \t]*["']?([^\s"'#]+)""", re.MULTILINE)


class FoundPlan(NamedTuple):
    """One revision of a plan, found but not loaded."""

    id: str
    revision: date
    path: str


def builtin_folder() -> Path:
    """The folder of the plans that come with fuxi: in the wheel beside the package, in a checkout at its root."""
    package = Path(__file__).resolve().parents[2]
    shipped = package / "data" / "targets"
    return shipped if shipped.is_dir() else package.parent.parent / "data" / "targets"


def find_plans(folders: Iterable[str | os.PathLike[str]]) -> list[FoundPlan]:
    """Every revision in the folders, by id and revision; of two alike the one in the earlier folder counts.

    A folder may hold plans, be a plan (hold revisions), or be one revision.
    """
    found: dict[tuple[str, date], FoundPlan] = {}
    for folder in folders:
        for path in _revision_folders(os.fspath(folder), depth=2):
            plan = _peek(path)
            if plan is not None:
                found.setdefault((plan.id, plan.revision), plan)
    return sorted(found.values())


def _revision_folders(folder: str, depth: int) -> Iterable[str]:
    if os.path.isfile(os.path.join(folder, PLAN)):
        yield folder
    elif depth and os.path.isdir(folder):
        for name in sorted(os.listdir(folder)):
            if not name.startswith("."):
                yield from _revision_folders(os.path.join(folder, name), depth - 1)


def found_beside(folder: str) -> list[FoundPlan]:
    """The other revisions that lie beside one in its plan's folder, those alike too: folders named by a date."""
    above, own = os.path.split(os.path.abspath(folder))
    if parse_date(own) is None:
        return []
    paths = [
        os.path.join(above, name) for name in sorted(os.listdir(above)) if name != own and parse_date(name)
    ]
    return [plan for path in paths if os.path.isfile(os.path.join(path, PLAN)) and (plan := _peek(path))]


def _peek(path: str) -> FoundPlan | None:
    """Id and revision from the head of a plan.yaml, else from its folders' names; None when neither tells."""
    try:
        with open(os.path.join(path, PLAN), "rb") as file:
            keys = dict(_TOP_KEY.findall(decode(file.read()) or ""))
    except OSError:
        keys = {}
    above, name = os.path.split(os.path.abspath(path))
    revision = parse_date(keys.get("revision", "")) or parse_date(name)
    id = keys.get("id") or os.path.basename(above)
    return FoundPlan(id, revision, path) if revision else None


def load_plan(
    reference: str | None, folders: Iterable[str | os.PathLike[str]], period: Period | None = None
) -> Plan:
    """Load the plan that a reference names (see ``locate_plan``). Raises FuxiError also when the plan is broken."""
    return load_folder(locate_plan(reference, folders, period))


def locate_plan(
    reference: str | None, folders: Iterable[str | os.PathLike[str]], period: Period | None = None
) -> str:
    """The folder of the revision that a reference names: ``id``, ``id@revision``, or the path of a plan's or
    revision's folder.

    Without a revision the one in force at the period's end counts, without a period the newest; without a reference
    the only plan there is. Raises FuxiError when there is no such plan.
    """
    if reference is None or not is_path(reference):
        return choose(reference, find_plans(folders), period).path
    path = (os.path.dirname(reference) or ".") if os.path.basename(reference) == PLAN else reference
    if os.path.isfile(os.path.join(path, PLAN)):
        return path
    if not os.path.isdir(path):
        raise FuxiError(f"没有“{path}”这个文件夹；请检查路径，或用 fuxi targets list 查看已有的方案。")
    found = find_plans([path])
    if not found:
        within = os.path.isdir(os.path.join(path, PLAN))
        what = f"{PLAN} 是一个文件夹，应为文件" if within else f"没有找到 {PLAN}"
        raise FuxiError(f"文件夹“{path}”里没有方案：{what}。")
    return choose(None, found, period).path


def is_path(reference: str) -> bool:
    """Whether a reference names a folder, and not an id."""
    return os.path.basename(reference) != reference or reference == PLAN or os.path.isdir(reference)


def choose(reference: str | None, found: list[FoundPlan], period: Period | None) -> FoundPlan:
    """The one of the revisions found that an id, with or without a revision, names. Raises FuxiError for none."""
    ids = list(dict.fromkeys(plan.id for plan in found))
    if reference is None:
        if len(ids) != 1:
            raise FuxiError(
                f"有 {len(ids)} 个方案，请用 --plan 指定一个：{quoted(ids) or '（没有找到方案）'}。"
            )
        return _in_force(found, period)
    id, at, revision = reference.partition("@")
    of_id = [plan for plan in found if plan.id == id]
    if not of_id:
        like = nearest(id, ids)
        hint = f"，是不是“{like}”？" if like else "。"
        raise FuxiError(f"没有编号为“{id}”的方案{hint}已有的方案：{quoted(ids) or '（无）'}。")
    if not at:
        return _in_force(of_id, period)
    of_revision = [plan for plan in of_id if plan.revision == parse_date(revision)]
    if not of_revision:
        known = quoted(str(plan.revision) for plan in of_id)
        raise FuxiError(f"方案 {id} 没有“{revision}”这一版次；已有的版次：{known}。")
    return of_revision[0]


def _in_force(found: list[FoundPlan], period: Period | None) -> FoundPlan:
    """The revision in force at the period's end: the newest without a period, the first where none was in force yet."""
    in_force = [plan for plan in found if period is None or plan.revision <= period.last_day]
    if not in_force:
        return min(found, key=lambda plan: plan.revision)
    return max(in_force, key=lambda plan: plan.revision)


def _by_path(reference: str) -> tuple[list[FoundPlan], FoundPlan | None]:
    """What is found where a path leads: all revisions of the plan, and the one whose own folder it is."""
    path = (os.path.dirname(reference) or ".") if os.path.basename(reference) == PLAN else reference
    within = os.path.isfile(os.path.join(path, PLAN))
    found = find_plans([os.path.dirname(os.path.abspath(path)) if within else path])
    if not found:
        locate_plan(reference, ())  # tells what is wrong with the path
    own = next((one for one in found if os.path.samefile(one.path, path)), None) if within else None
    return found, own


def latest_two(reference: str, folders: Iterable[str | os.PathLike[str]]) -> tuple[str, str]:
    """The folders of a plan's two latest revisions, the older one first. ``reference``: its id, or its folder.

    Raises FuxiError when there is no such plan, or only one revision of it.
    """
    found, chosen = _by_path(reference) if is_path(reference) else ([], None)
    if chosen is None:
        found = found or find_plans(folders)
        chosen = choose(None if is_path(reference) else reference, found, None)
    id = chosen.id
    earlier = [plan for plan in found if plan.id == id and plan.revision < chosen.revision]
    if not earlier:
        known = quoted(str(plan.revision) for plan in found if plan.id == id)
        raise FuxiError(
            f"方案 {id} 没有比 {chosen.revision} 更早的版次可以比较；已有的版次：{known}。"
            "要比较两个文件夹，请把两个都写上：fuxi targets diff 原版次 现版次。"
        )
    return max(earlier, key=lambda plan: plan.revision).path, chosen.path


def load_folder(path: str | os.PathLike[str]) -> Plan:
    """Load the revision in a folder. Raises FuxiError naming every fault.

    What was built from the same bytes before comes from the cache; only else the YAML library is loaded.
    """
    files = read_files(os.fspath(path))
    plan = plan_cache.get(files.sha256)
    if plan is None:
        plan = _builder().build(files)
        plan_cache.put(files.sha256, plan)
    return plan


def load_source(path: str | os.PathLike[str]) -> PlanSource:
    """The same folder's raw rows, and the line of everything in plan.yaml, for lint to point at."""
    source: PlanSource = _builder().source(read_files(os.fspath(path)))
    return source


def _builder() -> Any:
    return import_module("fuxi_cli.readers.plans.build")
