"""A formula's tree → a formula bound to a plan. Whatever could go wrong with names and kinds goes wrong here."""

from typing import NamedTuple

from fuxi_cli.core.formula.bound import Bound
from fuxi_cli.core.formula.errors import FormulaError
from fuxi_cli.core.formula.functions import BY_NAME, FUNCTIONS
from fuxi_cli.core.formula.scope import Scope
from fuxi_cli.core.formula.tokens import AND, COMPARISONS, NOT, OR
from fuxi_cli.core.formula.tree import Among, Binary, Call, Literal, Name, Node, Unary, parse
from fuxi_cli.core.formula.values import (
    DATE,
    FIELD_KINDS,
    KINDS,
    NUMBER,
    TEXT,
    TRUTH,
    both,
    calculate,
    compare,
    either,
    negated,
)
from fuxi_cli.core.formula.world import Cell, Spot
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan import Field, Ledger, Plan
from fuxi_cli.core.words import fold


def bind(text: str, plan: Plan, ledger: Ledger | None = None, kind: str | None = TRUTH) -> Bound:
    """The formula with its names looked up. ``kind``: what it must give; None: any value. Raises FormulaError."""
    return bind_node(parse(text), plan, ledger, kind)


def bind_node(node: Node, plan: Plan, ledger: Ledger | None, kind: str | None = None) -> Bound:
    """The same for a tree."""
    binder = _Binder(Scope(plan, ledger))
    return binder.any(node) if kind is None else binder.of_kind(node, kind)


class _Binder(NamedTuple):
    scope: Scope

    def within(self, ledger: Ledger) -> "_Binder":
        return _Binder(self.scope._replace(ledger=ledger))

    def of_kind(self, node: Node, kind: str) -> Bound:
        found = self.any(node)
        if found.kind != kind:
            hint = "，如 面积 > 0、非 空(文号)" if kind == TRUTH else ""
            raise FormulaError(node.position, f"这里是{KINDS[found.kind]}，应为{KINDS[kind]}{hint}。")
        return found

    def value(self, node: Node) -> Bound:
        found = self.any(node)
        if found.kind == TRUTH:
            raise FormulaError(node.position, "这里是条件，应为数字、日期或文字。")
        return found

    def any(self, node: Node) -> Bound:
        if isinstance(node, Literal):
            value = node.value
            return Bound(node.kind, lambda _: value, ())
        if isinstance(node, Name):
            return self._name(node)
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Unary):
            return self._unary(node)
        return self._among(node) if isinstance(node, Among) else self._binary(node)

    def _name(self, node: Name) -> Bound:
        field = self.scope.field(node.name)
        if field is not None and self.scope.ledger is not None:
            name = field.name
            cell = Cell("row", self.scope.ledger.id, name)
            return Bound(FIELD_KINDS[field.type], lambda spot: spot.cell(name), (cell,))
        day = self.scope.day(node.name)
        if day is None:
            if node.name.casefold() in BY_NAME:
                usage = BY_NAME[node.name.casefold()].usage
                raise FormulaError(node.position, f"“{node.name}”是函数，后面要写括号：{usage}。")
            raise self.scope.unknown(node.name, node.position)
        return Bound(DATE, lambda spot: spot.world.days[day], ())

    def _call(self, node: Call) -> Bound:
        function = BY_NAME.get(node.name.casefold())
        if function is None:
            like = nearest(node.name, BY_NAME)
            names = "、".join(one.chinese for one in FUNCTIONS)
            hint = f"，是不是“{like}”？" if like else "；"
            raise FormulaError(node.position, f"没有函数“{node.name}”{hint}可用的函数：{names}。")
        given = len(node.arguments)
        if not function.least <= given <= function.most:
            many = str(function.least) + (f" 至 {function.most}" if function.most > function.least else "")
            raise FormulaError(
                node.position, f"“{node.name}”要写 {many} 项，这里是 {given} 项；写法：{function.usage}。"
            )
        return function.bind(self, node)

    def _unary(self, node: Unary) -> Bound:
        if node.sign == NOT:
            condition = self.of_kind(node.operand, TRUTH)
            return condition._replace(run=lambda spot: negated(condition.run(spot)))
        number = self.of_kind(node.operand, NUMBER)

        def run(spot: Spot) -> object:
            value = number.run(spot)
            return calculate("*", value, -1)

        return number._replace(run=run)

    def _binary(self, node: Binary) -> Bound:
        if node.sign in (AND, OR):
            one, other = self.of_kind(node.left, TRUTH), self.of_kind(node.right, TRUTH)
            joined = both if node.sign == AND else either
            return Bound(TRUTH, lambda s: joined(one.run(s), other.run(s)), (*one.cells, *other.cells))
        left, right = self.value(node.left), self.value(node.right)
        sign, cells = node.sign, (*left.cells, *right.cells)
        if sign in COMPARISONS:
            self._comparable(node, left, right)
            return Bound(TRUTH, lambda s: compare(sign, left.run(s), right.run(s)), cells)
        kind = _result(node, left.kind, right.kind)
        return Bound(kind, lambda s: calculate(sign, left.run(s), right.run(s)), cells)

    def _comparable(self, node: Binary, left: Bound, right: Bound) -> None:
        if left.kind != right.kind:
            raise FormulaError(
                node.position,
                f"“{node.sign}”两边一个是{KINDS[left.kind]}、一个是{KINDS[right.kind]}，不能比较。",
            )
        if left.kind == TEXT and node.sign not in ("=", "≠"):
            raise FormulaError(node.position, f"文字只能用 = 和 <> 比较，这里是“{node.sign}”。")
        self._choice(node.left, node.right)
        self._choice(node.right, node.left)

    def _choice(self, named: Node, literal: Node) -> None:
        """A text that a column is held against must be one of the column's choices."""
        field = self.scope.field(named.name) if isinstance(named, Name) else None
        if field is None or not field.enum or not isinstance(literal, Literal):
            return
        if fold(literal.value) not in {fold(choice) for choice in field.enum}:
            raise FormulaError(literal.position, _not_a_choice(field, str(literal.value)))

    def _among(self, node: Among) -> Bound:
        item = self.value(node.item)
        choices = [self.of_kind(choice, item.kind) for choice in node.choices]
        for choice in node.choices:
            self._choice(node.item, choice)

        def run(spot: Spot) -> object:
            value = item.run(spot)
            result: object = False
            for choice in choices:
                result = either(result, compare("=", value, choice.run(spot)))
            return result

        return Bound(TRUTH, run, (*item.cells, *(cell for choice in choices for cell in choice.cells)))


def _not_a_choice(field: Field, text: str) -> str:
    like = nearest(text, field.enum)
    hint = f"，是不是“{like}”？" if like else "；"
    return f"“{field.title}”没有“{text}”这个选项{hint}可选：{'、'.join(field.enum)}。"


def _result(node: Binary, left: str, right: str) -> str:
    """The kind of a calculation."""
    if left == right == NUMBER:
        return NUMBER
    if node.sign == "-" and left == right == DATE:
        return NUMBER
    if (node.sign in "+-" and (left, right) == (DATE, NUMBER)) or (
        node.sign == "+" and (left, right) == (NUMBER, DATE)
    ):
        return DATE
    what = f"{KINDS[left]} {node.sign} {KINDS[right]} 算不出来"
    raise FormulaError(node.position, f"{what}；数字可以加减乘除，日期可以相减，也可以加减天数。")
