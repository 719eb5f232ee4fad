"""Makers of hostile files: one function per kind, each with the verdict that a clerk should be given."""
