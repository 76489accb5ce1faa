"""Words that take a side: our own voice does without them, outside quotation marks."""

from django.db import models


class LoadedWord(models.Model):
    # Its id is its name in every database, as a court's is.
    id = models.SlugField(primary_key=True, max_length=60, help_text="The word in lower case, with hyphens for spaces.")
    word = models.CharField(max_length=60, unique=True, help_text="The word or phrase as it would stand in a text.")
    instead = models.CharField(max_length=120, blank=True, help_text="What we write in its place.")
    dossier = models.SlugField(max_length=60, default="checks", help_text="The dossier file that carries this word.")
    imported_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Fingerprint of the word as the last import wrote it."
    )

    class Meta:
        ordering = ["word"]

    def __str__(self):
        return self.word
