"""Who claims which counted object: the ledgers of all reporters side by side.

Each reporter stands for what its newest known workbook says: this period's that counts, else an earlier month's.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from fuxi_cli.core.cases import Past, PeriodCase
from fuxi_cli.core.evidence import Row, columns_of, counted_objects
from fuxi_cli.core.names import comparable, is_name, is_number_of_paper
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.rivals import by_reporter, identical
from fuxi_cli.core.submission import Submission

_SHOWN = 3
"""So many claimants a message names; the others it counts."""


class Claim(NamedTuple):
    """One counted object of one reporter."""

    reporter: Reporter
    period: Period
    path: str
    row: Row

    @property
    def where(self) -> str:
        """``乙县2022年6月报送表第5行``; the sheet is the same as the other claimant's."""
        sheet_row = self.row.table.rows[self.row.number]
        return f"{self.reporter.name}{self.period.chinese}报送表第{sheet_row}行"


@lru_cache(maxsize=1)
def claims(case: PeriodCase) -> tuple[Claim, ...]:
    """Every counted object of every reporter, in the order of the plan's reporters and ledgers.

    One rule after another asks this of the same period.
    """
    return tuple(
        Claim(reporter, period, submission.path, row)
        for reporter, (period, submission) in _standing(case).items()
        for row in _objects(case.plan, period, submission)
    )


def former_claims(case: PeriodCase) -> list[Claim]:
    """Every object counted in an earlier month, newest month first."""
    return [
        Claim(submission.reporter, period, submission.path, row)
        for period, submission in _earlier(case)
        if submission.reporter is not None
        for row in _objects(case.plan, period, submission)
    ]


def _earlier(case: PeriodCase) -> list[Past]:
    pasts = (past for past in case.earlier if past.period < case.period)
    return sorted(pasts, key=lambda past: past.period, reverse=True)


def _standing(case: PeriodCase) -> dict[Reporter, tuple[Period, Submission]]:
    # One file under two reporters' names is one finding (X105), not one for each of its rows.
    copies = {id(copy) for files in identical(case).values() for copy in files[1:]}
    found = {}
    for reporter, submissions in by_reporter(case).items():
        understood = [s for s in submissions if s.layout and s.reporter is not None]
        if understood:
            found[reporter] = (case.period, understood[0])
    for period, submission in _earlier(case):
        if submission.reporter is not None:
            found.setdefault(submission.reporter, (period, submission))
    return {r: found[r] for r in case.plan.reporters if r in found and id(found[r][1]) not in copies}


def _objects(plan: Plan, period: Period, submission: Submission) -> Iterator[Row]:
    for ledger in plan.ledgers:
        table = submission.ledgers.get(ledger.id)
        if table is not None:
            yield from (row for row in counted_objects(table, ledger, plan, period.last_day) if row.key)


def by_key(of: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """Claims on one and the same object: (ledger, folded key) → the claims."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in of:
        found.setdefault((claim.row.ledger.id, claim.row.key), []).append(claim)
    return found


def by_name(of: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """Claims on objects that go by their names: (ledger, comparable name) → the claims."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in of:
        name = object_name(claim)
        if name:
            found.setdefault((claim.row.ledger.id, name), []).append(claim)
    return found


def object_name(claim: Claim) -> str | None:
    """The object's comparable name; None where it goes by a number."""
    field = columns_of(claim.row.ledger).key
    return comparable(str(claim.row.get(field.name))) if is_name(field) else None


def same_object(one: Claim, other: Claim) -> bool:
    """Whether two claims on one ledger are, or may be, on one object: equal keys, or names alike without
    different papers."""
    if one.row.ledger.id != other.row.ledger.id:
        return False
    if one.row.key == other.row.key:
        return True
    name = object_name(one)
    return bool(name) and name == object_name(other) and not differing_papers(one, other)


def differing_papers(one: Claim, other: Claim) -> bool:
    """Whether both name a 文号 or a certificate, and not the same one."""
    pairs = zip(papers(one), papers(other), strict=True)
    return any(mine != others for mine, others in pairs if mine is not None and others is not None)


def papers(claim: Claim) -> tuple[str | None, ...]:
    """The numbers of the papers that an object's row names, comparable; None where it names none."""
    values = (claim.row.get(f.name) for f in claim.row.ledger.fields if is_number_of_paper(f))
    return tuple(None if value is None else comparable(str(value)) for value in values)


def named(others: Iterable[Claim]) -> str:
    """Where the other claimants' rows stand, one for each reporter."""
    first = {claim.reporter: claim.where for claim in reversed(list(others))}
    places = list(reversed(first.values()))
    more = f"等{len(places)}个单位" if len(places) > _SHOWN else ""
    return "、".join(places[:_SHOWN]) + more
