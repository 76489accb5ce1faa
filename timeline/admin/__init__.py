"""The researchers' desk, one file a concept."""
