"""Whether two sources print the same words."""

from timeline.wording.words import Words


def alike(first: str, second: str) -> bool:
    """Whether both have the same letters in the same order, whatever their capitals, typography and punctuation.

    Spaces within a word do not count: “AI s” for “AIs” is a slip of the printer and no other word.
    """
    return first == second or Words(first).letters == Words(second).letters
