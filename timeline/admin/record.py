"""The desk's page for any record: a slug that is fixed once saved, a workflow, what follows from dates and sources."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import model_ngettext
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from timeline.admin.dates_meant import meaning_of
from timeline.admin.desk import DeskAdmin
from timeline.admin.finding import findings_of
from timeline.admin.forgetting import forget
from timeline.admin.list_filters import NumberOfSources
from timeline.admin.publishing import (
    Hindrance,
    error_key,
    has_published_answer,
    hindrance_to_publishing,
    hindrance_to_staying,
    hindrance_to_taking_back,
    may_publish,
    needs_answer,
)
from timeline.admin.second_reader import STEP, is_a_step_only, second_reader
from timeline.checks.linter import errors_of, refresh_findings_around
from timeline.models import Question
from timeline.search.index import index
from timeline.vocabulary import Workflow

PLACE = ("Place", {"fields": ["slug", "workflow", "dossier"]})


class RecordForm(forms.ModelForm):
    # What stood in the way when this form was written once already, and taken back.
    hindrance = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was_public = bool(self.instance.pk) and self.instance.is_public

    def clean(self):
        cleaned = super().clean()
        before, after = self.initial.get("workflow"), self.cleaned_data.get("workflow")
        problem = self.hindrance
        if before == Workflow.PUBLISHED and after and after != before:
            problem = hindrance_to_taking_back(self.instance)
        # The references of other records are in the same form, and their formset looks at them.
        is_question = isinstance(self.instance, Question)
        if after == Workflow.PUBLISHED and is_question and not has_published_answer(self.instance):
            problem = needs_answer(self.instance)
        if problem:
            self.add_error("workflow" if "workflow" in self.fields else None, problem)
        return cleaned


class RecordAdmin(DeskAdmin):
    """A concept's file adds its own fieldsets, columns, filters and inlines."""

    form = RecordForm
    actions = ("send_to_review", "publish", "take_back")
    sections: list = []
    derived: tuple[str, ...] = ("is_on_the_site", "reviewed_by", "created_at", "changed_at")
    slug_from: tuple[str, ...] = ()

    def get_fieldsets(self, request, obj=None):
        follows = ("What follows by itself", {"fields": [*self.derived], "classes": ["collapse"]})
        return [*self.sections, PLACE, *([follows] if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["slug"] if obj else []
        if obj and obj.is_public and not may_publish(request.user):
            fixed.append("workflow")
        return [*super().get_readonly_fields(request, obj), *self.derived, *fixed]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": self.slug_from}

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "workflow" and not may_publish(request.user):
            kwargs["choices"] = [choice for choice in Workflow.choices if choice[0] != Workflow.PUBLISHED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Hindrance as hindrance:
            # Nothing was written. The form is shown again with what stands in the way.
            request.hindrance = str(hindrance)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.hindrance = getattr(request, "hindrance", "")
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["findings"] = findings_of(obj)
            context["may_dismiss"] = request.user.has_perm("timeline.add_dismissal")
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        form.errors_before = {error_key(error) for error in errors_of(obj)} if form.was_public else set()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Only now the record can be checked with all its rows. Raises Hindrance."""
        super().save_related(request, form, formsets, change)
        record = form.instance
        if record.is_public:
            known = form.errors_before
            is_new = not form.was_public
            problem = hindrance_to_publishing(record) if is_new else hindrance_to_staying(record, known)
            if problem:
                raise Hindrance(problem)
            if is_new and is_a_step_only(form, formsets):
                self._set_reviewed_by(record, second_reader(record, request.user))
        else:
            self._set_reviewed_by(record, "")
        refresh_findings_around(record)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        forget(self.model, [obj.slug])

    def delete_queryset(self, request, queryset):
        slugs = list(queryset.values_list("slug", flat=True))
        super().delete_queryset(request, queryset)
        forget(self.model, slugs)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if _is_on_the_site(obj) else None

    @admin.display(description="on the site")
    def is_on_the_site(self, obj):
        if _is_on_the_site(obj):
            return "Yes."
        return "No: what it belongs to is not published." if obj.is_public else "No."

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, obj):
        return f"{obj.changed_at:%Y-%m-%d}"

    def has_publish_permission(self, request, obj=None):
        return may_publish(request.user) and self.has_change_permission(request, obj)

    @admin.action(description="Send the selected %(verbose_name_plural)s to review", permissions=["change"])
    def send_to_review(self, request, queryset):
        drafts = queryset.filter(workflow=Workflow.DRAFT)
        self._move(request, drafts, Workflow.IN_REVIEW, "sent to review")

    @admin.action(description="Publish the selected %(verbose_name_plural)s", permissions=["publish"])
    def publish(self, request, queryset):
        unpublished = queryset.exclude(workflow=Workflow.PUBLISHED)
        self._move(request, unpublished, Workflow.PUBLISHED, "published", hindrance_to_publishing)

    @admin.action(description="Take the selected %(verbose_name_plural)s back to draft", permissions=["publish"])
    def take_back(self, request, queryset):
        others = queryset.exclude(workflow=Workflow.DRAFT)
        self._move(request, others, Workflow.DRAFT, "taken back to draft", hindrance_to_taking_back)

    def _move(self, request, queryset, workflow, done, hindrance=lambda record: ""):
        """One by one, so that each is refused by its name, and what follows from it is derived anew."""
        moved = 0
        for record in queryset:
            if problem := hindrance(record):
                self.message_user(request, problem, messages.ERROR)
                continue
            record.workflow = workflow
            record.reviewed_by = second_reader(record, request.user) if record.is_public else ""
            record.save(update_fields=["workflow", "reviewed_by", "changed_at"])
            self.log_change(request, record, STEP)
            refresh_findings_around(record)
            index(self.model, [record.pk])
            moved += 1
        level = messages.SUCCESS if moved else messages.WARNING
        self.message_user(request, f"{moved} {model_ngettext(self.opts, moved)} {done}.", level)

    def _set_reviewed_by(self, record, name):
        if record.reviewed_by != name:
            record.reviewed_by = name
            self.model.objects.filter(pk=record.pk).update(reviewed_by=name)


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


def _is_on_the_site(record) -> bool:
    """Published, and so is what it cannot be shown without: a filing's docket, a quote's speaker."""
    return bool(record.pk) and type(record).objects.public().filter(pk=record.pk).exists()
