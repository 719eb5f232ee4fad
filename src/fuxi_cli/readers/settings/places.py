"""Folders and the register: where a workspace has its things."""

import os
import unicodedata
from collections.abc import Callable, Mapping
from itertools import combinations
from urllib.parse import urlsplit

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.readers.settings.document import Document
from fuxi_cli.readers.settings.model import Paths, joined

SQLITE = "sqlite:///"
ENVIRONMENT = "FUXI_REGISTER"
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
_FOLDER = '文件夹名，如 "收件"'

Fault = Callable[[str], FuxiError]
"""Puts before what is wrong where that stands."""


def read_paths(document: Document, root: str) -> Paths:
    """[paths]: six folders, none within another, each inside the workspace unless it is written as absolute."""
    defaults = Paths()
    section = document.section(("paths",), Paths._fields)
    chosen = {key: _folder(document, key, value) for key, value in section.items()}
    paths = defaults._replace(**chosen).under(root)
    seen = {key: os.path.abspath(path) for key, path in paths._asdict().items()}
    for one, other in combinations(Paths._fields, 2):
        key, rest = (one, other) if one in chosen else (other, one)
        if _fold(seen[one]) == _fold(seen[other]):
            raise document.fault(
                ("paths", key), f"和 {rest} 是同一个文件夹“{getattr(paths, rest)}”；请各用各的文件夹。"
            )
        if _within(seen[one], seen[other]) or _within(seen[other], seen[one]):
            inner, outer = (one, other) if _within(seen[one], seen[other]) else (other, one)
            raise document.fault(
                ("paths", key),
                f"{inner} 的文件夹“{getattr(paths, inner)}”在 {outer} 的文件夹“{getattr(paths, outer)}”里面；"
                "请分开放，谁也不在谁里面。",
            )
    return paths


def _folder(document: Document, key: str, value: object) -> str:
    path = ("paths", key)
    folder = document.text(path, value, _FOLDER)
    normal = os.path.normpath(folder)
    if not os.path.isabs(folder):
        if normal == os.curdir:
            raise document.fault(path, f"写的是“{folder}”，就是工作区本身；应为{_FOLDER}。")
        if normal.split(os.sep)[0] == os.pardir:
            raise document.fault(path, f"写的是“{folder}”，跑到工作区外面去了；要放在别处，请写完整的路径。")
    return folder


def read_register(document: Document, root: str, paths: Paths, environment: Mapping[str, str]) -> str | None:
    """Its URL; None where the file says nothing of a register. What stands there is never repeated: it may hold a
    password."""
    if "register" not in document.content:
        return None
    written = document.text(
        ("register",), document.content["register"], "文件名或者 PostgreSQL 网址", secret=True
    ).strip()
    if instead := environment.get(ENVIRONMENT, "").strip():
        return register_url(instead, root, paths, lambda what: FuxiError(f"环境变量 {ENVIRONMENT}：{what}"))
    return register_url(written, root, paths, lambda what: document.fault(("register",), what))


def register_url(written: str, root: str, paths: Paths, fault: Fault) -> str:
    """The URL that a file name, seen from ``root``, or a URL means. What ``fault`` is told holds no password."""
    scheme, colon, _ = written.partition(":")
    if scheme.lower() in _POSTGRESQL and colon:
        return _postgresql(written, fault)
    if scheme.lower() == "sqlite" and colon:
        if not written.startswith(SQLITE) or len(written) == len(SQLITE):
            raise fault("SQLite 的登记簿应写成 sqlite:///文件名，或者只写文件名，如 register.sqlite。")
        written = written[len(SQLITE) :]
    elif "://" in written:
        raise fault(
            f"不认识“{scheme[:20]}”这种登记簿；应为文件名，如 register.sqlite，或者 postgresql://用户:密码@主机:端口/数据库。"
        )
    path = os.path.abspath(os.path.join(root, written))
    if written.endswith(("/", os.sep)) or os.path.isdir(path):
        raise fault("写的是一个文件夹，应为文件名，如 register.sqlite。")
    for key, folder in paths._asdict().items():
        if _within(path, os.path.abspath(folder)) or _fold(path) == _fold(os.path.abspath(folder)):
            raise fault(f"登记簿不能放在 {key} 的文件夹“{folder}”里面；请放在工作区里，如 register.sqlite。")
    return SQLITE + path


def _postgresql(written: str, fault: Fault) -> str:
    rest = written.partition(":")[2]
    try:
        parts = urlsplit(f"postgresql:{rest}")
        usable = rest.startswith("//") and len(parts.path) > 1 and "/" not in parts.path[1:]
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise fault(
            "PostgreSQL 网址写得不对，应为 postgresql://用户:密码@主机:端口/数据库；"
            "密码里的 @ : / # ? % 要写成 %40 %3A %2F %23 %3F %25。"
        )
    return f"postgresql+psycopg:{rest}"


def _within(path: str, folder: str) -> bool:
    return _fold(path).startswith(os.path.join(_fold(folder), ""))


def _fold(path: str) -> str:
    """Two names that some file system takes for one are one."""
    return unicodedata.normalize("NFC", os.path.normpath(path)).casefold()


def read_targets(document: Document, root: str) -> tuple[str, ...]:
    targets = document.texts(("targets",), document.content.get("targets", []), "文件夹", '["方案"]')
    return tuple(joined(root, folder) for folder in targets)


def read_plan(document: Document, root: str) -> str | None:
    """A reference; the folder of a plan is joined to the workspace's."""
    if "plan" not in document.content:
        return None
    plan = document.text(
        ("plan",), document.content["plan"], "方案编号（用 fuxi targets list 查看），或者方案的文件夹"
    ).strip()
    path = joined(root, plan)
    return path if os.path.basename(plan) != plan or os.path.isdir(path) else plan
