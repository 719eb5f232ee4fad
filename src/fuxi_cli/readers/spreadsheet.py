"""One workbook file → its sheets as they stand, and notices of what is wrong with the file itself.

Nothing that a file holds makes this raise. Only .xlsx and .xlsm are read, by content; every other kind of file gives
one notice that says what it is. The bytes are read once: hash, evidence and values all come from the same ones.
"""

import os
import stat
from datetime import time

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.cells import Rows, at_midnight, no_collector, parse_cells
from fuxi_cli.readers.digest import sha256
from fuxi_cli.readers.evidence import PARSED_ERRORS, Evidence, errors_as_text, examine, measure
from fuxi_cli.readers.office import office_kind
from fuxi_cli.readers.package import Package, open_package, related
from fuxi_cli.readers.refusal import Refusal, encrypted, megabytes, oversized, unreadable
from fuxi_cli.readers.repack import repack
from fuxi_cli.readers.signature import NAMES, SPREADSHEETS, Signature, recognise
from fuxi_cli.readers.workbook_parts import (
    CUSTOM_PROPERTIES,
    Contents,
    SheetEntry,
    check_texts,
    custom_properties,
    lean_styles,
    outward_notices,
    read_contents,
    shared_strings,
)

DEFAULT_LIMITS = Limits()
_LOCK_PREFIXES = ("~$", ".~lock.")
_READ = ("xlsx", "xlsm")
_HOW = "还不能直接读取，请另存为 .xlsx"


def read_workbook(path: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Read one file. On success ``sheets`` is filled; otherwise a notice says why it is not.

    Pure: the same bytes under the same name give the same workbook. Values are str, float, bool, date, datetime,
    time, timedelta or None (blank); error cells are None and named in the sheet's ``errors``.
    """
    workbook = Workbook(path)
    if os.path.basename(path).startswith(_LOCK_PREFIXES):
        workbook.notices.append(Notice("lock-file", provided=os.path.basename(path)))
        return workbook
    try:
        data = _load(path, limits)
        workbook.sha256 = sha256(data).hexdigest()
        with no_collector():
            _read(workbook, data, limits)
    except Refusal as refusal:
        workbook.sheets = []
        workbook.notices.append(refusal.notice)
    return workbook


def _load(path: str, limits: Limits) -> bytes:
    """The file's bytes. Only a regular file is ever opened: a pipe or a device would wait for ever."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise unreadable("directory", "这是一个文件夹，不是文件")
        if not stat.S_ISREG(status.st_mode):
            raise unreadable("not-a-file", "这不是普通文件")
        if status.st_size > limits.file_bytes:
            raise _too_large(status.st_size, limits)
        with open(path, "rb") as file:
            data = file.read(limits.file_bytes + 1)
    except PermissionError:
        raise unreadable("permission", "没有读取权限，或者文件正被别的程序占用") from None
    except FileNotFoundError:
        raise unreadable("missing", "找不到这个文件，可能已被移走或改名") from None
    except (OSError, ValueError):
        raise unreadable("disk", "从磁盘读取时出错") from None
    if len(data) > limits.file_bytes:
        raise _too_large(len(data), limits)
    return data


def _too_large(size: int, limits: Limits) -> Refusal:
    return oversized("大小", megabytes(size), megabytes(limits.file_bytes))


def _read(workbook: Workbook, data: bytes, limits: Limits) -> None:
    signature = recognise(workbook.path, data)
    if signature.kind != "zip":
        workbook.format = signature.kind if signature.kind in NAMES else None
        raise _rejection(signature)
    package = open_package(data, limits)
    kind, main = office_kind(package)
    signature = Signature(kind, signature.extension)
    workbook.format = kind
    if kind not in _READ:
        raise _rejection(signature)
    if not signature.agrees:
        workbook.notices.append(_disguise(signature, readable=True))
    _read_package(workbook, package, main, limits)


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


def _read_package(workbook: Workbook, package: Package, main: str, limits: Limits) -> None:
    relations = package.relations(main)
    contents = read_contents(package, main, relations, limits)
    workbook.notices.extend(_macros(package, contents))
    workbook.notices.extend(outward_notices(package, relations, contents.names, limits))
    workbook.properties = custom_properties(package, CUSTOM_PROPERTIES)
    strings = shared_strings(package, related(relations, "sharedStrings"), limits)
    styles = lean_styles(package, related(relations, "styles"))
    evidences = [examine(package.read(s.part), f"工作表“{s.name[:20]}”", limits) for s in contents.sheets]
    _check_area(contents.sheets, evidences, limits)
    check_texts(strings, evidences, limits)
    workbook.notices.extend(_outward_cells(contents.sheets, evidences)[: limits.samples])
    dated = [evidence.holds(b't="d"', b"d") for evidence in evidences]
    lean = repack(map(_hand_over, evidences), strings, styles, contents.date1904)
    all_rows = parse_cells(lean, [sheet.name for sheet in contents.sheets])
    for entry, evidence, rows, iso in zip(contents.sheets, evidences, all_rows, dated, strict=True):
        if iso:
            at_midnight(rows)
        workbook.sheets.append(_sheet(entry, evidence, rows))


def _macros(package: Package, contents: Contents) -> list[Notice]:
    """One notice, naming the first part or sheet that holds macros."""
    found = [name for name in package.names() if name.endswith("vbaproject.bin")]
    return [Notice("macros", provided=name) for name in (found + contents.macro_sheets)[:1]]


def _check_area(sheets: list[SheetEntry], evidences: list[Evidence], limits: Limits) -> None:
    """Refuse far corners: the parser fills the whole rectangle up to them. Estimates first, then exact."""
    if sum(evidence.area for evidence in evidences) <= limits.cells:
        return
    for evidence in evidences:
        measure(evidence)
    if sum(evidence.area for evidence in evidences) > limits.cells:
        sheet, widest = max(zip(sheets, evidences, strict=True), key=lambda pair: pair[1].area)
        corner = f"{column_letters(widest.last_column)}{widest.last_row}"
        place = Place(sheet.name)
        raise oversized("内容范围", f"A1 到 {corner}", f"{limits.cells // 10_000} 万个单元格", place)


def _outward_cells(sheets: list[SheetEntry], evidences: list[Evidence]) -> list[Notice]:
    return [
        Notice("dde", Place(sheet.name, row, column), formula)
        for sheet, evidence in zip(sheets, evidences, strict=True)
        for (row, column), formula in evidence.outward.items()
    ]


def _hand_over(evidence: Evidence) -> memoryview:
    """The rows for the parser; their XML is let go. Error values that it does not know are given to it as text."""
    rows = memoryview(evidence.xml)[evidence.start : evidence.end]
    evidence.xml = b""
    if PARSED_ERRORS.issuperset(evidence.errors.values()):
        return rows
    return memoryview(errors_as_text(rows.tobytes()))


def _sheet(entry: SheetEntry, evidence: Evidence, rows: Rows) -> Sheet:
    for row, column in evidence.errors:
        _correct(rows, row, column, str, None)
    for (row, column), number in evidence.negatives.items():
        _correct(rows, row, column, time, number)
    return Sheet(
        entry.name,
        rows,
        visible=entry.visible,
        hidden_rows=frozenset(evidence.hidden_rows),
        hidden_columns=frozenset(evidence.hidden_columns),
        merged=tuple(evidence.merged),
        errors=evidence.errors,
        uncalculated=frozenset(evidence.uncalculated),
        formulas=frozenset(evidence.formulas),
    )


def _correct(rows: Rows, row: int, column: int, wrong: type, value: float | None) -> None:
    """Put a value where the parser is known to give one of the wrong type."""
    if row <= len(rows) and column <= len(rows[row - 1]) and isinstance(rows[row - 1][column - 1], wrong):
        rows[row - 1][column - 1] = value
