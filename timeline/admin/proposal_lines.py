"""Merges, and their undoings, that somebody proposed, as lines of a list with the page on which each is decided."""

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from timeline.admin.merging import merge_address
from timeline.admin.version_lines import Line
from timeline.models import FormerAddress, MergeProposal
from timeline.vocabulary import Proposed


def proposal_lines(proposals: QuerySet) -> list[Line]:
    """In their order; two queries for each, and another for an undoing."""
    return [_line(proposal) for proposal in proposals]


def _line(proposal: MergeProposal) -> Line:
    model = apps.get_model("timeline", proposal.record_kind)
    stays, other = (
        model._default_manager.filter(slug=slug).first() for slug in (proposal.record_slug, proposal.other_slug)
    )
    step = f"{proposal.get_what_display()} into “{stays or proposal.record_slug}” proposed"
    made = (proposal.made_by_name, proposal.made_at, proposal.why)
    kind, title = capfirst(model._meta.verbose_name), str(other or proposal.title)
    return Line(kind, title, _page_of(proposal) if stays else "", step, *made)


def _page_of(proposal: MergeProposal) -> str:
    """Where it is decided; empty where what it is about is gone."""
    kind, stays, other = proposal.record_kind, proposal.record_slug, proposal.other_slug
    if proposal.what == Proposed.MERGE:
        return merge_address(kind, stays, other)
    merge = FormerAddress.objects.filter(record_kind=kind, slug=other).first()
    return reverse("admin:timeline_formeraddress_undo", args=[merge.pk]) if merge else ""
