"""Comments on records, from one colleague to another. Readers never see them."""

from django.db import models

from timeline.models.signed import Signed


class CommentQuerySet(models.QuerySet):
    def on(self, record):
        """Those on this record, and on the records that were merged into it, oldest first."""
        kind = record._meta.model_name
        former = self.model._meta.apps.get_model("timeline", "FormerAddress").objects.of(record).values("slug")
        return self.filter(record_kind=kind).filter(
            models.Q(record_slug=record.slug) | models.Q(record_slug__in=former)
        )


class Comment(Signed):
    text = models.TextField(max_length=4000, help_text="For colleagues; readers never see it.")

    objects = CommentQuerySet.as_manager()

    class Meta:
        # Not among the tables whose writing makes public pages anew.
        db_table = "desk_comment"
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["record_kind", "record_slug"], name="comment_by_record")]

    def __str__(self):
        return f"{self.made_by_name} on {self.record_kind} {self.record_slug}"
