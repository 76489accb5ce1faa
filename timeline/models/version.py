"""The history of every record: what it said after each change, who made it, when and why.

The newest version of a record is its *head*. Where readers see an older version than the head, the head is a *pending
change*: it waits to be reviewed, and the record's own tables keep what readers see. A record that readers do not see
has in its tables what its head says.
"""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timeline.models.reader_report import ReaderReport
from timeline.models.reasoned import Reasoned
from timeline.models.record import NaturallyKeyed, NaturalQuerySet
from timeline.vocabulary import PUBLIC_CLASSES, ChangeClass, Step, Workflow


class VersionQuerySet(NaturalQuerySet):
    def of(self, record):
        """The versions of one record, newest first."""
        return self.of_slug(record._meta.model_name, getattr(record, "slug", record.pk))

    def of_slug(self, kind: str, slug: str):
        return self.filter(record_kind=kind, record_slug=slug)

    def heads(self):
        return self.filter(is_head=True)

    def published(self):
        """Versions that readers have seen: not what the desk keeps of a change that was dropped, or of a deletion."""
        return self.settled().exclude(step__in=[Step.DROPPED, Step.DELETED])

    def settled(self):
        """Versions after which nothing of a published record waited for review."""
        return self.filter(workflow=Workflow.PUBLISHED)

    def corrections(self):
        """What readers are told of: corrections, merges of what they saw and their undoing too, and withdrawals."""
        seen = Q(step__in=[Step.PUBLISHED, Step.MERGED, Step.RESTORED], workflow=Workflow.PUBLISHED)
        told = Q(seen, change_class=ChangeClass.CORRECTION) | Q(step=Step.WITHDRAWN)
        return self.filter(told, change_class__in=PUBLIC_CLASSES)

    def as_recorded(self, moment):
        """Versions that had been made by then."""
        return self.filter(made_at__lte=moment)


class Version(Reasoned, NaturallyKeyed):
    record_kind = models.CharField(max_length=20, help_text="The kind of record, as “event”.")
    record_slug = models.CharField(max_length=80, help_text="The record's slug.")
    number = models.PositiveIntegerField(help_text="Counts the versions of one record from 1.")
    is_head = models.BooleanField(default=True, db_index=True, help_text="Whether it is the record's newest version.")
    content = models.JSONField(help_text="What the record said, with its rows, in the dossier's shape.")
    names = models.JSONField(default=dict, help_text="What the records that it names were called then, by slug.")
    workflow = models.CharField(max_length=12, choices=Workflow.choices, help_text="Where this version stood.")
    step = models.CharField(max_length=12, choices=Step.choices, help_text="What was done.")
    change_class = models.CharField(
        max_length=14,
        choices=ChangeClass.choices,
        blank=True,
        help_text="How much the change of a published record weighs.",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who did it; empty for an import or a command.",
    )
    made_by_name = models.CharField(max_length=150, help_text="The name of who or what did it, kept for good.")
    report = models.ForeignKey(
        ReaderReport,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="versions",
        help_text="The reader’s report that led to it.",
    )
    made_at = models.DateTimeField(default=timezone.now, db_index=True, help_text="When it was done.")

    natural_lookups = ("record_kind", "record_slug", "number")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            *Reasoned.Meta.constraints,
            models.UniqueConstraint(fields=["record_kind", "record_slug", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["record_kind", "record_slug"], condition=Q(is_head=True), name="version_one_head"
            ),
        ]
        indexes = [models.Index(fields=["workflow", "is_head"]), models.Index(fields=["change_class", "made_at"])]

    def __str__(self):
        return f"{self.record_kind} {self.record_slug}, version {self.number}"

    @property
    def model(self):
        return apps.get_model("timeline", self.record_kind)

    @property
    def title(self) -> str:
        """What the record was called then."""
        return str(next((self.content[key] for key in _TITLES if self.content.get(key)), self.record_slug))

    @property
    def before(self) -> "Version | None":
        """The version that this one was made from."""
        return self.siblings.filter(number__lt=self.number).order_by("-number").first()

    @property
    def published_before(self) -> "Version | None":
        """What readers saw until this version."""
        return self.siblings.published().filter(number__lt=self.number).order_by("-number").first()

    @property
    def siblings(self):
        return Version.objects.of_slug(self.record_kind, self.record_slug)


# Which of its keys names a record, the first that it has. A quote is called by its words, and has a question too.
_TITLES = ("title", "name", "text", "statement", "question", "word")
