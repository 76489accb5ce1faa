"""A query string → one queryset. The same names work on every list (DESIGN section 3)."""
