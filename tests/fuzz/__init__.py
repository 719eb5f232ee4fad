"""Seeded changes to real workbooks, and what must hold after every one of them (docs/testing.md)."""
