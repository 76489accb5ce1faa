"""Filings."""

from django.contrib import admin

from timeline.admin.record import DatedAdmin, SourcedAdmin
from timeline.admin.rows import References
from timeline.models import Filing, FilingReference


class FilingReferences(References):
    model = FilingReference


@admin.register(Filing)
class FilingAdmin(DatedAdmin, SourcedAdmin):
    sections = [
        (None, {"fields": ["case", "title", "kind", "date", "date_meaning", "filed_by", "outcome"]}),
        ("On the docket", {"fields": ["docket_entry_number", "attachment_number", "exhibit_label"]}),
    ]
    inlines = [FilingReferences]
    slug_from = ("date", "title")
    list_display = (
        *("date_as_worded", "title", "docket_label", "case", "kind"),
        *("number_of_sources", "best_evidence", "workflow", "changed"),
    )
    list_display_links = ("date_as_worded", "title")
    list_select_related = ("case",)
    list_filter = (*SourcedAdmin.list_filter, "kind", ("case", admin.RelatedOnlyFieldListFilter), "dossier")
    search_fields = ("title", "slug", "case__short_name", "case__docket_number", "docket_entry_number")

    def get_queryset(self, request):
        # Where a filing is chosen, it is named with its case.
        return super().get_queryset(request).select_related("case")

    @admin.display(description="entry", ordering="docket_entry_number")
    def docket_label(self, obj):
        return obj.docket_label
