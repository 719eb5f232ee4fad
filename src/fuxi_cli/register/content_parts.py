"""What a content refers to by id or name: the parts of a plan, and the forms that are read against it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from fuxi_cli.core.form import EXPLANATIONS, ISSUES, TASKS, SheetForm, ledger_form, progress_for
from fuxi_cli.core.plan import Field, Indicator, Plan, Reporter, Task

_Part = TypeVar("_Part", Reporter, Indicator, Task)
_Known = TypeVar("_Known")


class Lacking(Exception):
    """The plan has no such part; the message names it, in Chinese."""


class Form(NamedTuple):
    form: SheetForm
    fields: dict[str, Field]


class Parts(NamedTuple):
    """A plan's parts by id."""

    reporters: dict[str, Reporter]
    indicators: dict[str, Indicator]
    tasks: dict[str, Task]
    ledgers: dict[str, str]
    forms: dict[str, Form]

    def reporter(self, id: object) -> Reporter:
        return _found(self.reporters, id, "单位")

    def indicator(self, id: object) -> Indicator:
        return _found(self.indicators, id, "指标")

    def task(self, id: object) -> Task:
        return _found(self.tasks, id, "重点任务")

    def ledger(self, id: object) -> str:
        return _found(self.ledgers, id, "台账")

    def form(self, name: object) -> Form:
        return _found(self.forms, name, "表")

    def form_of(self, form: SheetForm) -> Form:
        """A table's form, which must be one of the plan's."""
        known = self.form(form.name)
        if known.form != form:
            raise Lacking(f"表“{form.name}”")
        return known


def _found(known: dict[str, _Known], id: object, what: str) -> _Known:
    if type(id) is not str:
        raise TypeError("no id")
    part = known.get(id)
    if part is None:
        raise Lacking(f"{what}“{id}”")
    return part


def identified(part: _Part, known: dict[str, _Part]) -> str:
    """The id by which the part is found again. Raises Lacking for what is not the plan's."""
    if known.get(part.id) == part:
        return part.id
    for id, other in known.items():
        if other == part:
            return id
    raise Lacking(f"“{part.id}”")


_kept: list[tuple[Plan, Parts]] = []
"""What was worked out for the latest plan: nearly every content of a run is about the same one."""


def parts_of(plan: Plan) -> Parts:
    if not _kept or _kept[0][0] is not plan:
        _kept[:] = [(plan, _parts(plan))]
    return _kept[0][1]


def _parts(plan: Plan) -> Parts:
    return Parts(
        _by_id(plan.reporters),
        _by_id(plan.indicators),
        _by_id(plan.tasks),
        {ledger.id: ledger.id for ledger in plan.ledgers},
        {form.name: Form(form, {f.name: f for f in form.fields}) for form in _forms(plan)},
    )


def _by_id(parts: Iterable[_Part]) -> dict[str, _Part]:
    """The parts by id. A plan with a fault may have an id twice: the later ones get a number behind it."""
    known: dict[str, _Part] = {}
    for part in parts:
        id, number = part.id, 1
        while id in known:
            number += 1
            id = f"{part.id}#{number}"
        known[id] = part
    return known


def _forms(plan: Plan) -> Iterator[SheetForm]:
    """The forms as reading a workbook against the plan has them: with the plan's own names of sheets."""
    named = dict(plan.sheet_synonyms)
    for form in (progress_for(plan), TASKS, *map(ledger_form, plan.ledgers), ISSUES, EXPLANATIONS):
        yield form._replace(synonyms=(*form.synonyms, *named.get(form.name, ())))
