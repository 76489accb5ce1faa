"""Everything that the database says, by the words of the record and without numbers, so that two states compare."""

from django.db.models import ForeignKey

from timeline.exporting.records import SECTIONS, all_of, record_id
from timeline.models import Disagreement, Finding, QuoteCheck, SourceText
from timeline.models.record import Record
from timeline.search.index import differences

# When a record was held first and changed last, and its fingerprint of an import.
_NOT_SAID = {"id", "created_at", "changed_at", "imported_digest"}


def everything():
    """What records, texts, checks and findings say, those that were worked out too."""
    told = {}
    for model in SECTIONS.values():
        for record, shape in all_of(model):
            columns = {}
            if issubclass(model, Record):
                columns = {f.name: _value(record, f) for f in model._meta.concrete_fields if f.name not in _NOT_SAID}
            told[model.__name__, record_id(record)] = (shape, columns)
    for text in SourceText.objects.all():
        told["text", text.source.slug, text.locator, text.revision] = text.sha256
    for check in QuoteCheck.objects.select_related("quote", "source", "elsewhere"):
        key = (check.quote.slug, check.source.slug, check.is_variant, check.words)
        told["check", *key] = (check.grade, check.closeness, check.elsewhere and check.elsewhere.slug)
    for finding in Finding.objects.all():
        told["finding", *finding.natural_key()] = (finding.level, finding.message, finding.is_public)
    for row in Disagreement.objects.select_related("question", "first__source", "second__source"):
        sides = sorted(f"{one.assertion.slug} {one.source.slug}" for one in (row.first, row.second) if one)
        told["disagreement", row.question.slug, *sides] = True
    return told


def differing(before, after):
    """What is not the same in two states, by key."""
    return {key: (before.get(key), after.get(key)) for key in {**before, **after} if before.get(key) != after.get(key)}


def wrong_in_search():
    return list(differences())


def _value(record, field):
    value = getattr(record, field.attname)
    if isinstance(field, ForeignKey) and value:
        return record_id(getattr(record, field.name))
    return value
