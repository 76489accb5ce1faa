"""The rows that hang on a record and are edited on its page: references first, then whatever else it has."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME

from timeline.admin.editing import with_rows_of_now
from timeline.admin.empty_rows import empty_rows_in
from timeline.admin.new_sources import MakesSources, SourceRowFormSet
from timeline.admin.relations import FindsRecords
from timeline.models import Question


class RowFormSet(forms.BaseInlineFormSet):
    """Rows that know their record as it stands in the form, which may be unsaved or changed by it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and getattr(self.instance, "is_laid_out", False):
            keys = [str(row.pk) for row in self.get_queryset()]
            self.data = with_rows_of_now(self.data, self.prefix, keys, self.model._meta.pk.name)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        setattr(form.instance, self.fk.name, self.instance)

    def get_unique_error_message(self, unique_check):
        names = [self.model._meta.get_field(name).verbose_name for name in unique_check if name != self.fk.name]
        return f"Two rows have the same {' and '.join(names)}: keep one of them."

    def clean(self):
        super().clean()
        for form in self.kept_forms():
            # Django leaves the record out where it checks a row's constraints, and so those that name it.
            if form.is_valid() and form.has_changed():
                _check_constraints(form)

    def kept_forms(self):
        """The forms of the rows that there will be: neither empty nor about to be deleted."""
        filled = [form for form in self.forms if form.has_changed() or form.instance.pk]
        return [
            form for form in filled if hasattr(form, "cleaned_data") and not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]


class AnswerFormSet(RowFormSet):
    """Rows with a typed value, which has to be of the type that their question asks for.

    `question_of` finds that question from the record as it stands in the form; None while none is chosen.
    """

    question_of: Callable[[Any], Question | None]

    def clean(self):
        super().clean()
        question = self.question_of(self.instance)
        for form in self.kept_forms() if question else ():
            # A saved record's rows have been checked already, with the form they are in.
            if form.is_valid():
                _check_answer(form, question)


class HangingRows(FindsRecords):
    """Taking a row off is an edit of its record."""

    formset: type[RowFormSet] = RowFormSet

    def get_extra(self, request, obj=None, **kwargs):
        return empty_rows_in(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class Rows(HangingRows, admin.TabularInline):
    pass


class ReferenceFormSet(SourceRowFormSet, RowFormSet):
    pass


class References(MakesSources, Rows):
    formset = ReferenceFormSet
    verbose_name = "source"
    verbose_name_plural = "sources"

    def get_extra(self, request, obj=None, **kwargs):
        return max(0 if obj else 1, empty_rows_in(request))


def _check_constraints(form):
    try:
        form.instance.validate_constraints()
    except ValidationError:
        form.add_error(None, f"“{form.instance}” stands here already.")


def _check_answer(form, question):
    try:
        form.instance.check_value(question)
    except ValidationError as problem:
        form.add_error(None, problem)
