"""[rules]: severities of the office's own, and rules that it does not use."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from fuxi_cli import rules
from fuxi_cli.core import check_codes
from fuxi_cli.core.finding import SEVERITIES, Severity
from fuxi_cli.core.nearest import nearest
from fuxi_cli.readers.settings.document import Document, shown

Severities = tuple[tuple[str, Severity], ...]

_SEVERITIES = ("rules", "severities")
_IGNORE = ("rules", "ignore")


def read_rules(document: Document) -> tuple[Severities, tuple[str, ...]]:
    """Severities by code, and the prefixes to ignore."""
    section = document.section(("rules",), ("severities", "ignore"))
    severities: dict[str, Severity] = {}
    for written, value in document.section(_SEVERITIES).items():
        code = _known(document, written)
        if code in severities:
            raise document.fault((*_SEVERITIES, written), f"{code} 写了两次；只保留一个。")
        severities[code] = _severity(document, written, code, value)
    return tuple(severities.items()), _ignored(document, section.get("ignore", []))


def _known(document: Document, written: str) -> str:
    code = written.strip().upper()
    if code not in _modules() and not check_codes.well_formed(code):
        raise document.fault((*_SEVERITIES, written), _unknown(code, "没有这条规则"))
    return code


def _severity(document: Document, written: str, code: str, value: object) -> Severity:
    path = (*_SEVERITIES, written)
    if not isinstance(value, str) or value not in SEVERITIES:
        words = "、".join(f"{word}（{chinese}）" for word, chinese in SEVERITIES.items())
        raise document.fault(path, f"写的是{shown(value)}，应为 {words} 之一。")
    if (
        value == "error"
        and code in _modules()
        and import_module(f"{rules.__name__}.{_modules()[code]}").RULE.progress
    ):
        raise document.fault(
            path, "说的是进度，不是报送表的错，不能因此退回；应为 warning（核实）、info（提示）之一。"
        )
    return cast(Severity, value)


def _ignored(document: Document, value: object) -> tuple[str, ...]:
    written = document.texts(_IGNORE, value, "规则编号", '["S406"]')
    prefixes = tuple(prefix.strip().upper() for prefix in written)
    for prefix in prefixes:
        known = check_codes.possible(prefix) or any(code.startswith(prefix) for code in _modules())
        if not known:
            raise document.fault(_IGNORE, _unknown(prefix, f"没有以“{prefix}”开头的规则"))
    return prefixes


def _unknown(code: str, what: str) -> str:
    like = nearest(code, _modules())
    return f"{what}{f'，是不是“{like}”？' if like else '；'}全部规则可用 fuxi rules 查看。"


@cache
def _modules() -> dict[str, str]:
    """Code → module name; the file's name carries the code."""
    names = (module.name for module in iter_modules(rules.__path__))
    return {name.partition("_")[0].upper(): name for name in names}
