"""The least that a page has to ask: the bare SQL for its rows, sent as text, with no model and no template."""

_EVENTS = (
    "SELECT id, slug, title, summary, kind, date, period, best_mark, provenance FROM timeline_event "
    "WHERE workflow = 'published' AND {} ORDER BY sorts_from DESC, sorts_to DESC, id DESC LIMIT 51"
)
_DOCUMENTS = "SELECT id, title, names, body FROM search_document WHERE id IN (SELECT * FROM ({}) of_kind)"
_FOUND = {
    "sqlite": "SELECT rowid FROM search_found WHERE search_found MATCH %s AND rowid BETWEEN %s AND %s "
    "ORDER BY rowid DESC LIMIT 20",
    "postgresql": "SELECT id FROM search_found WHERE found @@ %s::tsquery AND id BETWEEN %s AND %s "
    "ORDER BY id DESC LIMIT 20",
}
_FOUND_EVENTS = {
    "sqlite": "id IN (SELECT rowid & 274877906943 FROM search_found WHERE search_found MATCH %s "
    "AND rowid BETWEEN %s AND %s)",
    "postgresql": "id IN (SELECT id & 274877906943 FROM search_found WHERE found @@ %s::tsquery "
    "AND id BETWEEN %s AND %s)",
}
_OF_CASE = "id IN (SELECT event_id FROM timeline_event_cases WHERE case_id = %s)"
_OF_PARTY = "id IN (SELECT event_id FROM timeline_event_parties WHERE party_id = %s)"

# Which events a page shows, in SQL; the values come with it.
CONDITIONS = {
    "all": "sorts_from <= %s",
    "kind": "kind = %s AND sorts_from <= %s",
    "case": f"{_OF_CASE} AND sorts_from <= %s",
    "use": "id IN (SELECT event_id FROM timeline_event_cases ties JOIN timeline_casedatause uses "
    "ON uses.case_id = ties.case_id WHERE uses.use = %s) AND sorts_from <= %s",
    "party": f"{_OF_PARTY} AND sorts_from <= %s",
    "evidence": "best_mark = %s AND sorts_from <= %s",
    "score": "provenance BETWEEN %s AND %s AND sorts_from <= %s",
    "window": "sorts_to >= %s AND sorts_from <= %s",
    "after": "(sorts_from, sorts_to, id) < (%s, %s, %s)",
    "of case": _OF_CASE,
    "of party": _OF_PARTY,
}


def events(condition: str) -> str:
    return _EVENTS.format(CONDITIONS[condition])


def event() -> str:
    return "SELECT * FROM timeline_event WHERE slug = %s AND workflow = 'published'"


def found(vendor: str, of_events_alone: bool = False) -> str:
    """The documents that a search shows: the newest that have the words."""
    if of_events_alone:
        return _EVENTS.format(f"{_FOUND_EVENTS[vendor]} AND sorts_from <= %s")
    return _DOCUMENTS.format(_FOUND[vendor])


def words_for(vendor: str, terms: list[str]) -> str:
    """Terms that have to stand side by side, as each full-text index is asked for them."""
    return f'"{" ".join(terms)}"' if vendor == "sqlite" else " <-> ".join(f"'{term}'" for term in terms)
