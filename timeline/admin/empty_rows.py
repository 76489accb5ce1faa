"""Empty rows in the forms of the desk, for browsers in which no script adds them."""

_ASKED, _MOST = "rows", 10


def empty_rows_in(request) -> int:
    """How many of each kind the address of the form asks for."""
    asked = request.GET.get(_ASKED, "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 9
    return min(int(asked), _MOST) if is_number else 0
