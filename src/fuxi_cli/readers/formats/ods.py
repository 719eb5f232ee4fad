"""OpenDocument spreadsheets (.ods): LibreOffice, WPS and Excel write them. Cells are read by our own reader."""

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice, Workbook
from fuxi_cli.readers.formats import Source
from fuxi_cli.readers.opendocument.content import Content
from fuxi_cli.readers.refusal import encrypted, unreadable
from fuxi_cli.readers.zips.markup import Attributes, Enough, local, parse
from fuxi_cli.readers.zips.package import Package

_CONTENT = "content.xml"
_META = "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_SCRIPTS = ("basic/", "scripts/")
_LISTINGS = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml")
"""LibreOffice keeps these even where there is no macro."""


def read(workbook: Workbook, source: Source, limits: Limits) -> None:
    """Fill the workbook from an OpenDocument package. Raises Refusal."""
    package = source.package
    assert package is not None
    if _is_encrypted(package):
        raise encrypted()
    workbook.properties = _user_defined(package)
    content = Content(limits)
    content.read(package.read(_CONTENT))
    if not content.sheets:
        raise unreadable("no-sheets", "文件里没有工作表")
    workbook.sheets = content.sheets
    workbook.notices.extend(_macros(package, content.macros))
    workbook.notices.extend(content.outward.notices)


def _is_encrypted(package: Package) -> bool:
    found = False

    def start(tag: str, _: Attributes) -> None:
        nonlocal found
        if local(tag) == "encryption-data":
            found = True
            raise Enough

    if _MANIFEST in package:
        parse(package.metadata(_MANIFEST), "文件目录", start)
    return found


def _user_defined(package: Package) -> dict[str, str]:
    """Name → value as text, of the document properties that the template's stamp is among."""
    found: dict[str, str] = {}
    name: str | None = None

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal name
        if local(tag) == "user-defined":
            name = next((value for key, value in attributes.items() if local(key) == "name"), "")
            found[name] = ""

    def text(data: str) -> None:
        if name is not None:
            found[name] += data

    def end(_: str) -> None:
        nonlocal name
        name = None

    if _META in package:
        parse(package.metadata(_META), "文档属性", start, end, text)
    return {name: value.strip() for name, value in found.items()}


def _macros(package: Package, listener: bool) -> list[Notice]:
    """One notice, naming the first part that holds macros."""
    found = [
        name
        for name in package.names()
        if name.startswith(_SCRIPTS) and name.rpartition("/")[2] not in _LISTINGS
    ]
    if listener:
        found.append(_CONTENT)
    return [Notice("macros", provided=name) for name in found[:1]]
