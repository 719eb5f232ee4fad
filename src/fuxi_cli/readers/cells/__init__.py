"""One cell → a value of its field's type (SPEC section 4, "Cells")."""
