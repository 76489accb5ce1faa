"""One line of progress on a terminal, nothing where the output is kept."""

from collections.abc import Callable


def progress_line(out, total: int, noun: str) -> Callable[[int], None]:
    """Answers a function that is told how many of `total` are done, and ends the line with the last of them."""

    def tell(done: int) -> None:
        if out.isatty():
            out.write(f"\r{done:>7} of {total} {noun}", ending="\n" if done >= total else "")
            out.flush()

    return tell
