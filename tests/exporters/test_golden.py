"""Every exporter against its golden file."""

from typing import Any

import pytest

from exporters.goldens import FOLDER, assert_golden
from exporters.reports import ENTRIES, LINTED, PLAN, REPORTS
from fuxi_cli.exporters import View, export

CASES: dict[str, tuple[str, Any, str, View]] = {
    **{f"report-{name}-80.txt": ("report", make(), "text", View(80)) for name, make in REPORTS.items()},
    "report-everything-120.txt": ("report", REPORTS["everything"](), "text", View(120)),
    "report-gaps-120.txt": ("report", REPORTS["gaps"](), "text", View(120)),
    "report-everything-quiet.txt": ("report", REPORTS["everything"](), "text", View(80, quiet=True)),
    **{f"report-{name}.json": ("report", make(), "json", View()) for name, make in REPORTS.items()},
    **{
        f"report-{name}.csv": ("report", REPORTS[name](), "csv", View())
        for name in ("empty", "findings", "everything")
    },
    "targets-80.txt": ("targets", PLAN, "text", View(80)),
    "targets-120.txt": ("targets", PLAN, "text", View(120)),
    "targets.json": ("targets", PLAN, "json", View()),
    "targets.csv": ("targets", PLAN, "csv", View()),
    "targets-list.txt": ("targets_list", (PLAN,), "text", View(80)),
    "targets-list.json": ("targets_list", (PLAN,), "json", View()),
    "targets-list.csv": ("targets_list", (PLAN,), "csv", View()),
    "targets-lint.txt": ("targets_lint", LINTED, "text", View(80)),
    "targets-lint.json": ("targets_lint", LINTED, "json", View()),
    "targets-lint.csv": ("targets_lint", LINTED, "csv", View()),
    "rules.txt": ("rules", ENTRIES, "text", View(80)),
    "rules.json": ("rules", ENTRIES, "json", View()),
    "rule.txt": ("rule", ENTRIES[1:3], "text", View(60)),
}


@pytest.mark.parametrize("name", CASES)
def test_equals_its_golden_file(name: str) -> None:
    of, data, format, view = CASES[name]
    assert_golden(name, export(data, format, of, view))


def test_no_golden_file_without_a_test() -> None:
    names = {path.name for path in FOLDER.iterdir() if path.name != ".gitattributes"}
    # The circular's are compared in test_circular.py, which names each by its month.
    assert {name for name in names if not name.startswith("circular-")} == set(CASES)
