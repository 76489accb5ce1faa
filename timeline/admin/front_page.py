"""The front page of the desk: worklists with their counts, and what others changed since the last visit."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse

from timeline.admin.change_lines import change_lines_of, changes_by_others, newest_first
from timeline.admin.pair_lines import pairs_in
from timeline.admin.proposal_lines import proposal_lines
from timeline.admin.saved_filters import saved_filters_of, told_of
from timeline.admin.version_lines import lines_of
from timeline.admin.worklists import WORKLISTS, counts_of, worklists_of
from timeline.models import DeskVisit, Finding, MergeProposal

_ON_A_PAGE = 50
_NEWEST = 8
# The list of what changed has an address beside those of the worklists.
CHANGES = "changes"


def front_page(request) -> dict:
    """The context of the page; that the user was there is remembered."""
    worklists, visit = worklists_of(request.user), DeskVisit.objects.come(request.user)
    changes = changes_by_others(request.user, visit.since)
    counts = counts_of(worklists, request.user, **changes)
    return {
        "worklists": [(worklist, counts[worklist.name]) for worklist in worklists],
        "filters": told_of(saved_filters_of(request.user)),
        "since": visit.since,
        "changes": change_lines_of(newest_first(changes)[:_NEWEST]),
        "change_count": sum(counts[name] for name in changes),
        "changes_address": reverse("admin:worklist", args=[CHANGES]),
    }


def worklist_page(site, request, name):
    """The rows of a worklist that no other list of the desk shows: versions, changes, proposals, pairs of records."""
    title, about, rows, told = _named(request.user, name)
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("p", 1))
    context = {
        **site.each_context(request),
        "title": title,
        "about": about,
        "page": page,
        "lines": told(page.object_list),
        "are_pairs": rows.model is Finding,
    }
    return TemplateResponse(request, "admin/timeline/worklist.html", context)


def _named(user, name):
    """Title, a line on it, its rows, and what tells them. Raises Http404 where this user has no such list."""
    if name == CHANGES:
        since = DeskVisit.objects.since(user)
        about, changes = f"By others, since {since:%d %b %Y, %H:%M} (UTC).", changes_by_others(user, since)
        return "Changed since my last visit", about, newest_first(changes), change_lines_of
    worklist = WORKLISTS.get(name)
    if worklist is None or worklist.filtered or not worklist.is_for(user):
        raise Http404(f"There is no worklist “{name}”.")
    rows = worklist.rows(user)
    told = {Finding: partial(pairs_in, user=user), MergeProposal: proposal_lines}.get(rows.model, lines_of)
    return worklist.title, worklist.about, rows, told
