"""What has been imported from dossier files, so that an unchanged folder need not be read twice."""

from django.db import models


class DossierImport(models.Model):
    digest = models.CharField(max_length=64, help_text="SHA-256 over the names and bytes of the files.")
    finished_at = models.DateTimeField(auto_now_add=True, help_text="When the import ended.")
    created = models.PositiveIntegerField(help_text="Records that were new.")
    updated = models.PositiveIntegerField(help_text="Records that the files changed.")
    unchanged = models.PositiveIntegerField(help_text="Records that were already as the files have them.")
    conflicts = models.PositiveIntegerField(help_text="Records changed here since, and left as they are.")

    class Meta:
        ordering = ["-id"]
        get_latest_by = "id"

    def __str__(self):
        return f"Import of {self.finished_at:%Y-%m-%d %H:%M}"
