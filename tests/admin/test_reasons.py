"""Whatever the path of a change, it leaves a reason: a typed one, or one that the desk words where none is asked."""

import re
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.admin.posting import act, address, errors, messages, send, step
from tests.admin.test_asides import dismissed
from tests.admin.test_conflicts import carried, race
from tests.admin.test_findings import make_warned
from tests.admin.test_merging import merged_by, undo_page
from tests.admin.test_new_quotes import EVENT, NEW_SOURCE, quote
from tests.importing.dossiers import SMALL, changed
from tests.making import make_court, make_event, make_party, make_quote, make_source, make_text
from timeline.admin import steps
from timeline.history.keeping import Hand, head_of, keep, keep_all, state_of
from timeline.merging.proposing import propose_undoing
from timeline.models import (
    AsideChange,
    Court,
    Dismissal,
    Event,
    FormerAddress,
    LoadedWord,
    QuoteCheck,
    SourceText,
    Version,
)
from timeline.vocabulary import Aside, ChangeClass, Step, Workflow

pytestmark = pytest.mark.django_db
DRAFT, PUBLISHED = Workflow.DRAFT, Workflow.PUBLISHED
WHY = "It is clearer so."


def whys(record):
    """(step, reason, whether the desk worded it) of each version, oldest first."""
    rows = Version.objects.of(record).order_by("number")
    return [*rows.values_list("step", "why", "is_worded_by_desk")]


def by_form(desk):
    speaker = make_party("Elon Musk")
    add = {**EVENT, **NEW_SOURCE, **quote(speaker), "_submit": "yes"}
    assert errors(send(desk.researcher, address(Event, "add"), **add)) == ""
    draft = make_event(workflow=DRAFT)
    for changes in ({"title": "Other"}, {"references__0__locator": "p. 2"}, {"summary": "So.", "_submit": "yes"}):
        assert errors(send(desk.researcher, address(draft, "change"), **changes)) == ""
    for model, new in (
        (Court, {"id": "x", "name": "X", "short_name": "X", "country": "US", "level": "trial"}),
        (LoadedWord, {"id": "y", "word": "y"}),
    ):
        assert errors(send(desk.administrator, address(model, "add"), **new)) == ""
    assert errors(send(desk.administrator, address(LoadedWord.objects.get(pk="y"), "change"), instead="z")) == ""


def by_joining(desk):
    draft = make_event(workflow=DRAFT)
    answer = race(desk.researcher, desk.reviewer, draft, {"title": "His"}, {"summary": "Hers."})
    data = {**carried(answer), "why": "", "change_class": ""}
    assert "joined" in messages(desk.reviewer.post(address(draft, "change"), data, follow=True))


def by_steps(desk):
    event = make_event(date="2024-01-10", workflow=DRAFT)
    send(desk.researcher, address(event, "change"), title="Other")
    for client, name, more in (
        *((desk.researcher, "submit", {}), (desk.reviewer, "send_back", {"why": "Who says so?"})),
        *((desk.researcher, "submit", {}), (desk.reviewer, "publish", {})),
    ):
        step(client, name, event, **more)
    send(desk.researcher, address(event, "change"), title="Third")
    step(desk.researcher, "drop", event)
    step(desk.reviewer, "withdraw", event, why="It never happened.")
    assert [one for one, _, _ in whys(event)][-2:] == [Step.DROPPED, Step.WITHDRAWN]


def by_actions(desk):
    events = [make_event(date="2024-01-10", workflow=DRAFT) for _ in range(2)]
    act(desk.researcher, "send_to_review", *events)
    act(desk.reviewer, "send_back", *events, why="Not yet.")
    act(desk.researcher, "send_to_review", *events)
    act(desk.reviewer, "publish", *events)
    act(desk.reviewer, "withdraw", *events, why="They never happened.")
    act(desk.administrator, "delete_selected", make_event(workflow=DRAFT), post="yes")


def by_restoring(desk):
    event = make_event(workflow=DRAFT)
    send(desk.researcher, address(event, "change"), title="Other")
    desk.researcher.post(address(event, "history"), {"restore": 1})
    assert head_of(event).why == "As it was in version 1."
    desk.administrator.post(address(event, "delete"), {"post": "yes", "why": "By mistake."})
    desk.researcher.post(f"/admin/deleted/event/{event.slug}/", {"restore": 1})
    assert Event.objects.filter(slug=event.slug).exists()


def by_merging(desk):
    merged, _, _ = merged_by("ann", make_source, workflow=DRAFT)
    desk.reviewer.post(undo_page(merged), {"why": "They are two."})
    merged, _, _ = merged_by("ann", make_source)
    for client, taken in ((desk.researcher, {"step": "propose"}), (desk.reviewer, {})):
        client.post(undo_page(merged), {"why": "They are two.", **taken})
    assert not FormerAddress.objects.exists()


def by_commands(desk):
    folder = desk.folder
    for text in (SMALL, changed(("title: Report", "title: A report"))):
        (folder / "small.yaml").write_text(text)
        call_command("import_dossier", folder, stdout=desk.out)
    Version.objects.all().delete()
    call_command("recheck", stdout=desk.out)
    (folder / "small.yaml").write_text(SMALL)
    call_command("import_dossier", folder, overwrite=True, stdout=desk.out)


def beside_records(desk):
    event, source = make_warned(), make_source()
    dismissed(desk.researcher, event)
    send(desk.researcher, address(Dismissal.objects.get(record_slug=event.slug), "change"), reason="Better.")
    new = {"source": source.pk, "pasted": "Words.", "locator": "p. 3"}
    assert errors(send(desk.researcher, address(SourceText, "add"), **new)) == ""
    words = "We never did anything of the kind."
    said = make_quote(words, [source])
    make_text(f"{words} More.", source)
    SourceText.objects.create(source=source, text=f"Before it. {words} More.", extraction="pasted", revision=2)
    check = QuoteCheck.objects.get(quote=said)
    shown = act(desk.researcher, "accept_places", check).context["chosen"][0].shown
    act(desk.researcher, "accept_places", check, confirmed="yes", **{f"shown-{check.pk}": shown})


# Commands first: they begin all histories anew.
PATHS = [by_commands, by_form, by_joining, by_steps, by_actions, by_restoring, by_merging, beside_records]


def test_no_path_leaves_a_version_or_a_change_beside_one_without_a_reason(desk):
    for path in PATHS:
        path(desk)
    assert {*Version.objects.values_list("step", flat=True)} == {*Step.values}
    assert {*AsideChange.objects.values_list("what", flat=True)} == {*Aside.values}
    for kept in (*Version.objects.all(), *AsideChange.objects.all()):
        assert kept.why.strip(), kept
        assert kept.made_by_name, kept


@pytest.fixture
def desk(researcher, reviewer, administrator, tmp_path):
    return SimpleNamespace(
        researcher=researcher, reviewer=reviewer, administrator=administrator, folder=tmp_path, out=StringIO()
    )


def test_one_function_alone_makes_versions_and_one_makes_changes_beside_them():
    made: dict[str, list[str]] = {"Version": [], "AsideChange": []}
    making = re.compile(r"(?<!class )\b(Version|AsideChange)(?:\.objects\.create)?\(\s*\w+=")
    for file in sorted((Path(settings.BASE_DIR) / "timeline").rglob("*.py")):
        for name in making.findall(file.read_text()):
            made[name].append(file.name)
    assert made == {"Version": ["keeping.py"], "AsideChange": ["asides.py"]}


def test_a_draft_may_be_saved_without_a_reason_and_its_history_tells_what_was_changed(researcher):
    event = make_event(title="Before", workflow=DRAFT)
    assert (
        errors(send(researcher, address(event, "change"), title="After", references__1__source=make_source().pk)) == ""
    )
    assert whys(event)[1:] == [("written", "Draft: changed title; added 1 source", True)]
    send(researcher, address(event, "change"), title="Again", why=" The order says so. ")
    assert whys(event)[2:] == [("written", "The order says so.", False)]
    page = researcher.get(address(event, "history")).text
    assert page.count("(worded by the desk)") == 2
    assert "Draft: changed title; added 1 source" in page


def test_a_change_of_what_readers_see_is_not_saved_without_a_typed_reason(researcher):
    for record in (make_event(), make_court()):
        answer = send(researcher, address(record, "change"), why=" ", **_other(record))
        assert "This field is required" in errors(answer)
        assert [one for one, _, _ in whys(record)] == ["begun"]


def _other(record):
    return {"name": "Other"} if isinstance(record, Court) else {"title": "Other"}


def test_what_the_desk_worded_is_no_reason_for_a_change_of_what_readers_see(researcher, reviewer):
    event = make_event(title="Before")
    content, _ = state_of(event)
    keep(event, Step.PUBLISHED, Hand(name="ann"))
    keep_all(Event, {event.slug: ({**content, "title": "After"}, DRAFT)}, Step.WRITTEN, Hand(name="ann"))
    assert head_of(event).is_worded_by_desk
    assert "needs a reason" in messages(step(reviewer, "publish", event, change_class="correction"))
    step(reviewer, "publish", event, change_class="correction", why="The order says so.")
    assert head_of(event).typed_why == "The order says so."


def test_why_a_record_was_withdrawn_is_no_reason_to_publish_it_again(researcher, reviewer):
    event = make_event(date="2024-01-10")
    step(reviewer, "withdraw", event, why="It never happened.")
    researcher.post(address(event, "history"), {"restore": 1})
    assert "needs a reason" in messages(step(reviewer, "publish", event, change_class="correction"))


def test_a_version_of_what_readers_see_is_restored_with_a_typed_reason_alone(researcher, administrator):
    event, court = make_event(title="First"), make_court(name="One")
    for record, changes in ((event, {"title": "Second"}), (court, {"name": "Two", "why": WHY})):
        send(researcher, address(record, "change"), **changes)
        url, count = address(record, "history"), Version.objects.of(record).count()
        assert "say why" in messages(researcher.post(url, {"restore": 1, "why": "  "}, follow=True))
        assert Version.objects.of(record).count() == count
        researcher.post(url, {"restore": 1, "why": "The first was right."})
        assert whys(record)[-1] == ("restored", "The first was right.", False)


def test_a_merge_is_not_undone_without_a_reason(reviewer):
    merged, _, gone = merged_by("ann", make_source)
    propose_undoing(merged, Hand(name="ann", why="They are two."))
    assert "say why" in messages(reviewer.post(undo_page(merged), {"why": " "}))
    assert not type(gone).objects.filter(slug=gone.slug).exists()


def test_a_draft_that_was_published_meanwhile_is_joined_with_class_and_reason_alone(researcher, reviewer):
    event, bare = make_event(date="2024-01-10", workflow=DRAFT), {"why": "", "change_class": ""}
    answer = race(reviewer, researcher, event, {"title": "His"}, {"summary": "Hers."})
    assert 'id="id_why"' not in answer.text
    steps.publish(event, Hand(name="vera"))
    for problem in ("once more", "say below why"):
        answer = researcher.post(address(event, "change"), {**carried(answer), **bare})
        assert (answer.status_code, head_of(event).step) == (409, "published")
        assert problem in answer.context["problem"]
        assert 'id="id_why"' in answer.text
    researcher.post(address(event, "change"), {**carried(answer), "why": WHY, "change_class": ChangeClass.TYPO})
    head = head_of(event)
    assert (head.content["summary"], head.typed_why, head.change_class) == ("Hers.", WHY, "typo")


def test_readers_are_told_typed_reasons_alone(client, reviewer):
    event = make_event(date="2024-01-10", workflow=DRAFT)
    step(reviewer, "publish", event)
    assert whys(event)[-1] == ("published", "Published as it was written.", True)
    for page in (f"{event.get_absolute_url()}history/", f"{event.get_absolute_url()}@2/"):
        assert client.get(page).status_code == 200
        assert "Published as it was written." not in client.get(page).text
