"""Records that go together, published in one press: each is read, named, and published with a version of its own."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from timeline.admin import steps
from timeline.admin.company import company_of, in_order, own_drafts, send, trial
from timeline.admin.past import changes_between
from timeline.admin.publishing import Hindrance, may_publish
from timeline.admin.standing import where_it_stands
from timeline.admin.why_deleted import why_of
from timeline.history.keeping import Hand, head_of
from timeline.history.showing import Change
from timeline.models import Version

# The fields of a form: the drafts that go along, and the version of each that was read.
ALONG = "along"
_SEEN = "seen"


@dataclass(frozen=True)
class Going:
    """One of the records: `problem` is what stands in the way of its publication after those before it."""

    record: Any
    head: Version | None
    problem: str = ""

    @property
    def key(self) -> str:
        return key_of(self.record)

    @property
    def kind(self) -> str:
        return self.record._meta.verbose_name

    @property
    def stands(self) -> str:
        return where_it_stands(self.record)

    @property
    def number(self) -> int:
        return self.head.number if self.head else 0

    @property
    def address(self) -> str:
        return reverse(f"admin:timeline_{self.record._meta.model_name}_review", args=[self.record.pk])

    @property
    def changes(self) -> list[Change]:
        return changes_between(self.head.published_before, self.head) if self.head else []


class PublishesTogether:
    """For RecordAdmin: adds the address of the page."""

    def get_urls(self):
        name = f"timeline_{self.opts.model_name}_together"
        own = path("<path:object_id>/together/", self.admin_site.admin_view(self.together_view), name=name)
        return [own, *super().get_urls()]

    def together_view(self, request, object_id):
        record = self.seen_record(request, object_id)
        if not may_publish(request.user):
            raise PermissionDenied
        records = in_order([record, *company_of(record)])
        if request.method == "POST" and _published(request, records):
            for one in _chosen(request, records):
                self.close_form(request, one)
            return HttpResponseRedirect(reverse(f"admin:timeline_{self.opts.model_name}_review", args=[record.pk]))
        going = [Going(one, head_of(one), problem) for one, problem in trial(request.user, records)]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": f"Publish together: {record}",
            "record": record,
            "going": going,
            "is_possible": any(not one.problem for one in going),
            "why": why_of(request),
        }
        return TemplateResponse(request, "admin/timeline/together.html", context)


def key_of(record) -> str:
    return f"{record._meta.model_name}-{record.pk}"


def going_with(record) -> list[Going]:
    """What a page says of the drafts that go with a record."""
    return [Going(one, head_of(one)) for one in company_of(record)]


def stops_all(user, record) -> str:
    """What would still stand in the way of a record once all that goes with it were published; "" if nothing."""
    plans = dict(trial(user, in_order([record, *company_of(record)])))
    return plans[record]


def send_along(request, record, keys=None) -> None:
    """Own drafts that go with a record go to review too: all of them, or those of these keys."""
    own = own_drafts(request.user, company_of(record))
    going = [one for one in own if keys is None or key_of(one) in keys]
    if going and (sent := send(request.user, going, about=_title_of(record))):
        messages.success(request, format_html("Sent to review with it: {}.", _links(sent)))


def _title_of(record) -> str:
    """As its newest version has it, which a pending change may have changed."""
    head = head_of(record)
    return head.title if head else str(record)


def _published(request, records) -> bool:
    """Whether all that were chosen are published; where one cannot be, none is, and a message says why."""
    chosen = _chosen(request, records)
    try:
        with transaction.atomic():
            if not chosen:
                raise Hindrance("Nothing is chosen.")
            for record in chosen:
                _publish(request, record)
    except Hindrance as hindrance:
        messages.error(request, f"Nothing was published. {hindrance}")
        return False
    messages.success(request, format_html("Published: {}.", _links(chosen)))
    return True


def _chosen(request, records) -> list[Any]:
    return [record for record in records if key_of(record) in request.POST.getlist(ALONG)]


def _publish(request, record) -> None:
    if not request.user.has_perm(f"timeline.change_{record._meta.model_name}"):
        raise PermissionDenied
    if request.POST.get(f"{_SEEN}-{key_of(record)}") not in _numbers(steps.lock(record)):
        raise Hindrance(f"Somebody has changed “{record}” since this page was made: look at it again.")
    steps.publish(record, Hand(request.user, why=why_of(request)))


def _numbers(head: Version) -> list[str]:
    """A record whose history begins now had none when the page was made."""
    return [str(head.number), "0"] if head.number == 1 else [str(head.number)]


def _links(records):
    rows = ((one.record._meta.verbose_name, one.address, one.record) for one in (Going(r, None) for r in records))
    return format_html_join(", ", "{} <a href='{}'>{}</a>", rows)
