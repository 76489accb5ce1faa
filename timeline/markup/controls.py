"""What every list is steered by: the field for the day of the view, the way to the next page."""

import datetime
from html import escape

from django.utils.safestring import SafeString


def as_known(filters, today: str) -> SafeString:
    """The day of the view, inside a form; `today` is the address of the same as known today."""
    is_wrong = "as_of" in filters.errors
    of_field = 'type="text" aria-invalid="true"' if is_wrong else 'type="date"'
    back = f' <a href="{escape(today)}">As known today</a>' if filters.day else ""
    return SafeString(
        '<div class="as-known" data-as-known>\n  <div class="as-known__head">\n'
        '    <label for="as_of">As known on</label>\n'
        f'    <input id="as_of" name="as_of" {of_field} value="{escape(filters.query.get("as_of", ""))}" '
        f'min="2015-01-01" max="{datetime.date.today().isoformat()}" aria-describedby="as_of-help">\n  </div>\n'
        f'  <p id="as_of-help">Shows only what a source had published by that day.{back}</p>\n</div>\n'
    )


def more(address: str, plural: str) -> SafeString:
    """A link that works by itself, and with htmx puts the next page of these in its place."""
    address = escape(address)
    return SafeString(
        f'<p class="results__more" id="more"><a class="button" href="{address}" hx-get="{address}" hx-target="#more" '
        f'hx-swap="outerHTML" hx-trigger="click, revealed">Show more {escape(plural)}</a></p>\n'
    )
