"""What the fields are called that a form of the desk was sent with, for whoever typed in them.

The form may have been sent by nobody who is signed in: so nothing is looked up for it, and keys name no record.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.urls import Resolver404, resolve
from django.utils.text import capfirst

from timeline.admin.new_sources import fields_of_source

# Of forms that are no record's.
_ELSEWHERE = {"text": "Comment", "keep": "The record that stays", "merge": "The record that goes"}
_ROW = re.compile(r"(?P<prefix>[a-z_]+(?:-\d+)?)-(?P<number>\d{1,4})-(?P<name>\w+)", re.ASCII)
_TAKE = re.compile(r"take-(?P<number>\d{1,4})", re.ASCII)
_NEW = "new_"
_SIDES = {"mine": "what you typed", "theirs": "what was saved meanwhile", "base": "what it said before"}


class Labels:
    """Of the form at this address; where there is no such form, names of fields are made readable and no more."""

    def __init__(self, request, address: str):
        self._admin = _admin_at(address)
        self._rows = dict(_rows_of(self._admin, request))

    def told(self, name: str, value: str) -> tuple[str, str]:
        """“Source 1 · locator” and “p. 7”; "" where a value tells nobody anything."""
        if found := _TAKE.fullmatch(name):
            return f"Part {int(found['number']) + 1}", _SIDES.get(value, value)
        row = _ROW.fullmatch(name)
        inline = self._rows.get(row["prefix"]) if row else None
        if row is None or inline is None:
            field = _field(self._admin.model, name) if self._admin else None
            return self._label(name, field), _words(field, _declared(self._admin, name), value)
        of_row = f"{capfirst(inline.verbose_name)} {int(row['number']) + 1}"
        if row["name"] == DELETION_FIELD_NAME:
            return of_row, "Taken off"
        field = _field_of_row(inline, row["name"])
        label = _label(row["name"], field, inline)
        return f"{of_row} · {_within(label)}", _words(field, _declared(inline, row["name"]), value)

    def _label(self, name: str, field: Any) -> str:
        if self._admin is None:
            return _ELSEWHERE.get(name) or _label(name, None, None)
        return _label(name, field, self._admin)


def _admin_at(address: str) -> Any:
    try:
        name = resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return None
    options = ((found, f"{found.opts.app_label}_{found.opts.model_name}_") for found in admin.site._registry.values())
    return next((found for found, prefix in options if name.startswith(prefix)), None)


def _rows_of(model_admin: Any, request) -> Iterator[tuple[str, Any]]:
    """Each inline by the prefix of its fields, whether or not somebody is signed in who may see it."""
    for of_rows in model_admin.get_inlines(request, None) if model_admin else ():
        inline = of_rows(model_admin.model, admin.site)
        yield inline.get_formset(request, None).get_default_prefix(), inline


def _field(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _field_of_row(inline: Any, name: str) -> Any:
    is_new = name in _labels_of_new_sources()
    return _field(_model_of_source(inline), name.removeprefix(_NEW)) if is_new else _field(inline.model, name)


def _model_of_source(inline: Any) -> Any:
    field = _field(inline.model, "source")
    return field.related_model if field else inline.model


def _declared(of_form: Any, name: str) -> Any:
    """The field of a form that is no field of its record."""
    return getattr(getattr(of_form, "form", None), "base_fields", {}).get(name)


def _label(name: str, field: Any, of_form: Any) -> str:
    declared = _declared(of_form, name)
    if declared is not None and declared.label:
        return str(declared.label)
    if name in _labels_of_new_sources() and field is not None:
        return f"New source, {_within(_labels_of_new_sources()[name])}"
    return capfirst(field.verbose_name) if field is not None else capfirst(re.sub("[-_]+", " ", name).strip())


@cache
def _labels_of_new_sources() -> dict[str, str]:
    return {name: str(field.label) for name, field in fields_of_source().items()}


def _within(label: str) -> str:
    """A label after others."""
    return f"{label[:1].lower()}{label[1:]}"


def _words(field: Any, declared: Any, value: str) -> str:
    if isinstance(declared, forms.ChoiceField) and not isinstance(declared, forms.ModelChoiceField):
        return str(dict(declared.choices).get(value, value))
    if field is None and declared is None and value.isdigit():
        return ""
    if isinstance(field, models.ForeignKey | models.ManyToManyField) and value.isdigit():
        return ""
    if isinstance(field, models.AutoField):
        return ""
    if isinstance(field, models.BooleanField):
        return "Yes" if value == "on" else value
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))
