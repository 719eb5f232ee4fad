"""Workbooks made for a test: the official form of a Ganzhou county, filled in as the sample story tells."""

from pathlib import Path

import story

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters.template import file_name, render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.pipeline import open_plan

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
GANZHOU = "ganzhou-selenium-2022"
JUNE = Period(2022, 6)


def ganzhou() -> Plan:
    return open_plan(GANZHOU)


def filled(county: str = "瑞金市", period: Period = JUNE) -> Prefill:
    """A county's workbook without a fault."""
    plan = ganzhou()
    reporter = plan.reporter(county)
    assert reporter is not None
    return story.submission(plan, reporter, period)


def write(
    folder: Path, county: str = "瑞金市", period: Period = JUNE, prefill: Prefill | None = None
) -> Path:
    """The county's workbook in a folder, under the name that ``fuxi template`` gives it."""
    plan = ganzhou()
    reporter = plan.reporter(county)
    assert reporter is not None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(plan, reporter, period)
    path.write_bytes(
        render(plan, reporter, period, prefill if prefill is not None else filled(county, period))
    )
    return path
