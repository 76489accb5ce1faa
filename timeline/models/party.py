"""Parties: whoever takes part in a dispute. A party exists without any case."""

import unicodedata
from functools import reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse

from timeline.models.dated import EDTFField
from timeline.models.reference import Sourced, SourcedQuerySet, SupportingReference
from timeline.vocabulary import PartyKind


def sorting_key(name: str) -> str:
    """Letters and digits only, without accents or case: “Martínez-Olguín” sorts as “martinez olguin”."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split()) or name.casefold()


class PartyQuerySet(SourcedQuerySet):
    def known_on(self, day):
        """Parties that a source had named by that day: one of their own, or of what they did, filed or said."""
        if not day:
            return self
        get_model = self.model._meta.apps.get_model
        named = [Q(known_since__lte=day)]
        for model, column in _NAMED_IN:
            records = get_model("timeline", model).objects.public().known_on(day)
            named.append(Q(pk__in=records.filter(**{f"{column}__isnull": False}).values(column)))
        return self.filter(reduce(or_, named))

    def update(self, **values):
        pks = list(self.values_list("pk", flat=True)) if "workflow" in values else []
        changed = super().update(**values)
        _refresh_words_of(pks)
        return changed

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        changed = super().bulk_update(objs, fields, *args, **kwargs)
        if "workflow" in fields:
            _refresh_words_of([party.pk for party in objs])
        return changed


def _refresh_words_of(speakers: list[int]) -> None:
    """Readers see somebody's words only where they see who it is, so more or fewer of them are checked now."""
    if speakers:
        quotes = apps.get_model("timeline", "Quote").objects
        quotes.filter(speaker__in=speakers).refresh_all_resting_on_them()


# Records that name a party, and the column in which they do.
_NAMED_IN = (
    ("Event", "parties"),
    ("Filing", "filed_by"),
    ("Quote", "speaker"),
    ("Assertion", "made_by_party"),
    ("Assertion", "value_party"),
    ("Evidence", "value_party"),
)


class Party(Sourced):
    name = models.CharField(max_length=160, help_text="The name by which readers know the party.")
    kind = models.CharField(max_length=12, choices=PartyKind.choices, help_text="What sort of party it is.")
    other_names = models.TextField(
        blank=True, help_text="Other names, initials and spellings that sources use, one a line."
    )
    description = models.TextField(blank=True, help_text="One sentence in our own words on who this is.")
    began = EDTFField(blank=True, help_text="When the party came into being. Empty for people, or if no source says.")
    wikidata = models.CharField(max_length=16, blank=True, help_text="The Wikidata id, as Q317521.")
    sorts_as = models.CharField(
        max_length=160, editable=False, db_index=True, help_text="The name, folded for sorting."
    )

    derives_from = frozenset({"name"})
    derived_fields = ("sorts_as",)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["sorts_as", "id"]
        verbose_name_plural = "parties"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("party", args=[self.slug])

    @property
    def other_names_list(self) -> list[str]:
        return self.other_names.splitlines()

    def save(self, *args, **kwargs):
        was = type(self).objects.filter(pk=self.pk).values_list("workflow", flat=True).first() if self.pk else None
        super().save(*args, **kwargs)
        if was and was != self.workflow:
            _refresh_words_of([self.pk])

    def derive(self) -> None:
        super().derive()
        self.sorts_as = sorting_key(self.name)


class PartyReference(SupportingReference):
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="references")

    belongs_to = "party"
    natural_lookups = ("party__slug", "source__slug", "locator")

    class Meta(SupportingReference.Meta):
        constraints = [
            models.UniqueConstraint(fields=["party", "source", "locator"], name="partyreference_once_a_place")
        ]
