"""An answer as bytes, between a worker and its caller: what both know, the plan's own parts, goes by number."""

import pickle
from copyreg import dispatch_table
from io import BytesIO
from typing import Any

from fuxi_cli.core.form import COVER, EXPLANATIONS, ISSUES, PROGRESS, TASKS
from fuxi_cli.core.plan import Field, Indicator, Plan, Reporter, Task
from fuxi_cli.pipeline.plans import Plans

_SHARED = (Reporter, Indicator, Task, Field)
_known: tuple[Any, ...] = ()
"""The parts that numbers mean while an answer is being unpacked."""


def pack(answer: Any, store: Plans) -> bytes:
    """``answer.against`` names the plan whose parts it refers to."""
    target = BytesIO()
    pickle.dump(answer.against, target)
    plan = store.load(answer.against, None) if answer.against else None
    numbers = {id(part): number for number, part in enumerate(_parts(plan))}

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


def _part(number: int) -> Any:
    return _known[number]


def _parts(plan: Plan | None) -> tuple[Any, ...]:
    forms = (field for form in (PROGRESS, TASKS, ISSUES, EXPLANATIONS) for field in form.fields)
    shared = (*COVER, *forms)
    if plan is None:
        return shared
    ledgers = (field for ledger in plan.ledgers for field in ledger.fields)
    return (*shared, *ledgers, *plan.reporters, *plan.indicators, *plan.tasks)
