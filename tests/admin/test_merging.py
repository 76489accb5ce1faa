"""Merging at the desk: what the page shows, who may, and that no address or form breaks it."""

import pytest
from django.contrib.auth.models import Permission

from tests.admin.posting import address, send
from tests.admin.posting import address as address_of
from tests.making import make_case, make_event, make_party, make_source
from tests.merging.pairs import KINDS, make_pair
from timeline.checks.linter import refresh_findings
from timeline.history.keeping import Hand, head_of, keep
from timeline.merging.merging import merge
from timeline.merging.proposing import propose_merge, propose_undoing
from timeline.models import Event, FormerAddress, Party, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db


def page_of(kept, other=None):
    address = f"/admin/merge/{kept._meta.model_name}/?keep={kept.slug}"
    return f"{address}&merge={other.slug}" if other else address


def sent(client, kept, other, why="They are one.", **changes):
    seen = client.get(page_of(kept, other)).context["seen"]
    return client.post(page_of(kept, other), {"seen": seen, "why": why, **changes}, follow=True)


ANN = Hand(name="ann", why="They are one.")


def told(response):
    return " ".join(map(str, response.context["messages"]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_reviewer_sees_what_would_move_and_merges(reviewer, kind):
    kept, gone = make_pair(kind)
    propose_merge(kept, gone, ANN)
    shown = reviewer.get(page_of(kept, gone))
    assert "reasons" not in shown.context
    assert shown.context["moves"]
    assert "object (" not in shown.text
    answer = sent(reviewer, kept, gone)
    assert "is one with" in told(answer)
    assert not type(gone).objects.filter(slug=gone.slug).exists()
    assert (head_of(kept).made_by_name, head_of(kept).why) == ("reviewer", "They are one.")


def test_a_researcher_merges_drafts_but_nothing_that_readers_see(researcher):
    kept, gone = (make_event(workflow=Workflow.DRAFT) for _ in range(2))
    assert "is one with" in told(sent(researcher, kept, gone))
    kept, gone = make_event(), make_event(workflow=Workflow.DRAFT)
    shown = researcher.get(page_of(kept, gone)).text
    assert ("Propose the merge" in shown, "Merge the two" in shown) == (True, False)
    answer = researcher.post(page_of(kept, gone), {"seen": "1-1", "why": "They are one."})
    assert (answer.status_code, "propose it, and a reviewer" in told(answer)) == (403, True)
    assert (Event.objects.filter(slug=gone.slug).exists(), FormerAddress.objects.count()) == (True, 1)


def test_nobody_merges_unreviewed_work_of_his_own_into_what_readers_see(reviewer, administrator):
    kept, gone = make_event(), make_event(workflow=Workflow.DRAFT, sources=[])
    source = make_source()
    send(reviewer, address(gone, "change"), references__0__source=source.pk, references__0__supports="Never reviewed.")
    propose_merge(kept, gone, ANN)
    assert "nobody has reviewed" in reviewer.get(page_of(kept, gone)).text
    seen = {"seen": f"{head_of(kept).number if head_of(kept) else 1}-{head_of(gone).number}", "why": "One."}
    assert "nobody has reviewed" in reviewer.post(page_of(kept, gone), seen).text
    assert kept.references.count() == 1
    assert "is one with" in told(sent(administrator, kept, gone))
    assert kept.references.count() == 2


def test_drafts_that_a_published_record_names_are_a_reviewer_s(researcher):
    kept, gone = (make_party(workflow=Workflow.DRAFT) for _ in range(2))
    make_event(parties=[gone])
    assert researcher.post(page_of(kept, gone), {"seen": "1-1", "why": "So."}).status_code == 403
    assert Party.objects.filter(slug=gone.slug).exists()


def test_nobody_merges_what_he_has_not_seen(reviewer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, ANN)
    seen = reviewer.get(page_of(kept, gone)).context["seen"]
    keep(gone, Step.WRITTEN, Hand(name="somebody")), keep(gone, Step.WRITTEN, Hand(name="somebody"))
    answer = reviewer.post(page_of(kept, gone), {"seen": seen, "why": "So."})
    assert "Somebody has changed one of the two" in answer.text
    assert Event.objects.count() == 2
    again = {"seen": answer.context["seen"], "why": answer.context["form"]["why"].value()}
    assert f'value="{again["seen"]}"' in answer.text
    assert again["why"] == "So."
    assert "is one with" in told(reviewer.post(page_of(kept, gone), again, follow=True))


def test_a_reason_typed_for_a_merge_that_has_to_wait_stands_on_the_page(researcher, reviewer):
    kept, gone = make_event(), make_event()
    seen = reviewer.get(page_of(kept, gone)).context["seen"]
    send(researcher, address(kept, "change"), title="After", change_class="typo")
    answer = reviewer.post(page_of(kept, gone), {"seen": seen, "why": "They are one and the same."})
    assert "a change that waits for review" in answer.text
    assert "They are one and the same." in answer.text
    assert Event.objects.count() == 2


def test_a_merge_without_a_reason_is_not_done(reviewer):
    kept, gone = make_event(), make_event()
    assert "This field is required" in sent(reviewer, kept, gone, why=" ").text
    assert Event.objects.count() == 2


def test_what_stands_in_the_way_is_told_before_and_the_other_way_round_is_offered(reviewer):
    kept, gone = make_event(workflow=Workflow.DRAFT), make_event()
    shown = reviewer.get(page_of(kept, gone))
    assert "keep the one that they see" in shown.text
    assert "Propose the merge" not in shown.text
    assert "Propose the merge" in reviewer.get(shown.context["swapped"]).text


def test_what_looks_the_same_is_offered_and_any_other_is_found_by_slug_or_address(researcher):
    party = make_party()
    words = {"title": "Musk testifies in Oakland", "summary": "He was examined for hours.", "date": "2026-04-30"}
    one, other, third = make_event(parties=[party], **words), make_event(parties=[party], **words), make_event()
    refresh_findings()
    assert list(researcher.get(page_of(one)).context["likely"]) == [other]
    assert list(researcher.get(page_of(other)).context["likely"]) == [one]
    asked = {"keep": one.slug, "merge": f"https://example.org/events/{third.slug}/"}
    assert researcher.get("/admin/merge/event/", asked).context["other"] == third
    assert "There is no event “nothing”" in researcher.get("/admin/merge/event/", {**asked, "merge": "nothing"}).text


def test_the_page_says_what_its_rows_are_and_that_they_are_added(reviewer):
    sources, party, case = [make_source(title=f"Report {number}") for number in (1, 2)], make_party("Acme"), make_case()
    kept = make_event(sources=sources[:1])
    gone = make_event(sources=sources, parties=[party], cases=[case], title="Other words")
    gone.references.filter(source=sources[0]).update(locator="p. 77")
    shown = reviewer.get(page_of(kept, gone)).context
    assert {"Its cases", "Its parties"} <= {name for name, _ in shown["moves"]}
    told = [(change.label, change.how, *(cell.words for cell in change.entry[:1])) for change in shown["changes"]]
    assert {("Party", "added", "Acme"), ("Source", "added", "Report 1 (The Daily Record)")} <= set(told)
    assert ("Title", "changed") in told
    kept, gone = make_party(other_names="Acme"), make_party(other_names="Acme, Inc.")
    make_event(parties=[gone])
    shown = reviewer.get(page_of(kept, gone)).context
    assert "Events with it as party" in [name for name, _ in shown["moves"]]
    assert "removed" in [change.how for change in shown["changes"] if change.label == "Other name"]


def test_showing_what_would_move_writes_nothing(reviewer):
    kept, gone = make_pair("party")
    versions = Version.objects.count()
    reviewer.get(page_of(kept, gone))
    assert (Version.objects.count(), Party.objects.filter(slug=gone.slug).count()) == (versions, 1)


@pytest.mark.parametrize(
    "data", [{}, {"seen": "\0", "why": "\0"}, {"seen": "9" * 900, "why": "x" * 501}, {"seen": "x"}]
)
def test_no_form_breaks_a_merge(reviewer, data):
    kept, gone = make_event(), make_event()
    assert reviewer.post(page_of(kept, gone), data).status_code == 200
    assert Event.objects.count() == 2


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("event/", 404),
        ("event/?keep=", 404),
        ("event/?keep=%00", 404),
        ("event/?keep=nothing", 404),
        ("court/?keep=cand", 404),
        ("user/?keep=1", 404),
        ("event/?keep=here", 200),
        ("event/?keep=here&merge=here", 200),
        ("event/?keep=here&merge=%00", 200),
        ("event/?keep=here&merge=" + "x" * 900, 200),
        ("event/?keep=here&merge=%2F%2F%2F", 200),
    ],
)
def test_no_address_breaks_a_merge(reviewer, address, status):
    make_event(slug="here")
    assert reviewer.get(f"/admin/merge/{address}").status_code == status


def test_a_merge_asks_for_the_right_to_change_the_kind_of_record(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    kept, gone = make_event(), make_event()
    assert client.get(page_of(kept, gone)).status_code == 403
    assert client.post(page_of(kept, gone), {"seen": "1-1", "why": "So."}).status_code == 403
    client.logout()
    assert client.get(page_of(kept, gone)).status_code == 302


def merged_by(name, make=make_event, **values):
    kept, gone = make(**values), make(**values)
    return merge(kept, gone, Hand(name=name, why="One.")).address, kept, gone


def history_page(record):
    return address_of(record, "history")


def undo_page(address):
    return f"/admin/timeline/formeraddress/{address.pk}/undo/"


def test_a_merge_is_undone_from_the_list_of_merged_records(reviewer):
    address, kept, gone = merged_by("ann", make_source)
    listed = reviewer.get("/admin/timeline/formeraddress/").text
    for words in (gone.title, kept.slug, "ann", "One.", undo_page(address)):
        assert words in listed
    assert gone.slug in reviewer.get(undo_page(address)).text
    propose_undoing(address, Hand(name="ann", why="They are two."))
    answer = reviewer.post(undo_page(address), {"why": "They are two."}, follow=True)
    assert "is a record of its own again" in told(answer)
    assert (head_of(gone).made_by_name, head_of(gone).typed_why) == ("reviewer", "They are two.")
    assert reviewer.get(undo_page(address)).status_code == 404


def test_a_researcher_undoes_a_merge_of_drafts_alone(researcher):
    drafts, _, gone = merged_by("ann", workflow=Workflow.DRAFT)
    seen, _, other = merged_by("ann")
    assert researcher.post(undo_page(drafts), {"why": "So."}).status_code == 302
    refused = researcher.post(undo_page(seen), {"why": "So."})
    assert (refused.status_code, "propose it, and a reviewer" in told(refused)) == (403, True)
    assert set(Event.objects.filter(slug__in=[gone.slug, other.slug])) == {Event.objects.get(slug=gone.slug)}


def test_a_merge_is_undone_from_the_history_of_what_it_changed(reviewer):
    party, other = make_party("Acme"), make_party("Acme, Inc.")
    event = make_event(parties=[other])
    address = merge(party, other, Hand(name="ann", why="One.")).address
    for record in (party, event):
        shown = reviewer.get(history_page(record)).text
        assert f"“Acme, Inc.” ({other.slug}) became one with {party.slug}" in shown
        assert shown.count(undo_page(address)) == 1
    propose_undoing(address, Hand(name="ann", why="They are two."))
    reviewer.post(undo_page(address), {"why": "They are two."})
    for record in (party, event, Party.objects.get(slug=other.slug)):
        assert "became one" not in reviewer.get(history_page(record)).text


def test_nobody_is_offered_an_undoing_that_would_be_refused(client, django_user_model):
    guest = django_user_model.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_formeraddress"))
    client.force_login(guest)
    address, _, _ = merged_by("ann")
    reason = "undone by somebody who may change events"
    listed, asked = client.get("/admin/timeline/formeraddress/").text, client.get(undo_page(address)).text
    assert (undo_page(address) in listed, reason in listed) == (False, True)
    assert ("Undo the merge</" in asked, reason in asked) == (False, True)
    assert client.post(undo_page(address), {"why": "So."}).status_code == 403
    assert FormerAddress.objects.exists()


def test_a_merge_of_parties_that_a_published_event_names_is_not_undone_at_once(researcher, reviewer):
    party, other = (make_party(workflow=Workflow.DRAFT) for _ in range(2))
    make_event(parties=[other])
    address = merge(party, other, Hand(name="ann", why="One.")).address
    assert researcher.post(undo_page(address), {"why": "So."}).status_code == 403
    assert "Propose to undo the merge" in reviewer.get(undo_page(address)).text


def test_what_cannot_be_undone_is_told(reviewer):
    address, _, gone = merged_by("ann")
    make_event(slug=gone.slug)
    assert "There is another record at" in reviewer.post(undo_page(address), {"why": "So."}).text
    assert FormerAddress.objects.exists()
    for key in (0, 99999999999999999999999):
        assert reviewer.get(f"/admin/timeline/formeraddress/{key}/undo/").status_code == 404
