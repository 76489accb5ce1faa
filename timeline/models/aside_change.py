"""Changes of what stands beside a record's own words: texts held of a source, dismissed warnings, accepted places.

None of it is reviewed, and no version carries it: a text is never changed, and a dismissal is its own reason. That it
came, changed or went, by whom, when and why, stays here.
"""

from django.db import models

from timeline.models.reasoned import Reasoned
from timeline.models.record import Record
from timeline.models.signed import Signed
from timeline.vocabulary import Aside


class AsideChangeQuerySet(models.QuerySet):
    def of(self, record):
        """Newest first."""
        slug = record.slug if isinstance(record, Record) else str(record.pk)
        return self.filter(record_kind=record._meta.model_name, record_slug=slug)


class AsideChange(Reasoned, Signed):
    what = models.CharField(max_length=10, choices=Aside.choices, help_text="What stands beside the record.")
    about = models.CharField(max_length=300, help_text="Which of them: “p. 3, revision 2”, or the rule of a warning.")
    before = models.TextField(blank=True, help_text="What it said; empty where it was not there.")
    after = models.TextField(blank=True, help_text="What it says; empty where it is gone.")

    objects = AsideChangeQuerySet.as_manager()

    class Meta:
        # Not among the tables whose writing makes public pages anew.
        db_table = "desk_aside_change"
        ordering = ["-made_at", "-id"]
        constraints = [*Reasoned.Meta.constraints]
        indexes = [models.Index(fields=["record_kind", "record_slug"], name="aside_change_by_record")]

    def __str__(self):
        return f"{self.get_what_display()} of {self.record_kind} {self.record_slug}: {self.about}"

    @property
    def how(self) -> str:
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"
