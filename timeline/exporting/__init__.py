"""Models → the outside."""
