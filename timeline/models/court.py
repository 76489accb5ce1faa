"""Courts, keyed by their courts-db ids where they have one."""

from django.db import models

from timeline.vocabulary import CourtLevel


class Court(models.Model):
    # Its id is its name in every database; a natural key beside it would make Django leave the id out of a dump.
    id = models.SlugField(
        primary_key=True,
        max_length=40,
        help_text="The courts-db id (“cand”, “nysd”, “ca9”); for courts it does not know, a readable slug.",
    )
    name = models.CharField(max_length=200, unique=True, help_text="The court's full name.")
    short_name = models.CharField(max_length=80, help_text="The name as a citation abbreviates it, as “N.D. Cal.”")
    country = models.CharField(max_length=2, help_text="ISO 3166-1 code of the country, as US or GB; EU for the Union.")
    level = models.CharField(max_length=8, choices=CourtLevel.choices, help_text="Its place among the courts.")
    is_in_courts_db = models.BooleanField(default=False, help_text="Whether the id is that of courts-db.")
    other_names = models.TextField(blank=True, help_text="Other names that sources use, one a line.")
    website = models.URLField(blank=True, help_text="The court's own site.")
    dossier = models.SlugField(max_length=60, default="courts", help_text="The dossier file that carries this court.")
    imported_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Fingerprint of the court as the last import wrote it."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
