"""The researchers' desk, one file a concept."""

from timeline.admin import (  # noqa: F401 (they register)
    case,
    court,
    dismissal,
    event,
    filing,
    finding,
    former_address,
    loaded_word,
    party,
    question,
    quote,
    quote_check,
    reader_report,
    source,
    source_text,
)
