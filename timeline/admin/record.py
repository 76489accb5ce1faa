"""The desk's page for any record: a fixed slug, a draft that somebody else publishes, what follows by itself."""

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.html import format_html

from timeline.admin import steps
from timeline.admin.ahead import found_in
from timeline.admin.bulk_steps import BulkSteps
from timeline.admin.comments import comments_of
from timeline.admin.dates_meant import meaning_of
from timeline.admin.finding import findings_of
from timeline.admin.forgetting import forget
from timeline.admin.list_filters import NumberOfSources, PendingChange
from timeline.admin.publishing import CLASSES_OF_CHANGES
from timeline.admin.reported import REPORT, ReportField, open_reports
from timeline.admin.reviewing import Reviewing
from timeline.admin.together import PublishesTogether
from timeline.admin.versioned import VersionedAdmin, VersionedForm
from timeline.admin.why_deleted import why_of
from timeline.checks.linter import refresh_findings_around
from timeline.history.asides import keeping_asides
from timeline.history.keeping import Hand
from timeline.models import ReaderReport
from timeline.vocabulary import PUBLIC_CLASSES, ChangeClass

PLACE = ("Place", {"fields": ["slug", "dossier"]})
CLASSES = [("", "---------"), *CLASSES_OF_CHANGES]
_TOLD = ", ".join(str(ChangeClass(value).label.partition(":")[0]).lower() for value in PUBLIC_CLASSES)


class RecordForm(VersionedForm):
    change_class = forms.ChoiceField(
        label="How much it weighs",
        choices=CLASSES,
        required=False,
        help_text=f"Of a change of what readers see. They are told of these: {_TOLD}.",
    )
    report = ReportField(
        label="Answers the report",
        queryset=ReaderReport.objects.none(),
        required=False,
        help_text="What a reader found wrong, if it led to this change; it is answered when the change is published.",
    )


class RecordAdmin(Reviewing, PublishesTogether, BulkSteps, VersionedAdmin):
    """A concept's file adds its own fieldsets, columns, filters and inlines."""

    form = RecordForm
    sections: list = []
    derived: tuple[str, ...] = ("is_on_the_site", "reviewed_by", "created_at", "changed_at")
    slug_from: tuple[str, ...] = ()

    def get_fieldsets(self, request, obj=None):
        asked = ["change_class", "why"] if obj and obj.is_public else ["why"]
        reported = [REPORT] if obj and open_reports(obj).exists() else []
        change = ("This change", {"fields": [*asked, *reported]})
        follows = ("What follows by itself", {"fields": [*self.derived], "classes": ["collapse"]})
        return [*self.sections, PLACE, *([change] if obj else []), *([follows] if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self.derived, *(["slug"] if obj else [])]

    def get_list_filter(self, request):
        filters = [*super().get_list_filter(request)]
        filters.insert(filters.index("workflow") + 1, PendingChange)
        return filters

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": self.slug_from}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        editing = getattr(request, "editing", None)
        if obj:
            form.base_fields[REPORT].queryset = open_reports(obj)
        if obj and obj.is_public:
            form.base_fields["change_class"].required = True
            pending = editing.head if editing and editing.is_pending else None
            form.base_fields["change_class"].initial = pending.change_class if pending else ""
            form.base_fields["why"].initial = steps.reason_of_author(pending) if pending else ""
        return form

    def asks_why(self, record):
        return record.is_public

    def save_model(self, request, obj, form, change):
        if not obj.is_public:
            obj.workflow, obj.reviewed_by = request.editing.workflow, ""
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not request.editing.is_apart:
            refresh_findings_around(form.instance)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["is_record"] = True
        if obj:
            is_laid_out = getattr(getattr(request, "editing", None), "is_laid_out", False)
            context["findings"] = found_in(obj) if is_laid_out else findings_of(obj)
            context["comments"] = comments_of(obj)
            context["may_dismiss"] = request.user.has_perm("timeline.add_dismissal")
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_deleted_objects(self, objs, request):
        """What readers see is withdrawn, which they are told, and not deleted."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        seen = [format_html("{}: it is on the site; withdraw it", record) for record in objs if record.is_public]
        return to_delete, counts, lacking, [*protected, *seen]

    def delete_model(self, request, obj):
        with keeping_asides(self.model, [obj.slug], Hand(request.user, why=why_of(request))):
            super().delete_model(request, obj)
            forget(self.model, [obj.slug])

    def delete_queryset(self, request, queryset):
        slugs = list(queryset.values_list("slug", flat=True))
        with keeping_asides(self.model, slugs, Hand(request.user, why=why_of(request))):
            super().delete_queryset(request, queryset)
            forget(self.model, slugs)


class DatedAdmin(RecordAdmin):
    readonly_fields: tuple[str, ...] = ("date_meaning",)
    # Not sorts_from: it puts undated records into the year 1.
    date_hierarchy = "earliest"

    @admin.display(description="which means")
    def date_meaning(self, obj):
        return meaning_of(getattr(obj, obj.dated_by)) if obj.pk else "Said here once it is saved."

    @admin.display(description="date", ordering="sorts_from")
    def date_as_worded(self, obj):
        return obj.when.label if obj.when else None


class SourcedAdmin(RecordAdmin):
    """Needs an inline of references."""

    derived = (
        *("is_on_the_site", "reviewed_by", "best_mark", "known_since", "known_in_full", "provenance"),
        *("created_at", "changed_at"),
    )
    list_filter: tuple = ("workflow", "best_mark", NumberOfSources)

    def get_queryset(self, request):
        table = self.model._meta.get_field("references").related_model
        counted = how_many(table.objects, table.belongs_to, "source")
        return super().get_queryset(request).annotate(source_count=counted)

    @admin.display(description="sources", ordering="source_count")
    def number_of_sources(self, obj):
        return obj.source_count

    @admin.display(description="best evidence", ordering="best_mark")
    def best_evidence(self, obj):
        return obj.get_best_mark_display()


def how_many(rows, belongs_to: str, counted: str = "pk"):
    """For annotate(): how many of these rows each record has. A join would multiply with those of the filters."""
    own = rows.filter(**{belongs_to: OuterRef("pk")}).order_by().values(belongs_to)
    return Coalesce(Subquery(own.annotate(n=Count(counted, distinct=True)).values("n")), 0)
