"""Sheets → a submission: the template, and every other layout in which counties report."""
