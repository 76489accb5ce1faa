"""HTML that is written out here: a template would take ten times as long for the many small pieces of a list."""
