"""Benchmarks: each prints what a task costs next to a floor measured in the same run."""
