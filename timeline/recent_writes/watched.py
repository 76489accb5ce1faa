"""What is noted of writes to a table."""

from typing import NamedTuple


class Watched(NamedTuple):
    """`key` is the column that is noted: the row's own key, or that of the record it hangs on.

    A change of a row counts where it changes one of `columns`; without any, always.
    """

    key: str
    columns: tuple[str, ...] = ()
