"""The pages that the tests of the page look at, each made once: every shared report, edge months, the example's June."""

from functools import cache

from exporters.reports import REPORTS
from fuxi_cli.core.period import Period
from fuxi_cli.core.report import Report
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export
from fuxi_cli.pipeline.summarising import summarise
from support.builders import JIA, PRODUCTS, plan, quota, target
from support.corrected import FEW, forty
from support.html_page import Page
from support.samples import EXAMPLES
from support.summaries import everything, nobody, only, summary

OWN = ("meta", "svg", "script")
"""Elements that the page brings along itself."""


@cache
def june() -> Summary:
    """The example's June: eighteen counties, seven departments, six months."""
    return summarise([str(EXAMPLES / "submissions" / "2022-06")])


ONE_INDICATOR = plan(
    indicators=(PRODUCTS,), quotas=(quota(JIA, PRODUCTS, 12),), targets=(target("products", 12, indicator="products"),),
    ledgers=(),
)  # fmt: skip
MONTHS = {
    "ordinary": summary(),
    "nobody": summary(done=nobody),
    "one reporter": summary(done=only(JIA)),
    "everything done": summary(done=everything),
    "december": summary(period=Period(2022, 12)),
    "january": summary(period=Period(2022, 1)),
    "one indicator": summary(ONE_INDICATOR),
    "corrected": summary()._replace(corrections=FEW),
    "forty corrected": summary()._replace(corrections=forty()),
    "no tasks": summary(plan(tasks=(), targets=())),
}


NAMES = (
    *(f"report {name}" for name in REPORTS),
    *(f"summary {name}" for name in MONTHS),
    "report june",
    "summary june",
)
"""Every page that the tests look at."""


def source(name: str) -> Report | Summary:
    of, _, which = name.partition(" ")
    if which == "june":
        return june().report if of == "report" else june()
    return REPORTS[which]() if of == "report" else MONTHS[which]


def make(name: str) -> bytes:
    return export(source(name), "html", name.partition(" ")[0])


@cache
def content(name: str) -> bytes:
    return make(name)


@cache
def read(name: str) -> Page:
    return Page(content(name))
