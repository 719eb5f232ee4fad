"""The files of a plan folder → the plan. Loaded by name, and only when the cache does not hold the plan already."""

from dataclasses import replace
from datetime import date

from fuxi_cli.core.cases import PlanSource
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan import KINDS, Plan, Reporter
from fuxi_cli.readers.plans import head, items, tables
from fuxi_cli.readers.plans.baselines import Baselines, baselines
from fuxi_cli.readers.plans.checks import checks, understand
from fuxi_cli.readers.plans.csv_rows import read_table
from fuxi_cli.readers.plans.faults import quoted
from fuxi_cli.readers.plans.files import BASELINES, PLAN, QUOTAS, REPORTERS, TASKS, Files
from fuxi_cli.readers.plans.ledgers import ledgers, lists
from fuxi_cli.readers.plans.quotas import quotas as read_quotas
from fuxi_cli.readers.plans.sections import Section, lines, read_yaml


def build(files: Files) -> Plan:
    """The plan that the files say. Raises FuxiError naming every fault."""
    section = read_yaml(files)
    plan, dues = _from_yaml(section)
    written = checks(section)
    section.close()
    plan = replace(_with_tables(plan, dues, files), checks=understand(written, plan, files))
    files.faults.settle()
    return plan


def source(files: Files) -> PlanSource:
    """The raw rows, and the line of everything in plan.yaml."""
    return PlanSource(
        folder=files.folder,
        quotas=read_table(files, QUOTAS).rows,
        tasks=read_table(files, TASKS).rows,
        reporters=read_table(files, REPORTERS).rows,
        lines=lines(read_yaml(files)),
    )


def _from_yaml(section: Section) -> tuple[Plan, dict[str, date]]:
    """The plan without its tables, and the day on which each indicator's quotas are due."""
    section.choice("format", (head.FORMAT,))
    start, end = head.period(section)
    defaults, milestones = head.pace(section, end)
    indicators, dues = items.indicators(section, defaults)
    own_ledgers = ledgers(section, indicators, lists(section))
    title = section.text("title")
    plan = Plan(
        id=items.slug(section, "id"),
        revision=section.day("revision"),
        title=title,
        short_title=section.text("short_title", title),
        document=head.document(section),
        office=section.text("office"),
        region=head.region(section),
        start=start,
        end=end,
        calendar=head.calendar(section),
        quota_years=head.quota_years(section),
        lights=head.lights(section),
        milestones=milestones,
        indicators=indicators,
        reporters=(),
        quotas=(),
        tasks=(),
        ledgers=own_ledgers,
        targets=items.targets(section, indicators, defaults),
        conflicts=items.conflicts(section),
        groups=items.groups(section),
        kinds=head.kinds(section),
        addressees=section.text("addressees", ""),
        sheet_synonyms=head.sheet_synonyms(section, tuple(ledger.id for ledger in own_ledgers)),
        clauses=section.texts("clauses", ()),
        cap=head.ranking(section),
        assessment=head.assessment(section),
    )
    return plan, dues


def _with_tables(plan: Plan, dues: dict[str, date], files: Files) -> Plan:
    reporters = tables.reporters(read_table(files, REPORTERS), files.faults)
    table = read_table(files, QUOTAS)
    quotas = read_quotas(table, plan.indicators, reporters, dues, files.faults, plan.quota_years)
    supplied: Baselines = ((), ())
    if BASELINES in files.texts:
        supplied = baselines(read_table(files, BASELINES), plan.indicators, reporters, files.faults)
    _check_references(plan, reporters, files)
    return replace(
        plan,
        reporters=reporters,
        quotas=quotas.quotas,
        declared_totals=quotas.declared_totals,
        tasks=tables.tasks(read_table(files, TASKS), files.faults),
        sha256=files.sha256,
        baselines=supplied[0],
        benchmarks=supplied[1],
    )


def _check_references(plan: Plan, reporters: tuple[Reporter, ...], files: Files) -> None:
    """plan.yaml names reporters by their kinds or ids: each must be one that there is."""
    ids = {reporter.id for reporter in reporters}
    named = [(f"indicators.{i.id}.reported_by", i.reported_by, {*KINDS, *ids}) for i in plan.indicators]
    named += [(f"ledgers.{one.id}.reported_by", one.reported_by, {*KINDS, *ids}) for one in plan.ledgers]
    named += [(f"groups.{g.name}.members", g.members, ids) for g in plan.groups]
    unknown = [
        (path, name, allowed) for path, names, allowed in named for name in names if name not in allowed
    ]
    if not unknown:
        return
    places = lines(read_yaml(files))
    for path, name, allowed in unknown:
        like = nearest(name, allowed)
        hint = f"，是不是“{like}”？" if like else "。"
        kinds = f"单位类别（{quoted(KINDS)}）或者 " if KINDS.keys() <= allowed else ""
        files.faults.add(
            f"{PLAN} 第{places.get(path, 1)}行 {path}",
            f"没有“{name}”{hint}应为{kinds}reporters.csv 里的 id。",
        )
