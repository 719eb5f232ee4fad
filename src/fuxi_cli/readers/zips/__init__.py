"""Workbooks that are zips: the parts in them, vetted and inflated within bounds, and their XML."""
