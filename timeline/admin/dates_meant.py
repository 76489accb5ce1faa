"""What the site will make of a date as it was typed."""

from timeline import dates


def meaning_of(text: str) -> str:
    """“30 Apr 2026, a Thursday (earliest 2026-04-30, latest 2026-04-30)”; words also for what is no date."""
    if not text:
        return "Not known."
    try:
        reading = dates.read(text)
    except dates.DateProblem:
        return "Not understood."
    weekday = f", a {reading.weekday}" if reading.weekday else ""
    earliest, latest = reading.earliest or "no earliest day", reading.latest or "no latest day"
    return f"{reading.label}{weekday} (earliest {earliest}, latest {latest})"
