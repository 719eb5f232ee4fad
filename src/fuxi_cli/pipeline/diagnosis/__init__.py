"""What ``fuxi doctor`` looks at, one module for each kind: libraries, surroundings, fonts, stores, plans, offices.

Each has a function that yields ``core.diagnosis.Look``. None changes anything, and none may keep the others from looking.
"""
