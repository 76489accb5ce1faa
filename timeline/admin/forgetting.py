"""After records were deleted at the desk: what was found, dismissed and proposed of them goes with them."""

from timeline.checks.gathering import MODELS
from timeline.checks.linter import refresh_findings
from timeline.models import Dismissal, MergeProposal


def forget(model, slugs: list[str]) -> None:
    """After these records of the model were deleted."""
    Dismissal.objects.filter(record_kind=model._meta.model_name, record_slug__in=slugs).delete()
    MergeProposal.objects.naming(model._meta.model_name, slugs).delete()
    if model in MODELS:
        refresh_findings(model, [])
