"""What reporters had done when a period's year began: from it a template knows what is carried over (上年结转)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib import import_module

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.stages import stage_at
from fuxi_cli.pipeline.history import History, month_folders, read_history
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.on_record import NOTHING_ON_RECORD
from fuxi_cli.pipeline.plans import Plans, selection_as_set
from fuxi_cli.pipeline.reading import Reading, jobs_for
from fuxi_cli.pipeline.revisions import revisions_of

Done = Mapping[str, Mapping[str, Decimal]]
"""Reporter id → indicator id → what it had done in all."""


def done_before(
    plan: Plan, period: Period, reference: str | None, targets: Sequence[str], history: str | None
) -> Done:
    """By the accepted submissions of earlier periods: those in ``history``, a folder of folders, else those of the
    workspace that the current folder is. Empty where a plan has no quotas by years, or nothing earlier is known."""
    wanted = [quota for quota in plan.quotas if (stage := stage_at(plan, quota, period)) and stage.before]
    if not wanted:
        return {}
    store = Plans(targets, reference)
    revisions = revisions_of(store, reference or plan.id)
    if history is None and store.settings.register is None:
        return {}
    found, on_record = History(), NOTHING_ON_RECORD
    if history is None:
        register_of = import_module("fuxi_cli.pipeline.workspace.beside").register_of
        found, on_record = register_of(plan, period, [], True)
    else:
        folders = month_folders([], history)
        with Reading(store, jobs_for(len(folders)), store.settings.limits) as reading:
            found = read_history(folders, reading, plan, period, None, revisions.in_force)
    run = Run(plan, period, None, True, selection_as_set(store.settings), found, on_record, revisions)
    done: dict[str, dict[str, Decimal]] = {}
    for quota in wanted:
        before = run.earlier.left_at(plan, quota)
        if before is not None:
            done.setdefault(quota.reporter, {})[quota.indicator] = before
    return done
