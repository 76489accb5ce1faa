"""Merges that readers would see, and their undoings, which one person proposes and another carries out."""

from django.db import models

from timeline.models.signed import Signed
from timeline.vocabulary import Proposed


class MergeProposalQuerySet(models.QuerySet):
    def naming(self, kind: str | None, slugs):
        """Those with one of these records on either side."""
        either = models.Q(record_slug__in=slugs) | models.Q(other_slug__in=slugs)
        return self.filter(either, record_kind=kind)

    def without(self, user):
        """Those that somebody else made."""
        return self.exclude(made_by=user)


class MergeProposal(Signed):
    """Its record is the one that stays. It is gone when it was carried out, declined or taken back."""

    what = models.CharField(max_length=10, choices=Proposed.choices, help_text="What is proposed.")
    other_slug = models.CharField(max_length=80, help_text="The slug of the record that goes, or that comes back.")
    title = models.CharField(max_length=300, help_text="What that record is called.")
    why = models.CharField(max_length=500, help_text="Why, in a sentence.")

    objects = MergeProposalQuerySet.as_manager()

    class Meta:
        # Not among the tables whose writing makes public pages anew.
        db_table = "desk_merge_proposal"
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["record_kind", "other_slug"], name="mergeproposal_once")]

    def __str__(self):
        """“merge with “Open AI” (open-ai)”."""
        words = self.get_what_display()
        return f"{words[:1].lower()}{words[1:]} with “{self.title}” ({self.other_slug})"
