"""One of each type of page of the desk, with every part that it can have."""

from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.making import make_case, make_event, make_party, make_report, make_source, make_text
from timeline.admin import steps
from timeline.checks.linter import refresh_findings
from timeline.history.asides import keeping_asides
from timeline.history.keeping import Hand, head_of, keep, keep_all, state_of
from timeline.merging.merging import merge
from timeline.merging.proposing import propose_merge
from timeline.models import Comment, Dismissal, Finding, FormerAddress, OpenForm, SavedFilter, Source
from timeline.vocabulary import Step, Workflow

WORDS = "He was asked for two hours, and answered that he had not read the paper before."


def make_desk():
    """name → address below /admin/, after the records were made that these pages show."""
    user = get_user_model().objects.get(username="admin")
    ann = get_user_model().objects.create_user("ann", is_staff=True)
    event = _make_event(ann, user)
    pair = _make_pair()
    report = make_report(event, "It was another day.")
    return {
        "front page": "",
        "worklist of versions": "worklists/changes/",
        "worklist of pairs": "worklists/duplicates/",
        "list": "timeline/event/",
        "filtered list": "timeline/event/?workflow__exact=published&sources=one",
        "form, empty": "timeline/event/add/",
        "form, pending change": _of(event, "change"),
        "form of a case": _of(make_case("Musk v. OpenAI", [make_source()]), "change"),
        "form of a source": _of(_make_held_text(user), "change"),
        "held text": "timeline/sourcetext/add/",
        "review": _of(event, "review"),
        "review with company": _of(_make_with_company(ann), "review"),
        "publish together": _of(_make_with_company(ann), "together"),
        "history": _of(event, "history"),
        "history with asides": _of(Source.objects.get(title="A source with a text"), "history"),
        "delete": _of(make_event(title="A draft to delete", workflow=Workflow.DRAFT), "delete"),
        "delete, refused": _of(event, "delete"),
        "deleted": "deleted/",
        "deleted record": f"deleted/party/{_make_deleted(user)}/",
        "merge, to choose": f"merge/event/?keep={pair[1].slug}",
        "merge": f"merge/event/?keep={pair[0].slug}&merge={pair[1].slug}",
        "merge, proposed": _make_proposed(ann),
        "worklist of proposals": "worklists/merges/",
        "merge, refused": f"merge/event/?keep={pair[1].slug}&merge={event.slug}",
        "merged records": "timeline/formeraddress/",
        "undo a merge": f"timeline/formeraddress/{_make_merged(user)}/undo/",
        "comments": f"comments/event/{event.slug}/",
        "findings": "timeline/finding/?dismissed=all",
        "dismiss": f"timeline/finding/{Finding.objects.filter(level='warning').first().pk}/dismiss/",
        "dismissals": "timeline/dismissal/",
        "reports": "timeline/readerreport/",
        "report": _of(report, "change"),
        "report, answered": f"timeline/readerreport/{report.pk}/answer/",
        "account": "account/",
        "second factor": "account/second-factor/",
        "password": "password_change/",
        "audit": "timeline/auditentry/",
        "users": "auth/user/",
        "user": f"auth/user/{ann.pk}/change/",
        "group": "auth/group/1/change/",
    }


NAMES = (
    *("front page", "worklist of versions", "worklist of pairs", "list", "filtered list", "form, empty"),
    *("form, pending change", "form of a case", "form of a source", "held text", "review"),
    *("review with company", "publish together", "history"),
    *("history with asides", "delete", "delete, refused", "deleted", "deleted record", "merge, to choose", "merge"),
    *(
        "merge, proposed",
        "worklist of proposals",
        "merge, refused",
        "merged records",
        "undo a merge",
        "comments",
        "findings",
        "dismiss",
        "dismissals",
        "reports",
    ),
    *("report", "report, answered", "account", "second factor", "password", "audit", "users", "user", "group"),
)


def _of(record, page):
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}"
    return reverse(name, args=[record.pk]).removeprefix("/admin/")


def _make_event(ann, user):
    """Published, with a change in review by ann, who has its form open; warned of, commented on, in a saved filter."""
    sources = [make_source("2026-05-01"), make_source("2026-04-01")]
    event = make_event("2026-04-30", sources, title="Musk testifies", summary="He was asked.", parties=[make_party()])
    keep(event, Step.PUBLISHED, Hand(ann))
    content = {**state_of(event)[0], "title": "Elon Musk testifies", "summary": WORDS}
    hand = Hand(ann, why="The transcript says so.", change_class="correction")
    keep_all(type(event), {event.slug: (content, Workflow.DRAFT)}, Step.WRITTEN, hand)
    steps.submit(event, Hand(ann))
    refresh_findings()
    OpenForm.objects.create(record_kind="event", record_slug=event.slug, user=ann)
    for by in (ann, user):
        Comment.objects.create(
            record_kind="event", record_slug=event.slug, text=WORDS, made_by=by, made_by_name=by.username
        )
    SavedFilter.objects.create(user=user, kind="event", name="Trial days", query="workflow__exact=published")
    return event


def _make_with_company(ann):
    """A draft that rests on one of the same hand, and one of somebody else."""
    sources = [make_source(workflow=Workflow.DRAFT), make_source(workflow=Workflow.DRAFT)]
    event = make_event("2026-05-02", sources, title="A draft with drafts", workflow=Workflow.DRAFT)
    for record in (sources[0], event):
        keep(record, Step.WRITTEN, Hand(ann))
    return event


def _make_pair():
    party = make_party("A party that took part in both")
    words = {"title": "Altman testifies in Oakland", "summary": "He was examined for hours.", "date": "2026-05-12"}
    pair = [make_event(parties=[party], **words), make_event(parties=[party], **{**words, "summary": WORDS})]
    twice = make_event(parties=[party], **words)
    refresh_findings()
    Dismissal.objects.create(
        record_kind="event",
        record_slug=twice.slug,
        rule="near-duplicate",
        about=pair[0].slug,
        reason="It was the day after.",
        dismissed_by="ann",
    )
    return pair


def _make_held_text(user):
    source = make_source(title="A source with a text", workflow=Workflow.DRAFT)
    with keeping_asides(Source, [source.slug], Hand(user, why="For the quote.")):
        make_text("These words are held.", source, locator="p. 3")
    return source


def _make_deleted(user):
    party = make_party("A party made by mistake", workflow=Workflow.DRAFT)
    keep(party, Step.WRITTEN, Hand(user))
    keep(party, Step.DELETED, Hand(user, why="It stands twice."))
    party.delete()
    return party.slug


def _make_proposed(ann):
    kept, gone = make_event(title="Altman is examined"), make_event(title="Altman is heard", parties=[make_party()])
    propose_merge(kept, gone, Hand(ann, why="It is one hearing, told by two papers."))
    keep(kept, Step.PUBLISHED, Hand(ann))
    return f"merge/event/?keep={kept.slug}&merge={gone.slug}"


def _make_merged(user):
    kept, gone = make_source(title="The order"), make_source(title="The order, again")
    assert head_of(kept) is None
    merge(kept, gone, Hand(user, why="They are one."))
    return FormerAddress.objects.get().pk
