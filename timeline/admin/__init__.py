"""The researchers' desk, one file a concept."""

from timeline.admin import case, court, event, filing, party, question, quote, source  # noqa: F401 (they register)
