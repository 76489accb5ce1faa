"""Lanes: a window of time, and what lies in it, as the figures of one picture whose size follows its pixels."""
