"""What stands beside a record's own words leaves who, when, what and why too, by every path."""

import pytest

from tests.admin.posting import act, address, errors, messages, send
from tests.admin.test_findings import make_warned
from tests.importing.dossiers import changed, imported
from tests.making import make_party, make_quote, make_source, make_text
from timeline.history.keeping import Hand
from timeline.merging.merging import merge
from timeline.merging.undoing import undo
from timeline.models import AsideChange, Dismissal, Finding, FormerAddress, QuoteCheck, Source, SourceText

pytestmark = pytest.mark.django_db
REASON = "The order uses the word."


def told(record):
    """(what, about, before, after, by, why) of each change, oldest first."""
    rows = AsideChange.objects.of(record).order_by("pk")
    return [*rows.values_list("what", "about", "before", "after", "made_by_name", "why")]


def dismissed(client, event):
    finding = Finding.objects.get(record_slug=event.slug)
    act(client, "dismiss", finding, confirmed="yes", reason=REASON)
    return finding


def test_a_text_that_is_held_and_one_that_is_removed_stand_in_the_history_of_the_source(researcher, administrator):
    source = make_source()
    add = address(SourceText, "add")
    words = {"source": str(source.pk), "pasted": "Words.", "locator": "p. 3", "why": "For the quote of Musk."}
    assert errors(send(researcher, add, **words)) == ""
    text = SourceText.objects.get()
    assert "say why it goes" in administrator.post(address(text, "delete"), {"post": "yes"}).text
    administrator.post(address(text, "delete"), {"post": "yes", "why": "The publisher asked for it."})
    says = f"6 characters, Transcribed by a researcher, SHA-256 {text.sha256}"
    assert told(source) == [
        ("text", "p. 3, revision 1", "", says, "researcher", "For the quote of Musk."),
        ("text", "p. 3, revision 1", says, "", "administrator", "The publisher asked for it."),
    ]
    page = researcher.get(address(source, "history")).text
    for words in ("The publisher asked for it.", "p. 3, revision 1", text.sha256, "Held text"):
        assert words in page


def test_texts_deleted_from_their_list_are_told_source_by_source(administrator):
    texts = [make_text("Words."), make_text("Other words.", locator="p. 1")]
    act(administrator, "delete_selected", *texts, post="yes", why="Not ours to hold.")
    assert [told(text.source)[0][1] for text in texts] == ["the whole text, revision 1", "p. 1, revision 1"]
    assert AsideChange.objects.filter(why="Not ours to hold.").count() == 2


def test_a_source_goes_only_after_the_texts_that_are_held_of_it(administrator):
    text = make_text("Words.", make_source(workflow="draft"))
    page = administrator.post(address(text.source, "delete"), {"post": "yes", "why": "So."})
    assert address(text, "change") in page.text
    assert Source.objects.filter(pk=text.source.pk).exists()


def test_a_dismissal_its_new_wording_and_that_it_is_taken_back_stand_in_the_history(researcher):
    event = make_warned()
    finding = dismissed(researcher, event)
    assert errors(send(researcher, address(Dismissal.objects.get(), "change"), reason="Better.")) == ""
    data = {"action": "take_back", "_selected_action": [finding.pk], "confirmed": "yes"}
    list_ = f"{address(Finding)}?dismissed=yes"
    assert "Take back 1 dismissal" in researcher.post(list_, data).text
    assert Dismissal.objects.exists()
    assert "Taken back" in messages(researcher.post(list_, {**data, "why": "It is wrong."}, follow=True))
    rule = finding.rule
    assert [row[:1] + row[2:] for row in told(event)] == [
        ("dismissal", "", REASON, "researcher", REASON),
        ("dismissal", REASON, "Better.", "researcher", "Its reason is worded anew."),
        ("dismissal", "Better.", "", "researcher", "It is wrong."),
    ]
    assert told(event)[0][1].startswith(rule)
    assert "It is wrong." in researcher.get(address(event, "history")).text


def test_a_dismissal_deleted_on_its_own_page_asks_why(researcher):
    event = make_warned()
    dismissed(researcher, event)
    url = address(Dismissal.objects.get(), "delete")
    assert "say why it goes" in researcher.post(url, {"post": "yes"}).text
    researcher.post(url, {"post": "yes", "why": "It was premature."})
    assert told(event)[-1][2:] == (REASON, "", "researcher", "It was premature.")


def test_what_goes_with_a_deleted_record_is_told_with_its_reason(researcher, administrator):
    event = make_warned(workflow="draft")
    dismissed(researcher, event)
    administrator.post(address(event, "delete"), {"post": "yes", "why": "It stands twice."})
    assert told(event)[-1][2:] == (REASON, "", "administrator", "It stands twice.")


def test_a_merge_and_its_undoing_tell_where_texts_and_dismissals_went(researcher):
    kept, gone = make_source(), make_source()
    make_text("Words.", gone)
    merge(kept, gone, Hand(name="ann", why="One."))
    assert [row[1:2] + row[4:] for row in told(kept)] == [("the whole text, revision 1", "ann", "One.")]
    assert told(gone)[-1][3] == ""
    undo(FormerAddress.objects.get(), Hand(name="ben"))
    assert told(gone)[-1][4] == "ben"
    assert "was undone" in told(gone)[-1][5]


def test_an_import_tells_what_it_holds_and_takes_off(tmp_path):
    imported(tmp_path)
    (first,) = told(Source.objects.get(slug="report"))
    assert (first[0], first[1], first[4]) == ("text", "column 2, revision 1", "import")
    imported(tmp_path, changed(("she said: “Partly!”", "she said: “Wholly!”")))
    assert [bool(row[2]) for row in told(Source.objects.get(slug="report"))] == [False, True]
    imported(tmp_path, changed(("she said: “Partly!”", "she said: “Wholly!”"), ("title: Report", "title: A report")))
    assert len(told(Source.objects.get(slug="report"))) == 2


def test_an_accepted_place_stands_in_the_history_of_the_quote(researcher):
    words = "We never did anything of the kind."
    source = make_source()
    quote = make_quote(words, [source], speaker=make_party())
    make_text(f"{words} More.", source)
    SourceText.objects.create(source=source, text=f"Before it. {words} More.", extraction="pasted", revision=2)
    check = QuoteCheck.objects.get(quote=quote)
    assert check.is_waiting
    shown = act(researcher, "accept_places", check).context["chosen"][0].shown
    act(researcher, "accept_places", check, confirmed="yes", **{f"shown-{check.pk}": shown})
    (row,) = told(quote)
    assert row[:1] + row[2:5] == (
        *("place", "revision 1, from character 0", "revision 2, from character 11", "researcher"),
    )
    assert row[5] == "A newer text has the words there."
