"""Makes the sample workbooks beside this script, and the results that are expected of them.

Everything in them is invented and marked 示例. Run from the top of the checkout: ``python examples/make_examples.py``;
with ``--expected`` only the expected results are made again, by the ``fuxi`` that is installed.
"""

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import city_table
import six_months
import story

from fuxi_cli.core.period import Period
from fuxi_cli.exporters.template import file_name, render
from fuxi_cli.pipeline import open_plan

HERE = Path(__file__).parent
ROOT = HERE.parent
PLAN = "ganzhou-selenium-2022"
JUNE = Period(2022, 6)

CASES = {
    "examples/progress.xlsx": "examples/progress.expected.json",
    "examples/city-table.xlsx": "examples/city-table.expected.json",
    **{f"examples/submissions/{p}": f"examples/submissions/{p}/expected.json" for p in six_months.MONTHS},
}
"""What is checked → where the expected result lies, both from the top of the checkout."""


def make_workbooks() -> None:
    plan = open_plan(PLAN)
    county = plan.reporter("赣县区")
    assert county is not None
    (HERE / "progress.xlsx").write_bytes(render(plan, county, JUNE, story.instructive(plan, county, JUNE)))
    (HERE / "city-table.xlsx").write_bytes(city_table.render(plan, JUNE))
    for period in six_months.MONTHS:
        folder = HERE / "submissions" / str(period)
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.xlsx"):
            old.unlink()
        for reporter in plan.owing():
            prefill = six_months.workbook(plan, reporter, period)
            if prefill is not None:
                content = render(plan, reporter, period, prefill)
                (folder / file_name(plan, reporter, period)).write_bytes(content)


def make_expected() -> None:
    for case, expected in CASES.items():
        command = [
            sys.executable,
            "-m",
            "fuxi_cli",
            "check",
            case,
            "-f",
            "json",
            "-o",
            expected,
            "--fail-on",
            "never",
        ]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--expected", action="store_true", help="only the expected results")
    if not parser.parse_args().expected:
        make_workbooks()
    make_expected()
