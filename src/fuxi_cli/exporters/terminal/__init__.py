"""Text for a terminal, with rich: how lines break, how tables look, and the parts of the check report.

Nothing else in fuxi imports rich at start-up.
"""
