"""The desk's page for any record: a fixed slug, a draft that somebody else publishes, what follows by itself."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from timeline.admin.bulk_steps import BulkSteps
from timeline.admin.conflict import Conflict, is_joining
from timeline.admin.dates_meant import meaning_of
from timeline.admin.desk import DeskAdmin
from timeline.admin.editing import VERSION_SEEN, Editing
from timeline.admin.finding import findings_of
from timeline.admin.forgetting import forget
from timeline.admin.list_filters import NumberOfSources, PendingChange
from timeline.admin.past import Past
from timeline.admin.reviewing import Reviewing
from timeline.admin.standing import Standing
from timeline.checks.linter import refresh_findings_around
from timeline.history.keeping import Hand, keep
from timeline.vocabulary import PUBLIC_CLASSES, ChangeClass, Step, Workflow

PLACE = ("Place", {"fields": ["slug", "dossier"]})
# A withdrawal is a step of its own.
CLASSES = [("", "---------"), *(choice for choice in ChangeClass.choices if choice[0] != ChangeClass.WITHDRAWAL)]
_TOLD = ", ".join(str(ChangeClass(value).label.partition(":")[0]).lower() for value in PUBLIC_CLASSES)


class RecordForm(forms.ModelForm):
    version_seen = forms.CharField(widget=forms.HiddenInput, initial="0")
    change_class = forms.ChoiceField(
        label="How much it weighs",
        choices=CLASSES,
        required=False,
        help_text=f"Of a change of what readers see. They are told of these: {_TOLD}.",
    )
    why = forms.CharField(
        label="Why",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="What was changed for which reason, in a sentence; kept in the record's history.",
    )


class RecordAdmin(Standing, Reviewing, Past, BulkSteps, DeskAdmin):
    """A concept's file adds its own fieldsets, columns, filters and inlines."""

    form = RecordForm
    sections: list = []
    derived: tuple[str, ...] = ("is_on_the_site", "reviewed_by", "created_at", "changed_at")
    slug_from: tuple[str, ...] = ()

    def get_fieldsets(self, request, obj=None):
        change = ("This change", {"fields": ["change_class", "why"] if obj and obj.is_public else ["why"]})
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
        if editing and obj:
            form.base_fields[VERSION_SEEN].initial = str(editing.token)
            is_pending = editing.head and editing.head.workflow != Workflow.PUBLISHED
            form.base_fields["change_class"].initial = editing.head.change_class if is_pending else ""
            form.base_fields["why"].initial = editing.head.why if is_pending and obj.is_public else ""
            for name in ("change_class", "why"):
                form.base_fields[name].required = obj.is_public
        return form

    def get_object(self, request, object_id, from_field=None):
        record = super().get_object(request, object_id, from_field)
        editing = getattr(request, "editing", None)
        if record and editing:
            record.is_laid_out = editing.is_laid_out
        return record

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        record = self.get_object(request, unquote(object_id)) if object_id else None
        is_writing = request.method == "POST" and (record is None or self.has_change_permission(request, record))
        if not is_writing:
            return self._shown(request, record, object_id, form_url, extra_context)
        with transaction.atomic():
            request.editing = Editing.writing(record, request.POST) if record else Editing()
            if record and is_joining(request):
                return Conflict(self, request).joined()
            return self._written(request, object_id, form_url, extra_context)

    def _shown(self, request, record, object_id, form_url, extra_context):
        """The form; of a pending change as that has it."""
        if record is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.editing = Editing.reading(record)
        if not (record.is_public and request.editing.head and request.editing.head.workflow != Workflow.PUBLISHED):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            request.editing.lay_out()
            response = super().changeform_view(request, object_id, form_url, extra_context)
            response = response.render() if hasattr(response, "render") else response
            transaction.set_rollback(True)
        return response

    def _written(self, request, object_id, form_url, extra_context):
        editing = request.editing
        with transaction.atomic():
            if editing.record:
                editing.lay_out()
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if editing.content is None or editing.is_apart:
                # What the page needs of the database it reads before the savepoint is gone.
                response = response.render() if hasattr(response, "render") else response
                transaction.set_rollback(True)
        if editing.content is None:
            return response
        if editing.is_stale:
            return Conflict(self, request).shown()
        self.tell_of(request, editing.keep(self.hand_of(request)))
        self.close_form(request, editing.record)
        return response

    def hand_of(self, request) -> Hand:
        given = request.POST
        classes = ChangeClass.values
        change_class = given.get("change_class", "") if given.get("change_class") in classes else ""
        return Hand(request.user, why=given.get("why", "").replace("\0", "")[:500], change_class=change_class)

    def save_model(self, request, obj, form, change):
        if not obj.is_public:
            obj.workflow, obj.reviewed_by = request.editing.workflow, ""
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Only now the record says all that the form does."""
        super().save_related(request, form, formsets, change)
        request.editing.take(form.instance)
        if not request.editing.is_apart:
            refresh_findings_around(form.instance)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["is_record"] = True
        if obj:
            context["findings"] = findings_of(obj)
            context["may_dismiss"] = request.user.has_perm("timeline.add_dismissal")
            context["editing"] = getattr(request, "editing", None)
            context["others"] = self.others_at(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_deleted_objects(self, objs, request):
        """What readers see is withdrawn, which they are told, and not deleted."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        seen = [format_html("{}: it is on the site; withdraw it", r) for r in objs if r.is_public]
        return to_delete, counts, lacking, [*protected, *seen]

    def delete_model(self, request, obj):
        keep(obj, Step.DELETED, Hand(request.user))
        super().delete_model(request, obj)
        forget(self.model, [obj.slug])

    def delete_queryset(self, request, queryset):
        records = list(queryset)
        for record in records:
            keep(record, Step.DELETED, Hand(request.user))
        super().delete_queryset(request, queryset)
        forget(self.model, [record.slug for record in records])

    # The history of a record is its versions, which tell more than Django's log.
    def log_addition(self, request, obj, message): ...

    def log_change(self, request, obj, message): ...

    def log_deletions(self, request, queryset): ...

    def back_to(self, record, page="change"):
        name = f"admin:timeline_{self.opts.model_name}_{page}"
        return HttpResponseRedirect(reverse(name, args=[record.pk]))


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
