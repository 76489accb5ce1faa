"""Findings of two records that look like one, as lines of a list: both, and what can be done with them."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from timeline.admin.finding import with_records
from timeline.admin.merging import merge_address


@dataclass(frozen=True)
class Pair:
    """Addresses are "" where the user may not do what stands there."""

    kind: str
    title: str
    address: str
    says: str
    merge: str
    dismiss: str


def pairs_in(findings: QuerySet, user) -> list[Pair]:
    """In the order of their records; one query."""
    may_dismiss = user.has_perm("timeline.add_dismissal")
    return [_pair(finding, user, may_dismiss) for finding in with_records(findings)]


def _pair(finding, user, may_dismiss: bool) -> Pair:
    kind = finding.record_kind
    may_merge = user.has_perm(f"timeline.change_{kind}")
    return Pair(
        kind=capfirst(apps.get_model("timeline", kind)._meta.verbose_name),
        title=finding.title,
        address=reverse(f"admin:timeline_{kind}_change", args=[finding.record_pk]) if finding.record_pk else "",
        says=finding.message,
        # The one that is named was held first.
        merge=merge_address(kind, finding.about, finding.record_slug) if may_merge else "",
        dismiss=reverse("admin:timeline_finding_dismiss", args=[finding.pk]) if may_dismiss else "",
    )
