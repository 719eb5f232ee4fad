"""One workbook file → its sheets as they stand, and notices of what is wrong with the file itself.

Nothing that a file holds makes this raise. Only .xlsx and .xlsm are read, by content; every other kind of file gives
one notice that says what it is. The bytes are read once: hash, evidence and values all come from the same ones.
"""

import os
import re
import stat
from datetime import time

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.cells import Rows, at_midnight, no_collector, parse_cells
from fuxi_cli.readers.digest import sha256
from fuxi_cli.readers.evidence import PARSED_ERRORS, Evidence, examine, measure
from fuxi_cli.readers.markup import Attributes, Enough, check_doctype, local, parse
from fuxi_cli.readers.office import office_kind
from fuxi_cli.readers.package import Package, Relations, open_package
from fuxi_cli.readers.refusal import Refusal, damaged, encrypted, megabytes, oversized, unreadable
from fuxi_cli.readers.repack import repack
from fuxi_cli.readers.signature import NAMES, SPREADSHEETS, Signature, recognise
from fuxi_cli.readers.workbook_parts import (
    CUSTOM_PROPERTIES,
    Contents,
    SheetEntry,
    custom_properties,
    lean_styles,
    outward_notices,
    read_contents,
)

DEFAULT_LIMITS = Limits()
_LOCK_PREFIXES = ("~$", ".~lock.")
_READ = ("xlsx", "xlsm")
_SST = re.compile(rb"<(?:[^<>\s:]*:)?sst[\s/>]")
_SST_NAMED = 2
"""How often a sound list of shared strings names its root, unless a text has these letters too."""
_HOW = "请用 Excel 或 WPS 另存为 .xlsx"


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
        return unreadable("format", f"{this_is}，目前还不能读取，{_HOW}")
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
    strings = _strings(package, relations, limits)
    styles = lean_styles(package, _related(relations, "styles"))
    evidences = [examine(package.read(s.part), f"工作表“{s.name[:20]}”", limits) for s in contents.sheets]
    _check_area(contents.sheets, evidences, limits)
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


def _related(relations: Relations, kind: str) -> str | None:
    """The part that the workbook relates to in that way, if any."""
    return next((r.target for r in relations.values() if r.kind == kind and not r.external), None)


def _strings(package: Package, relations: Relations, limits: Limits) -> bytes:
    """The shared strings as they stand; empty when there are none."""
    part = _related(relations, "sharedStrings")
    if part is None or part not in package:
        return b""
    strings = package.read(part)
    check_doctype(strings)
    references, distinct = _declared_strings(strings)
    distinct = max(distinct, strings.count(b"<si"), strings.count(b":si"))
    if distinct > limits.strings or references > limits.cells:
        raise oversized("共享文本数", max(distinct, references), limits.strings)
    return strings


def _declared_strings(strings: bytes) -> tuple[int, int]:
    """What the root element claims; the parser sets memory aside for it before it reads on.

    It believes such an element at any depth, so there may be only the one that was looked at.
    """
    counts: list[int] = []

    def start(tag: str, attributes: Attributes) -> None:
        if local(tag) == "sst":
            counts.extend(_number(attributes.get(name, "")) for name in ("count", "uniqueCount"))
        raise Enough

    parse(strings, "共享文本", start)
    if not counts or (strings.count(b"sst") > _SST_NAMED and len(_SST.findall(strings)) > 1):
        raise damaged("共享文本")
    return counts[0], counts[1]


def _number(text: str) -> int:
    """However many zeros stand before it; 0 for what is no number."""
    digits = text.strip().lstrip("+0")[:20]
    return int(digits) if digits.isdecimal() else 0


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
    return memoryview(re.sub(rb'(<c r="[^<>]*) t="e"', rb'\1 t="str"', rows))


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
