"""What the desk's pages have in common, whatever the record."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import FieldError, SuspiciousOperation
from django.db import DatabaseError, IntegrityError, models, transaction

from timeline.admin.dates_meant import DateField, DateText
from timeline.admin.deleting import going, linked, standing_in_the_way
from timeline.admin.problems import problems_in
from timeline.admin.relations import FindsRecords, is_key
from timeline.models import QuoteCheck
from timeline.models.dated import EDTFField
from timeline.search.index import index, index_touched, touched_by

_MOST_WORDS_SOUGHT = 12


class DeskAdmin(FindsRecords, admin.ModelAdmin):
    """A list and a form that answer any address and any form with a page, never with an error of the database."""

    list_per_page = 50
    # An address typed without its scheme, as Django 6 will read it.
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, EDTFField):
            kwargs |= {"widget": DateText(), "form_class": DateField}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        # Every word is a condition on every field, and SQLite's conditions nest only so deep; PostgreSQL knows no NUL.
        words = search_term.replace("\0", " ").split()[:_MOST_WORDS_SOUGHT]
        return super().get_search_results(request, queryset, " ".join(words)[:200])

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except (DatabaseError, FieldError, OverflowError, ValueError) as problem:
            raise IncorrectLookupParameters(problem) from problem

    def get_object(self, request, object_id, from_field=None):
        if not from_field and not is_key(self.model, object_id):
            return None
        return super().get_object(request, object_id, from_field)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Somebody else's form was faster. Nothing was written; checked again, this one is told what stands there.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        """An action is done whole or not at all, with all that follows from it."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            return super().changelist_view(request, extra_context)

    def render_change_form(self, request, context, *args, **kwargs):
        # In place of Django's one sentence, which does not say where; forms of people have Django's own templates.
        if self.opts.app_label == "timeline" and context.pop("errors", None):
            context["problems"] = problems_in(context["adminform"].form, context["inline_admin_formsets"])
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        form.touched_before = touched_by(self.model, [obj.pk] if change else [])
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(self.model, [form.instance.pk], before=form.touched_before)

    def delete_model(self, request, obj):
        touched = touched_by(self.model, [obj.pk])
        super().delete_model(request, obj)
        index_touched(touched)

    def delete_queryset(self, request, queryset):
        touched = touched_by(self.model, queryset.values_list("pk", flat=True))
        super().delete_queryset(request, queryset)
        index_touched(touched)

    def response_action(self, request, queryset, *args, **kwargs):
        if not all(is_key(self.model, key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise SuspiciousOperation("A selected record has a key that there cannot be.")
        return super().response_action(request, queryset, *args, **kwargs)

    def get_deleted_objects(self, objs, request):
        _, _, lacking, _ = super().get_deleted_objects(objs, request)
        to_delete, counts = going(objs, self.admin_site)
        # Nobody deletes these by hand: they go with what they were worked out from.
        lacking -= {QuoteCheck._meta.verbose_name}
        protected = [linked(record, self.admin_site) for record in standing_in_the_way(objs)]
        return to_delete, counts, lacking, protected
