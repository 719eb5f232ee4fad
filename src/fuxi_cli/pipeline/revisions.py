"""Which revision of its plan a run needs: the one in force in a month, and the one that a workbook was made from."""

from collections.abc import Callable, Iterable
from functools import cache

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import Identity
from fuxi_cli.core.words import key
from fuxi_cli.pipeline.plans import Plans


class Revisions:
    """The revisions of one plan, each loaded when it is first needed. ``in_force``: gives the one that counts for a month."""

    def __init__(self, in_force: Callable[[Period], Plan], all_of: Callable[[], tuple[Plan, ...]]) -> None:
        self.in_force = in_force
        self._all = cache(all_of)

    def made_from(self, plan: Plan, identities: Iterable[Identity]) -> Plan | None:
        """The other revision that a workbook was made from, by its stamp, else by the document number on its cover.

        None: it was made from ``plan`` itself, nothing tells, or that revision cannot be found.
        """
        own = [one for one in identities if one.plan is None or one.plan.partition("@")[0] == plan.id]
        stamped = next((one.revision for one in own if one.revision), None)
        if stamped == str(plan.revision):
            return None
        if stamped is not None:
            return next((p for p in self._others(plan) if str(p.revision) == stamped), None)
        numbers = {key(one.document) for one in identities if one.document}
        if not numbers or key(plan.document.number) in numbers:
            return None
        named = [p for p in self._others(plan) if key(p.document.number) in numbers]
        return named[-1] if named else None

    def _others(self, plan: Plan) -> tuple[Plan, ...]:
        return tuple(one for one in self._all() if one.id == plan.id and one.revision != plan.revision)


def only(plan: Plan | None) -> Revisions:
    """Where nothing is known but that one revision."""

    def in_force(_: Period) -> Plan:
        assert plan is not None
        return plan

    return Revisions(in_force, tuple)


def revisions_of(store: Plans, reference: str) -> Revisions:
    """Those that a store finds of the plan that a reference names: its id, ``id@revision`` or a folder."""

    def all_of() -> tuple[Plan, ...]:
        return store.revisions(store.load(reference, None).id)

    return Revisions(lambda period: store.load(reference, period), all_of)
