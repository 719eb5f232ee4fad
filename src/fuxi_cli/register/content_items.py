"""The items of a content, one after the other: how each is written, and how it is read again.

Reading raises Lacking for what the plan does not have, and a plain exception for what writing does not give.
"""

from collections.abc import Mapping
from typing import Any

from fuxi_cli.core.form import COVER, SheetForm
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Field
from fuxi_cli.core.submission import Explanation, Figure, Identity, Issue, Notice, Table, TaskEntry, Total
from fuxi_cli.register import content_values as v
from fuxi_cli.register.content_parts import Lacking, Parts, identified

_COVER = {field.name: field for field in COVER}


def index(number: int) -> int:
    """A number that counts from 0; what is beyond the end is found out by whoever uses it."""
    if number < 0:
        raise ValueError("no table")
    return number


def places(shapes: list[v.Shape], number: object, base: object) -> dict[str, Place]:
    """A group of places by the number of its shape and its base row."""
    return v.places(shapes[index(v.number(number))], v.number(base))


def notice(notice: Notice) -> list[Any]:
    return [
        notice.kind,
        *notice.place,
        v.value(notice.provided),
        v.value(notice.expected),
        [[name, v.value(one)] for name, one in notice.facts],
        notice.reporter,
    ]


def read_notice(given: object) -> Notice:
    kind, sheet, row, column, provided, expected, facts, reporter = v.listed(given)
    return Notice(
        v.text(kind),
        v.place_of(sheet, row, column),
        v.read_value(provided),
        v.read_value(expected),
        v.read_facts(facts),
        v.text_or_none(reporter),
    )


def identity(one: Identity, shapes: v.Shapes) -> list[Any]:
    said = [one.source, one.plan, one.revision, one.document, one.reporter, one.period, one.template]
    return [*said, *shapes.take(one.places)]


def read_identity(given: object, shapes: list[v.Shape]) -> Identity:
    source, *said, number, base = v.listed(given)
    plan, revision, document, reporter, period, template = map(v.text_or_none, said)
    if period is not None:
        v.period_or_none(period)  # whoever reads an identity counts on it
    where = places(shapes, number, base)
    return Identity(v.text(source), plan, revision, document, reporter, period, template, where)


def cover(cover: Mapping[str, Any]) -> dict[str, str | None]:
    return {
        name: str(value) if isinstance(value, Period) else v.column([value], _COVER[name])[0]
        for name, value in cover.items()
    }


def read_cover(given: object) -> dict[str, Any]:
    return {
        _COVER[name].name: v.period_or_none(one)
        if name == "period"
        else v.read_column([one], _COVER[name], 1)[0]
        for name, one in v.mapped(given).items()
    }


def figure(figure: Figure, parts: Parts, shapes: v.Shapes) -> list[Any]:
    quantities = (figure.quota, figure.month, figure.cumulative, figure.rate, figure.gap)
    return [
        identified(figure.reporter, parts.reporters),
        identified(figure.indicator, parts.indicators),
        *shapes.take(figure.places),
        *[None if one is None else v.written(one) for one in quantities],
        figure.remark,
        sorted(figure.unread),
        sorted(figure.formulas),
        *([] if figure.total is None else [v.written(figure.total)]),
    ]


def read_figure(given: object, parts: Parts, shapes: list[v.Shape]) -> Figure:
    (
        reporter,
        indicator,
        number,
        base,
        quota,
        month,
        cumulative,
        rate,
        gap,
        remark,
        unread,
        formulas,
        *more,
    ) = v.listed(given)
    (total,) = more or (None,)
    return Figure(
        parts.reporter(reporter),
        parts.indicator(indicator),
        places(shapes, number, base),
        v.amount_or_none(quota),
        v.amount_or_none(month),
        v.amount_or_none(cumulative),
        v.amount_or_none(rate),
        v.amount_or_none(gap),
        v.text_or_none(remark),
        v.names(v.texts(unread)),
        v.names(v.texts(formulas)),
        v.amount_or_none(total),
    )


def task(entry: TaskEntry, parts: Parts, shapes: v.Shapes) -> list[Any]:
    return [
        identified(entry.task, parts.tasks),
        *shapes.take(entry.places),
        entry.status,
        entry.done_on and entry.done_on.isoformat(),
        entry.document,
        entry.detail,
        entry.problem,
        sorted(entry.unread),
    ]


def read_task(given: object, parts: Parts, shapes: list[v.Shape]) -> TaskEntry:
    task, number, base, status, done_on, document, detail, problem, unread = v.listed(given)
    return TaskEntry(
        parts.task(task),
        places(shapes, number, base),
        v.text_or_none(status),
        v.day_or_none(done_on),
        v.text_or_none(document),
        v.text_or_none(detail),
        v.text_or_none(problem),
        v.names(v.texts(unread)),
    )


def total(total: Total) -> list[Any]:
    parts = list(map(v.written, total.parts))
    return [*total.place, total.name, v.written(total.stated), parts, *total.span]


def read_total(given: object) -> Total:
    sheet, row, column, name, stated, parts, first, last = v.listed(given)
    return Total(
        v.place_of(sheet, row, column),
        v.text(name),
        v.amount(v.text(stated)),
        tuple(map(v.amount, v.texts(parts))),
        (v.number(first), v.number(last)),
    )


def table(table: Table, parts: Parts) -> list[Any]:
    fields = parts.form_of(table.form).fields
    return [
        table.form.name,
        table.sheet,
        table.header_row,
        table.columns,
        table.rows,
        {name: v.column(values, fields[name]) for name, values in table.values.items()},
        sorted(table.unread),
    ]


def read_table(given: object, parts: Parts) -> Table:
    name, sheet, header_row, columns, rows, values, unread = v.listed(given)
    form, fields = parts.form(name)
    length = len(v.listed(rows))
    return Table(
        form,
        v.text(sheet),
        v.number(header_row),
        v.columns(tuple((_field(form, fields, n), v.number(c)) for n, c in v.mapped(columns).items())),
        list(map(v.number, rows)),
        {
            _field(form, fields, n): v.read_column(column, fields[n], length)
            for n, column in v.mapped(values).items()
        },
        v.cells(unread),
    )


def _field(form: SheetForm, fields: Mapping[str, Field], name: object) -> str:
    """The name as the plan has it."""
    field = fields.get(v.text(name))
    if field is None:
        raise Lacking(f"“{form.title}”的“{name}”一栏")
    return field.name


def issue(issue: Issue) -> list[Any]:
    return [issue.text, issue.about, issue.advice, issue.units, *issue.place]


def read_issue(given: object) -> Issue:
    text, about, advice, units, *place = v.listed(given)
    about, advice, units = map(v.text_or_none, (about, advice, units))
    return Issue(v.text(text), about, advice, units, v.place_of(*place))


def explanation(one: Explanation) -> list[Any]:
    return [one.rule, one.where, one.text, *one.place]


def read_explanation(given: object) -> Explanation:
    rule, where, text, *place = v.listed(given)
    return Explanation(v.text(rule), v.text(where), v.text(text), v.place_of(*place))
