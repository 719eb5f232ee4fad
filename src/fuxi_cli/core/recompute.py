"""What the calculated columns of a row should say, and whether they say it (SPEC section 6).

The plan's quota counts; of one with several years the whole of it, as in 总任务数. Where a row states another quota, a rate or gap that is right for that one follows from
it: the quota is the fault then (Q101), not the rate.
"""

from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import rate
from fuxi_cli.core.submission import Figure
from fuxi_cli.core.words import half_up

_WHOLE_PERCENT = 2
_TENTH_PERCENT = 3
_GAP_PLACES = 6


def quotas(plan: Plan, figure: Figure) -> tuple[Decimal, ...]:
    """The plan's quota first, then the one that the row states where that is another.

    None where the plan has no quota or the cumulative figure is not known or cannot be (below 0: T104).
    """
    owed = plan.quota(figure.reporter.id, figure.indicator.id)
    if owed is None or figure.cumulative is None or figure.cumulative < 0:
        return ()
    stated = figure.total if owed.stages else figure.quota
    return (owed.value,) if stated is None or stated == owed.value else (owed.value, stated)


def rates(plan: Plan, figure: Figure) -> tuple[Fraction, ...]:
    """The right rate by each of those quotas."""
    return tuple(r for quota in quotas(plan, figure) if (r := rate(figure.cumulative, quota)) is not None)


def same_rate(stated: Decimal, right: Fraction) -> bool:
    """Equal to 0.1 %; a rate that is stated in whole per cent need only be right to 1 %.

    Not so 0 % and 100 %, which say that nothing or everything is done.
    """
    coarse = stated == half_up(stated, _WHOLE_PERCENT) and stated not in (0, 1)
    places = _WHOLE_PERCENT if coarse else _TENTH_PERCENT
    return half_up(stated, places) == half_up(right, places)


def hundredfold(stated: Decimal, right: Fraction) -> bool:
    """Whether a rate lacks its per-cent sign: 85 where 85% is right."""
    return not same_rate(stated, right) and same_rate(stated / 100, right)


def same_gap(stated: Decimal, quota: Decimal, actual: Decimal) -> bool:
    """A surplus may be stated as 0 or as what it is, below 0."""
    left = quota - actual
    shown = half_up(stated, _GAP_PLACES)
    return shown in (half_up(left, _GAP_PLACES), half_up(max(left, Decimal(0)), _GAP_PLACES))
