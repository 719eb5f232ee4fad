"""The files of a plan folder → the plan. Loaded by name, and only when the cache does not hold the plan already."""

from dataclasses import replace
from datetime import date

from fuxi_cli.core.cases import PlanSource
from fuxi_cli.core.plan import Plan
from fuxi_cli.readers.plans import head, items, tables
from fuxi_cli.readers.plans.csv_rows import read_table
from fuxi_cli.readers.plans.files import QUOTAS, REPORTERS, TASKS, Files
from fuxi_cli.readers.plans.ledgers import ledgers, lists
from fuxi_cli.readers.plans.sections import Section, lines, read_yaml


def build(files: Files) -> Plan:
    """The plan that the files say. Raises FuxiError naming every fault."""
    section = read_yaml(files)
    plan, dues = _from_yaml(section)
    section.close()
    plan = _with_tables(plan, dues, files)
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
        sheet_synonyms=head.sheet_synonyms(section, tuple(ledger.id for ledger in own_ledgers)),
        clauses=section.texts("clauses", ()),
        cap=head.ranking(section),
        assessment=head.assessment(section),
    )
    return plan, dues


def _with_tables(plan: Plan, dues: dict[str, date], files: Files) -> Plan:
    reporters = tables.reporters(read_table(files, REPORTERS), files.faults)
    quotas = tables.quotas(read_table(files, QUOTAS), plan.indicators, reporters, dues, files.faults)
    return replace(
        plan,
        reporters=reporters,
        quotas=quotas.quotas,
        declared_totals=quotas.declared_totals,
        tasks=tables.tasks(read_table(files, TASKS), files.faults),
        sha256=files.sha256,
    )
