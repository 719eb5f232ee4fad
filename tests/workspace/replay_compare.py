"""What the workspace says, held against what the oracle says."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fuxi_cli.core.filed import Correction, Filed
from fuxi_cli.core.office_status import Status
from fuxi_cli.core.outcome import Outcome
from fuxi_cli.core.period import Period
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters.reminder import reminder
from workspace.oracle import DUE, INDICATORS, Cell, Changed, Oracle, Standing

if TYPE_CHECKING:
    from fuxi_cli.register import Register


def status_agrees(oracle: Oracle, month: int, status: Status, receipts: Mapping[str, int]) -> None:
    assert status.due == DUE[month]
    found = {
        one.reporter.name: Standing(
            one.standing,
            one.reported,
            one.submitted_on,
            one.received,
            one.submissions,
            one.returned,
            receipts[one.open_return.receipt] if one.open_return else None,
        )
        for one in status.reporters
    }
    assert found == {name: oracle.standing(month, name) for name in oracle.owing()}
    assert {duty.task.id: duty.days_left for duty in status.tasks} == oracle.pressing(month, status.today)
    assert (status.closing is not None) == (month in oracle.closed)
    assert _changes(status.corrections, oracle) == sorted(oracle.since(month))
    assert not status.strays
    _reminds(oracle, month, status)


def _reminds(oracle: Oracle, month: int, status: Status) -> None:
    """Everybody who stands so is named in the sentence about it, and nobody else."""
    words = {
        "尚未报送": oracle.named(month, "missing"),
        "尚未重报": oracle.named(month, "returned"),
        "后来重报": oracle.named(month, "returned_again"),
    }
    sentences = reminder(status).split("。")
    for said, names in words.items():
        about = [sentence for sentence in sentences if said in sentence]
        assert {name for name in oracle.reporters for one in about if name in one} == names, (month, said)


def summary_agrees(oracle: Oracle, month: int, made: Summary, upto: int | None = None) -> None:
    """``upto``: as things stood when so many had come in."""
    _gaps_agree(oracle, month, made.report.gaps, upto)
    added = {(p.gap.reporter.name, p.gap.indicator.id): p.month for p in made.progress}
    assert added == {key: cell.added for key, cell in cells(oracle, month, upto).items()}
    totals = {t.target.indicator: t for t in made.report.totals if t.target.indicator}
    for indicator in INDICATORS:
        total, expected = totals[indicator], oracle.total(month, indicator, upto)
        assert expected == (
            total.target.value,
            total.actual,
            total.gap,
            total.rate,
            total.counted,
            total.status,
        )
    for one in made.report.reporting:
        assert one.due == DUE[month]
        assert one.status == oracle.reporting(month, one.reporter.name, upto)
    scores = {r.reporter.name: (r.score, r.rank) if r.rank else None for r in made.ranking}
    assert scores == oracle.scores(month, upto)
    assert _changes(made.corrections, oracle) == sorted(oracle.corrections(month, upto))
    assert [one.period.month for one in made.months] == list(range(oracle.months(upto)[0], month + 1))
    for before in made.months[:-1]:
        _gaps_agree(oracle, before.period.month, before.gaps, upto)


def cells(oracle: Oracle, month: int, upto: int | None = None) -> dict[tuple[str, str], Cell]:
    return {(c, i): oracle.cell(month, c, i, upto) for c in oracle.counties for i in INDICATORS}


def _gaps_agree(oracle: Oracle, month: int, gaps: Iterable[Gap], upto: int | None) -> None:
    found = {
        (g.reporter.name, g.indicator.id): (
            g.quota.value,
            g.actual,
            g.gap,
            g.surplus,
            g.rate,
            g.pace,
            g.carried_forward,
            g.light,
            g.status,
        )
        for g in gaps
    }
    expected = cells(oracle, month, upto)
    assert found == {key: (cell.quota, cell.actual, *cell[3:]) for key, cell in expected.items()}


def written_agrees(oracle: Oracle, month: int, reports: Path) -> None:
    """审核结果.json of an open month."""
    told = json.loads((reports / f"2022-{month:02}" / "审核结果.json").read_bytes())
    expected = cells(oracle, month)
    assert len(told["gaps"]) == len(expected)
    for one in told["gaps"]:
        cell = expected[oracle.names[one["reporter"]], one["indicator"]]
        assert (one["actual"], one["gap"], one["surplus"]) == (cell.actual, cell.gap, cell.surplus)
        assert (one["carried_forward"], one["status"]) == (cell.carried, cell.status)
        assert (one["rate"] is None) == (cell.rate is None)
        assert cell.rate is None or abs(one["rate"] - cell.rate) < 1e-9
    totals = {one["indicator"]: one["actual"] for one in told["totals"]}
    assert {i: totals[i] for i in INDICATORS} == {i: oracle.total(month, i).actual for i in INDICATORS}
    accepted = {one["sha256"] for one in told["workbooks"] if one["status"] == "accepted"}
    assert len(accepted) == sum(a.month == month and a.accepted for a in oracle.arrivals)
    said = {oracle.names[one["reporter"]]: one["status"] for one in told["reporting"]}
    assert said == {name: oracle.reporting(month, name) for name in oracle.owing()}


def rows_agree(oracle: Oracle, filed: Iterable[Filed], receipts: Mapping[str, int]) -> None:
    """The register's rows of submissions: which came, what they say, and which counts in whose place."""
    rows = {receipts[one.receipt]: one for one in filed}
    assert {
        order: (one.period.month if one.period else None, one.reporter_name, one.accepted, one.submitted_on)
        for order, one in rows.items()
    } == {one.order: (one.month, one.reporter, one.accepted, one.stated) for one in oracle.arrivals}
    orders = {one.number: order for order, one in rows.items()}
    found = {order: orders[one.superseded_by] for order, one in rows.items() if one.superseded_by}
    assert found == oracle.superseded()


def figures_agree(oracle: Oracle, month: int, register: "Register", receipts: Mapping[str, int]) -> None:
    """The register's rows of figures of every accepted submission of a month, superseded ones too."""
    arrivals = {one.order: one for one in oracle.arrivals}
    for one in register.submissions(period=Period(2022, month), status="accepted"):
        told = {figure.indicator: figure for figure in register.dossier(one.number).figures}
        arrival = arrivals[receipts[one.receipt]]
        assert {indicator: figure.cumulative for indicator, figure in told.items()} == arrival.figures
        assert {indicator: figure.month for indicator, figure in told.items()} == arrival.added


CODES = {"C110", "E101", "H101", "S110", "S210", "X101"}
"""Rules for whose sake something is returned in the year."""


def occurred(oracle: Oracle, outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How often each case came up that the year is meant to show."""
    came = {(m, name): oracle.of(m, name) for m in range(1, 13) for name in oracle.owing()}
    standings = Counter(oracle.standing(m, name).standing for m, name in came)
    changed = [one for m in range(1, 13) for one in oracle.corrections(m)]
    again = Counter((one.month, one.reporter, one.indicator) for one in changed)
    listed = [(one.month, where) for one in oracle.arrivals if (where := oracle.listed_in(one))]
    replaced = oracle.superseded()
    after = [(one, came[one.month, one.reporter]) for one in oracle.arrivals]
    return {
        **{
            name: standings[name]
            for name in ("on_time", "late", "nil", "returned", "returned_again", "missing")
        },
        "sent four times": sum(sum(a.accepted for a in of) >= 4 for of in came.values()),
        "corrected after return": sum(
            not one.accepted and any(a.accepted and a.order > one.order for a in of) for one, of in after
        ),
        "older after newer": sum(order > by for order, by in replaced.items()),
        "identical to accepted": sum(len(one.duplicates) for one in outcomes),
        "identical to returned": sum(len(one.unchanged) for one in outcomes),
        "raised": sum(one.old is not None and one.new is not None and one.new > one.old for one in changed),
        "lowered": sum(one.old is not None and one.new is not None and one.new < one.old for one in changed),
        "reported after closing": sum(one.old is None for one in changed),
        "corrected in two months": sum(times > 1 for times in again.values()),
        "corrected after two were closed": sum(where - month > 2 for month, where in listed),
        "corrected after the plan's last month": sum(where > 12 for _, where in listed),
        "carried forward": sum(
            oracle.cell(m, c, "base").carried for m in range(1, 13) for c in oracle.counties
        ),
    }


def _changes(corrections: Iterable[Correction], oracle: Oracle) -> list[Changed]:
    return sorted(
        Changed(
            one.period.month,
            oracle.names[one.reporter],
            one.indicator,
            None if one.old is None else int(one.old),
            None if one.new is None else int(one.new),
            one.received,
        )
        for one in corrections
    )
