"""Submissions made up for tests of the register, and empty registers on either database."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fuxi_cli.core.filed import Dossier, Filed, FiledFigure, FiledFinding, FiledObject, FiledTask
from fuxi_cli.core.period import Period
from support.postgres import fresh_database

PLAN = "ganzhou-selenium-2022"
JUNE = Period(2022, 6)
DATABASES = ("sqlite", "postgresql")


def empty_place(database: str, folder: Path) -> str:
    """URL of a register that is still to be made."""
    return f"sqlite:///{folder}/register.sqlite" if database == "sqlite" else fresh_database()


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a register may be made: once on SQLite, once on PostgreSQL."""
    return empty_place(request.param, tmp_path)


def filed(number: int, reporter: str | None = "360731", **changes: object) -> Filed:
    """The submission that is filed as the ``number``-th, as it is before that."""
    given = {
        "receipt": f"20220703T081530-{number:04d}",
        "received": "2022-07-03T08:15:30+08:00",
        "name": f"报送/{number}.xlsx",
        "sha256": f"{number:064x}",
        "size": 23456,
        "path": f"accepted/2022-06/{number}.xlsx",
        "plan": PLAN,
        "revision": "1",
        "period": JUNE,
        "reporter": reporter,
        "reporter_name": "于都县",
        "layout": "official",
        "format": "xlsx",
        "status": "accepted",
        "submitted_on": date(2022, 7, 1),
        "warnings": 1,
        "run": 1,
    }
    return Filed(**{**given, **changes})


def dossier(number: int, reporter: str | None = "360731", **changes: object) -> Dossier:
    """With something in every part."""
    submission = filed(number, reporter, **changes)
    figures = tuple(
        FiledFigure(reporter or "360731", indicator, Decimal("20"), None, Decimal(cumulative))
        for indicator, cumulative in (("bases", "7"), ("area", "1234567890123456789.0123456789"))
    )
    tasks = (FiledTask("t3", "已完成", date(2022, 6, 20), "于府发〔2022〕3号", "已建成", None),)
    objects = (
        FiledObject("bases", 6, "梓山基地", True, None, '{"area": "1200"}'),
        FiledObject("bases", 7, "岭背基地", False, "申报中", "{}"),
    )
    findings = (
        FiledFinding(
            "E101", "warning", "evidence", "指标进度", "F4", "台账有 6 个,累计完成是 7", "补登台账", "已补"
        ),
    )
    return Dossier(submission, f"content {number}".encode(), figures, tasks, objects, findings)


def table(number: int, *reporters: str, **changes: object) -> Dossier:
    """A table of several reporters."""
    figures = tuple(FiledFigure(reporter, "bases", None, None, Decimal(1)) for reporter in reporters)
    return Dossier(filed(number, None, **changes), b"table", figures)
