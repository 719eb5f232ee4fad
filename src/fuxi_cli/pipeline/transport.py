"""An answer as bytes, between a worker and its caller: what both know, the plan's own parts, goes by number."""

import pickle
from collections.abc import Iterator
from copyreg import dispatch_table
from io import BytesIO
from typing import Any

from fuxi_cli.core.form import COVER, EXPLANATIONS, ISSUES, PROGRESS, TASKS, progress_for
from fuxi_cli.core.plan import Field, Indicator, Plan, Reporter, Task
from fuxi_cli.pipeline.plans import Plans

_SHARED = (Reporter, Indicator, Task, Field)
_known: tuple[Any, ...] = ()
"""The parts that numbers mean while an answer is being unpacked."""


def pack(answer: Any, store: Plans) -> bytes:
    """``answer.against`` names the plan whose parts it refers to."""
    target = BytesIO()
    pickle.dump(answer.against, target)
    numbers = _numbers(store.load(answer.against, None) if answer.against else None)

    def reduce(part: Any) -> Any:
        number = numbers.get(id(part))
        return part.__reduce_ex__(4) if number is None else (_part, (number,))

    pickler = pickle.Pickler(target, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = dispatch_table | dict.fromkeys(_SHARED, reduce)
    pickler.dump(answer)
    return target.getvalue()


def unpack(message: bytes, store: Plans) -> Any:
    """The answer, with the caller's own plan in it."""
    global _known
    source = BytesIO(message)
    against = pickle.load(source)
    _known = _parts(store.load(against, None) if against else None)
    return pickle.load(source)


_Kept = tuple[Plan | None, tuple[Any, ...], dict[int, int]]
_kept: list[_Kept] = []
"""What was worked out for the latest plan, beside it: nearly every answer of a run is about the same one."""


def _numbers(plan: Plan | None) -> dict[int, int]:
    """The number of each shared part, by its identity."""
    _parts(plan)
    return _kept[0][2]


def _part(number: int) -> Any:
    return _known[number]


def _parts(plan: Plan | None) -> tuple[Any, ...]:
    """What both sides know of a plan and of the form, in the same order."""
    if not _kept or _kept[0][0] is not plan:
        parts = tuple(_listed(plan))
        _kept[:] = [(plan, parts, {id(part): number for number, part in enumerate(parts)})]
    return _kept[0][1]


def _listed(plan: Plan | None) -> Iterator[Any]:
    yield from COVER
    for form in (PROGRESS, TASKS, ISSUES, EXPLANATIONS):
        yield from form.fields
    if plan is not None:
        yield from (f for f in progress_for(plan).fields if f not in PROGRESS.fields)
        for ledger in plan.ledgers:
            yield from ledger.fields
        yield from (*plan.reporters, *plan.indicators, *plan.tasks)
