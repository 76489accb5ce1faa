"""The engine of DATABASES for SQLite."""
