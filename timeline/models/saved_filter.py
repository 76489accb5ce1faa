"""A list of the desk as somebody filtered it, under a name."""

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", help_text="Whose.")
    kind = models.CharField(max_length=40, help_text="What is listed, as “event”.")
    name = models.CharField(max_length=60, help_text="As its user calls it.")
    query = models.CharField(max_length=1000, blank=True, help_text="The query string of the list.")

    class Meta:
        # Not among the tables whose writing makes public pages anew.
        db_table = "desk_saved_filter"
        ordering = ["kind", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "kind", "name"], name="saved_filter_once_a_name")]

    def __str__(self):
        return self.name
