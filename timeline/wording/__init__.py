"""Quotations compared with the texts held of their sources; pure functions that know no database."""
