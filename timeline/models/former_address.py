"""Addresses of records that were merged into others: they lead there for good, unless the merge is undone."""

from django.db import models
from django.utils import timezone

from timeline.models.record import NaturallyKeyed, NaturalQuerySet

# One record merged into another, that into a third, and so on: longer chains lead nowhere.
_LONGEST_CHAIN = 20


class FormerAddressQuerySet(NaturalQuerySet):
    def leading_to(self, kind: str, slug: str) -> list[str]:
        """The slugs that this former one leads to, one after the other; none if it is no former one."""
        chain: list[str] = []
        while len(chain) < _LONGEST_CHAIN:
            found = self.filter(record_kind=kind, slug=chain[-1] if chain else slug).first()
            if found is None or found.leads_to in (slug, *chain):
                break
            chain.append(found.leads_to)
        return chain

    def of(self, record):
        """Those of records that were merged into this one itself."""
        return self.filter(record_kind=record._meta.model_name, leads_to=record.slug)


class FormerAddress(NaturallyKeyed):
    record_kind = models.CharField(max_length=20, help_text="The kind of record, as “event”.")
    slug = models.CharField(max_length=80, help_text="The slug of the record that was merged.")
    leads_to = models.CharField(max_length=80, db_index=True, help_text="The slug of the record that stayed.")
    title = models.CharField(max_length=300, help_text="What the merged record was called.")
    merged_by = models.CharField(max_length=150, help_text="Who merged them.")
    merged_at = models.DateTimeField(default=timezone.now, help_text="When they were merged.")
    why = models.CharField(max_length=500, blank=True, help_text="Why they were taken for one.")
    moved = models.JSONField(
        default=dict,
        help_text="What an undoing needs: the versions that the merge left, and what versions do not carry.",
    )

    natural_lookups = ("record_kind", "slug")

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-id"]
        verbose_name = "merged record"
        constraints = [models.UniqueConstraint(fields=["record_kind", "slug"], name="formeraddress_once")]

    def __str__(self):
        return f"{self.record_kind} {self.slug}, now {self.leads_to}"
