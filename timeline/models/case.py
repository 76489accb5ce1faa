"""Cases: one docket each, or a dispute that has not reached a court."""

from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse

from timeline import dates
from timeline.models.contested import contested_points
from timeline.models.court import Court
from timeline.models.dated import Dated, EDTFField
from timeline.models.party import Party
from timeline.models.record import NaturallyKeyed
from timeline.models.reference import Sourced, SourcedQuerySet, SupportingReference
from timeline.vocabulary import CaseKind, CaseStatus, DataUse, Relation, Role, Workflow


class CaseQuerySet(SourcedQuerySet):
    def known_on(self, day):
        """Cases that a source had reported by that day: one of its own, of its filings, or of what happened in it.

        An event before the case was brought says nothing of the case, though it is tied to it today.
        """
        if not day:
            return self
        get_model = self.model._meta.apps.get_model
        filings = get_model("timeline", "Filing").objects.filter(workflow=Workflow.PUBLISHED, known_since__lte=day)
        events = get_model("timeline", "Event")
        happened = events.cases.through.objects.exclude(case__filed="").filter(
            event__in=events.objects.public().known_on(day).values("pk"), event__sorts_from__gte=F("case__sorts_from")
        )
        return self.filter(
            Q(known_since__lte=day) | Q(pk__in=filings.values("case")) | Q(pk__in=happened.values("case"))
        )

    def described_on(self, day):
        """Cases whose summary, roles, causes and data uses can be shown in a view of that day."""
        return self.filter(known_in_full__lte=day) if day else self

    def for_listing(self):
        return self.select_related("court").prefetch_related("data_uses")

    def marked_contested(self, day=None):
        """Annotates `contested_points`: open questions that touch the case and whose accounts differ, by that day."""
        return self.annotate(contested_points=contested_points("case", day))


class Case(Dated, Sourced):
    short_name = models.CharField(max_length=120, help_text="The name readers know, as “Musk v. OpenAI”.")
    caption = models.CharField(
        max_length=200,
        blank=True,
        help_text="The caption as the court's papers print it. Empty for a dispute that has not reached a court.",
    )
    kind = models.CharField(max_length=12, choices=CaseKind.choices, help_text="What sort of proceeding it is.")
    court = models.ForeignKey(
        Court,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        help_text="The court whose docket this is. Empty for a dispute that has not reached one.",
    )
    docket_number = models.CharField(
        max_length=60, blank=True, help_text="As the court writes it, as 4:24-cv-04722. Empty if no source gives it."
    )
    docket_url = models.URLField(max_length=500, blank=True, help_text="A public page of the docket.")
    filed = EDTFField(blank=True, help_text="When it was brought.")
    closed = EDTFField(blank=True, help_text="When it ended. Empty while it is open or if no source says.")
    status = models.CharField(max_length=12, choices=CaseStatus.choices, help_text="How it stood on the date below.")
    status_as_of = EDTFField(help_text="The newest date for which a source supports the status.")
    status_note = models.TextField(blank=True, help_text="One sentence in our own words on where it stands.")
    summary = models.TextField(help_text="Two to four sentences in our own words on what it is about.")
    related = models.ManyToManyField("self", through="CaseRelation", symmetrical=False, help_text="Tied cases.")
    status_known_since = models.DateField(
        null=True, editable=False, help_text="The last day that “status as of” can mean."
    )

    dated_by = "filed"
    derives_from = frozenset({"filed", "status_as_of"})
    derived_fields = (*Dated.dated_fields, "status_known_since")

    objects = CaseQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-sorts_from", "-sorts_to", "-id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["court", "docket_number"],
                condition=~Q(docket_number=""),
                name="case_docket_number_once_a_court",
                violation_error_message="This court already has a case with this docket number.",
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("case", args=[self.slug])

    @property
    def full_caption(self) -> str:
        """As a citation gives it: “Musk v. Altman et al., No. 4:24-cv-04722 (N.D. Cal. filed 5 Aug 2024)”."""
        number = f", No. {self.docket_number}" if self.docket_number else ""
        filed = f"filed {dates.read(self.filed).label}" if self.filed else ""
        inside = " ".join(part for part in (self.court.short_name if self.court else "", filed) if part)
        return f"{self.caption or self.short_name}{number}" + (f" ({inside})" if inside else "")

    def derive(self) -> None:
        super().derive()
        self.status_known_since = dates.read(self.status_as_of).latest if self.status_as_of else None

    def is_status_known_on(self, day) -> bool:
        """Whether the status can be shown in a view of that day: its own date and all its sources are not later."""
        return not day or bool(
            self.status_known_since and self.status_known_since <= day and self.is_known_in_full(day)
        )


class CaseReference(SupportingReference):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="references")

    belongs_to = "case"
    natural_lookups = ("case__slug", "source__slug", "locator")

    class Meta(SupportingReference.Meta):
        constraints = [models.UniqueConstraint(fields=["case", "source", "locator"], name="casereference_once_a_place")]


class CaseDataUse(NaturallyKeyed):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="data_uses")
    use = models.CharField(
        max_length=24, choices=DataUse.choices, help_text="What was done with data, or the right that is at stake."
    )

    natural_lookups = ("case__slug", "use")

    class Meta:
        ordering = ["id"]
        verbose_name = "data use"
        constraints = [models.UniqueConstraint(fields=["case", "use"], name="casedatause_once_a_case")]

    def __str__(self):
        return self.get_use_display()


class CauseOfAction(NaturallyKeyed):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="causes")
    name = models.CharField(max_length=160, help_text="The legal ground, as “breach of contract”, without its fate.")
    position = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Its place in the list of claims.")

    natural_lookups = ("case__slug", "name")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "cause of action"
        verbose_name_plural = "causes of action"
        constraints = [models.UniqueConstraint(fields=["case", "name"], name="causeofaction_once_a_case")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """A new cause stands last in its case's list."""
        if self._state.adding and not self.position:
            last = type(self).objects.filter(case=self.case_id).aggregate(last=Max("position"))["last"]
            self.position = 0 if last is None else last + 1
        super().save(*args, **kwargs)


class PartyRole(NaturallyKeyed):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="roles")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="roles", help_text="Who.")
    role = models.CharField(max_length=24, choices=Role.choices, help_text="What this party is in this case.")
    note = models.CharField(max_length=120, blank=True, help_text="What narrows the role, as “magistrate”.")

    natural_lookups = ("case__slug", "party__slug", "role")

    class Meta:
        ordering = ["id"]
        constraints = [
            # A defendant may also be a counterclaimant, so a party may hold several roles, each once.
            models.UniqueConstraint(fields=["case", "party", "role"], name="partyrole_once_a_party_a_case")
        ]

    def __str__(self):
        return f"{self.party}, {self.get_role_display().lower()}"


class CaseRelation(NaturallyKeyed):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="relations")
    to_case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="relations_from", help_text="The case it is tied to."
    )
    relation = models.CharField(max_length=20, choices=Relation.choices, help_text="Read: this case is … that case.")

    natural_lookups = ("case__slug", "to_case__slug", "relation")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "to_case", "relation"], name="caserelation_once"),
            models.CheckConstraint(condition=~Q(case=models.F("to_case")), name="caserelation_not_to_itself"),
        ]

    def __str__(self):
        return f"{self.get_relation_display()} {self.to_case}"

    @property
    def relation_back(self) -> str:
        """The tie as it reads from the other case."""
        return Relation(self.relation).from_the_other_side
