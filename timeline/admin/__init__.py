"""The researchers' desk, one file a concept."""

from timeline.admin import (  # noqa: F401 (they register)
    audit_entry,
    case,
    court,
    dismissal,
    event,
    filing,
    finding,
    former_address,
    group,
    loaded_word,
    party,
    person,
    question,
    quote,
    quote_check,
    reader_report,
    source,
    source_text,
)
