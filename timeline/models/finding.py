"""What the linter found in the record, and what a researcher dismissed with a reason."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from timeline.models.record import NaturallyKeyed, NaturalQuerySet
from timeline.vocabulary import Level


class AboutARecord(NaturallyKeyed):
    """A row that names a record by its kind and permanent slug, a rule of the linter, and what exactly it is about."""

    record_kind = models.CharField(max_length=20, help_text="The kind of record, as “event”.")
    record_slug = models.CharField(max_length=80, help_text="The record's slug.")
    rule = models.CharField(max_length=40, help_text="The rule of the linter.")
    about = models.CharField(
        max_length=160,
        blank=True,
        help_text="What in the record it is about, where the rule may find several things: a word, another record.",
    )

    natural_lookups = ("record_kind", "record_slug", "rule", "about")

    class Meta:
        abstract = True
        ordering = ["record_kind", "record_slug", "rule", "about"]
        constraints = [
            models.UniqueConstraint(fields=["record_kind", "record_slug", "rule", "about"], name="%(class)s_once")
        ]

    @property
    def record(self):
        """The record itself; None if it is gone."""
        return apps.get_model("timeline", self.record_kind).objects.filter(slug=self.record_slug).first()


class FindingQuerySet(NaturalQuerySet):
    def marked_dismissed(self):
        """Annotates `is_dismissed`: a researcher has given a reason for this finding."""
        same = Dismissal.objects.filter(**{name: OuterRef(name) for name in AboutARecord.natural_lookups})
        return self.annotate(is_dismissed=Exists(same))

    def standing(self):
        """Errors, and warnings that nobody has dismissed."""
        return self.marked_dismissed().filter(Q(level=Level.ERROR) | Q(is_dismissed=False))


class Finding(AboutARecord):
    level = models.CharField(max_length=8, choices=Level.choices, help_text="An error stops publication.")
    title = models.CharField(max_length=200, help_text="The record's own title, as a list names it.")
    message = models.CharField(max_length=500, help_text="What is wrong, so that a researcher can put it right.")
    is_public = models.BooleanField(default=False, help_text="Whether all that it tells is public.")
    found_at = models.DateTimeField(auto_now_add=True, help_text="When the linter first found it.")

    objects = FindingQuerySet.as_manager()

    def __str__(self):
        return f"{self.rule}: {self.message}"


class Dismissal(AboutARecord):
    reason = models.CharField(max_length=300, help_text="Why this is right as it is, in a sentence that readers see.")
    dismissed_by = models.CharField(max_length=150, blank=True, editable=False, help_text="Who dismissed it.")
    dismissed_at = models.DateTimeField(auto_now_add=True, help_text="When it was dismissed.")

    def __str__(self):
        return f"{self.rule}: {self.reason}"
