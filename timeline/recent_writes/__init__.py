"""Which rows of the tables that lists in memory follow were written last: noted by the database, whoever wrote."""
