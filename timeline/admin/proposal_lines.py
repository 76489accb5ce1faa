"""Merges, and their undoings, that somebody proposed, as lines of a list with the page on which each is decided."""

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from timeline.admin.finding import with_records
from timeline.admin.merging import merge_address
from timeline.admin.version_lines import Line
from timeline.models import FormerAddress
from timeline.vocabulary import Proposed


def proposal_lines(proposals: QuerySet) -> list[Line]:
    """In their order; one query, and one for each undoing."""
    return [_line(proposal) for proposal in with_records(proposals)]


def _line(proposal) -> Line:
    kind = capfirst(apps.get_model("timeline", proposal.record_kind)._meta.verbose_name)
    step = f"{proposal.get_what_display()} with “{proposal.record_slug}” proposed"
    made = (proposal.made_by_name, proposal.made_at, proposal.why)
    return Line(kind, proposal.title, _page_of(proposal), step, *made)


def _page_of(proposal) -> str:
    """Empty where what it is about is gone."""
    kind, stays, other = proposal.record_kind, proposal.record_slug, proposal.other_slug
    if proposal.what == Proposed.MERGE:
        return merge_address(kind, stays, other) if proposal.record_pk else ""
    merge = FormerAddress.objects.filter(record_kind=kind, slug=other).first()
    return reverse("admin:timeline_formeraddress_undo", args=[merge.pk]) if merge else ""
