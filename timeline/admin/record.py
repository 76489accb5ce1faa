"""The desk's page for any record: a slug that is fixed once saved, a workflow, what follows from dates and sources."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import model_ngettext
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from timeline.admin.dates_meant import meaning_of
from timeline.admin.desk import DeskAdmin
from timeline.admin.list_filters import NumberOfSources
from timeline.admin.publishing import hindrance_to_publishing, hindrance_to_taking_back, may_publish
from timeline.models import Question
from timeline.vocabulary import Workflow

PLACE = ("Place", {"fields": ["slug", "workflow", "dossier"]})


class RecordForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        before, after = self.initial.get("workflow"), self.cleaned_data.get("workflow")
        problem = ""
        if before == Workflow.PUBLISHED and after and after != before:
            problem = hindrance_to_taking_back(self.instance)
        # The references of other records are in the same form, and their formset looks at them.
        if after == Workflow.PUBLISHED and isinstance(self.instance, Question):
            problem = hindrance_to_publishing(self.instance)
        if problem:
            self.add_error("workflow", problem)
        return cleaned


class RecordAdmin(DeskAdmin):
    """A concept's file adds its own fieldsets, columns, filters and inlines."""

    form = RecordForm
    actions = ("send_to_review", "publish", "take_back")
    sections: list = []
    derived: tuple[str, ...] = ("is_on_the_site", "created_at", "changed_at")
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
            record.save(update_fields=["workflow", "changed_at"])
            self.log_change(request, record, [{"changed": {"fields": ["Workflow"]}}])
            moved += 1
        level = messages.SUCCESS if moved else messages.WARNING
        self.message_user(request, f"{moved} {model_ngettext(self.opts, moved)} {done}.", level)


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

    derived = ("is_on_the_site", "best_mark", "known_since", "known_in_full", "created_at", "changed_at")
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
