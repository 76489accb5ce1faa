"""Signs that are read aloud, so that leaving one out changes the wording: “5%” is not “5”, nor is “-5”.

What is only a mark of punctuation beside words is a sign beside numbers: the stroke of “1/2”, the hyphen of “-5”.
"""

import re

from timeline.wording.typography import BREAKS, DASHES, characters

CURRENCIES = characters("Sc")
_ANYWHERE = "%‰‱&+=±∓×÷≈≠≤≥≦≧⩽⩾≪≫√∞∑∝∆°→←↔⇒⇐⇔⁺⁻"
# Pictures, not the shapes that serve as bullets. No property of Unicode that Python knows tells them.
_EMOJI = (
    "\u231a\u231b\u23e9-\u23fa\u2600-\u26ff\u2700-\u2718\u2728\u274c\u274e\u2753-\u2757\u2763\u2764\u2795-\u2797"
    "\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001f0ff\U0001f170-\U0001f18f\U0001f191-\U0001f19a\U0001f1e6-\U0001f1ff"
    "\U0001f300-\U0001faff"
)
_JOINERS = "\u200d\ufe0e\ufe0f"
_STROKES = "/⁄∕／"
_NUMBER_AHEAD = rf"(?=[{CURRENCIES}]?\d)"
# Each pattern begins with its sign and then looks back over it: so most characters are dismissed at once.
# An em dash before a number is punctuation, and so is any dash with something else than a space or bracket before it.
_MINUSES = re.escape(DASHES.replace("—", "").replace("―", ""))
_MINUS = rf"[{_MINUSES}](?<![^\s{BREAKS}(\[{{\"'“‘«„=<>≤≥±×÷~≈{CURRENCIES}][{_MINUSES}])"
# “>” at the start of a line is the mark of a quoted one.
_COMPARED = (
    rf"[<>](?<![<>][<>])(?==?[{CURRENCIES}{_MINUSES}]?\d)"
    rf"|[<>](?<=[\w%)][ \u00a0][<>])(?==?[ \u00a0][\w{CURRENCIES}])"
)

# A dash between two numbers, spaced or not: “5–6” is not “5, 6”.
_DASH = re.escape(DASHES)
_AFTER_NUMBER = "|".join(rf"(?<=\d{space}[{_DASH}]{{{size}}})" for size in (1, 2, 3) for space in ("", r"\s"))
_RANGE = rf"[{_DASH}]{{1,3}}(?:{_AFTER_NUMBER})(?=\s?\d)"

# A minus is part of the number or of its currency, as a point within it is: “5” does not stand in “-5”.
MINUS_OF_NUMBER = rf"{_MINUS}(?=\d)"
# The mark of “#metoo” and of “C#” is part of the word, as it makes another one. “](#” begins a link in Markdown.
TAGGED = r"#(?=[^\W\d_])(?<![\w#]#)(?<!\]\(#)"
LANGUAGE = r"[a-zA-Z](?:#|\+\+)(?![\w#+])"
SIGN = (
    rf"[{_ANYWHERE}{CURRENCIES}]"
    rf"|[{_EMOJI}][{_JOINERS}]*|[\u2190-\u2bff][{_JOINERS}]*\ufe0f"
    rf"|{_MINUS}[{CURRENCIES}](?=\d)"
    rf"|{_RANGE}"
    rf"|[*^](?<=\d[*^])(?=\d)|[{_STROKES}](?:(?<=\d[{_STROKES}])|(?<=\d\s[{_STROKES}]))(?=\s?\d)"
    rf"|[~#]{_NUMBER_AHEAD}|[§¶](?=[§¶]?\s?\d)|@(?=\w)"
    rf"|{_COMPARED}"
)
