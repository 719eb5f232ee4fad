"""Office Open XML (.xlsx, .xlsm): the evidence of each sheet, and its values by python-calamine."""
