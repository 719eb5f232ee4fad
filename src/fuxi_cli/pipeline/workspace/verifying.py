"""``fuxi register verify``: files against hashes, rows against what they were made from, papers of closed months."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Dossier, Filed
from fuxi_cli.pipeline.workspace.books import Books
from fuxi_cli.pipeline.workspace.dossiers import rows
from fuxi_cli.pipeline.workspace.filing import ENDINGS, paper_path
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.inbox import handled
from fuxi_cli.pipeline.workspace.reports import hash_of, sha256_of
from fuxi_cli.register import open_register
from fuxi_cli.register.content import Unfit, unpack


class Fault(NamedTuple):
    """Something that does not agree. ``what``: ``missing``, ``altered``, ``unknown``, ``row``, ``pending``."""

    what: str
    path: str
    message: str


class Verified(NamedTuple):
    files: int
    faults: tuple[Fault, ...]


def verify(folder: str = ".") -> Verified:
    """Compare what lies in the workspace with what its register says. Nothing is changed."""
    workspace = Workspace(folder)
    with open_register(workspace.register_url) as register:
        books = Books(register, workspace)
        filed = register.submissions()
        faults = [*_pending(workspace, {one.receipt for one in filed})]
        waiting = {taken.receipt for taken in handled(workspace.paths.work)}
        for one in filed:
            if one.receipt not in waiting:
                faults += _file(workspace, one)
            if one.accepted:
                faults += _rows(books, one)
        faults += _unknown(workspace, filed)
        faults += _superseded(filed, register.submissions(upto=max((one.number for one in filed), default=0)))
        faults += _papers(books)
        return Verified(len(filed), tuple(faults))


def _pending(workspace: Workspace, known: set[str]) -> Iterator[Fault]:
    for taken in handled(workspace.paths.work):
        how = "已登记，还没有归档" if taken.receipt in known else "已收，还没有审核"
        yield Fault("pending", taken.name, f"{how}：上一次运行没有做完，请运行 fuxi run。")


def _file(workspace: Workspace, filed: Filed) -> Iterator[Fault]:
    path = workspace.at(filed.path)
    found = hash_of(path)
    if found is None:
        yield Fault("missing", filed.path, f"文件不见了或者打不开（{filed.received} 收到的“{filed.name}”）。")
    elif found != filed.sha256:
        yield Fault("altered", filed.path, f"文件内容变了，与 {filed.received} 收到时的校验值不符。")


def _rows(books: Books, filed: Filed) -> Iterator[Fault]:
    """The rows of an accepted submission, against what it was understood as."""
    kept: Dossier = books.register.dossier(filed.number)
    assert filed.period is not None
    plan = books.as_filed(filed)
    try:
        submission = unpack(kept.content or b"", plan, filed.path)
    except Unfit as error:
        yield Fault("row", filed.path, str(error))
        return
    expected = rows(submission, plan, filed.period)
    for name, stored, right in zip(
        ("指标", "任务", "台账对象"), (kept.figures, kept.tasks, kept.objects), expected, strict=True
    ):
        if sorted(map(repr, stored)) != sorted(map(repr, right)):
            yield Fault(
                "row",
                filed.path,
                f"登记簿里这份报送表的{name}与当时读到的不一致，可能被改动过；请用 fuxi register rebuild 重建。",
            )


def _unknown(workspace: Workspace, filed: list[Filed]) -> Iterator[Fault]:
    known = {os.path.normpath(workspace.at(one.path)) for one in filed}
    papers = {paper_path(path, ending) for path in known for ending in ENDINGS}
    for kept, root in workspace.kept().items():
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                path = os.path.normpath(os.path.join(folder, name))
                if path not in known and path not in papers:
                    inside = os.path.relpath(path, root).replace(os.sep, "/")
                    yield Fault(
                        "unknown", f"{kept}/{inside}", "登记簿里没有这个文件；要报的文件请放进收件箱。"
                    )


def _superseded(filed: list[Filed], anew: list[Filed]) -> Iterator[Fault]:
    """Which one counts, as the register has it, against what follows from the rows themselves."""
    for one, right in zip(filed, anew, strict=True):
        if one.superseded_by != right.superseded_by:
            yield Fault(
                "row",
                one.path,
                "登记簿里记的“以哪一份为准”与报送日期、收件先后不符；请用 fuxi register rebuild 重建。",
            )


def _papers(books: Books) -> Iterator[Fault]:
    workspace = books.workspace
    for closing in books.register.closings():
        kind = books.plan(closing.period).says("已封账月份")
        for name, sha256 in closing.papers:
            path = f"reports/{closing.period}/{name}"
            found = hash_of(os.path.join(workspace.paths.reports, str(closing.period), name))
            if found is None:
                yield Fault("missing", path, f"{kind}的材料不见了；运行 fuxi run 会原样恢复。")
            elif found != sha256:
                yield Fault("altered", path, f"{kind}的材料被改动过；运行 fuxi run 会原样恢复。")
            try:
                kept = books.register.paper(closing.period, closing.plan, name)
            except FuxiError as error:
                yield Fault("row", path, str(error))
                continue
            if sha256_of(kept) != sha256:
                yield Fault(
                    "row", path, "登记簿里存的这份材料坏了，不能用来恢复；请用 fuxi register rebuild 重建。"
                )
