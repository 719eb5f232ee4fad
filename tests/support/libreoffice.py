"""Headless LibreOffice for tests: converts files, and types into a workbook as a clerk would and saves it.

Each call has a profile folder of its own, so that tests may run side by side.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

Typed = str | int | float | Decimal | date | None
"""What is typed into a cell: text as it is, a formula when it begins with “=”, None to empty the cell."""

_SECONDS = 180
_FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "xlsm": "Calc MS Excel 2007 VBA XML",
    "xls": "MS Excel 97",
    "ods": "calc8",
}
_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"
_SERIAL_START = date(1899, 12, 30)


def convert(path: Path, format: str, folder: Path | None = None) -> Path:
    """The file in another format (pdf, xlsx, xls, ods, csv), as LibreOffice writes it; in ``folder`` or a new one."""
    folder = folder or Path(tempfile.mkdtemp(prefix="converted-"))
    target = f"{format}:{_FILTERS[format]}" if format in _FILTERS else format
    _run("--convert-to", target, "--outdir", str(folder), str(path))
    result = folder / f"{path.stem}.{format}"
    assert result.is_file(), f"LibreOffice did not convert {path} to {format}"
    return result


def convert_all(paths: Sequence[Path], format: str, folder: Path) -> dict[str, Path]:
    """Many files at once, into ``folder``: each file's name → what it became."""
    target = f"{format}:{_FILTERS[format]}" if format in _FILTERS else format
    _run("--convert-to", target, "--outdir", str(folder), *map(str, paths))
    made = {path.name: folder / f"{path.stem}.{format}" for path in paths}
    assert all(result.is_file() for result in made.values()), f"LibreOffice did not convert all to {format}"
    return made


def csv_of_every_sheet(paths: Sequence[Path], folder: Path) -> None:
    """A file for each sheet, ``NAME-SHEET.csv``, with what the input line shows and not what the cell shows."""
    _run("--convert-to", _EVERY_SHEET, "--outdir", str(folder), *map(str, paths))


def edit(path: Path, cells: Mapping[tuple[str, str], Typed], target: Path | None = None) -> Path:
    """Open a workbook in LibreOffice Calc, type into cells, and save it: in place, or as ``target``.

    ``cells``: (sheet, address such as F4) → what to type. The target's extension decides its format. Formulas are
    calculated by Calc before it saves.
    """
    target = target or path
    _edit([(path, target)], cells)
    return target


def calculate_all(paths: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Many workbooks at once, opened, calculated anew and saved into ``folder``: each file's name → what it became."""
    made = {path.name: folder / path.name for path in paths}
    _edit([(path, made[path.name]) for path in paths], {})
    return made


def _edit(files: Sequence[tuple[Path, Path]], cells: Mapping[tuple[str, str], Typed]) -> None:
    with tempfile.TemporaryDirectory(prefix="soffice-") as name:
        log = Path(name) / "log.txt"
        _install_macro(Path(name) / "profile", _macro(files, cells, log))
        _run("macro:///Standard.Module1.Main", profile=Path(name) / "profile")
        said = log.read_text("utf-8", errors="replace").strip() if log.exists() else "the macro did not run"
    assert said == "done", f"LibreOffice could not edit {files[0][0]}: {said}"


def _run(*arguments: str, profile: Path | None = None) -> None:
    with tempfile.TemporaryDirectory(prefix="soffice-") as name:
        assert SOFFICE is not None, "LibreOffice is not installed"
        home = f"-env:UserInstallation={(profile or Path(name) / 'profile').resolve().as_uri()}"
        command = [SOFFICE, home, "--headless", "--norestore", "--nologo", "--nolockcheck", *arguments]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            output, _ = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise AssertionError(f"LibreOffice took longer than {_SECONDS} s: {arguments}") from None
        assert process.returncode == 0, output.decode("utf-8", errors="replace")


def _macro(files: Sequence[tuple[Path, Path]], cells: Mapping[tuple[str, str], Typed], log: Path) -> str:
    """A Basic program that does the edit in each file and writes how it went into ``log``."""
    typed = "\n".join(_type(sheet, address, value) for (sheet, address), value in cells.items())
    edits = "\n".join(
        f"    EditOne {_text(path.resolve().as_uri())}, {_text(target.resolve().as_uri())}, "
        f"{_text(_FILTERS[target.suffix.lower().lstrip('.')])}"
        for path, target in files
    )
    return f"""
Dim document As Object

Sub Main
    On Error GoTo Failed
{edits}
    Report "done"
    StarDesktop.terminate()
    Exit Sub
Failed:
    Report Error$ & " (line " & Erl & ")"
    StarDesktop.terminate()
End Sub

Sub EditOne(source As String, target As String, format As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
    TypeAll
    document.calculateAll()
    Dim filter(0) As New com.sun.star.beans.PropertyValue
    filter(0).Name = "FilterName"
    filter(0).Value = format
    document.storeToURL(target, filter())
    document.close(True)
End Sub

Sub Report(words As String)
    Dim channel As Integer
    channel = FreeFile
    Open {_text(log.resolve().as_uri())} For Output As #channel
    Print #channel, words
    Close #channel
End Sub

Sub TypeNumber(sheet As String, address As String, value As Double)
    document.Sheets.getByName(sheet).getCellRangeByName(address).Value = value
End Sub

Sub TypeText(sheet As String, address As String, value As String)
    document.Sheets.getByName(sheet).getCellRangeByName(address).String = value
End Sub

Sub TypeFormula(sheet As String, address As String, value As String)
    document.Sheets.getByName(sheet).getCellRangeByName(address).Formula = value
End Sub

Sub TypeDate(sheet As String, address As String, value As Double)
    Dim cell As Object
    Dim nowhere As New com.sun.star.lang.Locale
    cell = document.Sheets.getByName(sheet).getCellRangeByName(address)
    cell.Value = value
    If (document.NumberFormats.getByKey(cell.NumberFormat).Type And com.sun.star.util.NumberFormat.DATE) = 0 Then
        cell.NumberFormat = document.NumberFormats.getStandardFormat(com.sun.star.util.NumberFormat.DATE, nowhere)
    End If
End Sub

Sub TypeAll
{typed}
End Sub
"""


def _type(sheet: str, address: str, value: Typed) -> str:
    """The Basic statement that types a value, as a number, date, text or formula."""
    cell = f"{_text(sheet)}, {_text(address)}"
    if isinstance(value, date):
        return f"    TypeDate {cell}, {(value - _SERIAL_START).days}"
    if isinstance(value, (int, float, Decimal)):
        return f"    TypeNumber {cell}, {value}"
    if value is not None and value.startswith("="):
        return f"    TypeFormula {cell}, {_text(value)}"
    return f"    TypeText {cell}, {_text(value or '')}"


def _text(value: str) -> str:
    """A Basic expression for a text."""
    pieces = ('"' + piece.replace('"', '""') + '"' for piece in value.split("\n"))
    return " & Chr(10) & ".join(pieces)


_FILES = {
    # Without this LibreOffice takes the profile for a new one and puts its own library in.
    "registrymodifications.xcu": (
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">'
        '<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>'
    ),
    "basic/script.xlc": (
        '<library:libraries xmlns:library="http://openoffice.org/2000/library">'
        '<library:library library:name="Standard" library:link="false"/></library:libraries>'
    ),
    "basic/Standard/script.xlb": (
        '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/>'
        "</library:library>"
    ),
    "basic/Standard/Module1.xba": (
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
        'script:language="StarBasic">{source}</script:module>'
    ),
}


def _install_macro(profile: Path, source: str) -> None:
    """Make a profile whose own library holds a Basic program: LibreOffice runs such without asking."""
    for name, content in _FILES.items():
        file = profile / "user" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        text = content.replace("{source}", escape(source))
        file.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', "utf-8")
