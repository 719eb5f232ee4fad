"""Whether a peer's findings are fuxi's, cell by cell, for the rules that the peer checks."""

import csv
import json
from collections.abc import Set
from pathlib import Path, PurePath
from typing import NamedTuple

Finding = tuple[str, str, str, str]
"""(file, sheet, cell, rule)."""


class Agreement(NamedTuple):
    findings: int
    """Of the peer."""
    missing: tuple[Finding, ...]
    """What fuxi alone found."""
    more: tuple[Finding, ...]
    """What the peer alone found."""

    @property
    def words(self) -> str:
        if self.missing or self.more:
            return f"{self.findings} found, {len(self.missing)} missing, {len(self.more)} more"
        return f"{self.findings}, the same"


def of_fuxi(report: Path) -> list[Finding]:
    """The findings of a JSON report that stand at a cell."""
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    return [(PurePath(f["path"]).name, f["sheet"], f["cell"], f["code"]) for f in findings if f["cell"]]


def counted(report: Path) -> str:
    """How many findings fuxi's report has, and whether it gave up on a workbook: such a run is no measure."""
    codes = [f["code"] for f in json.loads(report.read_text(encoding="utf-8"))["findings"]]
    given_up = codes.count("S105")
    return f"{len(codes)} findings" + (f", {given_up} WORKBOOKS GIVEN UP (S105)" if given_up else "")


def of_peer(path: Path) -> list[Finding]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(name, sheet, cell, code) for name, sheet, cell, code in csv.reader(file)]


def compare(report: Path, peer: Path, rules: Set[str]) -> Agreement:
    ours = {finding for finding in of_fuxi(report) if finding[3] in rules}
    found = of_peer(peer)
    theirs = set(found)
    return Agreement(len(found), tuple(sorted(ours - theirs)), tuple(sorted(theirs - ours)))
