"""One module per rule: ``s101_unreadable.py``. See docs/adding-a-rule.md."""
