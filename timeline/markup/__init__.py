"""HTML that is written out here: a template would take ten times as long for the many small pieces of a list.

What is made here is marked safe, so every text of a record goes through `escape`; tests/markup puts markup in them all.
"""
