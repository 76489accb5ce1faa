"""Full text: what records say, folded and stemmed into one index, and how it is asked."""
