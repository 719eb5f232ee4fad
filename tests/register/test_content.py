"""Submissions as the register keeps them: what goes in comes out, and nothing else is ever read."""

import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile
from fuxi_cli.catalogue import Selection
from fuxi_cli.core.form import COVER, SheetForm
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Field, Plan
from fuxi_cli.core.submission import (
    Explanation,
    Figure,
    Hints,
    Identity,
    Issue,
    Notice,
    Sheet,
    Submission,
    Table,
    TaskEntry,
    Total,
    Workbook,
)
from fuxi_cli.exporters import View, report_json
from fuxi_cli.pipeline.history import History
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.pipeline.reading import Reading, Request
from fuxi_cli.register.content import VERSION, Unfit, pack, unpack
from fuxi_cli.register.content_parts import parts_of
from hostile.kinds import Kind, kinds_in
from support.samples import EXAMPLES, GANZHOU, JUNE

STORE = Plans()
PLAN: Plan = STORE.load(GANZHOU, None)
MONTHS = EXAMPLES / "submissions"
KINDS = tuple(kinds_in([import_module(f"hostile.{m.name}") for m in iter_modules(hostile.__path__)]))


def read(paths: list[str], hints: Hints | None = None) -> list[Submission]:
    """The files as a run gets them from its workers."""
    requests = [Request(path, hints=hints or Hints()) for path in paths]
    with Reading(STORE, 2, STORE.settings.limits) as reading:
        answers = reading.read(requests)
        for answer in answers:
            answer.file.plan = STORE.named_by(answer.file.identities, None)
        return reading.against(PLAN, answers, requests)


def differing(one: Any, other: Any, where: str = "") -> Iterator[str]:
    """Where two values are not the same, types and the order of keys included."""
    # A text file's number is a text with a mark, of which only its reader makes anything.
    kind = str if isinstance(one, str) else type(one)
    if type(other) is not kind:
        yield f"{where}: {kind.__name__} {type(other).__name__}"
        return
    inside = contained(one, other)
    if inside is None:
        if repr(str(one)) != repr(str(other)):
            yield f"{where}: {one!r} {other!r}"
        return
    if len(inside[0]) != len(inside[1]):
        yield f"{where}: {len(inside[0])} {len(inside[1])}"
    for number, (a, b) in enumerate(zip(*inside, strict=False)):
        yield from differing(a, b, f"{where}.{kind.__name__}[{number}]")


def contained(*values: Any) -> list[list[Any]] | None:
    """What values of one type hold; None when they are simple."""
    one = values[0]
    if is_dataclass(one):
        names = [field.name for field in fields(one) if field.name != "recognised"]
        return [[getattr(value, name) for name in names] for value in values]
    if isinstance(one, dict):
        return [[part for item in value.items() for part in item] for value in values]
    if isinstance(one, tuple | list):
        return [list(value) for value in values]
    if isinstance(one, set | frozenset):
        return [sorted(value, key=repr) for value in values]
    return None


def assert_kept(submission: Submission, plan: Plan = PLAN) -> Submission:
    content = pack(submission, plan)
    again = unpack(content, plan, submission.path)
    assert list(differing(submission, again)) == []
    assert again.recognised == []
    for id, table in submission.ledgers.items():
        found = [n for n, one in enumerate(submission.tables) if one is table]
        assert not found or again.ledgers[id] is again.tables[found[0]]
    assert pack(again, plan) == content
    return again


@pytest.fixture(scope="module")
def months() -> dict[Period, list[Submission]]:
    files = {Period.parse(f.name): sorted(f.glob("*.xlsx")) for f in sorted(MONTHS.iterdir()) if f.is_dir()}
    read_all = iter(read([str(path) for paths in files.values() for path in paths]))
    return {period: [next(read_all) for _ in paths] for period, paths in files.items()}


def test_every_example_is_kept(months: dict[Period, list[Submission]]) -> None:
    assert len(months) == 6
    for submissions in months.values():
        for submission in submissions:
            assert_kept(submission)


def test_a_table_of_many_reporters_is_kept() -> None:
    wide, progress = read([str(EXAMPLES / "city-table.xlsx"), str(EXAMPLES / "progress.xlsx")])
    assert len(assert_kept(wide).reporters()) > 10
    assert assert_kept(progress).layout is not None


def test_what_was_recognised_is_left_out() -> None:
    (submission,) = read([str(EXAMPLES / "city-table.xlsx")], Hints(explain=True))
    assert submission.recognised
    assert_kept(submission)


def test_the_path_is_the_new_one(months: dict[Period, list[Submission]]) -> None:
    submission = months[JUNE][0]
    assert unpack(pack(submission, PLAN), PLAN, "accepted/甲.xlsx").path == "accepted/甲.xlsx"
    assert pack(submission, PLAN) == pack(replace(submission, workbook=replaced(submission)), PLAN)


def replaced(submission: Submission) -> Workbook:
    return replace(submission.workbook, path="elsewhere.xlsx")


def test_contents_are_small_and_their_parts_are_the_plans(months: dict[Period, list[Submission]]) -> None:
    for submission in months[JUNE]:
        content = pack(submission, PLAN)
        assert len(content) < 5000
        again = unpack(content, PLAN, submission.path)
        assert all(any(f.reporter is r for r in PLAN.reporters) for f in again.figures)
        assert all(any(f.indicator is i for i in PLAN.indicators) for f in again.figures)
        assert all(any(e.task is t for t in PLAN.tasks) for e in again.tasks)


def report_of(months: dict[Period, list[Submission]], period: Period) -> bytes:
    history = History(sorted((m for m in months if m < period), reverse=True))
    for month in history.months:
        for submission in months[month]:
            history.add(month, submission)
    run = Run(PLAN, period, None, True, Selection(), history)
    return report_json.export(run.report(months[period]), View())


def test_the_report_over_what_was_kept_is_the_same(months: dict[Period, list[Submission]]) -> None:
    kept = {
        period: [unpack(pack(submission, PLAN), PLAN, submission.path) for submission in submissions]
        for period, submissions in months.items()
    }
    told = report_of(months, JUNE)
    assert report_of(kept, JUNE) == told
    # Judging changes nothing in what several submissions share.
    for period, submissions in months.items():
        for one, other in zip(submissions, kept[period], strict=True):
            assert list(differing(one, other)) == []
    assert report_of(kept, JUNE) == told


def quick(kind: Kind) -> bool:
    return kind.together and kind.module not in ("floods", "zips")


def test_hostile_files_are_kept(tmp_path: Path) -> None:
    paths = []
    for number, kind in enumerate(k for k in KINDS[::3] if quick(k)):
        folder = tmp_path / f"{number:03}"
        folder.mkdir()
        paths.append(str(kind.make(folder)))
    submissions = read(paths)
    assert len(submissions) > 80
    assert len({notice.kind for s in submissions for notice in (*s.notices, *s.workbook.notices)}) > 15
    for submission in submissions:
        assert_kept(submission)


# Submissions that no file gives.

TEXTS = st.text(st.characters(exclude_categories=()), max_size=6) | st.sampled_from(
    ("", "指标进度", "\ud83d\ude00", "\ud83d", "\x00", "\u2028", '"\\')
)
MAYBE = st.none() | TEXTS
ROWS = st.integers(0, 1 << 20)
PLACES = st.builds(Place, MAYBE, ROWS, st.integers(0, 16384))
DECIMALS = st.decimals() | st.sampled_from(
    [Decimal(t) for t in ("1E+999999", "-0", "0.10", "1E-7", "NaN", "sNaN12", "-Infinity", "5.00", "12E3")]
)
FINITE = DECIMALS.filter(lambda d: d.is_finite() and abs(d.adjusted()) <= 1000)
DAYS = st.dates()
PERIODS = st.builds(Period, st.integers(1, 9999), st.integers(1, 12))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | TEXTS
    | DECIMALS
    | DAYS
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.fractions()
    | PERIODS
    | PLACES
)
VALUES = SCALARS | st.tuples(SCALARS, SCALARS) | st.just(())
NAMES = st.frozensets(TEXTS, max_size=3)
NOTICES = st.builds(
    Notice, TEXTS, PLACES, VALUES, VALUES, st.lists(st.tuples(TEXTS, VALUES), max_size=3).map(tuple), MAYBE
)
PLACED = st.dictionaries(TEXTS, PLACES, max_size=4)
BY_TYPE = {"text": TEXTS, "date": DAYS}


def values(field: Field) -> st.SearchStrategy[Any]:
    return st.none() | BY_TYPE.get(field.type, FINITE)


@st.composite
def tables(draw: st.DrawFn, form: SheetForm) -> Table:
    rows = draw(st.lists(ROWS, max_size=4))
    chosen = draw(st.lists(st.sampled_from(form.fields), unique=True))
    return Table(
        form,
        draw(TEXTS),
        draw(ROWS),
        {field.name: draw(st.integers(1, 16384)) for field in chosen},
        rows,
        {f.name: [draw(values(f)) for _ in rows] for f in chosen if draw(st.booleans())},
        {(draw(ROWS), field.name) for field in chosen if draw(st.booleans())},
    )


@st.composite
def covers(draw: st.DrawFn) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(COVER), unique=True))
    return {f.name: draw(st.none() | PERIODS if f.name == "period" else values(f)) for f in chosen}


@st.composite
def ledgers(draw: st.DrawFn, known: list[Table]) -> dict[str, Table]:
    """Mostly tables that are among the others."""
    chosen = draw(st.lists(st.sampled_from(PLAN.ledgers), unique=True, max_size=3))
    own = tables(parts_of(PLAN).forms["ledger-base"].form)
    return {ledger.id: draw(st.sampled_from(known) | own if known else own) for ledger in chosen}


FORMS = [known.form for known in parts_of(PLAN).forms.values()]
REPORTERS = st.sampled_from(PLAN.reporters)
AMOUNTS = st.none() | FINITE
FIGURES = st.builds(
    Figure, REPORTERS, st.sampled_from(PLAN.indicators), PLACED,
    AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, MAYBE, NAMES, NAMES,
)  # fmt: skip
TASKS = st.builds(
    TaskEntry, st.sampled_from(PLAN.tasks), PLACED, MAYBE, st.none() | DAYS, MAYBE, MAYBE, MAYBE, NAMES
)
TOTALS = st.builds(
    Total, PLACES, TEXTS, FINITE, st.lists(FINITE, max_size=3).map(tuple), st.tuples(ROWS, ROWS)
)
STATED = st.none() | PERIODS.map(str)
IDENTITIES = st.builds(Identity, TEXTS, MAYBE, MAYBE, MAYBE, MAYBE, STATED, MAYBE, PLACED)
WORKBOOKS = st.builds(
    Workbook,
    TEXTS,
    TEXTS,
    MAYBE,
    st.lists(st.builds(Sheet, TEXTS, st.just([]), st.booleans()), max_size=3),
    st.dictionaries(TEXTS, TEXTS, max_size=3),
    st.lists(NOTICES, max_size=2),
)


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    known = [draw(tables(form)) for form in draw(st.lists(st.sampled_from(FORMS), max_size=3))]
    return Submission(
        draw(WORKBOOKS),
        draw(st.sampled_from((None, "official", "wide", "list", "free"))),
        draw(st.none() | REPORTERS),
        draw(st.none() | PERIODS),
        draw(st.lists(IDENTITIES, max_size=2)),
        draw(covers()),
        draw(PLACED),
        draw(st.lists(FIGURES, max_size=3)),
        draw(st.lists(TASKS, max_size=2)),
        draw(st.lists(TOTALS, max_size=2)),
        draw(ledgers(known)),
        draw(st.lists(st.builds(Issue, TEXTS, MAYBE, MAYBE, MAYBE, PLACES), max_size=2)),
        draw(st.lists(st.builds(Explanation, TEXTS, TEXTS, TEXTS, PLACES), max_size=2)),
        known,
        draw(st.lists(NOTICES, max_size=3)),
    )


@settings(max_examples=150)
@given(submissions())
def test_whatever_a_submission_holds_is_kept(submission: Submission) -> None:
    assert_kept(submission)


@pytest.mark.parametrize(
    "value",
    [
        True, 1, 1.0, Decimal(1), -0.0, math.nan, -math.inf, 1e300, Fraction(1, 3), "1", "", (), (("a", 1), True),
        Decimal("NaN"), date(2022, 7, 4), datetime(2022, 7, 4), time(8, 15), timedelta(-1, 5, 7), Period(2022, 6),
        Place("表", 2, 3), Place(),
    ],
)  # fmt: skip
def test_a_value_of_a_notice_keeps_its_type(value: object) -> None:
    submission = Submission(Workbook("甲.xlsx"))
    submission.notices.append(Notice("normalised", Place("表", 1, 1), value, value, (("field", value),)))
    assert_kept(submission)


# What cannot be read.


@pytest.fixture(scope="module")
def content(months: dict[Period, list[Submission]]) -> bytes:
    """One with a bit of everything."""
    submission = max(months[JUNE], key=lambda s: (bool(s.issues), len(s.notices)))
    return pack(submission, PLAN)


def loaded(content: bytes) -> Any:
    return json.loads(zlib.decompress(content))


def dumped(data: Any) -> bytes:
    return zlib.compress(json.dumps(data).encode())


def typed(value: Any, hint: Any) -> bool:
    """Whether a value, with all that it holds, is of its annotation's type."""
    origin, inside = get_origin(hint), get_args(hint)
    if hint in (Any, object):
        return True
    if origin is UnionType:
        return any(typed(value, one) for one in inside)
    if origin in (list, set, frozenset) or (origin is tuple and inside[-1] is ...):
        return type(value) is origin and all(typed(one, inside[0]) for one in value)
    if origin is tuple:
        return type(value) is tuple and len(value) == len(inside) and all(map(typed, value, inside))
    if origin is dict:
        return type(value) is dict and all(
            typed(k, inside[0]) and typed(v, inside[1]) for k, v in value.items()
        )
    if type(value) is not hint:
        return False
    held = hints(hint)
    return all(typed(getattr(value, name), one) for name, one in held.items())


@cache
def hints(kind: type) -> dict[str, Any]:
    """The fields of what a submission is made of; nothing for the plan's own parts, which are looked at by nobody."""
    known = is_dataclass(kind) or kind in (Notice, Place, Period)
    return get_type_hints(kind) if known else {}


def fitting(submission: Submission) -> bool:
    """What annotations do not say: months and rows that there can be, cells of their field's type."""
    for table in submission.tables:
        for name, values in table.values.items():
            kind = {"text": str, "date": date}.get(table.form.field(name).type, Decimal)
            if len(values) != len(table) or not all(one is None or type(one) is kind for one in values):
                return False
    places = [p for f in submission.figures for p in f.places.values()]
    places += [p for e in submission.tasks for p in e.places.values()]
    for identity in submission.identities:
        if identity.period is not None:
            Period.parse(identity.period)
    amounts = [a for f in submission.figures for a in (f.quota, f.month, f.cumulative, f.rate, f.gap)]
    amounts += [a for total in submission.totals for a in (total.stated, *total.parts)]
    if not all(amount is None or (amount.is_finite() and amount.adjusted() < 9999) for amount in amounts):
        return False
    kinds = {"period": Period, "submitted_on": date}
    return all(place.row >= 0 and place.column >= 0 for place in places) and all(
        value is None or type(value) is kinds.get(name, str) for name, value in submission.cover.items()
    )


def read_or_unfit(content: bytes) -> str:
    """The message of Unfit, nothing when it could be read; then every part of it has its type."""
    try:
        submission = unpack(content, PLAN, "accepted/甲.xlsx")
    except Unfit as error:
        message = str(error)
        assert "accepted/甲.xlsx" in message
        assert "Error" not in message
        return message
    assert typed(submission, Submission)
    assert fitting(submission)
    return ""


def test_anything_cut_off_is_damaged(content: bytes) -> None:
    for end in range(len(content)):
        assert "已损坏" in read_or_unfit(content[:end])
    assert "已损坏" in read_or_unfit(content + b"\0")


@settings(max_examples=200)
@given(st.data())
def test_no_changed_byte_goes_unseen(content: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(content) - 1))
    to = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[at]))
    changed = content[:at] + bytes((to,)) + content[at + 1 :]
    message = read_or_unfit(changed)
    # zlib's own header has a bit or two that say nothing of the content.
    assert message or (at < 2 and zlib.decompress(changed) == zlib.decompress(content))


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_other_bytes_are_damaged(other: bytes) -> None:
    assert read_or_unfit(other)
    assert read_or_unfit(zlib.compress(other))


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**30) | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def spots(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value in JSON: (list or object, index or key)."""
    for key in range(len(data)) if isinstance(data, list) else list(data):
        yield data, key
        if isinstance(data[key], list | dict):
            yield from spots(data[key])


@pytest.mark.parametrize(
    "other",
    [True, 1.5, -1, 0, 10**9, "?", "2022-13", "NaN", "1E+999999", None, [], {}, [[]], ["place", 1, 2, 3]],
)
def test_nothing_of_another_type_is_read(content: bytes, other: Any) -> None:
    """Every value there is, changed into every kind of other."""
    changed = loaded(content)
    unfit = 0
    for holder, key in list(spots(changed)):
        before, holder[key] = holder[key], other
        unfit += bool(read_or_unfit(zlib.compress(json.dumps(changed).encode(), 0)))
        holder[key] = before
    assert unfit > 100
    assert not read_or_unfit(dumped(changed))


@settings(max_examples=400)
@given(st.data())
def test_any_other_json_is_unfit_or_a_submission(content: bytes, data: st.DataObject) -> None:
    """Changed by somebody: what is read all the same has the right types throughout."""
    changed = loaded(content)
    for _ in range(data.draw(st.integers(1, 2))):
        found = list(spots(changed))
        holder, key = found[data.draw(st.integers(0, len(found) - 1))]
        match data.draw(st.sampled_from(("other", "taken", "double", "swap"))):
            case "other":
                holder[key] = data.draw(JSONS)
            case "taken":
                del holder[key]
            case "double" if isinstance(holder, list):
                holder.insert(key, holder[key])
            case _:
                from_, name = found[data.draw(st.integers(0, len(found) - 1))]
                if name in from_ if isinstance(from_, dict) else name < len(from_):
                    holder[key] = json.loads(json.dumps(from_[name]))
    read_or_unfit(dumped(changed))


@pytest.mark.parametrize("version", [0, -1, None, "1", True, 1.0])
def test_a_version_that_never_was_is_damage(content: bytes, version: object) -> None:
    assert "已损坏" in read_or_unfit(dumped({**loaded(content), "version": version}))


def test_a_newer_version_asks_for_a_newer_program(content: bytes) -> None:
    assert "请先升级" in read_or_unfit(dumped({**loaded(content), "version": VERSION + 1, "more": []}))


def test_depth_without_end_is_damage() -> None:
    assert "已损坏" in read_or_unfit(zlib.compress(b"[" * 200_000))
    deep = loaded(pack(Submission(Workbook("甲.xlsx")), PLAN))
    value: Any = None
    for _ in range(400):
        value = ["tuple", value]
    deep["notices"] = [["kind", None, 0, 0, value, None, [], None]]
    read_or_unfit(dumped(deep))


@pytest.mark.parametrize("part", ["reporters", "indicators", "tasks", "ledgers"])
def test_a_plan_without_a_part_is_named(content: bytes, part: str) -> None:
    less = replace(PLAN, **{part: ()})
    with pytest.raises(Unfit, match="方案《") as caught:
        unpack(content, less, "accepted/甲.xlsx")
    assert "里没有" in str(caught.value)


def test_another_plan_is_named(content: bytes) -> None:
    with pytest.raises(Unfit, match=GANZHOU):
        unpack(content, replace(PLAN, id="another-plan"), "accepted/甲.xlsx")


def test_a_field_that_the_plan_dropped_is_named(content: bytes) -> None:
    fewer = tuple(ledger._replace(fields=ledger.fields[:1]) for ledger in PLAN.ledgers)
    with pytest.raises(Unfit, match="一栏"):
        unpack(content, replace(PLAN, ledgers=fewer), "accepted/甲.xlsx")


def test_a_plan_may_grow(months: dict[Period, list[Submission]]) -> None:
    """A plan with more names of a reporter reads what was kept under the older one, as its own."""
    first = PLAN.reporters[0]._replace(aliases=("新名称",))
    grown = replace(PLAN, reporters=(first, *PLAN.reporters[1:]))
    submission = next(s for s in months[JUNE] if s.reporter == PLAN.reporters[0])
    again = unpack(pack(submission, PLAN), grown, submission.path)
    assert again.reporter is first


def test_what_was_read_against_another_plan_is_not_packed() -> None:
    stranger = PLAN.reporters[0]._replace(name="外县")
    with pytest.raises(Unfit, match="不是按方案"):
        pack(Submission(Workbook("甲.xlsx"), reporter=stranger), PLAN)


def test_two_parts_with_one_id_are_told_apart() -> None:
    """Such a plan has a fault that lint names; what is read against it is kept all the same."""
    twin = PLAN.tasks[0]._replace(name="另一项")
    plan = replace(PLAN, tasks=(*PLAN.tasks, twin))
    submission = Submission(Workbook("甲.xlsx"), tasks=[TaskEntry(twin, {}), TaskEntry(PLAN.tasks[0], {})])
    assert [e.task.name for e in assert_kept(submission, plan).tasks] == ["另一项", PLAN.tasks[0].name]
