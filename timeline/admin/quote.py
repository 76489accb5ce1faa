"""Quotes, with the same utterance as other sources print it."""

from django.contrib import admin

from timeline.admin.list_filters import IsVerified
from timeline.admin.record import DatedAdmin, SourcedAdmin
from timeline.admin.rows import References, Rows
from timeline.models import Quote, QuoteReference, QuoteVariant


class QuoteReferences(References):
    model = QuoteReference


class Variants(Rows):
    model = QuoteVariant


@admin.register(Quote)
class QuoteAdmin(DatedAdmin, SourcedAdmin):
    sections = [
        (None, {"fields": ["speaker", "text", "date", "date_meaning", "forum", "asked"]}),
        ("What it belongs to", {"fields": ["event", "cases"]}),
    ]
    inlines = [QuoteReferences, Variants]
    slug_from = ("date", "text")
    list_display = (
        *("date_as_worded", "words", "speaker", "forum"),
        *("number_of_sources", "best_evidence", "workflow", "changed"),
    )
    list_display_links = ("date_as_worded", "words")
    list_filter = (
        *SourcedAdmin.list_filter,
        IsVerified,
        "forum",
        ("cases", admin.RelatedOnlyFieldListFilter),
        "dossier",
    )
    search_fields = ("text", "asked", "slug", "speaker__name", "speaker__sorts_as")

    def get_queryset(self, request):
        # A quote is named with its speaker, also where it is chosen.
        return super().get_queryset(request).select_related("speaker")

    @admin.display(description="text", ordering="text")
    def words(self, obj):
        return obj.text if len(obj.text) <= 100 else f"{obj.text[:99]}…"
