"""Why something was done: no row of a history is without a reason, and it says whose words that is."""

from django.db import models
from django.db.models import Q


class Reasoned(models.Model):
    why = models.CharField(max_length=500, help_text="The reason, in a sentence.")
    is_worded_by_desk = models.BooleanField(
        default=False,
        help_text="Whether the desk worded the reason from what was done, because nobody typed one.",
    )

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="%(class)s_has_why")]

    @property
    def typed_why(self) -> str:
        return "" if self.is_worded_by_desk else self.why
