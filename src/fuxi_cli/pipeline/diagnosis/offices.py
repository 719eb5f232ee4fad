"""The workspace of the folder, and its register: settings, reachable, of this version, in use, and a quick comparison with
the files. What is compared in full is for ``fuxi register verify``."""

import os
from collections.abc import Iterator

from fuxi_cli.core.diagnosis import Look
from fuxi_cli.core.filed import Ran
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.inbox import handled
from fuxi_cli.readers.settings import FILE, read_settings
from fuxi_cli.register import Busy, Register, open_register
from fuxi_cli.register.looking import Seen, in_use, look_at

_SECTION = "工作区"


def look(folder: str) -> Iterator[Look]:
    if not os.path.exists(os.path.join(folder, FILE)):
        yield Look("workspace", _SECTION, "工作区", f"“{folder}”里没有 {FILE}，不是工作区")
        return
    settings = read_settings(folder)
    if settings.register is None:
        yield Look("workspace", _SECTION, "工作区", f"有 {FILE}，没有登记簿（不用 fuxi run 时不需要）")
        return
    workspace = Workspace(folder)
    plan = workspace.plan(None)
    yield Look("workspace", _SECTION, "工作区", f"{os.path.abspath(folder)}，方案：{plan.title}")
    yield from _folders(workspace)
    seen = look_at(workspace.register_url)
    yield _version(seen)
    if seen.current:
        with open_register(workspace.register_url) as register:
            yield from _register(workspace, register)


def _folders(workspace: Workspace) -> Iterator[Look]:
    """The inbox must be there; the others come when they are needed, but must be writable then."""
    for name, path in workspace.paths._asdict().items():
        if os.path.isdir(path) and not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            remedy = "请检查文件夹的权限。"
            yield Look(f"folder.{name}", _SECTION, "文件夹", f"{path} 没有读写权限", "wrong", remedy)
    if not os.path.isdir(workspace.paths.inbox):
        remedy = "请新建这个文件夹，或运行 fuxi init 补上。"
        yield Look("folder.inbox", _SECTION, "收件箱", f"{workspace.paths.inbox} 不见了", "wrong", remedy)


def _version(seen: Seen) -> Look:
    found = f"{seen.shown}，结构版本 {seen.version}"
    if seen.current:
        return Look("register", _SECTION, "登记簿", found)
    if seen.older:
        remedy = "是旧版 fuxi 建的，下次 fuxi run 时自动升级；请先备份。"
        return Look("register", _SECTION, "登记簿", found, "note", remedy)
    return Look("register", _SECTION, "登记簿", found, "wrong", "是更新版本的 fuxi 建的，请升级 fuxi。")


def _register(workspace: Workspace, register: Register) -> Iterator[Look]:
    try:
        in_use(workspace.register_url, register)
        busy = False
        yield Look("lock", _SECTION, "运行锁", "没有运行正在进行")
    except Busy as error:
        busy = True
        yield Look("lock", _SECTION, "运行锁", str(error), "note")
    yield from _last_run(register.runs(1), busy)
    filed = register.submissions()
    waiting = {taken.receipt for taken in handled(workspace.paths.work)}
    missing = [
        one for one in filed if one.receipt not in waiting and not os.path.isfile(workspace.at(one.path))
    ]
    if missing:
        found = f"{len(filed)} 份，有 {len(missing)} 份的文件不见了，如 {missing[0].path}"
        remedy = "请运行 fuxi register verify 查看，用备份恢复文件。"
        yield Look("files", _SECTION, "登记的报送表", found, "wrong", remedy)
    else:
        found = f"{len(filed)} 份，文件都在（内容没有核对；要核对请运行 fuxi register verify）"
        yield Look("files", _SECTION, "登记的报送表", found)
    if waiting and not busy:
        remedy = "上一次运行没有做完，请运行 fuxi run。"
        yield Look(
            "pending", _SECTION, "没有做完的", f"{len(waiting)} 份报送表已收、没有归档", "note", remedy
        )


def _last_run(runs: list[Ran], busy: bool) -> Iterator[Look]:
    if not runs:
        yield Look("last_run", _SECTION, "上一次运行", "还没有运行过")
        return
    found = f"{runs[0].started.replace('T', ' ')[:19]}，在 {runs[0].host} 上"
    if runs[0].finished is None and not busy:
        yield Look(
            "last_run", _SECTION, "上一次运行", f"{found}，没有做完", "note", "请再运行一次 fuxi run。"
        )
    else:
        yield Look("last_run", _SECTION, "上一次运行", found)
