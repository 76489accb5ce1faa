"""A draft or a pending change as the site will show it, to nobody but the desk."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import resolve, reverse

from timeline.history.keeping import head_of
from timeline.importing.applying import Unappliable, apply
from timeline.vocabulary import Workflow


def preview(request, record):
    """The record's own public page, made of its head within a transaction that is then rolled back.

    Everything is as it would be if it were published now: also lists, marks and counts on its page.
    """
    head = head_of(record)
    try:
        with transaction.atomic():
            if head:
                apply(type(record), head.content, Workflow.PUBLISHED)
            else:
                type(record).objects.filter(pk=record.pk).update(workflow=Workflow.PUBLISHED)
            shown = type(record).objects.get(pk=record.pk)
            request.is_preview = True
            address = shown.get_absolute_url().partition("#")[0]
            view, args, kwargs = resolve(address)
            response = view(request, *args, **kwargs)
            transaction.set_rollback(True)
            return response
    except Unappliable as problem:
        messages.error(request, f"It cannot be shown: {problem}")
        name = f"admin:timeline_{record._meta.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[record.pk]))
