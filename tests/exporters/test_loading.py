"""Exporters are found by file name, and only the chosen one is imported."""

import subprocess
import sys

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.exporters import export, formats


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("report", {"text", "json", "csv"}),
        ("targets", {"text", "json", "csv"}),
        ("targets_list", {"text", "json", "csv"}),
        ("targets_lint", {"text", "json", "csv"}),
        ("rules", {"text", "json"}),
        ("rule", {"text", "json"}),
    ],
)
def test_formats_are_found(of: str, expected: set[str]) -> None:
    assert expected <= set(formats(of))
    assert not [format for format in formats(of) if "_" in format]


def test_unknown_format_names_those_that_exist() -> None:
    with pytest.raises(FuxiError, match=r"“pdf”.*csv、.*json、.*text"):
        export(None, "pdf")


@pytest.mark.parametrize("format", ["../json", "json.", "", "lint_json"])
def test_a_format_is_never_a_path(format: str) -> None:
    with pytest.raises(FuxiError):
        export(None, format, "targets")


def _imported(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_finding_formats_imports_no_exporter() -> None:
    loaded = _imported("from fuxi_cli.exporters import formats\nassert 'csv' in formats()")
    assert not [name for name in loaded if name.startswith("fuxi_cli.exporters.")]


def test_json_imports_neither_rich_nor_a_spreadsheet_library() -> None:
    code = (
        "from fuxi_cli.core.report import Report\nfrom fuxi_cli.exporters import export\n"
        "export(Report(None, None, None, True), 'json')"
    )
    assert not _imported(code) & {"rich", "pandas", "openpyxl", "xlsxwriter", "csv"}


def test_text_imports_no_spreadsheet_library() -> None:
    code = (
        "from fuxi_cli.core.report import Report\nfrom fuxi_cli.exporters import export\n"
        "export(Report(None, None, None, True), 'text')"
    )
    loaded = _imported(code)
    assert "rich.console" in loaded
    assert not loaded & {"pandas", "openpyxl", "xlsxwriter", "rich.markdown", "rich.progress"}
