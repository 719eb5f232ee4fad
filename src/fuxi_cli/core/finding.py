"""Rules and what they find. A finding is data; its prose is rendered when somebody reads it."""

from typing import Literal, NamedTuple

from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice
from fuxi_cli.core.words import show

Severity = Literal["error", "warning", "info"]
Level = Literal["behind", "overdue"]
Scope = Literal["file", "workbook", "period", "plan"]

SEVERITIES: dict[str, str] = {"error": "强制", "warning": "核实", "info": "提示"}
FAMILIES: dict[str, tuple[str, str]] = {
    "S": ("structure", "结构与身份"),
    "T": ("type", "单元格类型"),
    "C": ("consistency", "表内一致"),
    "E": ("evidence", "台账佐证"),
    "H": ("history", "历史对比"),
    "X": ("cross", "单位之间"),
    "D": ("deadline", "时限"),
    "Q": ("quota", "任务与进度"),
    "F": ("formula", "方案审核公式"),
    "P": ("plan", "方案数据"),
}
_MORE = "（同样的问题在这张表上还有 {more} 处，没有逐一列出。）"


class Finding(NamedTuple):
    """One breach of one rule at one place.

    ``provided`` and ``expected`` are values, not prose; ``facts`` are what else the message names.
    """

    rule: "Rule"
    place: Place
    provided: object = None
    expected: object = None
    facts: tuple[tuple[str, object], ...] = ()
    text: str = ""
    path: str | None = None
    reporter: str | None = None
    clause: str | None = None
    explained: str | None = None

    @property
    def message(self) -> str:
        return self._render(
            (self.text or self.rule.message) + (_MORE if dict(self.facts).get("more") else "")
        )

    @property
    def remedy(self) -> str:
        return self._render(self.rule.remedy)

    def within(self, path: str | None, reporter: str | None) -> "Finding":
        """The same finding with path and reporter filled in where the rule left them open."""
        if (self.path or not path) and (self.reporter or not reporter):
            return self
        return self._replace(path=self.path or path, reporter=self.reporter or reporter)

    def _render(self, template: str) -> str:
        words = {name: show(value) for name, value in self.facts}
        return template.format(provided=show(self.provided), expected=show(self.expected), **words)


class Rule(NamedTuple):
    """What a rule is called and says. Its file's docstring explains it; its ``check`` finds breaches.

    ``scope`` tells what ``check`` is given: ``file`` a FileCase (also of a file that could not be understood),
    ``workbook`` a WorkbookCase, ``period`` a PeriodCase, ``plan`` a PlanCase.
    ``category`` is ``progress`` for findings that never block acceptance; otherwise the family's.
    ``message`` and ``remedy`` are templates over provided, expected and the facts given to ``at``.
    """

    code: str
    slug: str
    severity: Severity
    message: str
    remedy: str
    scope: Scope = "workbook"
    level: Level | None = None
    """For ``--fail-on behind|overdue``."""
    since: str = "0.1.0"
    progress: bool = False

    @property
    def family(self) -> str:
        return self.code[0]

    @property
    def category(self) -> str:
        return "progress" if self.progress else FAMILIES[self.family][0]

    def at(
        self,
        place: Place | Notice,
        provided: object = None,
        expected: object = None,
        text: str = "",
        reporter: str | None = None,
        clause: str | None = None,
        path: str | None = None,
        **facts: object,
    ) -> Finding:
        """A finding of this rule at a place, or where a reader noticed it (with what the notice holds)."""
        if isinstance(place, Notice):
            provided = place.provided if provided is None else provided
            expected = place.expected if expected is None else expected
            facts = {**dict(place.facts), **facts}
            reporter = reporter or place.reporter
            place = place.place
        facts.setdefault("where", place.chinese)
        return Finding(self, place, provided, expected, tuple(facts.items()), text, path, reporter, clause)
