"""Docket numbers: of a filing, of the court file it rests on, and of the exhibits beside it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.checks.docket_numbers import Place, court_file, exhibit_number, exhibit_of_title, places
from timeline.checks.likeness import likeness, telling_words
from timeline.checks.rule import Found, rule
from timeline.models import Assertion, Case, Event, Filing, Quote, Source
from timeline.vocabulary import COURT_RECORD_KINDS, Level, SourceKind

# Above this, two titles are those of one paper: on the court papers of the record 0.7 and more, against 0.5.
_SAME_TITLE = 0.6
_OWN_NUMBER = re.compile(r"\(([^()]*)\)\s*$|,\s([^,]*)$")
_BARE_NUMBER = re.compile(r"\W*[A-Za-z.]*\s?(?:No\.\s?)?#?\d+(?:[-–]\d+)?\W*", re.ASCII)
_CITING = re.compile(r"\b(?:cit\w+|quot\w+|see|refer\w*|re)\b", re.IGNORECASE)
_PAPER_KINDS = (COURT_RECORD_KINDS | {SourceKind.GOVERNMENT_DOCUMENT}) - {SourceKind.DOCKET}


class _Attached(NamedTuple):
    """An exhibit with the number of its attachment, by the slug of the record that says so."""

    slug: str
    exhibit: int
    attachment: int


@rule(
    "docket-numbers",
    "Docket numbers do not fit each other",
    level=Level.ERROR,
    models=(Source, Case, Filing, Event, Quote, Assertion),
    why="Entry, attachment and exhibit are three numbers that are easily mistaken for each other.",
)
def docket_numbers(record, around):
    """The number of a paper is the same in the record, in the court file's address, in locators and in titles.

    Exhibits are attached in their order, each at least one attachment after the one before it.
    """
    if isinstance(record, Filing):
        if record.docket_entry_number is not None:
            yield from _filing(record, around)
    elif isinstance(record, Source):
        yield from _source(record, around)
    else:
        yield from _locators(record)


def _filing(filing, around) -> Iterator[Found]:
    own = Place(filing.docket_entry_number, filing.attachment_number)
    told = False
    for row in filing.references.all():
        found = _wrong_locator(row, own) or _wrong_paper(filing, own, row.source, around)
        if found:
            told = True
            yield found
    if not told:
        yield from _other_attachment(filing, own)
        yield from _out_of_order(_numbered(filing.slug, filing.exhibit_label, own), _beside(filing, own.entry, around))


def _wrong_locator(row, own: Place) -> Found | None:
    """A locator that names docket numbers names that of the filing; with a page, it may name the paper it stands in."""
    named = places(row.locator)
    is_bare = bool(_BARE_NUMBER.fullmatch(row.locator))
    others = [place for place in named if is_bare or place not in _own_places(row.source)]
    if not others or any(place.may_be(own) or own.may_be(place) for place in named):
        return None
    return Found(row.source.slug, f"The locator “{row.locator}” names other numbers than {own}.")


def _wrong_paper(filing, own: Place, source, around) -> Found | None:
    """The court's own copy of a filing has its numbers in the address or the title."""
    known = _own_places(source)
    if not known or own in known:
        return _wrong_exhibit(filing, own, source) if own in known else None
    ours, theirs = exhibit_number(filing.exhibit_label), exhibit_of_title(source.title)
    named = " and ".join(map(str, known))
    if ours is not None and ours == theirs:
        return Found(source.slug, f"“{source.title}” is {named}; the filing says {own}.")
    if source.kind not in _PAPER_KINDS or any(place.entry == own.entry for place in known):
        return None
    papers = around.dockets.get(filing.case_id, ())
    if _is_its_paper(filing, source, [paper for paper in papers if paper.place in known and paper.slug != filing.slug]):
        return Found(source.slug, f"“{source.title}” is {named}; the filing says {own}.")
    return None


def _is_its_paper(filing, source, owners) -> bool:
    """Whether a court paper seems to be the filing itself, though its numbers are of others (`owners`) or of none.

    It is of the same time, and either nobody else's and of that very day, or its title fits the filing best.
    """
    if not (filing.when and source.when) or filing.sorts_to < source.sorts_from or filing.sorts_from > source.sorts_to:
        return False
    if not owners and filing.when.weekday and filing.date == source.published:
        return True
    title = telling_words(_bare_title(source.title))
    own, *others = [likeness(telling_words(paper.title), title) for paper in (filing, *owners)]
    return own >= _SAME_TITLE and own > max(others, default=0)


def _wrong_exhibit(filing, own: Place, source) -> Found | None:
    ours, theirs = exhibit_number(filing.exhibit_label), exhibit_of_title(source.title)
    if ours is None or theirs is None or ours == theirs:
        return None
    return Found(source.slug, f"{own} is “{source.title}”; the filing says {filing.exhibit_label}.")


def _other_attachment(filing, own: Place) -> Iterator[Found]:
    """An attachment that rests on the files of other exhibits of its entry, and on none of its own, is mistaken."""
    files = [(row.source, court_file(row.source.url)) for row in filing.references.all()]
    beside = [(source, file) for source, file in files if file and file.entry == own.entry and file.attachment]
    if not own.attachment or any(file.attachment == own.attachment for _, file in beside):
        return
    for source, file in beside:
        if exhibit_of_title(source.title) is not None:
            yield Found(source.slug, f"“{source.title}” is {file.place}; the filing says {own}.")


def _beside(filing, entry: int, around) -> list[_Attached]:
    """The exhibits of the same entry: filings of this docket, and sources that are files of it."""
    papers = around.dockets.get(filing.case_id, ())
    numbered = [_numbered(paper.slug, paper.exhibit, paper.place) for paper in papers if paper.place.entry == entry]
    files = [court_file(row.source.url) for row in filing.references.all()]
    for court, docket in {(file.court, file.docket) for file in files if file}:
        numbered += _exhibits(around.court_files.get((court, docket, entry), ()))
    return [attached for attached in numbered if attached]


def _source(source, around) -> Iterator[Found]:
    """The address of a court file, the number in its title and the exhibit that it is fit each other."""
    file = court_file(source.url)
    if not file:
        return
    named = _places_in_title(source.title)
    if named and file.place not in named:
        yield Found(str(file.place), f"The title says {' and '.join(map(str, named))}, the address {file.place}.")
    noted = [place for place in places(source.note) if place.entry == file.entry and place.attachment]
    if noted and file.place not in noted:
        message = f"The note says {' and '.join(map(str, noted))}, the address {file.place}."
        yield Found(str(file.place), message, Level.WARNING)
    held = around.court_files.get((file.court, file.docket, file.entry), ())
    own = next((attached for attached in _exhibits(held) if attached.slug == source.slug), None)
    yield from _out_of_order(own, _exhibits(held))


def _locators(record) -> Iterator[Found]:
    """A locator that gives the docket number of a court file gives the one in its address."""
    for row in record.references.all():
        file = court_file(row.source.url)
        named = places(row.locator)
        if file is None or not named or _CITING.search(row.locator):
            continue
        if not any(place.may_be(file.place) for place in named):
            message = f"The locator “{row.locator}” names other numbers than the file, {file.place}."
            yield Found(row.source.slug, message, Level.WARNING)


def _out_of_order(own: _Attached | None, attached: list[_Attached]) -> Iterator[Found]:
    """An error where a later exhibit is attached first; a warning where there is no room for those between."""
    found = [pair for other in attached if own and other.slug != own.slug and (pair := _clash(own, other))]
    grave = [one for one in found if one.level == Level.ERROR]
    yield from grave or found


def _clash(own: _Attached, other: _Attached) -> Found | None:
    exhibits, attachments = other.exhibit - own.exhibit, other.attachment - own.attachment
    if exhibits < 0 or (not exhibits and attachments > 0):
        exhibits, attachments = -exhibits, -attachments
    if attachments >= exhibits:
        return None
    message = (
        f"Exhibit {own.exhibit} is attachment {own.attachment}, but exhibit {other.exhibit} of the same entry "
        f"({other.slug}) is attachment {other.attachment}."
    )
    return Found(other.slug, message, Level.ERROR if exhibits and attachments <= 0 else Level.WARNING)


def _own_places(source) -> list[Place]:
    """What a court paper is on its docket: by its address, else by its title."""
    if file := court_file(source.url):
        return [file.place]
    return [] if source.kind == SourceKind.DOCKET else _places_in_title(source.title)


def _places_in_title(title: str) -> list[Place]:
    """The numbers with which a title ends, as “(Dkt. 32-2)” or “, ECF 617”; those within it may be of other papers."""
    match = _OWN_NUMBER.search(title)
    return places(match[1] or match[2] or "") if match else []


def _bare_title(title: str) -> str:
    return _OWN_NUMBER.sub("", title) if _places_in_title(title) else title


def _exhibits(held) -> list[_Attached]:
    read = [(other.slug, exhibit_of_title(other.title), other.file.attachment) for other in held]
    return [_Attached(slug, exhibit, attachment) for slug, exhibit, attachment in read if exhibit and attachment]


def _numbered(slug: str, exhibit: str, place: Place) -> _Attached | None:
    number = exhibit_number(exhibit)
    return _Attached(slug, number, place.attachment) if number is not None and place.attachment else None
