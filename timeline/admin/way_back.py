"""The way back from a merge: where it is undone, or who may where this user may not; told where the merge is told."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.urls import reverse

from timeline.models import FormerAddress, Version
from timeline.vocabulary import Step

# A merge writes its versions and the former address at once, however long it takes.
_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class WayBack:
    """`refusal` says who undoes the merge, where this user may not; `page` is "" then."""

    merge: FormerAddress
    page: str
    refusal: str


def way_back(user, merge: FormerAddress) -> WayBack:
    refusal = why_not(user, merge)
    return WayBack(merge, "" if refusal else reverse("admin:timeline_formeraddress_undo", args=[merge.pk]), refusal)


def why_not(user, merge: FormerAddress) -> str:
    """Why this user may not undo the merge; "" for one who may."""
    if not user.has_perm(f"timeline.change_{merge.record_kind}"):
        kinds = apps.get_model("timeline", merge.record_kind)._meta.verbose_name_plural
        return f"The merge is undone by somebody who may change {kinds}."
    return ""


def with_ways_back(user, rows: list[tuple[Version, Any]]) -> list[tuple[Version, Any, list[WayBack]]]:
    """Rows of a history, each with the merges that left its version and that are not undone yet."""
    moments = [version.made_at for version, _ in rows if version.step == Step.MERGED]
    if not moments:
        return [(version, changes, []) for version, changes in rows]
    merges = FormerAddress.objects.filter(merged_at__range=(min(moments) - _WITHIN, max(moments) + _WITHIN))
    by_version = {tuple(left): merge for merge in merges for left in merge.moved.get("versions", ())}
    found = [(version, changes, by_version.get(_key(version))) for version, changes in rows]
    return [(version, changes, [way_back(user, merge)] if merge else []) for version, changes, merge in found]


def _key(version: Version) -> tuple[str, str, int]:
    return version.record_kind, version.record_slug, version.number
