"""Names and texts that would command a terminal, a browser or a file system."""

from pathlib import Path

from hostile.base import NAME, ONE_CELL, good_parts, put, sheet_part, text, with_cell
from hostile.kinds import Kind

BAD = {
    "red": "[red]加急[/red]",
    "open_tag": "[/]",
    "link": "[link=http://example.invalid]点[/link]",
    "escape": "\x1b[31m红\x1b[0m\x1b]0;标题\x07",
    "bidi": "于都\u202egnp.\u202c县\u2066x\u2069",
    "script": "<script>alert(1)</script>",
    "picture": "<img src=x onerror=alert(1)>",
    "nul": "于都\x00县",
    "up": "../../../../etc/passwd",
    "windows": "..\\..\\CON.xlsx:stream",
    "zero_width": "于\u200b都\u200d\ufeff县",
    "surrogate": "\ud800\udfff",
    "noncharacter": "\ufffe\uffff\U0010ffff",
    "braces": "{0.__class__} {provided} %s %(x)s ${x}",
    "lines": "一\n二\r\n三\u2028四\u2029五\x85六",
    "combining": "字" + "\u0301" * 5000,
    "long": "长" * 32_767,
    "formula": '=HYPERLINK("http://example.invalid")',
    "emoji": "👨‍👩‍👧‍👦🇨🇳",
    "csv": '",",\n=1+1,"@SUM(1)',
    "json": '"}],"findings":[{"code":"S101',
}
"""By a short name: what stands where a name or a word belongs."""
HIDDEN = {"escape", "bidi", "nul", "zero_width", "noncharacter", "lines", "emoji"}
"""Those that hold characters which nobody sees."""


def xml_of(value: str) -> str:
    """As a spreadsheet program writes it: what XML cannot hold becomes _xHHHH_."""
    held = "".join(
        c
        if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
        else f"_x{ord(c):04X}_"
        for c in value
    )
    return held.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


FEW = {name: BAD[name] for name in ("red", "escape", "bidi", "nul", "script", "braces", "up")}


def _remark(name: str, value: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell("指标进度", "I5", *text(xml_of(value))))

    make.__doc__ = f"A remark: {name}."
    return Kind(
        f"remark_{name}",
        make,
        frozenset({"T113"} if name in HIDDEN else ()),
        odd_text=True,
        together=len(value) < 1000,
    )


def _object(name: str, value: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell("台账-示范基地", "D5", *text(xml_of(value))))

    make.__doc__ = f"A word that is in no list: {name}."
    return Kind(
        f"choice_{name}", make, frozenset({"T108"}), cell="D5", odd_text=True, together=len(value) < 1000
    )


def _figure(name: str, value: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell("指标进度", "F7", *text(xml_of(value))))

    make.__doc__ = f"Where a number belongs: {name}."
    return Kind(
        f"figure_{name}", make, frozenset({"T102"}), cell="F7", odd_text=True, together=len(value) < 1000
    )


def _sheet(name: str, value: str) -> Kind:
    def make(folder: Path) -> Path:
        old = 'name="困难问题"'
        result = good_parts()
        result["xl/workbook.xml"] = (
            bytes(result["xl/workbook.xml"]).decode().replace(old, f'name="{xml_of(value)}"')
        )
        result[sheet_part("困难问题")] = ONE_CELL
        return put(folder, result)

    make.__doc__ = f"A sheet called: {name}."
    return Kind(f"sheet_{name}", make, frozenset({"S301", "S303"}), odd_text=True, together=len(value) < 1000)


def _header(name: str, value: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell("指标进度", "F4", *text(xml_of(value))))

    make.__doc__ = f"A heading: {name}."
    return Kind(
        f"header_{name}", make, frozenset({"S304", "S306"}), odd_text=True, together=len(value) < 1000
    )


def _reporter(name: str, value: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell("封面", "B6", *text(xml_of(value))))

    make.__doc__ = f"A reporter called: {name}."
    return Kind(
        f"reporter_{name}", make, frozenset({"S206", "T113"} if name in HIDDEN else {"S206"}), odd_text=True
    )


def _plan(name: str, value: str) -> Kind:
    def make(folder: Path) -> Path:
        result = good_parts()
        for part in ("docProps/custom.xml", "xl/sharedStrings.xml"):
            result[part] = bytes(result[part]).decode().replace("ganzhou-selenium-2022", xml_of(value))
        return put(folder, result)

    make.__doc__ = f"A stamp that names a plan: {name}."
    return Kind(f"plan_{name}", make, frozenset({"S202"}), odd_text=True, together=len(value) < 1000)


def _file(name: str, value: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, good_parts(), f"示例{value[:60]}{NAME}")

    make.__doc__ = f"A file called: {name}."
    return Kind(f"file_{name}", make, frozenset(), odd_text=True, together=len(value) < 1000)


REMARKS = tuple(_remark(name, value) for name, value in BAD.items())
OBJECTS = tuple(_object(name, value) for name, value in FEW.items())
FIGURES = tuple(_figure(name, value) for name, value in BAD.items())
SHEET_NAMES = tuple(_sheet(name, value) for name, value in BAD.items())
HEADERS = tuple(_header(name, value) for name, value in FEW.items())
REPORTERS = tuple(_reporter(name, value) for name, value in FEW.items())
PLANS = tuple(_plan(name, value) for name, value in FEW.items())
FILES = tuple(
    _file(name, value)
    for name, value in BAD.items()
    if "/" not in value and "\0" not in value and name not in ("surrogate", "combining", "long")
)
