"""The second pair of eyes: whoever publishes a record that others wrote."""

import json

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

# What the history says of a step from one state to another, which is no hand in the words.
STEP = [{"changed": {"fields": ["Workflow"]}}]


def second_reader(record, user) -> str:
    """The user's name if the desk's history names others who had a hand in the record, and not him; else ""."""
    history = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=str(record.pk)
    ).exclude(change_message=json.dumps(STEP))
    hands = set(history.values_list("user", flat=True))
    return user.get_username() if hands and user.pk not in hands else ""


def is_a_step_only(form, formsets) -> bool:
    """Whether a form changes nothing but the state of its record."""
    return set(form.changed_data) <= {"workflow"} and not any(formset.has_changed() for formset in formsets)
