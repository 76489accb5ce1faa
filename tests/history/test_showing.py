"""Contents and differences in words: labels for keys and closed lists, dates as printed, nothing of hidden records."""

import pytest

from tests.making import (
    make_assertion,
    make_case,
    make_claim_change,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
    make_variant,
)
from timeline.exporting.records import SECTIONS, all_of
from timeline.history.cells import Beside
from timeline.history.differing import differences
from timeline.history.labels import KEYS
from timeline.history.showing import changes, named_in, shown
from timeline.importing.shape import SHAPES
from timeline.models import Evidence, PartyRole
from timeline.vocabulary import Role

NAMES = {"openai": "OpenAI", "musk": "Elon Musk", "a": "Complaint (CourtListener)", "b": "A report (Wire)"}
READERS = Beside(NAMES, {("party", "openai"): "/parties/openai/", ("source", "a"): "/sources/a/"})
DESK = Beside(NAMES, shows_all=True)


def words(parts):
    return {part.label: [[cell.words for cell in entry] for entry in part.entries] for part in parts}


def told(kind, before, after, beside=READERS):
    return changes(kind, differences(before, after), beside)


def test_every_key_of_the_dossier_has_a_label():
    for section, model in SECTIONS.items():
        asked = set(SHAPES[section]) - {"workflow", "dismissed", "texts"}
        assert asked <= set(KEYS[model._meta.model_name]), section


def test_values_are_shown_in_words():
    content = {"id": "e", "kind": "testimony", "title": "He spoke", "date": "2026-04~", "dossier": "musk"}
    assert words(shown("event", content, READERS)) == {
        "Title": [["He spoke"]],
        "Date": [["c. April 2026"]],
        "Kind": [["Testimony"]],
    }
    assert {"Id", "Dossier file"} < words(shown("event", content, DESK)).keys()


def test_what_no_list_has_any_more_is_shown_as_it_is():
    content = {"kind": "old_kind", "date": "someday", "gone_key": "kept"}
    assert words(shown("event", content, READERS)) == {
        "Date": [["someday"]],
        "Kind": [["old kind"]],
        "Gone key": [["kept"]],
    }


def test_a_record_is_named_with_its_page_and_one_that_readers_cannot_see_is_left_out():
    content = {"parties": ["musk", "openai"], "sources": [{"source": "b", "locator": "p. 2"}, {"source": "a"}]}
    parts = {part.label: part.entries for part in shown("event", content, READERS)}
    assert [[(cell.words, cell.address) for cell in entry] for entry in parts["Parties"]] == [
        [("OpenAI", "/parties/openai/")]
    ]
    assert [entry[0].words for entry in parts["Evidence"]] == ["Complaint (CourtListener)"]
    assert "p. 2" not in str(parts)
    assert [entry[0].words for entry in shown("event", content, DESK)[0].entries] == ["Elon Musk", "OpenAI"]


def test_a_record_that_was_withdrawn_is_told_of_and_neither_named_nor_what_it_gave():
    beside = Beside(NAMES, {}, frozenset({("source", "b")}))
    content = {"sources": [{"source": "b", "locator": "p. 2"}]}
    assert words(shown("event", content, beside)) == {"Evidence": [["a source that was withdrawn"]]}


def test_answers_are_shown_as_amounts_dates_phrases_or_parties():
    values = {"38191066": "38,191,066", "2018": "2018", "79..13400": "79 to 13,400", "2018-02-20": "20 Feb 2018"}
    for value, label in {**values, "no plan": "no plan", "openai": "OpenAI"}.items():
        assert words(shown("assertion", {"value": value}, READERS)) == {"Value": [[label]]}
    assert shown("assertion", {"value": "musk"}, READERS) == []


def test_an_address_that_is_no_web_page_is_no_link():
    (part,) = shown("source", {"url": "javascript:alert(1)"}, READERS)
    assert part.entries[0][0].address == ""
    (part,) = shown("source", {"url": "https://example.org/1"}, READERS)
    assert part.entries[0][0].address == "https://example.org/1"


def test_a_text_differs_in_words_and_a_value_as_a_whole():
    before = {"title": "The court heard both sides", "kind": "hearing", "date": "2026-04"}
    after = {"title": "The jury heard both sides", "kind": "trial", "date": "2026-04-30"}
    title, kind, date = told("event", before, after)
    differ = [tuple(piece) for piece in title.pieces if piece.kind != "same"]
    assert differ == [("before", "court"), ("after", "jury")]
    assert [piece.text for piece in kind.pieces] == ["Hearing", " ", "Trial"]
    assert [piece.text for piece in date.pieces] == ["April 2026", " ", "30 Apr 2026"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Hand of the court", "The Hand of the court", "Hand The Hand of the court"),
        ("Hand is here to stay", "Foot is here to stay", "Hand Foot is here to stay"),
        ("It is a Hand", "It is a Foot", "It is a Hand Foot"),
    ],
)
def test_what_went_and_what_came_stand_apart(before, after, words):
    (change,) = told("event", {"title": before}, {"title": after})
    assert "".join(piece.text for piece in change.pieces) == words


def test_texts_that_share_little_are_shown_whole():
    (change,) = told("event", {"title": "A hearing of the motion"}, {"title": "Jurors were sworn in, of all days"})
    assert [piece.kind for piece in change.pieces] == ["before", "same", "after"]


def test_rows_are_added_removed_or_changed():
    before = {"parties": ["openai"], "sources": [{"source": "a", "locator": "p. 1"}]}
    after = {"sources": [{"source": "a", "locator": "p. 2", "background": True}], "summary": "What happened."}
    source, summary, party = told("event", before, after)
    assert (source.label, source.how, [cell.words for cell in source.entry]) == ("Source", "changed", [NAMES["a"]])
    assert [(column.label, column.how, [piece.text for piece in column.pieces]) for column in source.columns] == [
        ("Where", "changed", ["p.", " ", "1", " ", "2"]),
        ("Bearing", "added", ["tells only how it stood before"]),
    ]
    assert (summary.label, summary.how, summary.pieces[0].kind) == ("Summary", "added", "after")
    assert (party.label, party.how, party.entry[0].words) == ("Party", "removed", "OpenAI")


def test_no_difference_tells_of_a_record_that_readers_cannot_see():
    before = {"parties": ["musk"], "sources": [{"source": "b", "locator": "p. 1"}], "dossier": "x"}
    after = {"filing": "secret", "sources": [{"source": "b", "locator": "p. 2"}], "dossier": "y"}
    assert told("event", before, after) == []
    assert len(told("event", before, after, DESK)) == 4


@pytest.mark.django_db
def test_every_kind_of_record_is_shown_with_all_that_it_says():
    source, party = make_source(), make_party()
    case, filing = make_case(), make_filing(filed_by=[party], outcome="Granted")
    PartyRole.objects.create(case=case, party=party, role=Role.PLAINTIFF, note="lead")
    make_claim_change(filing=filing, party=party)
    event = make_event(cases=[case], parties=[party], filing=filing)
    quote = make_quote(event=event, asked="Why?")
    make_variant("Other words", quote, source)
    answer = make_assertion(question=make_question(cases=[case], quotes=[quote]), value="two")
    Evidence.objects.filter(assertion=answer).update(as_stated="a couple", note="Twice.")
    for model in SECTIONS.values():
        kind = model._meta.model_name
        for _, content in all_of(model):
            found = shown(kind, content, DESK)
            said = str(found)
            for name in content:
                assert KEYS[kind][name].label in [part.label for part in found]
            for kept in ("two", "a couple", "Twice.", "Other words", "lead", "Granted"):
                assert (f"'{kept}'" in str(content)) == (f"'{kept}'" in said), kept
            assert {one for _, one in named_in(kind, content, {})} <= set(_slugs(content))


def _slugs(content):
    for value in content.values():
        for entry in value if isinstance(value, list) else [value]:
            yield from entry.values() if isinstance(entry, dict) else [entry]
