"""Merged headers as LibreOffice writes them: the city's table reads the same from every format."""

from pathlib import Path

import pytest

from support.command import fuxi
from support.libreoffice import convert, needs_libreoffice
from support.samples import ROOT

pytestmark = [pytest.mark.libreoffice, needs_libreoffice]
CITY = ROOT / "examples/city-table.xlsx"


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_the_citys_table_saved_by_calc_is_recognised_alike(format: str, tmp_path: Path) -> None:
    saved = convert(CITY, format, tmp_path)
    (before,) = fuxi("check", CITY, "--explain-layout", "-f", "json").json["files"]
    (after,) = fuxi("check", saved, "--explain-layout", "-f", "json").json["files"]
    assert after["tables"] == before["tables"]
    assert (after["layout"], after["period"]) == (before["layout"], before["period"])
