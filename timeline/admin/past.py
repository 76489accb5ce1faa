"""A record's history at the desk: every version with what it changed, and the way back to it."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse

from timeline.admin import steps
from timeline.admin.ahead import tell_of_findings
from timeline.admin.publishing import Hindrance
from timeline.admin.way_back import with_ways_back
from timeline.admin.why_deleted import why_of
from timeline.history.cells import Beside
from timeline.history.differing import differences
from timeline.history.keeping import Hand
from timeline.history.showing import Change, changes
from timeline.models import AsideChange, Version
from timeline.models.record import Record

_ON_A_PAGE = 30
_MOST_ASIDES = 200


class Past:
    """For RecordAdmin: takes the place of Django's history."""

    def history_view(self, request, object_id, extra_context=None):
        record = self.seen_record(request, object_id)
        if request.method == "POST":
            if not self.has_change_permission(request, record):
                raise PermissionDenied
            if self._restored(request, record):
                return self.back_to(record)
        context = {
            **self.admin_site.each_context(request),
            **versions_on_a_page(request, Version.objects.of(record)),
            "opts": self.opts,
            "media": self.media,
            "title": f"History: {record}",
            "record": record,
            "has_review": isinstance(record, Record),
            "asides": AsideChange.objects.of(record)[:_MOST_ASIDES],
            "may_change": self.has_change_permission(request, record),
            "must_say_why": self.asks_why(record),
            "why": why_of(request),
        }
        return TemplateResponse(request, "admin/timeline/history.html", context)

    def seen_record(self, request, object_id):
        """The record of an address. Raises Http404 and PermissionDenied."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    def _restored(self, request, record) -> bool:
        version = version_asked_for(request, Version.objects.of(record))
        if version is None:
            self.message_user(request, "There is no such version.", messages.ERROR)
            return False
        why = why_of(request)
        if self.asks_why(record) and not why:
            self.message_user(request, "Nothing was restored: say why, for readers see the record.", messages.ERROR)
            return False
        try:
            steps.restore(record, version, Hand(request.user, why=why))
        except Hindrance as hindrance:
            self.message_user(request, str(hindrance), messages.ERROR)
            return False
        now = "draft now: send it to review" if isinstance(record, Record) else "newest again"
        words = f"Version {version.number} of “{record}” is its {now}."
        self.message_user(request, words, messages.SUCCESS)
        tell_of_findings(request, record)
        return True


def versions_on_a_page(request, versions) -> dict:
    """For the template: those of the versions that the query string asks for, newest first."""
    versions = versions.order_by("-number")
    page = Paginator(versions, _ON_A_PAGE).get_page(request.GET.get("p", 1))
    return {"page": page, "rows": with_ways_back(request.user, _rows(list(page), versions))}


def version_asked_for(request, versions) -> Version | None:
    """The one that the form wants to have restored."""
    number = request.POST.get("restore", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 9
    return versions.filter(number=int(number)).first() if is_number else None


def changes_between(before: Version | None, after: Version) -> list[Change]:
    """What differs, in words, for the desk, which is shown everything; all of it where there was nothing before."""
    names = {**(before.names if before else {}), **after.names}
    found = differences(before.content if before else {}, after.content)
    return changes(after.record_kind, found, Beside(names=names, shows_all=True))


def _rows(versions: list[Version], every) -> list[tuple[Version, list[Change]]]:
    """Each version with what it changed in the one before."""
    if not versions:
        return []
    before = every.filter(number__lt=versions[-1].number).first()
    older = [*versions[1:], before]
    return [(version, changes_between(old, version)) for version, old in zip(versions, older, strict=True)]
