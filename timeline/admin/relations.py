"""How one record names another in a form: found by typing, told apart by its label, safe against any key."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError

from timeline import dates
from timeline.admin.named_by_slug import NamedBySlug, UnknownSlug, says_unknown
from timeline.models import Event, Filing, Source
from timeline.vocabulary import Workflow


def choice_label(record) -> str:
    """The record with what tells it from its namesakes: a docket has many motions, a day many reports."""
    words = str(record)
    match record:
        case Filing():
            words = f"{words} · {record.case}"
        case Event():
            words = f"{words} · {dates.read(record.date).label}"
        case Source():
            words = f"{words}, {record.published_label}"
    state = getattr(record, "workflow", Workflow.PUBLISHED)
    return words if state == Workflow.PUBLISHED else f"{words} [{Workflow(state).label.lower()}]"


def is_key(model, value) -> bool:
    """Whether the database could hold this primary key: a query with letters, NUL or 10^20 for one would raise."""
    if isinstance(value, UnknownSlug):
        return False
    try:
        model._meta.pk.run_validators(model._meta.pk.to_python(value))
    except ValidationError:
        return False
    return True


class OneRecordField(forms.ModelChoiceField):
    def to_python(self, value):
        _check_slug(self.queryset.model, value)
        if value not in self.empty_values and not is_key(self.queryset.model, getattr(value, "pk", value)):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return super().to_python(value)

    def label_from_instance(self, obj):
        return choice_label(obj)


class RecordsField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        for key in value or ():
            _check_slug(self.queryset.model, key)
            if not is_key(self.queryset.model, key):
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": key})
        return super().clean(value)

    def label_from_instance(self, obj):
        return choice_label(obj)


class _ShowsKeysOnly:
    """A wrong form is shown again with what was chosen, and an address may choose beforehand: keys that can be none
    are left out instead of being looked up."""

    def optgroups(self, name, value, attrs=None):
        model = self.field.remote_field.model
        return super().optgroups(name, [key for key in value if is_key(model, key)], attrs)


class OneRecord(NamedBySlug, _ShowsKeysOnly, AutocompleteSelect):
    pass


class Records(NamedBySlug, _ShowsKeysOnly, AutocompleteSelectMultiple):
    def build_attrs(self, base_attrs, extra_attrs=None):
        # Each record has its own cross; one for all of them is hit by mistake, and stands in a list as no item of it.
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


class FindsRecords:
    """For a ModelAdmin or an inline: every relation in its form is an autocomplete."""

    def get_autocomplete_fields(self, request):
        fields = [*self.model._meta.fields, *self.model._meta.many_to_many]
        return [field.name for field in fields if field.remote_field]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", OneRecord(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, form_class=OneRecordField, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", Records(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, form_class=RecordsField, **kwargs)


def _check_slug(model, value) -> None:
    if isinstance(value, UnknownSlug):
        raise ValidationError(says_unknown(model, value), "unknown_slug")
