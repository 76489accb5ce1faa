"""What stands in the way of deleting records, named as the records that researchers know."""

from django.contrib.admin.utils import NestedObjects, quote
from django.db import models, router
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from timeline.admin.publishing import records_resting_only_on
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
    return sorted(found, key=lambda record: (record._meta.verbose_name, str(record)))


def linked(record, site):
    """“Event: Closing arguments”, with a link to its page at the desk."""
    name = f"{site.name}:{record._meta.app_label}_{record._meta.model_name}_change"
    kind = capfirst(record._meta.verbose_name)
    return format_html('{}: <a href="{}">{}</a>', kind, reverse(name, args=[quote(record.pk)]), record)


def _owner(row):
    """The record that a hanging row (a reference, a role, a variant) belongs to; a record is its own."""
    for field in row._meta.fields:
        if field.remote_field and field.remote_field.on_delete is models.CASCADE:
            return getattr(row, field.name)
    return row
