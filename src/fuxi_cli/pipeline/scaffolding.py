"""``targets new``: makes the folder of a new plan's first revision, from an annex table where there is one."""

import contextlib
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from fuxi_cli import catalogue
from fuxi_cli.core.annex import Annex, NewPlan, NewReporter
from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.submission import Submission, Workbook
from fuxi_cli.core.words import key
from fuxi_cli.exporters.scaffold import render
from fuxi_cli.pipeline.saving import why, write_file
from fuxi_cli.readers.annex.reading import read_annex
from fuxi_cli.readers.plans.csv_rows import read_table
from fuxi_cli.readers.plans.files import REPORTERS, parse_date, read_files
from fuxi_cli.readers.plans.loading import builtin_folder, find_plans
from fuxi_cli.readers.spreadsheet import read_workbook

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TITLE = "示例方案"
_STAND_IN = "my-plan"
_KNOWN_ENOUGH = 2, 3
"""Of so many names in so many, the codes must be known before any is filled in: one name may be a county of another
province as well."""
_COMMITTEE = re.compile(r"管委会|管理委员会|(?:开发区|经开区|高新区|新区|园区)$")
_DEPARTMENT = re.compile(r"(?:局|厅|委|办|委员会|办公室|中心|公司|集团|院|银行|部|处|社|协会|联社)$")


class MadePlan(NamedTuple):
    """What was made."""

    folder: str
    """The revision's folder."""
    plan: NewPlan
    files: tuple[str, ...]


class Wanted(NamedTuple):
    """What the caller asks for; None: as the annex and the folder's name tell."""

    id: str | None = None
    title: str | None = None
    start: Period | None = None
    end: Period | None = None
    source: str | None = None
    sheet: str | None = None


def make_plan(folder: str, wanted: Wanted, today: date) -> MadePlan:
    """Make the folder, whole or not at all. Raises FuxiError where something is there already."""
    _look_at(folder)
    if wanted.sheet is not None and wanted.source is None:
        raise FuxiError("选项 --sheet 要和 --from 一起用：写明附件文件里的哪一张工作表。")
    annex = read_annex(_workbook(wanted.source), wanted.sheet) if wanted.source is not None else None
    plan = _plan(folder, wanted, annex, today)
    files = render(plan)
    dated = parse_date(_name(folder)) is not None
    revision = folder if dated else os.path.join(folder, str(plan.revision))
    _write(revision, files)
    return MadePlan(revision, plan, tuple(files))


def _name(folder: str) -> str:
    return os.path.basename(os.path.abspath(folder))


def _look_at(folder: str) -> None:
    """Raise FuxiError unless a plan can be made there."""
    if not os.path.lexists(folder):
        return
    if not os.path.isdir(folder):
        raise FuxiError(f"“{folder}”是一个文件，不是文件夹；请换一个名字。")
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise FuxiError(f"打不开文件夹“{folder}”：{why(error)}。") from None
    if names:
        shown = "、".join(f"“{name}”" for name in names[:3]) + ("等" if len(names) > 3 else "")
        raise FuxiError(
            f"文件夹“{folder}”里已经有{shown}，什么都没有改；请换一个空文件夹，或写一个新的名字。"
        )


def _workbook(path: str) -> Workbook:
    workbook = read_workbook(path)
    if not workbook.readable:
        about_files = catalogue.Selection(("S1",)).entries("file")
        findings = catalogue.run(FileCase(Submission(workbook, notices=workbook.notices)), about_files)
        said = next((finding.message for finding in findings), "这个文件读不出来。")
        raise FuxiError(f"“{path}”：{said}")
    return workbook


def _plan(folder: str, wanted: Wanted, annex: Annex | None, today: date) -> NewPlan:
    years = annex.years if annex else ()
    start = wanted.start or Period(years[0] if years else wanted.end.year if wanted.end else today.year, 1)
    end = wanted.end or Period(max(years[-1] if years else start.year, start.year), 12)
    if end < start:
        raise FuxiError(f"结束月份 {end} 早于开始月份 {start}，请核对 --start 和 --end。")
    id = wanted.id or _id(folder)
    if not _SLUG.fullmatch(id):
        raise FuxiError(f"选项 --id 的值“{id}”不对，只能用小写英文字母、数字和连字符，如 my-plan-2024。")
    title = (wanted.title or "").strip() or (annex.title if annex else "") or _TITLE
    return NewPlan(
        id,
        " ".join(title.split()),
        parse_date(_name(folder)) or start.first_day,
        start,
        end,
        tuple(_reporters(annex)) if annex else (),
        annex,
    )


def _id(folder: str) -> str:
    """The plan's folder's name where that may be an id."""
    path = os.path.abspath(folder)
    name = os.path.basename(os.path.dirname(path) if parse_date(_name(folder)) else path)
    return name if _SLUG.fullmatch(name) else _STAND_IN


def _reporters(annex: Annex) -> Iterator[NewReporter]:
    known = _known_regions()
    rows = [
        row for number, row in enumerate(annex.rows) if row.name not in {r.name for r in annex.rows[:number]}
    ]
    met = sum(key(row.name) in known for row in rows)
    use = met * _KNOWN_ENOUGH[1] >= len(rows) * _KNOWN_ENOUGH[0]
    doubled = {code for code, count in Counter(row.code for row in rows).items() if count > 1}
    for number, row in enumerate(rows, start=1):
        region = known.get(key(row.name)) if use else None
        code = row.code if row.code and row.code not in doubled else region[0] if region else ""
        kind = region[1] if region else _kind(row.name, annex.label)
        yield NewReporter(code or f"unit-{number:02}", row.name, kind, bool(code))


def _kind(name: str, label: str) -> str:
    if _COMMITTEE.search(name):
        return "committee"
    if _DEPARTMENT.search(name):
        return "department"
    return "city" if "设区市" in label and name.endswith("市") else "county"


def _known_regions() -> dict[str, tuple[str, str]]:
    """Folded name → (code, kind) of the regions among the built-in plans' reporters; none that two codes share."""
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for one in find_plans([builtin_folder()]):
        for id, name, kind, *_ in read_table(read_files(one.path), REPORTERS).rows[1:]:
            known = id.isdigit() and kind in ("county", "city")
            if known and found.setdefault(key(name), (id, kind))[0] != id:
                shared.add(key(name))
    return {name: region for name, region in found.items() if name not in shared}


def _write(target: str, files: dict[str, bytes]) -> None:
    """Put a folder there in one step: it is filled beside its place, and then gets its name."""
    target = os.path.abspath(target)
    above = os.path.dirname(target)
    new_above = not os.path.lexists(above)
    temporary = os.path.join(above, f".fuxi-{os.getpid()}-plan")
    try:
        os.makedirs(temporary)
        for name, content in files.items():
            write_file(os.path.join(temporary, name), content)
        if os.path.isdir(target):
            os.rmdir(target)
        os.rename(temporary, target)
    except (OSError, ValueError) as error:
        reason = why(error) if isinstance(error, OSError) else str(error)
        raise FuxiError(
            f"建不了文件夹“{target}”：{reason}。请检查上级文件夹是否可写、名字是否合适。"
        ) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        if new_above:
            with contextlib.suppress(OSError):
                os.rmdir(above)  # only while it is empty: nothing was made
