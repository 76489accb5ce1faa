"""Quotes: someone's words, and the same utterance as other sources print it."""

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse

from timeline.models.case import Case
from timeline.models.dated import Dated, EDTFField
from timeline.models.event import Event
from timeline.models.party import Party
from timeline.models.record import NaturallyKeyed
from timeline.models.reference import Reference, Sourced, SourcedQuerySet
from timeline.models.source import Source
from timeline.vocabulary import Forum, Workflow


class QuoteQuerySet(SourcedQuerySet):
    def public(self):
        """Quotes that readers may see, of speakers that they may see."""
        return super().public().filter(speaker__workflow=Workflow.PUBLISHED)

    def for_listing(self, day=None):
        """With speaker, sources, variants and contested questions, as known on that day."""
        references = QuoteReference.objects.public().known_on(day).select_related("source")
        variants = QuoteVariant.objects.filter(source__workflow=Workflow.PUBLISHED).select_related("source")
        questions = self.model._meta.apps.get_model("timeline", "Question").objects.public().contested(day)
        return self.select_related("speaker").prefetch_related(
            Prefetch("references", references, to_attr="evidence"),
            Prefetch("variants", variants.filter(source__latest__lte=day) if day else variants, to_attr="printed_as"),
            Prefetch("questions", questions, to_attr="contested_questions"),
        )


class Quote(Dated, Sourced):
    speaker = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="quotes", help_text="Whose words.")
    text = models.TextField(help_text="The exact words as the source prints them, without outer quotation marks.")
    date = EDTFField(blank=True, help_text="When they were said or written. Empty if no source says.")
    forum = models.CharField(max_length=20, choices=Forum.choices, help_text="Where they were said.")
    asked = models.TextField(blank=True, help_text="What was asked, in our own words, if they are an answer.")
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        help_text="The event at which they were said.",
    )
    cases = models.ManyToManyField(Case, blank=True, related_name="quotes", help_text="The cases they bear on.")

    derives_from = frozenset({"date"})
    derived_fields = Dated.dated_fields

    objects = QuoteQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-sorts_from", "-sorts_to", "-id"]

    def __str__(self):
        words = self.text if len(self.text) <= 60 else f"{self.text[:59]}…"
        return f"{self.speaker}: “{words}”"

    def get_absolute_url(self):
        return reverse("quote", args=[self.slug])


class QuoteReference(Reference):
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="references")
    is_verbatim = models.BooleanField(default=True, help_text="Whether this source prints exactly these words.")

    belongs_to = "quote"
    natural_lookups = ("quote__slug", "source__slug", "locator")

    class Meta(Reference.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quote", "source", "locator"], name="quotereference_once_a_place")
        ]


class QuoteVariant(NaturallyKeyed):
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="variants")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, help_text="The source that prints it so.")
    text = models.CharField(max_length=600, help_text="The same utterance as this source prints it.")

    natural_lookups = ("quote__slug", "source__slug", "text")

    class Meta:
        ordering = ["id"]
        verbose_name = "variant"
        constraints = [models.UniqueConstraint(fields=["quote", "source", "text"], name="quotevariant_once_a_source")]

    def __str__(self):
        return f"“{self.text}”"
