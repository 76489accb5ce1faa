"""Comments on records, from one colleague to another. Readers never see them."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class CommentQuerySet(models.QuerySet):
    def on(self, record):
        """Those on this record, and on the records that were merged into it, oldest first."""
        kind = record._meta.model_name
        former = self.model._meta.apps.get_model("timeline", "FormerAddress").objects.of(record).values("slug")
        return self.filter(record_kind=kind).filter(
            models.Q(record_slug=record.slug) | models.Q(record_slug__in=former)
        )


class Comment(models.Model):
    record_kind = models.CharField(max_length=20, help_text="The kind of record, as “event”.")
    record_slug = models.CharField(max_length=80, help_text="The record's slug.")
    text = models.TextField(max_length=4000, help_text="For colleagues; readers never see it.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", help_text="Who wrote it."
    )
    made_by_name = models.CharField(max_length=150, help_text="The name of who wrote it, kept for good.")
    made_at = models.DateTimeField(default=timezone.now, help_text="When it was written.")

    objects = CommentQuerySet.as_manager()

    class Meta:
        # Not among the tables whose writing makes public pages anew.
        db_table = "desk_comment"
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["record_kind", "record_slug"], name="comment_by_record")]

    def __str__(self):
        return f"{self.made_by_name} on {self.record_kind} {self.record_slug}"
