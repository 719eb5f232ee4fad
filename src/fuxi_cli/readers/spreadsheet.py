"""One workbook file → its sheets as they stand, and notices of what is wrong with the file itself.

Nothing that a file holds makes this raise. The kind of a file is told by its content; each kind that can be read has a
module in ``formats``, and every other gives one notice that says what it is. The bytes are read once: hash, evidence and values all come from the same ones.
"""

import os
import stat
from importlib import import_module
from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice, Workbook
from fuxi_cli.readers.digest import sha256
from fuxi_cli.readers.formats import Source
from fuxi_cli.readers.ooxml.values import no_collector
from fuxi_cli.readers.paths import is_url, load_url
from fuxi_cli.readers.refusal import Refusal, encrypted, megabytes, oversized, unreadable
from fuxi_cli.readers.signature import NAMES, SPREADSHEETS, Signature, recognise
from fuxi_cli.readers.zips.office import office_kind
from fuxi_cli.readers.zips.package import open_package

DEFAULT_LIMITS = Limits()
_LOCK_PREFIXES = ("~$", ".~lock.")
_SAME_READER = {"xlsm": "xlsx"}
_HOW = "还不能直接读取，请另存为 .xlsx"


def read_workbook(
    path: str, limits: Limits = DEFAULT_LIMITS, content: bytes | Notice | None = None
) -> Workbook:
    """Read one file. On success ``sheets`` is filled; otherwise a notice says why it is not.

    ``content``: what the file holds, or why that could not be had, when somebody else has fetched it.

    Pure: the same bytes under the same name give the same workbook. Values are str, float, bool, date, datetime,
    time, timedelta or None (blank); error cells are None and named in the sheet's ``errors``.
    """
    workbook = Workbook(path)
    if os.path.basename(path).startswith(_LOCK_PREFIXES):
        workbook.notices.append(Notice("lock-file", provided=os.path.basename(path)))
        return workbook
    try:
        if isinstance(content, Notice):
            raise Refusal(content)
        data = load(path, limits) if content is None else content
        workbook.sha256 = sha256(data).hexdigest()
        with no_collector():
            _read(workbook, data, limits)
    except Refusal as refusal:
        workbook.sheets = []
        workbook.notices.append(refusal.notice)
    return workbook


def fetch(path: str, limits: Limits) -> bytes | Notice:
    """A file's bytes, or why they cannot be had, for ``read_workbook`` in another process."""
    try:
        return load(path, limits)
    except Refusal as refusal:
        return refusal.notice


def load(path: str, limits: Limits) -> bytes:
    """The file's bytes. Only a regular file is ever opened: a pipe or a device would wait for ever. Raises Refusal."""
    if is_url(path):
        return load_url(path, limits)
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise unreadable("directory", "这是一个文件夹，不是文件")
        if not stat.S_ISREG(status.st_mode):
            raise unreadable("not-a-file", "这不是普通文件")
        if status.st_size > limits.file_bytes:
            raise _too_large(status.st_size, limits)
        with open(path, "rb") as file:
            data = file.read(status.st_size + 1)
    except PermissionError:
        raise unreadable("permission", "没有读取权限，或者文件正被别的程序占用") from None
    except FileNotFoundError:
        raise unreadable("missing", "找不到这个文件，可能已被移走或改名") from None
    except (OSError, ValueError):
        raise unreadable("disk", "从磁盘读取时出错") from None
    if len(data) != status.st_size:
        raise unreadable("changing", "正在被别的程序写入，或者没有复制完")
    return data


def _too_large(size: int, limits: Limits) -> Refusal:
    return oversized("大小", megabytes(size), megabytes(limits.file_bytes))


def _read(workbook: Workbook, data: bytes, limits: Limits) -> None:
    signature = recognise(workbook.path, data)
    source = Source(data, signature.extension)
    if signature.kind == "zip":
        package = open_package(data, limits)
        kind, main = office_kind(package)
        signature = Signature(kind, signature.extension)
        source = Source(data, signature.extension, package, main)
    workbook.format = signature.kind if signature.kind in NAMES else None
    reader = _reader(signature.kind)
    if reader is None:
        raise _rejection(signature)
    reader.read(workbook, source, limits)
    if not signature.agrees:
        workbook.notices.insert(0, _disguise(signature, readable=True))


def _reader(kind: str) -> Any:
    """The module that reads that kind of file; None when there is none."""
    name = f"fuxi_cli.readers.formats.{_SAME_READER.get(kind, kind)}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


def _rejection(signature: Signature) -> Refusal:
    """Why a file of that kind is not read: one notice, by what it is and what its name says."""
    if signature.kind == "encrypted":
        return encrypted()
    if signature.kind == "empty":
        return unreadable("empty", "文件是空的，里面什么也没有")
    if signature.kind == "zeros":
        return unreadable("zeros", "文件内容全是空字节，多半没有复制完")
    if signature.kind == "unknown":
        return unreadable("unknown", "内容不是电子表格，可能已损坏，或者被加密软件加过密")
    this_is = ("这是 " if signature.name[:1].isascii() else "这是") + signature.name
    if signature.kind in SPREADSHEETS:
        return unreadable("format", f"{this_is}，{_HOW}")
    if signature.agrees:
        return unreadable("format", f"{this_is}，不是电子表格")
    return Refusal(_disguise(signature, readable=False))


def _disguise(signature: Signature, readable: bool) -> Notice:
    facts = (("readable", readable),)
    return Notice("disguised", provided=signature.extension or "无", expected=signature.name, facts=facts)
