"""What a form of the desk was sent with, in words: for a page that keeps it where it cannot be saved."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst

from timeline.admin.relations import choice_label, is_key


class Typed(NamedTuple):
    label: str
    words: str


class Group(NamedTuple):
    """The fields of a record (without a name) or of one of its rows, in the order of the form; none is empty."""

    name: str
    fields: list[Typed]


def typed_in(model_admin, request) -> list[Group]:
    """All that a change form was sent with, whatever the record, which may be gone, and however wrong it is."""
    form = model_admin.get_form(request, None)(request.POST)
    shown = flatten_fieldsets(model_admin.get_fieldsets(request, None))
    order = {name: place for place, name in enumerate(shown)}
    names = sorted(form.fields, key=lambda name: order.get(name, len(order)))
    groups = [Group("", _fields(form, names)), *_rows(model_admin, request)]
    return [group for group in groups if group.fields]


def as_text(groups: list[Group]) -> str:
    """To be copied whole."""
    blocks = ([group.name, *(f"{label}: {words}" for label, words in group.fields)] for group in groups)
    return "\n\n".join("\n".join(filter(None, lines)) for lines in blocks)


def _rows(model_admin, request) -> Iterator[Group]:
    for formset, inline in model_admin.get_formsets_with_inlines(request, None):
        prefix = formset.get_default_prefix()
        numbered = (re.match(rf"{re.escape(prefix)}-(\d{{1,4}})-", name) for name in request.POST)
        for number in sorted({int(found[1]) for found in numbered if found}):
            row = formset.form(request.POST, prefix=f"{prefix}-{number}", instance=formset.model())
            fields = _fields(row, [name for name in row.fields if name != formset.fk.name]) if row.has_changed() else []
            if fields and f"{prefix}-{number}-{DELETION_FIELD_NAME}" in request.POST:
                fields.append(Typed("Taken off", "Yes"))
            yield Group(f"{capfirst(inline.verbose_name)} #{number + 1}", fields)


def _fields(form, names) -> list[Typed]:
    bound = (form[name] for name in names)
    said = (Typed(str(one.label), _words(one.field, one.value())) for one in bound if not one.is_hidden)
    return [one for one in said if one.words.strip()]


def _words(field, value: Any) -> str:
    values = [one for one in (value if isinstance(value, list | tuple) else [value]) if one not in (None, "", False)]
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_names(field.queryset.model, values))
    if isinstance(field, forms.BooleanField):
        return "Yes" if values else ""
    labels = dict(_choices(field.choices)) if isinstance(field, forms.ChoiceField) else {}
    return ", ".join(labels.get(str(one), str(one)) for one in values)


def _names(model, keys: list) -> list[str]:
    """Of records that are here; a key that names none stands for itself."""
    found = model._default_manager.in_bulk([key for key in keys if is_key(model, key)])
    called = {str(key): choice_label(record) for key, record in found.items()}
    return [called.get(str(key), str(key)) for key in keys]


def _choices(choices) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _choices(label)
        else:
            yield str(value), str(label)
