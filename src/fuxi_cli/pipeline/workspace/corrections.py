"""更正: what accepted submissions changed in months that had been closed before."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fuxi_cli.core.filed import Closing, Correction, Filed
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.pipeline.workspace.books import Books


def listed_in(filed: Filed, closings: Sequence[Closing], plan: Plan) -> Period | None:
    """The period whose summary lists a submission as a correction: the first after its own that was still open when it
    was accepted (the month after the plan, when all were closed). None for one that came before its period was closed."""
    if filed.period is None or not filed.accepted:
        return None
    closed = {closing.period for closing in closings if closing.last < filed.number}
    if filed.period not in closed:
        return None
    later = (one for one in plan.periods() if one > filed.period)
    return next((one for one in later if one not in closed), plan.end.plus(1))


def listed(books: Books, plan: Plan, period: Period) -> tuple[Correction, ...]:
    """The corrections that a month's summary lists, by month, reporter and indicator."""
    closings = books.closings
    found: list[Correction] = []
    for month in books.months():
        late = [one for one in books.filed(month) if listed_in(one, closings, plan) == period]
        if late:
            found += _changed(books, plan, month, late)
    return tuple(found)


def since(books: Books, closing: Closing, plan: Plan) -> tuple[Correction, ...]:
    """Everything that changed in a month after it was closed."""
    late = [one for one in books.filed(closing.period) if one.accepted and one.number > closing.last]
    return tuple(_changed(books, plan, closing.period, late)) if late else ()


def _changed(books: Books, plan: Plan, month: Period, late: Sequence[Filed]) -> Iterator[Correction]:
    """What those submissions changed, taken together."""
    first, last = late[0].number, late[-1].number
    accepted = [one for one in books.filed(month) if one.accepted]
    touched = {figure.reporter for one in late for figure in books.register.dossier(one.number).figures}
    for reporter in plan.reporters:
        if reporter.id not in touched:
            continue
        _, old = _counting(books, reporter.id, [one for one in accepted if one.number < first])
        counts, new = _counting(books, reporter.id, [one for one in accepted if one.number <= last])
        for indicator in plan.indicators:
            before, after = old.get(indicator.id), new.get(indicator.id)
            if before != after and counts is not None:
                # An older version may have come after it, and changed nothing.
                yield Correction(month, reporter.id, indicator.id, before, after, counts.received)


def _counting(
    books: Books, reporter: str, accepted: Sequence[Filed]
) -> tuple[Filed | None, dict[str, Decimal | None]]:
    """The submission that counts for a reporter among those, and its cumulative figures by indicator."""
    for one in sorted(accepted, key=lambda one: one.precedence, reverse=True):
        if one.reporter not in (reporter, None):
            continue
        figures = books.register.dossier(one.number).figures
        own = {figure.indicator: figure.cumulative for figure in figures if figure.reporter == reporter}
        if own or one.reporter == reporter:
            return one, own
    return None, {}
