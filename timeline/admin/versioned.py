"""The desk's form of whatever has a history: it knows its version, and each saving leaves one."""

from contextlib import contextmanager
from copy import deepcopy

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse

from timeline.admin import steps
from timeline.admin.alongside import Alongside
from timeline.admin.conflict import Conflict, is_joining
from timeline.admin.desk import DeskAdmin
from timeline.admin.editing import VERSION_SEEN, Editing
from timeline.admin.gone import RECORD_SEEN, gone_page, rows_moved_to, there_again
from timeline.admin.new_sources import create_new_sources
from timeline.admin.past import Past
from timeline.admin.publishing import Hindrance
from timeline.admin.reported import report_of
from timeline.admin.standing import Standing
from timeline.admin.together import send_along
from timeline.admin.typed import not_taken
from timeline.admin.why_deleted import AsksWhyDeleted, why_of
from timeline.exporting.records import record_id
from timeline.history.keeping import Hand, keep
from timeline.importing.applying import Unappliable
from timeline.models.record import Record
from timeline.vocabulary import ChangeClass, Step, Workflow

_HELP = "What was changed for which reason, in a sentence; kept in the record's history."


class VersionedForm(forms.ModelForm):
    version_seen = forms.CharField(widget=forms.HiddenInput, initial="0")
    record_seen = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label="Why",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=f"{_HELP} Left empty, the desk tells there what was changed.",
    )


class VersionedAdmin(AsksWhyDeleted, Standing, Past, DeskAdmin):
    form = VersionedForm

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        # Django makes a class for each request, but its own fields are those of the class that it inherits from.
        for name in form.declared_fields:
            form.base_fields[name] = deepcopy(form.base_fields[name])
        if obj and (editing := getattr(request, "editing", None)):
            form.base_fields[VERSION_SEEN].initial = str(editing.token)
            form.base_fields[RECORD_SEEN].initial = record_id(obj)
        if obj and self.asks_why(obj):
            form.base_fields["why"].required, form.base_fields["why"].help_text = True, _HELP
        return form

    def asks_why(self, record) -> bool:
        """Whether somebody has to type the reason of a change: where readers see the record."""
        return False

    def get_object(self, request, object_id, from_field=None):
        record = super().get_object(request, object_id, from_field)
        if record and (editing := getattr(request, "editing", None)):
            record.is_laid_out = editing.is_laid_out
        return record

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        record = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and record is None and request.method == "POST":
            return self._gone(request, extra_context)
        is_writing = request.method == "POST" and (record is None or self.has_change_permission(request, record))
        try:
            if not is_writing:
                response = self._shown(request, record, object_id, form_url, extra_context)
                if record and request.method == "GET":
                    self.open_form(request, record)
                return response
            with transaction.atomic():
                request.editing = Editing.writing(record, request.POST) if record else Editing.making(request.POST)
                if record and is_joining(request):
                    return Conflict(self, request).joined()
                return self._written(request, object_id, form_url, extra_context)
        except Hindrance as hindrance:
            is_there = record is not None and type(record).objects.filter(pk=record.pk).exists()
            has_review = is_there and isinstance(record, Record)
            if is_writing and record and not is_there:
                return gone_page(self, request)
            if is_writing:
                return not_taken(request, str(hindrance), self.page_of(record, "review") if has_review else "")
            self.message_user(request, str(hindrance), messages.ERROR)
            if has_review:
                return self.back_to(record, "review")
            return HttpResponseRedirect(reverse(f"admin:timeline_{self.opts.model_name}_changelist"))

    def _gone(self, request, extra_context):
        if record := there_again(self, request):
            own = reverse(f"admin:timeline_{self.opts.model_name}_change", args=[record.pk])
            request.POST = rows_moved_to(record, self, request)
            return self.changeform_view(request, str(record.pk), own, extra_context)
        return gone_page(self, request)

    def _shown(self, request, record, object_id, form_url, extra_context):
        """The form; of a pending change as that has it."""
        if record is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.editing = Editing.reading(record)
        if not request.editing.is_pending:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            request.editing.lay_out()
            response = super().changeform_view(request, object_id, form_url, extra_context)
            response = response.render() if hasattr(response, "render") else response
            transaction.set_rollback(True)
        return response

    def _written(self, request, object_id, form_url, extra_context):
        editing = request.editing
        with transaction.atomic(), _without_praise(request):
            if editing.record:
                editing.lay_out()
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if editing.content is None or editing.is_apart:
                # What the page needs of the database it reads before the savepoint is gone.
                response = response.render() if hasattr(response, "render") else response
                transaction.set_rollback(True)
        if editing.content is None:
            # Somebody who is putting it right has not forgotten it.
            if editing.record:
                self.open_form(request, editing.record)
            return response
        if editing.is_stale and (editing.content != editing.head.content or request.alongside.carried):
            return Conflict(self, request).shown()
        if editing.is_stale:
            # The same form sent twice, or two who typed the same: there is nothing to choose.
            self.tell_of(request, self._sent_as_it_is(request))
            return response
        try:
            if editing.is_apart:
                request.alongside.write_again()
        except Unappliable as problem:
            return Conflict(self, request).shown(str(problem))
        request.alongside.keep(request.user, editing.record, is_submitting=editing.is_submitting)
        self.tell_of(request, editing.keep(self.hand_of(request)))
        self.tell_of_others(request)
        if editing.is_submitting and isinstance(editing.record, Record):
            send_along(request, editing.record)
        self.close_form(request, editing.record)
        return response

    def _sent_as_it_is(self, request):
        """The step to review where another saved first what this form says too; None where that is not asked for.

        What was sent back, or withdrawn, meanwhile is no draft that its writer has seen.
        """
        head, record = request.editing.head, request.editing.record
        is_written = head.step == Step.WRITTEN and head.workflow == Workflow.DRAFT
        if not (request.editing.is_submitting and is_written and isinstance(record, Record)):
            return None
        version = steps.submit(record, self.hand_of(request))
        send_along(request, record)
        return version

    def on_from(self, request, record):
        """Where a form leads that is saved after all, by the button that was pressed."""
        with _without_praise(request):
            return self.response_change(request, record)

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        if level != messages.SUCCESS or not getattr(request, "is_written_only", False):
            super().message_user(request, message, level, *args, **kwargs)

    def hand_of(self, request) -> Hand:
        given = request.POST
        change_class = given.get("change_class", "")
        change_class = change_class if change_class in ChangeClass.values else ""
        return Hand(
            request.user,
            why=why_of(request),
            change_class=change_class,
            report=report_of(request.editing.record, given),
        )

    def save_related(self, request, form, formsets, change):
        """Only now the record says all that the form does."""
        request.alongside = Alongside()
        create_new_sources(request.alongside, formsets)
        super().save_related(request, form, formsets, change)
        request.editing.take(form.instance)
        request.alongside.take()

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["editing"] = getattr(request, "editing", None)
            context["others"] = self.others_at(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def delete_model(self, request, obj):
        keep(obj, Step.DELETED, Hand(request.user, why=why_of(request)))
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for record in queryset:
            keep(record, Step.DELETED, Hand(request.user, why=why_of(request)))
        super().delete_queryset(request, queryset)

    # The history of a record is its versions, which tell more than Django's log.
    def log_addition(self, request, obj, message): ...

    def log_change(self, request, obj, message): ...

    def log_deletions(self, request, queryset): ...

    def back_to(self, record, page="change"):
        return HttpResponseRedirect(self.page_of(record, page))

    def page_of(self, record, page) -> str:
        return reverse(f"admin:timeline_{self.opts.model_name}_{page}", args=[record.pk])


@contextmanager
def _without_praise(request):
    """Django says that all is well as soon as it has written; here that is known only later, and said then."""
    request.is_written_only = True
    try:
        yield
    finally:
        request.is_written_only = False
