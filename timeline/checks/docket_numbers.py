"""Docket numbers as people write them: in the address of a court file, in a locator, in a title, on an exhibit.

An entry of a docket is a main document with attachments, counted from 1 in the order in which they were filed. Exhibits
are attached in the order of their labels, often behind a declaration or a list, so that the attachment's number is not
the exhibit's: Exhibit 12 to the complaint in entry 32 may be attachment 13, “Dkt. 32-13”.
"""

import re
from dataclasses import dataclass

_FILE = re.compile(
    r"gov\.uscourts\.(?P<court>[a-z0-9]+)\.(?P<docket>\d{1,9})\."
    r"(?P<entry>\d{1,9})\.(?P<attachment>\d{1,9})(?:_\d{1,9})?\.pdf",
    re.ASCII,
)
_DESIGNATION = re.compile(
    r"(?:\b(?P<word>(?:Dkt|Doc|ECF|D\.E|Docket|Entr(?:y|ies))s?)\.?(?:\s(?:entr(?:y|ies)))?(?:\sNos?\.?)?\s?#?|#)"
    r"(?P<numbers>\d{1,9}(?:[-–]\d{1,9})?(?:(?:,\s?(?:and\s)?|\s(?:and|&)\s)\d{1,9}(?:[-–]\d{1,9})?(?!\s?(?:p|pp|at)\b))*)",
    re.ASCII | re.IGNORECASE,
)
_EXHIBIT = re.compile(
    r"^\W*(?:(?:exhibit|exh?)\.?\s*)?(?:(?P<number>\d{1,3})|(?P<letter>[A-Z]))\b(?![-.]?\d)", re.IGNORECASE
)
_EXHIBIT_TITLE = re.compile(r"^\W*(?:Exhibit|Exh?\.)\s*(?:\d{1,3}|[A-Z])\b|\((?:Exhibit|Exh?\.)\s*(?:\d{1,3}|[A-Z])\)")
_LONGEST_RANGE = 200


@dataclass(frozen=True)
class CourtFile:
    """A file of RECAP, which names the docket by a number of its own; attachment 0 is the main document."""

    court: str
    docket: str
    entry: int
    attachment: int

    @property
    def place(self) -> "Place":
        return Place(self.entry, self.attachment or None)


@dataclass(frozen=True)
class Place:
    """A place on a docket; without an attachment it is the main document, or the entry as a whole."""

    entry: int
    attachment: int | None = None

    def __str__(self):
        return f"Dkt. {self.entry}" + (f"-{self.attachment}" if self.attachment else "")

    def may_be(self, other: "Place") -> bool:
        """Whether the two can be the same paper: an entry as a whole takes in its attachments."""
        return self.entry == other.entry and (not self.attachment or self.attachment == other.attachment)


def court_file(url: str) -> CourtFile | None:
    """The file that an address of CourtListener or the Internet Archive names; None for any other address."""
    match = _FILE.search(url)
    if not match:
        return None
    return CourtFile(match["court"], match["docket"], int(match["entry"]), int(match["attachment"]))


def places(text: str) -> list[Place]:
    """“Dkt. 32-13” is an attachment, “Docs. 682-685” are four entries; “#24, #38” and “ECF 617” are entries."""
    found: list[Place] = []
    for match in _DESIGNATION.finditer(text):
        word = (match["word"] or "").lower()
        is_plural = word.endswith("s")
        for number in re.findall(r"\d{1,9}(?:[-–]\d{1,9})?", match["numbers"]):
            first, _, last = number.replace("–", "-").partition("-")
            found += _read(int(first), int(last or 0), is_plural)
    return found


def exhibit_number(label: str) -> int | None:
    """The place of an exhibit in the order of labels: “Ex. 12” is 12, “Exhibit B” is 2; None for PX 17 and the like."""
    match = _EXHIBIT.match(label)
    if not match:
        return None
    return int(match["number"]) if match["number"] else ord(match["letter"].upper()) - ord("A") + 1


def exhibit_of_title(title: str) -> int | None:
    """The exhibit that a document with this title is: “Exhibit 12 to First Amended Complaint”."""
    match = _EXHIBIT_TITLE.search(title)
    return exhibit_number(match[0]) if match else None


def _read(first: int, last: int, is_plural: bool) -> list[Place]:
    if not last:
        return [Place(first)]
    if is_plural and first < last <= first + _LONGEST_RANGE:
        return [Place(number) for number in range(first, last + 1)]
    return [Place(first, last)]
