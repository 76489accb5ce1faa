"""Events."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from timeline.admin.event_quotes import NewQuotes, WritesQuotes
from timeline.admin.record import DatedAdmin, SourcedAdmin
from timeline.admin.rows import References
from timeline.models import Event, EventReference


class EventReferences(References):
    model = EventReference


@admin.register(Event)
class EventAdmin(WritesQuotes, DatedAdmin, SourcedAdmin):
    sections = [
        (None, {"fields": ["date", "date_meaning", "title", "kind", "summary"]}),
        ("What it belongs to", {"fields": ["cases", "parties", "filing", "quotes_said"]}),
    ]
    readonly_fields = (*DatedAdmin.readonly_fields, "quotes_said")
    inlines = [EventReferences, NewQuotes]
    slug_from = ("date", "title")
    list_display = (*("date_as_worded", "title", "kind", "number_of_sources", "best_evidence", "workflow", "changed"),)
    list_display_links = ("date_as_worded", "title")
    list_filter = (*SourcedAdmin.list_filter, "kind", ("cases", admin.RelatedOnlyFieldListFilter), "dossier")
    search_fields = ("title", "summary", "slug", "cases__short_name", "parties__name")

    @admin.display(description="quotes said at it")
    def quotes_said(self, obj):
        """Links: a quote is a record of its own. New ones are made below with the event, or on their own page."""
        if not obj.pk:
            return "New ones are added below."
        adding = format_html('<a href="{}?event={}">Add a quote</a>', reverse("admin:timeline_quote_add"), obj.pk)
        quotes = obj.quotes.select_related("speaker")
        links = [(reverse("admin:timeline_quote_change", args=[quote.pk]), quote) for quote in quotes]
        return format_html_join("", '<a href="{}">{}</a><br>', links) + adding
