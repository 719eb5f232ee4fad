"""The two sides of a formula that is one comparison, for a message that shows both."""

from fuxi_cli.core.formula.binding import bind_node
from fuxi_cli.core.formula.bound import Bound
from fuxi_cli.core.formula.errors import FormulaError
from fuxi_cli.core.formula.tokens import COMPARISONS
from fuxi_cli.core.formula.tree import Binary, parse
from fuxi_cli.core.plan import Ledger, Plan


def sides(text: str, plan: Plan, ledger: Ledger | None) -> tuple[Bound, Bound]:
    """Raises FormulaError for a formula that is something else."""
    try:
        node = parse(text)
    except FormulaError:
        raise FormulaError(0, "expect 的公式有错，看不出左边和右边。") from None
    if not isinstance(node, Binary) or node.sign not in COMPARISONS:
        raise FormulaError(0, "只有 expect 是一个比较（甲 <= 乙）时，才能写 {左边} 和 {右边}。")
    return bind_node(node.left, plan, ledger), bind_node(node.right, plan, ledger)
