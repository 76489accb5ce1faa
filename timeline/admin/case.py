"""Cases, with who takes part, what is at stake and what they are tied to."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from timeline import dates
from timeline.admin.dates_meant import meaning_of
from timeline.admin.record import DatedAdmin, SourcedAdmin
from timeline.admin.rows import References, RowFormSet, Rows
from timeline.models import Case, CaseDataUse, CaseReference, CaseRelation, CauseOfAction, PartyRole


class CaseReferences(References):
    model = CaseReference


class Roles(Rows):
    model = PartyRole


class DataUses(Rows):
    model = CaseDataUse


class CauseFormSet(RowFormSet):
    def clean(self):
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and form.instance.changes.exists():
                raise ValidationError(
                    f"Filings tell what became of “{form.instance}”: take those lines off them first."
                )


class CausesOfAction(Rows):
    model = CauseOfAction
    formset = CauseFormSet


class CaseRelationForm(forms.ModelForm):
    def clean_to_case(self):
        to_case = self.cleaned_data["to_case"]
        if to_case.pk == self.instance.case_id:
            raise ValidationError("A case cannot be tied to itself.")
        return to_case


class CaseRelations(Rows):
    model = CaseRelation
    form = CaseRelationForm
    fk_name = "case"
    fields = ("relation", "to_case")
    verbose_name = "related case"
    verbose_name_plural = "related cases"


@admin.register(Case)
class CaseAdmin(DatedAdmin, SourcedAdmin):
    sections = [
        (None, {"fields": ["short_name", "caption", "kind", "court", "docket_number", "docket_url", "summary"]}),
        ("When", {"fields": ["filed", "date_meaning", "closed", "closed_meaning"]}),
        ("How it stands", {"fields": ["status", "status_as_of", "status_as_of_meaning", "status_note"]}),
    ]
    readonly_fields = (*DatedAdmin.readonly_fields, "closed_meaning", "status_as_of_meaning")
    inlines = [CaseReferences, Roles, DataUses, CausesOfAction, CaseRelations]
    slug_from = ("short_name",)
    list_display = (
        *("date_as_worded", "short_name", "docket_number", "court_short", "status", "status_as_worded"),
        *("number_of_sources", "best_evidence", "workflow", "changed"),
    )
    list_display_links = ("date_as_worded", "short_name")
    list_select_related = ("court",)
    list_filter = (*SourcedAdmin.list_filter, "kind", "status", "data_uses__use", "court", "dossier")
    search_fields = ("short_name", "caption", "docket_number", "slug", "roles__party__name")

    @admin.display(description="which means")
    def closed_meaning(self, obj):
        return meaning_of(obj.closed) if obj.pk else None

    @admin.display(description="which means")
    def status_as_of_meaning(self, obj):
        return meaning_of(obj.status_as_of) if obj.pk else None

    @admin.display(description="court", ordering="court__short_name")
    def court_short(self, obj):
        return obj.court.short_name if obj.court else None

    @admin.display(description="status as of", ordering="status_known_since")
    def status_as_worded(self, obj):
        return dates.read(obj.status_as_of).label
