"""What the linter found: on the record's page, in a list, put right, dismissed with a reason and taken back."""

import pytest

from tests.admin.posting import act, address, errors, messages, send, send_and_publish, step
from tests.checks.linting import make_contested
from tests.making import make_event, make_party, make_quote, make_source, make_text
from timeline.checks.linter import refresh_findings
from timeline.models import Dismissal, EventReference, Finding, LoadedWord, SourceText
from timeline.vocabulary import Level

pytestmark = pytest.mark.django_db
REASON = "The source was read on the day itself."


def early_source(**values):
    return make_source(published="2024-01-15", **values)


def make_warned(title="It happened", sources=1, **values):
    """An event that one source of two seems to have reported before it happened, so that the linter warns."""
    event = make_event(date="2024-02-01", title=title, sources=[make_source(published="2024-02-02")], **values)
    for _ in range(sources):
        EventReference.objects.create(event=event, source=early_source())
    refresh_findings(type(event), [event.pk])
    return event


def make_wrong(title="It is wrong"):
    """A draft with a weekday that is not that of its date, which is an error."""
    event = make_event(
        date="2024-01-10", title=title, summary="On Sunday, 14 January 2024, x; on Monday, 16 January 2024."
    )
    refresh_findings(type(event), [event.pk])
    return event


def found(event):
    return Finding.objects.filter(record_slug=event.slug)


def dismiss(client, *findings, **form):
    return act(client, "dismiss", *findings, **form)


def test_the_page_of_a_record_says_what_the_linter_found(researcher):
    event = make_warned()
    finding = found(event).get()
    page = researcher.get(address(event, "change")).text
    assert "which it is cited for." in page
    assert f"/admin/timeline/finding/{finding.pk}/dismiss/" in page
    wrong = researcher.get(address(make_wrong(), "change")).text
    assert "<b>Error:</b>" in wrong
    assert "/dismiss/" not in wrong
    assert "What the linter found" not in researcher.get(address(make_event(date="2024-01-10"), "change")).text


def test_a_warning_is_dismissed_from_its_record_and_back_there(researcher):
    event = make_warned()
    url = f"/admin/timeline/finding/{found(event).get().pk}/dismiss/"
    assert "which it is cited for." in researcher.get(url).text
    assert "This field is required" in researcher.post(url, {"confirmed": "yes", "reason": " "}).text
    assert not Dismissal.objects.exists()
    response = researcher.post(url, {"confirmed": "yes", "reason": REASON})
    assert response.url == address(event, "change")
    dismissal = Dismissal.objects.get()
    assert (dismissal.reason, dismissal.dismissed_by) == (REASON, "researcher")
    assert (dismissal.record_slug, dismissal.about) == (event.slug, found(event).get().about)
    page = researcher.get(response.url).text
    assert f"Reason: {REASON}" in page
    assert url not in page
    assert not Finding.objects.standing().exists()


def test_one_reason_is_asked_for_several_and_given_to_each(researcher):
    findings = [found(make_warned(f"Event number {number}")).get() for number in range(3)]
    asked = dismiss(researcher, *findings)
    for words in ("Dismiss 3 warnings", "Event number 0", "Event number 2"):
        assert words in asked.text
    assert not Dismissal.objects.exists()
    assert messages(dismiss(researcher, *findings, confirmed="yes", reason=REASON)) == "Dismissed: 3 warnings."
    assert {row.reason for row in Dismissal.objects.all()} == {REASON}
    assert Dismissal.objects.count() == 3


def test_an_error_cannot_be_dismissed(researcher):
    error, warning = found(make_wrong()).get(), found(make_warned()).get()
    assert error.level == "error"
    asked = dismiss(researcher, error, warning)
    assert "1 error left out: an error cannot be dismissed, only put right." in messages(asked)
    assert "Dismiss 1 warning" in asked.text
    dismiss(researcher, error, warning, confirmed="yes", reason=REASON)
    assert [row.rule for row in Dismissal.objects.all()] == [warning.rule]
    assert "There is no warning to dismiss." in messages(dismiss(researcher, error, confirmed="yes", reason=REASON))
    assert researcher.post(f"/admin/timeline/finding/{error.pk}/dismiss/", {"reason": REASON}).status_code == 302
    assert Dismissal.objects.count() == 1


def test_a_dismissal_is_taken_back(researcher):
    finding = found(make_warned()).get()
    dismiss(researcher, finding, confirmed="yes", reason=REASON)
    assert REASON in researcher.get(f"{address(Finding)}?dismissed=yes").text
    data = {"action": "take_back", "_selected_action": [finding.pk], "confirmed": "yes", "why": "It was not."}
    response = researcher.post(f"{address(Finding)}?dismissed=yes", data, follow=True)
    assert messages(response) == "Taken back: 1 dismissal."
    assert Finding.objects.standing().count() == 1


def test_a_reason_is_worded_better_or_taken_back_on_its_own_page(researcher):
    event = make_warned()
    dismiss(researcher, found(event).get(), confirmed="yes", reason=REASON)
    dismissal = Dismissal.objects.get()
    assert address(event, "change") in researcher.get(address(Dismissal)).text
    assert errors(send(researcher, address(dismissal, "change"), reason="Better.", rule="other")) == ""
    dismissal.refresh_from_db()
    assert (dismissal.reason, dismissal.rule) == ("Better.", found(event).get().rule)
    assert researcher.post(address(dismissal, "delete"), {"post": "yes", "why": "So."}).status_code == 302
    assert not Dismissal.objects.exists()


def test_the_list_shows_what_stands_and_filters(researcher):
    event, wrong = make_warned("The warned one"), make_wrong("The wrong one")
    page = researcher.get(address(Finding))
    assert [row.level for row in page.context["cl"].result_list] == ["error", "warning"]
    assert address(event, "change") in page.text
    assert "The wrong one" not in researcher.get(f"{address(Finding)}?level__exact=warning").text
    assert "The warned one" not in researcher.get(f"{address(Finding)}?rule=weekday").text
    dismiss(researcher, found(event).get(), confirmed="yes", reason=REASON)
    assert "The warned one" not in researcher.get(address(Finding)).text
    assert "The warned one" in researcher.get(f"{address(Finding)}?dismissed=all").text
    assert address(wrong, "change") in researcher.get(address(Finding), {"q": "wrong one"}).text


def test_saving_a_record_looks_it_through_again(researcher):
    wrong = make_wrong()
    assert errors(send_and_publish(researcher, wrong, summary="On Sunday, 14 January 2024.")) == ""
    assert not found(wrong).exists()
    LoadedWord.objects.create(id="slammed", word="slammed")
    assert errors(send_and_publish(researcher, wrong, summary="He slammed it.")) == ""
    assert found(wrong).get().rule == "loaded-words"


def test_saving_a_source_or_a_party_looks_through_what_names_it(researcher):
    event = make_warned()
    source = event.references.last().source
    assert errors(send_and_publish(researcher, source, published="2024-02-03")) == ""
    assert not found(event).exists()
    party = make_party()
    event.parties.add(party)
    assert errors(send_and_publish(researcher, party, began="2025")) == ""
    assert found(event).get().rule == "event-before-party"


def test_a_question_that_is_no_longer_open_is_looked_through_with_the_events_it_touches(researcher):
    event = make_event("2024-02-10", summary="Musk gave 38 million dollars.", sources=[make_source("2024-02-11")])
    question = make_contested("38000000", "45000000", events=[event])
    refresh_findings()
    assert found(event).get().rule == "one-sided"
    order = str(make_source().pk)
    settled = {"status": "explained", "argument": "One counts pledges.", "references__0__source": order}
    assert errors(send_and_publish(researcher, question, **settled)) == ""
    assert not found(event).exists()


def test_a_text_is_looked_through_with_quotes_of_other_sources(researcher, administrator):
    words = "We never did anything of the kind here."
    quote, other = make_quote(words, [source := make_source()]), make_source()
    make_text("Nothing about that.", source)
    refresh_findings()
    assert found(quote).get().level == Level.WARNING
    text = address(SourceText, "add")
    assert errors(send(researcher, text, source=str(other.pk), pasted=f"Yes: {words} So it was.")) == ""
    assert found(quote).get().level == Level.ERROR, "another document has the words"
    held = SourceText.objects.get(source=other)
    administrator.post(address(held, "delete"), {"post": "yes", "why": "So."})
    assert not SourceText.objects.filter(source=other).exists()
    assert found(quote).get().level == Level.WARNING
    act(administrator, "delete_selected", SourceText.objects.get(source=source), post="yes")
    assert not found(quote).exists()


def test_a_source_that_is_taken_back_is_told_of_no_longer(administrator):
    event = make_warned()
    assert found(event).get().is_public
    source = event.references.last().source
    step(administrator, "withdraw", source, why="It is a copy.")
    assert not found(event).get().is_public


def test_a_loaded_word_has_everything_looked_through(researcher, administrator):
    event = make_event(date="2024-01-10", summary="He slammed it.")
    word = {"word": "slammed", "instead": "criticised", "id": "slammed"}
    assert "its other forms are found too" in researcher.get(address(LoadedWord, "add")).content.decode()
    assert errors(send(researcher, address(LoadedWord, "add"), **word)) == ""
    assert "criticised" in found(event).get().message
    change = address(LoadedWord.objects.get(), "change")
    assert errors(send(researcher, change, word="scathing", id="other")) == ""
    assert LoadedWord.objects.get().pk == "slammed"
    assert not found(event).exists()
    send(researcher, change, word="slammed")
    administrator.post(address(LoadedWord.objects.get(), "delete"), {"post": "yes", "why": "So."})
    assert not found(event).exists()


def test_what_was_found_and_dismissed_in_a_record_goes_with_it(administrator):
    event = make_warned(sources=2, workflow="draft")
    dismiss(administrator, found(event).first(), confirmed="yes", reason=REASON)
    assert administrator.post(address(event, "delete"), {"post": "yes", "why": "So."}).status_code == 302
    assert not Finding.objects.exists()
    assert not Dismissal.objects.exists()
    others = [make_warned("One", workflow="draft"), make_warned("Two", workflow="draft")]
    act(administrator, "delete_selected", *others, post="yes")
    assert not Finding.objects.exists()


def test_nobody_writes_or_deletes_findings(administrator):
    finding = found(make_warned()).get()
    assert administrator.get(address(finding, "change")).status_code == 200
    assert administrator.get(f"{address(Finding)}add/").status_code == 403
    assert administrator.post(address(finding, "change"), {"message": "Other"}).status_code == 403
    assert administrator.post(address(finding, "delete"), {"post": "yes", "why": "So."}).status_code == 403
    assert administrator.get(f"{address(Dismissal)}add/").status_code == 403


def test_whoever_may_not_dismiss_is_refused(client, django_user_model):
    finding = found(make_warned()).get()
    client.force_login(django_user_model.objects.create_user("bare", is_staff=True))
    form = {"confirmed": "yes", "reason": REASON}
    assert client.post(f"/admin/timeline/finding/{finding.pk}/dismiss/", form).status_code == 403
    assert dismiss(client, finding, **form).status_code == 403
    client.logout()
    assert client.get(f"/admin/timeline/finding/{finding.pk}/dismiss/").status_code == 302
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("key", ["0", "9" * 30, "abc", "%00", "-1"])
def test_no_address_breaks_the_page_of_a_dismissal(researcher, key):
    assert researcher.get(f"/admin/timeline/finding/{key}/dismiss/").status_code in (302, 404)


@pytest.mark.parametrize("reason", ["a\0b", "x" * 301])
def test_a_reason_that_cannot_be_kept_is_refused(researcher, reason):
    response = dismiss(researcher, found(make_warned()).get(), confirmed="yes", reason=reason)
    assert response.status_code == 200
    assert not Dismissal.objects.exists()
