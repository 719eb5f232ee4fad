"""Files → core: plans, workbooks, tables, submissions."""
