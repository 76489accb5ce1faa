"""Records that were deleted: the list of them, and the history of each, from which any version is brought back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from timeline.admin import steps
from timeline.admin.ahead import tell_of_findings
from timeline.admin.past import version_asked_for, versions_on_a_page
from timeline.admin.publishing import Hindrance
from timeline.admin.version_lines import lines_of
from timeline.admin.why_deleted import why_of
from timeline.exporting.records import SECTION_OF
from timeline.history.keeping import Hand
from timeline.importing.bringing_back import last_version_of_deleted
from timeline.models import Version
from timeline.models.record import Record
from timeline.vocabulary import Step

_ON_A_PAGE = 50
KINDS = {model._meta.model_name: model for model in SECTION_OF}


def deleted_page(site, request):
    """Newest first; of the kinds of record that the user may look at."""
    kinds = [kind for kind in KINDS if request.user.has_perm(f"timeline.view_{kind}")]
    gone = Version.objects.heads().filter(step=Step.DELETED, record_kind__in=kinds)
    page = Paginator(gone, _ON_A_PAGE).get_page(request.GET.get("p", 1))
    context = {
        **site.each_context(request),
        "title": "What was deleted",
        "about": "Records that readers did not see when they were deleted. The history of each restores it.",
        "page": page,
        "lines": lines_of(page.object_list),
    }
    return TemplateResponse(request, "admin/timeline/worklist.html", context)


def deleted_record(site, request, kind, slug):
    """The versions of one; a post brings one of them back."""
    version = _last_version(request, kind, slug)
    if request.method == "POST" and (address := _brought_back(request, version)):
        return HttpResponseRedirect(address)
    context = {
        **site.each_context(request),
        **versions_on_a_page(request, version.siblings),
        "opts": version.model._meta,
        "title": f"Deleted: {version.title}",
        "version": version,
        "is_deleted": True,
        "why": why_of(request),
        "has_review": issubclass(version.model, Record),
        "may_change": request.user.has_perm(f"timeline.add_{kind}"),
    }
    return TemplateResponse(request, "admin/timeline/deleted.html", context)


def _last_version(request, kind: str, slug: str) -> Version:
    """Raises Http404 and PermissionDenied."""
    if kind not in KINDS:
        raise Http404(f"There is no record of the kind “{kind}”.")
    if not request.user.has_perm(f"timeline.view_{kind}"):
        raise PermissionDenied
    version = last_version_of_deleted(kind, slug) if "\0" not in slug else None
    if version is None:
        raise Http404("No such record was deleted, or it is there again.")
    return version


def _brought_back(request, last: Version) -> str:
    """Where the record is that was brought back; "" where a message says what stands in the way."""
    kind = last.record_kind
    if not request.user.has_perm(f"timeline.add_{kind}"):
        raise PermissionDenied
    version = version_asked_for(request, last.siblings)
    if version is None:
        messages.error(request, "There is no such version.")
        return ""
    try:
        record = steps.bring_back(version, Hand(request.user, why=why_of(request)))
    except Hindrance as hindrance:
        messages.error(request, str(hindrance))
        return ""
    now = " as a draft: send it to review" if isinstance(record, Record) else ""
    messages.success(request, f"“{record}” is there again{now}.")
    tell_of_findings(request, record)
    return reverse(f"admin:timeline_{kind}_change", args=[record.pk])
