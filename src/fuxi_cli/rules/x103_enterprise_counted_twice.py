"""同一个企业在两个单位都计了数。

检查：不按企业登记的台账（基地、产品、康养区、园区等），本月计入累计完成的对象里，同一个企业（先看统一社会信用代码，没有的看名称）是否在两个单位都有。
为什么：一个企业可以在两地各有对象，但也可能是同一个对象换个名称报了两次，所以要核实。
怎么改：与对方核对；确是两个对象的，在“核实说明”表写明；是同一个对象的，由一个单位上报。
依据：填报说明（按对象计数，不按企业计数；一个对象只由一个单位上报）。
"""

from collections.abc import Iterable, Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.claims import Claim, claims, named
from fuxi_cli.core.doubles import Doubles
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.names import comparable
from fuxi_cli.core.plan import Field, Ledger
from fuxi_cli.core.words import fold

RULE = Rule(
    code="X103",
    slug="enterprise-counted-twice",
    severity="warning",
    scope="period",
    message="{where}的企业“{provided}”在本单位计了 {expected} 个“{indicator}”，{others}也为同一个企业计了数。",
    remedy="请与对方核对是不是同一个对象：是的，由一个单位上报，另一个单位删掉并改正累计完成；"
    "不是的，请在“核实说明”表写明各是什么。",
)
_Known = dict[tuple[str | None, str, str], list[Claim]]


def check(case: PeriodCase) -> Iterator[Finding]:
    current = [c for c in claims(case) if c.period == case.period and _counts_enterprises(c.row.ledger)]
    known: _Known = {}
    for claim in current:
        for identity in _identities(claim):
            known.setdefault((claim.row.ledger.indicator, *identity), []).append(claim)
    shared = {identity for identity, of in known.items() if len({c.reporter.id for c in of}) > 1}
    settled: set[tuple[str, str, int]] = set()
    silent: set[tuple[str, str | None, str | None, str]] = set()
    for claim in current:
        identities = [(claim.row.ledger.indicator, *identity) for identity in _identities(claim)]
        about = (claim.reporter.id, claim.row.ledger.indicator, _code(claim), _name(claim))
        if shared.isdisjoint(identities) or about in silent or _row(claim) in settled:
            continue
        alike = list(_same_enterprise(claim, known))
        others = [c for c in alike if c.reporter != claim.reporter]
        own = [c for c in alike if c.reporter == claim.reporter]
        # Where the object itself may be the same, X101 and X102 speak.
        if not others or _share_an_object(own, others):
            silent.add(about)
            continue
        settled.update(map(_row, own))
        yield _finding(case, claim, own, others)


def _finding(case: PeriodCase, claim: Claim, own: list[Claim], others: list[Claim]) -> Finding:
    field = _enterprise(claim.row.ledger)
    assert field is not None
    indicator = case.plan.indicator(claim.row.ledger.indicator or "")
    return RULE.at(
        claim.row.place(field.name),
        claim.row.get(field.name) or _code(claim),
        len(own),
        path=claim.path,
        reporter=claim.reporter.id,
        clause=claim.row.ledger.clause,
        indicator=indicator.short if indicator else claim.row.ledger.name,
        others=named(others),
    )


def _share_an_object(own: list[Claim], others: list[Claim]) -> bool:
    keys = {(claim.row.ledger.id, claim.row.key) for claim in others}
    if any((claim.row.ledger.id, claim.row.key) in keys for claim in own):
        return True
    doubles = Doubles(others)
    return any(doubles.of(claim) for claim in own)


def _row(claim: Claim) -> tuple[str, str, int]:
    return claim.path, claim.row.ledger.id, claim.row.number


def _same_enterprise(claim: Claim, known: _Known) -> Iterable[Claim]:
    """All claims of the claim's enterprise, its own first; two different codes are two enterprises."""
    found = {_row(claim): claim}
    for identity in _identities(claim):
        for other in known[(claim.row.ledger.indicator, *identity)]:
            codes = {_code(claim), _code(other)} - {None}
            if len(codes) < 2:
                found.setdefault(_row(other), other)
    return found.values()


def _identities(claim: Claim) -> Iterator[tuple[str, str]]:
    code = _code(claim)
    if code:
        yield "code", code
    if _name(claim):
        yield "name", _name(claim)


def _name(claim: Claim) -> str:
    """The enterprise's comparable name; empty where there is none."""
    field = _enterprise(claim.row.ledger)
    name = claim.row.get(field.name) if field else None
    return "" if name is None else comparable(str(name))


def _code(claim: Claim) -> str | None:
    field = next((f for f in claim.row.ledger.fields if f.format == "uscc"), None)
    code = claim.row.get(field.name) if field else None
    return fold(code).upper() if code is not None else None


def _counts_enterprises(ledger: Ledger) -> bool:
    """Whether its rows count and name an enterprise: a register counts nothing."""
    return ledger.indicator is not None and _enterprise(ledger) is not None


def _enterprise(ledger: Ledger) -> Field | None:
    """The field that names the enterprise; None where the counted object is the enterprise itself."""
    key = next((f for f in ledger.fields if f.key), None)
    if key is None or key.format == "uscc" or key.name == "enterprise":
        return None
    return next((f for f in ledger.fields if f.name == "enterprise"), None)
