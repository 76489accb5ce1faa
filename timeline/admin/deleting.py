"""What stands in the way of deleting records and what goes with them, named as researchers know it."""

from django.contrib.admin.utils import NestedObjects, quote
from django.db import models, router
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from timeline.admin.publishing import records_resting_only_on
from timeline.history.waiting import changes_naming
from timeline.models.record import Record


def standing_in_the_way(records) -> list:
    """The records that refer to one of these, each once: by foreign key, in a list, or by resting on it alone."""
    records = list(records)
    if not records:
        return []
    collector = NestedObjects(using=router.db_for_write(type(records[0])))
    collector.collect(records)
    found = {_owner(row) for row in collector.protected}
    for record in records:
        if isinstance(record, Record):
            found.update(record.referring_records(), records_resting_only_on(record))
        found.update(_changed_to_name(record))
    return sorted(found, key=lambda record: (record._meta.verbose_name, str(record)))


def going(records, site) -> tuple[list, dict[str, int]]:
    """The records that are to be deleted, and how many rows of their own go with them, by what those are called.

    What only ties a record to another is no row of its own, and is not told: the other stays.
    """
    records = list(records)
    if not records:
        return [], {}
    collector = NestedObjects(using=router.db_for_write(type(records[0])))
    collector.collect(records)
    counts = {
        str(model._meta.verbose_name_plural): len(rows)
        for model, rows in collector.model_objs.items()
        if not model._meta.auto_created
    }
    return [linked(record, site) for record in records], counts


def linked(record, site):
    """“Event: Closing arguments”, with a link to its page at the desk."""
    name = f"{site.name}:{record._meta.app_label}_{record._meta.model_name}_change"
    kind = capfirst(record._meta.verbose_name)
    return format_html('{}: <a href="{}">{}</a>', kind, reverse(name, args=[quote(record.pk)]), record)


def _changed_to_name(record) -> list:
    """Records with a change that waits in which this one is named."""
    changes = changes_naming(record)
    found = (one.model._default_manager.filter(slug=one.record_slug).first() for one in changes)
    return [other for other in found if other]


def _owner(row):
    """The record that a hanging row (a reference, a role, a variant) belongs to; a record is its own."""
    for field in row._meta.fields:
        if field.remote_field and field.remote_field.on_delete is models.CASCADE:
            return getattr(row, field.name)
    return row
