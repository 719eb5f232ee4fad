"""A summary as tidy tables for analysts: one row per observation, one column per variable, with a data dictionary.

``tables(summary)`` gives them as plain data; ``csv_files`` and ``parquet_files`` write them through pandas.
"""
