"""New sources typed in the rows of a record that rests on them: beside choosing one that is here, and saved with it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from timeline.admin.addresses_for import free_slug
from timeline.admin.dates_meant import DateField, DateText
from timeline.admin.known_sources import source_at
from timeline.admin.relations import choice_label
from timeline.checks.addresses import bare_address
from timeline.models import Source
from timeline.vocabulary import Authorship, Seen

_NAMES = ("url", "title", "publisher", "author", "published", "kind", "reliability", "authorship", "seen")
_PREFIX = "new_"
_FORMS: dict[str, dict[str, Any]] = {
    "url": {"assume_scheme": "https"},
    "published": {"form_class": DateField, "widget": DateText},
}
# These have a value in an empty row, so that they alone tell of no new source.
_DEFAULTED = {"new_authorship": Authorship.UNKNOWN, "new_seen": Seen.CITED}


class SourceRowForm(forms.ModelForm):
    """A row that names a source, which may be typed in it as long as the row is new."""

    may_make_sources = False
    new_source: Source | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.offers_new_source:
            self.fields["source"].required = False
            self.fields |= fields_of_source()

    @property
    def offers_new_source(self) -> bool:
        return self.may_make_sources and self.instance.pk is None and "source" in self.fields

    @property
    def fields_of_new_source(self):
        """For the template."""
        return [self[f"{_PREFIX}{name}"] for name in _NAMES]

    @property
    def is_new_source_typed(self) -> bool:
        return any(name.startswith(_PREFIX) for name in self.changed_data)

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name not in _DEFAULTED]

    def clean(self):
        cleaned = super().clean()
        if not self.offers_new_source or "source" in self.errors:
            return cleaned
        if self.cleaned_data.get("source"):
            if self.is_new_source_typed:
                self.add_error("source", "Either choose a source that is here or type a new one, not both.")
        elif self.is_new_source_typed:
            self._check_new_source()
        else:
            self.add_error("source", "Choose a source, or type a new one below.")
        return cleaned

    def _check_new_source(self):
        given = {key: value or _DEFAULTED.get(key, "") for key, value in self.cleaned_data.items()}
        typed = {name: given[f"{_PREFIX}{name}"] for name in _NAMES if f"{_PREFIX}{name}" in given}
        source = Source(**typed)
        try:
            source.clean_fields(exclude={field.name for field in Source._meta.fields} - set(typed))
        except ValidationError as problem:
            for name, words in problem.message_dict.items():
                self.add_error(f"{_PREFIX}{name}", words)
        if known := source_at(source.url):
            self.add_error(f"{_PREFIX}url", _is_here_already(known))
        self.new_source = source


class SourceRowFormSet(forms.BaseInlineFormSet):
    """To go before another formset of rows: two of them do not type the same new source."""

    def clean(self):
        super().clean()
        typed: dict[str, int] = {}
        for number, form in enumerate(self.forms, 1):
            source = _to_make(self, form)
            address = bare_address(source.url) if source else ""
            first = typed.setdefault(address, number) if address else number
            if first != number:
                form.add_error(f"{_PREFIX}url", f"Source #{first} above has this address already: keep one of them.")


class MakesSources:
    """For an inline of rows with a source."""

    form: type[forms.ModelForm] = SourceRowForm
    template = "admin/timeline/source_rows.html"

    def get_fieldsets(self, request, obj=None):
        """The source first: below it stands what makes a new one, and then what the row says of either."""
        if self.fieldsets:
            return self.fieldsets
        others = [name for name in self.get_fields(request, obj) if name != "source"]
        return [(None, {"fields": ["source"]}), (None, {"fields": [tuple(others)]})]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.may_make_sources = request.user.has_perm("timeline.add_source")
        return formset

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "source":
            field.label = "Source that is here"
        return field

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "source" and hasattr(field.widget, "can_add_related"):
            # It is typed in the row itself.
            field.widget.can_add_related = False
        return field


def fields_of_source() -> dict[str, Any]:
    """What a row has to make a source of, by the names of its fields."""
    fields = fields_for_model(Source, fields=_NAMES, formfield_callback=_field_of_source)
    return {f"{_PREFIX}{name}": field for name, field in fields.items()}


def create_new_sources(alongside, formsets) -> None:
    """Save the new sources that were typed, before the rows that refer to them. Only for forms that are valid."""
    for formset in formsets:
        for form in formset.forms:
            if source := _to_make(formset, form):
                source.slug = free_slug(Source, source.published, source.publisher, source.title)
                source.save()
                form.instance.source = source
                alongside.add(source)


def _to_make(formset, form) -> Source | None:
    source = getattr(form, "new_source", None)
    return None if source is None or formset._should_delete_form(form) else source


def _field_of_source(db_field, **kwargs):
    given = _FORMS.get(db_field.name, {})
    field = db_field.formfield(**{**kwargs, **given})
    field.required = False
    field.label = {"url": "Address (URL)"}.get(db_field.name, field.label)
    if isinstance(field.widget, forms.TextInput):
        field.widget.attrs.setdefault("class", "vTextField")
    return field


def _is_here_already(source):
    address = reverse("admin:timeline_source_change", args=[source.pk])
    return format_html(
        'This source is here already: <a href="{}">{}</a>. '
        '<button type="button" data-take-source="{}" data-label="{}" hidden>Take it</button>',
        *(address, choice_label(source), source.pk, choice_label(source)),
    )
