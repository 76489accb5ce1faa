"""Filings."""

from django import forms
from django.contrib import admin

from timeline.admin.record import DatedAdmin, SourcedAdmin
from timeline.admin.rows import References, RowFormSet, Rows
from timeline.models import CauseOfAction, ClaimChange, Filing, FilingReference


class FilingReferences(References):
    model = FilingReference


class ClaimChangeFormSet(RowFormSet):
    def clean(self):
        super().clean()
        for form in self.kept_forms():
            cause = form.cleaned_data.get("cause")
            if cause and cause.case_id != self.instance.case_id:
                form.add_error("cause", f"“{cause}” is no claim of {self.instance.case}.")


class ClaimChanges(Rows):
    """Shown once the filing is saved: until then nobody knows its case, whose claims these are."""

    model = ClaimChange
    formset = ClaimChangeFormSet
    fields = ("cause", "status", "party", "note")
    verbose_name = "claim that it changed"
    verbose_name_plural = "what it made of the claims"

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if "cause" in formset.form.base_fields:
            formset.form.base_fields["cause"].queryset = CauseOfAction.objects.filter(case=obj.case_id)
        return formset

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name != "cause":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        field = super().formfield_for_foreignkey(db_field, request, widget=forms.Select, **kwargs)
        field.error_messages["invalid_choice"] = "Only claims of the filing’s own case can be chosen."
        return field


@admin.register(Filing)
class FilingAdmin(DatedAdmin, SourcedAdmin):
    sections = [
        (None, {"fields": ["case", "title", "kind", "date", "date_meaning", "filed_by", "outcome"]}),
        ("On the docket", {"fields": ["docket_entry_number", "attachment_number", "exhibit_label"]}),
    ]
    inlines = [FilingReferences, ClaimChanges]
    slug_from = ("date", "title")
    list_display = (
        *("date_as_worded", "title", "docket_label", "case", "kind"),
        *("number_of_sources", "best_evidence", "workflow", "changed"),
    )
    list_display_links = ("date_as_worded", "title")
    list_select_related = ("case",)
    list_filter = (*SourcedAdmin.list_filter, "kind", ("case", admin.RelatedOnlyFieldListFilter), "dossier")
    search_fields = ("title", "slug", "case__short_name", "case__docket_number", "docket_entry_number")

    def get_inlines(self, request, obj):
        return self.inlines if obj else [FilingReferences]

    def get_queryset(self, request):
        # Where a filing is chosen, it is named with its case.
        return super().get_queryset(request).select_related("case")

    @admin.display(description="entry", ordering="docket_entry_number")
    def docket_label(self, obj):
        return obj.docket_label
