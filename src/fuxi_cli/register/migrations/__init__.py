"""How the register's tables came to be as they are: one module for each change, in ``versions``."""
