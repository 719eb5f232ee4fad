"""A plan folder → the plan (SPEC section 3)."""
