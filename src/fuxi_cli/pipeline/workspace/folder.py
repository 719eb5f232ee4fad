"""A workspace on disk: its settings, where things lie, and how what is kept there is called."""

import os
from dataclasses import replace
from functools import cached_property

from fuxi_cli.catalogue import Selection
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters.safe_names import plain_name
from fuxi_cli.pipeline.checking import Options
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.readers.settings import FILE, read_settings

UNKNOWN = "未识别"
"""The folder of what came without a month that can be told."""
SEVERAL = "多个单位"
_HASH_DIGITS = 12
_NAME_BYTES = 96
"""Room for a reporter's name in a file name: all the other parts and the endings of return papers still fit."""


class Workspace:
    """One workspace. Raises FuxiError when the folder is none, or its settings are wrong.

    ``options``: what a caller settles for this once: plan, folders of plans, selection of rules.
    """

    def __init__(self, folder: str = ".", options: Options | None = None) -> None:
        options = options or Options()
        if not os.path.isdir(folder):
            raise FuxiError(f"没有文件夹“{folder}”；请检查路径，新建工作区用 fuxi init。")
        self.settings = read_settings(folder)
        if self.settings.register is None:
            raise FuxiError(
                f"“{folder}”不是工作区（{FILE} 里没有 register）；请先进入工作区的文件夹，新建工作区用 fuxi init。"
            )
        self.paths = self.settings.paths
        self.register_url = self.settings.register
        plan = options.plan or self.settings.plan
        self.store = Plans(options.targets, plan, self.settings)
        self.reference = plan or self._only_plan()
        self._chosen = options.selection
        self._kept = {"accepted": self.paths.accepted, "returned": self.paths.returned}

    def _only_plan(self) -> str:
        if len(self.store.ids) != 1:
            ids = "、".join(self.store.ids)
            raise FuxiError(f"有 {len(self.store.ids)} 个方案，请在 {FILE} 里用 plan 写明用哪一个：{ids}。")
        return self.store.ids[0]

    @cached_property
    def selection(self) -> Selection:
        """The rules, as the office set them."""
        settings = self.settings
        return replace(self._chosen, ignored_by_office=settings.ignore, severities=settings.severities)

    def plan(self, period: Period | None) -> Plan:
        """The revision in force for that month; for a month that no revision covers, the newest."""
        try:
            return self.store.load(self.reference, period)
        except FuxiError:
            if period is None:
                raise
            return self.store.load(self.reference, None)

    def at(self, path: str) -> str:
        """Where ``accepted/2022-06/…`` or ``returned/…`` as the register has it lies on this machine."""
        kept, _, rest = path.partition("/")
        return os.path.join(self._kept[kept], *rest.split("/"))

    def kept(self) -> dict[str, str]:
        """The folders of what is kept: the register's word for each, and where it lies on this machine."""
        return dict(self._kept)


def month_folder(period: Period | None) -> str:
    return str(period) if period else UNKNOWN


def kept_name(
    who: tuple[str, str] | None, period: Period | None, receipt: str, sha256: str, original: str
) -> str:
    """A safe name for a submission that is kept: ``360731_于都县_2022-06_20220703T081530-00001_3f2a9c1d0b1e.xlsx``.

    ``who``: the reporter's id and name; None when it is not one reporter's. The receipt makes it unique, and lets names of
    one reporter and month sort by arrival.
    """
    parts = [plain_name(who[0], 40), plain_name(who[1], _NAME_BYTES)] if who else [SEVERAL]
    ending = os.path.splitext(original)[1].lower()
    return "_".join([*parts, month_folder(period), receipt, sha256[:_HASH_DIGITS]]) + ending
