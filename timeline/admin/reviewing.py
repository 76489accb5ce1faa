"""The page on which a record's head is reviewed: what it would change, what stands in the way, and the next step."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.urls import path

from timeline.admin import steps
from timeline.admin.ahead import found_ahead, tell_of_findings
from timeline.admin.company import own_drafts
from timeline.admin.past import changes_between
from timeline.admin.previewing import preview
from timeline.admin.publishing import CLASSES_OF_CHANGES, Hindrance, may_publish
from timeline.admin.reported import open_reports, report_of, told_apart
from timeline.admin.standing import where_it_stands
from timeline.admin.together import ALONG, going_with, key_of, send_along, stops_all
from timeline.history.keeping import Hand, head_of
from timeline.vocabulary import ChangeClass, Workflow

_REVIEWERS = ("publish", "send_back", "withdraw")
# For what stayed behind when the record itself was sent to review.
SENDING_ALONG = "send_along"
_DONE = {
    "publish": "“{}” is published.",
    "send_back": "“{}” is sent back.",
    "submit": "“{}” waits for somebody else to review it.",
    "withdraw": "“{}” is withdrawn, and readers are told so.",
    "drop": "The pending change of “{}” is dropped.",
    SENDING_ALONG: "What is ticked goes to review with “{}”.",
}
CLASSES = [("", "As its author says"), *CLASSES_OF_CHANGES]


class StepForm(forms.Form):
    step = forms.ChoiceField(
        choices=[(name, name) for name in _DONE],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "There is no such step: take one of those below."),
    )
    version_seen = forms.IntegerField(
        min_value=0,
        max_value=10**8,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "The form does not say which version of the record was seen: look at it again.",
        ),
    )
    why = forms.CharField(max_length=500, required=False)
    change_class = forms.ChoiceField(choices=CLASSES, required=False)


class Reviewing:
    """For RecordAdmin: adds the addresses of the review and of the preview."""

    def get_urls(self):
        name, view = self.opts.model_name, self.admin_site.admin_view
        return [
            path("<path:object_id>/review/", view(self.review_view), name=f"timeline_{name}_review"),
            path("<path:object_id>/preview/", view(self.preview_view), name=f"timeline_{name}_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request, object_id):
        record = self.seen_record(request, object_id)
        return preview(request, record)

    def review_view(self, request, object_id):
        record = self.seen_record(request, object_id)
        if request.method == "POST":
            if self._take_step(request, record):
                # Not to the form, which others would be told is open here; one that was is of an older version now.
                self.close_form(request, record)
                return self.back_to(record, "review")
            record.refresh_from_db()
        head = head_of(record)
        waits = _what_waits(record, head)
        may = may_publish(request.user) and self.has_change_permission(request, record)
        hindrance = _hindrance(request.user, record) if head and head.workflow != Workflow.PUBLISHED else ""
        company = self._company(request, record, hindrance)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            # A step that was not taken leaves what was typed for it.
            "given": request.POST,
            "title": f"Review: {record}",
            "record": record,
            "head": head,
            **waits,
            "stands": where_it_stands(record),
            "hindrance": hindrance,
            **company,
            "ahead": found_ahead(record),
            "may_publish": may,
            "may_change": self.has_change_permission(request, record),
            "has_step": may or bool(company["own"]) or waits["is_of_authors"],
            # Where readers see all of it, there is nothing to weigh; what had left the site is always a correction.
            "is_weighed": may and record.is_public and not waits["is_seen"],
            "classes": CLASSES,
            "reports": [(report, told_apart(report)) for report in open_reports(record)],
        }
        return TemplateResponse(request, "admin/timeline/review.html", context)

    def _company(self, request, record, hindrance) -> dict:
        """For the template: the drafts that go with it, those that are sent along, and whether all can be published."""
        going = going_with(record)
        own = {key_of(one) for one in own_drafts(request.user, [one.record for one in going])}
        return {
            "going": going,
            "own": own,
            "can_go_together": bool(
                going and hindrance and may_publish(request.user) and not stops_all(request.user, record)
            ),
        }

    def _take_step(self, request, record) -> bool:
        """Whether the step was taken; where not, a message says why."""
        form = StepForm(request.POST)
        if not form.is_valid():
            self.message_user(request, _told(form), messages.ERROR)
            return False
        step, given = form.cleaned_data["step"], form.cleaned_data
        if not self.has_change_permission(request, record) or (step in _REVIEWERS and not may_publish(request.user)):
            raise PermissionDenied
        try:
            with transaction.atomic():
                if steps.lock(record).number != max(given["version_seen"], 1):
                    raise Hindrance("Somebody has changed it since this page was made: look at it again.")
                hand = Hand(request.user, given["why"], given["change_class"])
                if step != SENDING_ALONG:
                    getattr(steps, step)(record, replace(hand, report=report_of(record, request.POST)))
        except Hindrance as hindrance:
            self.message_user(request, str(hindrance), messages.ERROR)
            return False
        self.message_user(request, _DONE[step].format(record), messages.SUCCESS)
        if step in ("submit", SENDING_ALONG):
            send_along(request, record, request.POST.getlist(ALONG))
        if step == "submit":
            tell_of_findings(request, record)
        return True


def _what_waits(record, head) -> dict:
    """For the template: what readers do not see yet of a record, beside what they saw; nothing where it `is_seen`."""
    before = head.published_before if head else None
    is_again = before is not None and not record.is_public
    is_seen = record.is_public and (head is None or head.workflow == Workflow.PUBLISHED)
    is_to_submit = head is not None and head.workflow in (Workflow.DRAFT, Workflow.WITHDRAWN)
    is_reasoned = before is not None and head.workflow != Workflow.PUBLISHED
    return {
        "is_seen": is_seen,
        "was_seen": before is not None or record.is_public,
        "is_again": is_again,
        "changes": changes_between(before if record.is_public else None, head) if head else [],
        "since_seen": changes_between(before, head) if is_again else [],
        # With which it is published where the reviewer types none.
        "reason": steps.reason_of_author(head) if is_reasoned else "",
        # A draft is sent to review, and a pending change dropped, by whoever may change the record.
        "is_of_authors": is_to_submit or (record.is_public and not is_seen),
    }


def _told(form) -> str:
    """What is wrong in a step; what the page itself sends needs no name."""
    named = {name: form[name].label for name in ("why", "change_class")}
    words = (f"{named.get(name, '')}: {' '.join(words)}".lstrip(": ") for name, words in form.errors.items())
    return " ".join(words)


def _hindrance(user, record) -> str:
    """What would stand in the way if this user published the record now."""
    try:
        with transaction.atomic():
            steps.publish(record, Hand(user, why="A trial.", change_class=ChangeClass.CLARIFICATION))
            transaction.set_rollback(True)
    except Hindrance as hindrance:
        return str(hindrance)
    return ""
