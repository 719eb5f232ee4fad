"""What is wrong with a formula, and where in it."""


class FormulaError(Exception):
    """A formula that cannot be understood. ``position`` counts characters from 0; ``what`` is Chinese, names what
    is there and what is allowed."""

    def __init__(self, position: int, what: str) -> None:
        super().__init__(what)
        self.position = position
        self.what = what
