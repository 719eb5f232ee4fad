"""The formulas of a plan's own checks (审核公式): a small language without side effects, described in docs/审核公式.md.

``tokens`` and ``tree`` read a text, ``binding`` gives its names a meaning in a plan and checks the kinds of values,
``run`` works it out. No name reaches Python: what a formula can say is listed in ``functions`` and in its scope.
"""
