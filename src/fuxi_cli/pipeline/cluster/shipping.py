"""The plans of a run on their way to other machines."""

from contextlib import suppress

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.pipeline.plans import Plans, as_set
from fuxi_cli.readers.plans.loading import FoundPlan, choose, find_plans, is_path, load_folder, locate_plan
from fuxi_cli.readers.settings import Settings


class ShippedPlans(Plans):
    """Every plan that ``store`` finds, by content: whoever receives it needs none of the folders."""

    def __init__(self, store: Plans) -> None:
        # What the office sets is in the plans; the rest of it, the register's password above all, stays at home.
        self.settings = Settings()
        self.ids, self.chosen, self.folders = store.ids, store.chosen, []
        self._found = store._found
        self._of_chosen: list[FoundPlan] = []
        if store.chosen is not None and is_path(store.chosen):
            own = find_plans([locate_plan(store.chosen, ())])
            self._of_chosen = find_plans([store.chosen]) or own
        self._loaded = {}
        for plan in (*self._found, *self._of_chosen):
            with suppress(FuxiError):  # told by whoever needs that plan, here
                self._loaded[plan.path] = as_set(load_folder(plan.path), store.settings)

    def load(self, reference: str, period: Period | None) -> Plan:
        if self._of_chosen and reference == self.chosen:
            path = choose(None, self._of_chosen, period).path
        else:
            path = choose(reference, self._found, period).path
        if path not in self._loaded:
            raise FuxiError(f"方案“{reference}”有错。")
        return self._loaded[path]
