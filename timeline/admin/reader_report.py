"""The inbox: what readers report to be wrong, to be answered, or dismissed with a reason."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Case, Exists, OuterRef, When
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from timeline.admin.confirming import confirmation, is_confirmed
from timeline.admin.desk import DeskAdmin
from timeline.admin.finding import linked_record, with_records
from timeline.admin.relations import is_key
from timeline.models import ReaderReport, ReportDay
from timeline.models.reader_report import REPORTED
from timeline.vocabulary import ReportState

# A form has only so many fields, and one answer fits only so many reports.
_MOST_AT_ONCE = 100

_TITLES = {ReportState.ANSWERED: "Answer", ReportState.DISMISSED: "Dismiss"}


class AnswerForm(forms.Form):
    answer = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 4, "autofocus": True}),
    )

    def __init__(self, state: ReportState, data=None):
        super().__init__(data)
        is_answer = state == ReportState.ANSWERED
        self.fields["answer"].label = "Answer" if is_answer else "Reason"
        told = "What was found and done." if is_answer else "Why nothing follows from it."
        self.fields["answer"].help_text = f"{told} Only the desk sees it."


@admin.register(ReaderReport)
class ReaderReportAdmin(DeskAdmin):
    """What a reader wrote is read here, never changed; closing a report, and taking it up again, are actions."""

    actions = ("answer_chosen", "dismiss_chosen", "reopen")
    fieldsets = (
        ("What is wrong", {"fields": ["about_record", "shown", "wrong", "source", "reach", "received_at"]}),
        ("What became of it", {"fields": ["state", "answer", "closed_by", "closed_at"]}),
    )
    list_display = ("told", "about_record", "on_the_site", "state", "received_on", "closed_by")
    list_filter = ("state", "record_kind")
    search_fields = ("wrong", "record_title", "record_slug", "answer")

    def get_queryset(self, request):
        return _with_pages(with_records(super().get_queryset(request)))

    def changelist_view(self, request, extra_context=None):
        # Whoever looks into the inbox finds nothing that should be forgotten by now.
        ReportDay.objects.forget_past_days()
        ReaderReport.objects.forget_contacts()
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_close_permission(self, request):
        return request.user.has_perm("timeline.change_readerreport")

    def get_urls(self):
        one = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"timeline_readerreport_{name}")
            for name, view in (("answer", self.answer_one), ("dismiss", self.dismiss_one))
        ]
        return [*one, *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_close"] = bool(obj) and obj.state == ReportState.NEW and self.has_close_permission(request)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def view_on_site(self, obj):
        return _address(obj) or None

    @admin.display(description="what is wrong", ordering="wrong")
    def told(self, obj):
        return Truncator(obj.wrong).chars(160)

    @admin.display(description="record", ordering="record_title")
    def about_record(self, obj):
        return linked_record(obj, obj.record_title)

    @admin.display(description="on the site")
    def on_the_site(self, obj):
        address = _address(obj)
        return format_html('<a href="{}">As the reader saw it</a>', address) if address else "No"

    @admin.display(description="as shown")
    def shown(self, obj):
        day = f"As known on {obj.as_of:%Y-%m-%d}" if obj.as_of else "As known today"
        return f"{day}, on {obj.shown_at:%Y-%m-%d at %H:%M} UTC."

    @admin.display(description="source that says so")
    def source(self, obj):
        if not obj.says_otherwise:
            return "None was named."
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', obj.says_otherwise)

    @admin.display(description="how to reach the reader")
    def reach(self, obj):
        try:
            validate_email(obj.contact)
        except forms.ValidationError:
            return obj.contact or "-"
        return format_html('<a href="mailto:{0}">{0}</a>', obj.contact)

    @admin.display(description="received", ordering="received_at")
    def received_on(self, obj):
        return f"{obj.received_at:%Y-%m-%d}"

    @admin.action(description="Answer the selected reports", permissions=["close"])
    def answer_chosen(self, request, queryset):
        return self._close(request, queryset, ReportState.ANSWERED)

    @admin.action(description="Dismiss the selected reports with a reason", permissions=["close"])
    def dismiss_chosen(self, request, queryset):
        return self._close(request, queryset, ReportState.DISMISSED)

    @admin.action(description="Take the selected reports up again", permissions=["close"])
    def reopen(self, request, queryset):
        opened = 0
        for report in queryset.exclude(state=ReportState.NEW):
            if ReaderReport.objects.filter(pk=report.pk).reopen():
                was = f"{report.get_state_display()} by {report.closed_by}: {report.answer}"
                self.log_change(request, report, f"Taken up again. It had been: {was}")
                opened += 1
        level = messages.SUCCESS if opened else messages.WARNING
        self.message_user(request, f"Taken up again: {_counted(opened)}.", level)

    def answer_one(self, request, pk):
        return self._close_one(request, pk, ReportState.ANSWERED)

    def dismiss_one(self, request, pk):
        return self._close_one(request, pk, ReportState.DISMISSED)

    def _close_one(self, request, pk, state):
        """From the page of a report, and back to it."""
        if not self.has_close_permission(request):
            raise PermissionDenied
        chosen = self.get_queryset(request).filter(pk=pk) if is_key(ReaderReport, pk) else ReaderReport.objects.none()
        if not chosen.exists():
            raise Http404
        page = reverse("admin:timeline_readerreport_change", args=[pk])
        return self._close(request, chosen, state) or HttpResponseRedirect(page)

    def _close(self, request, queryset, state):
        """Asks for one answer for these reports, or gives it to them. None when that is done, or nothing is to do."""
        chosen = list(queryset.filter(state=ReportState.NEW)[:_MOST_AT_ONCE])
        if not chosen:
            words = "None of these is new: they have been answered or dismissed."
            self.message_user(request, f"{words}{_unsaved(request.POST.get('answer', ''))}", messages.WARNING)
            return None
        form = AnswerForm(state, request.POST if is_confirmed(request) else None)
        if not form.is_valid():
            title = f"{_TITLES[state]} {_counted(len(chosen))}"
            return confirmation(self, request, "readerreport/close.html", title, chosen, form=form)
        closed = sum(self._close_as_shown(request, report, state, form.cleaned_data["answer"]) for report in chosen)
        self.message_user(
            request, f"{state.label}: {_counted(closed)}.", messages.SUCCESS if closed else messages.WARNING
        )
        return None

    @transaction.atomic
    def _close_as_shown(self, request, report, state, answer) -> bool:
        """Whether it was new still: of two who close it at the same time, the second is told."""
        if not ReaderReport.objects.filter(pk=report.pk).close(state, answer, request.user.get_username()):
            words = f"{report}: somebody else was faster, and closed it.{_unsaved(answer)}"
            self.message_user(request, words, messages.ERROR)
            return False
        self.log_change(request, report, f"{state.label}: {answer}")
        return True


def _with_pages(reports):
    """Annotates `has_page`: whether readers can see the record."""
    seen = (
        When(record_kind=kind, then=Exists(model.objects.public().filter(slug=OuterRef("record_slug"))))
        for kind, model in REPORTED.items()
    )
    return reports.annotate(has_page=Case(*seen, default=False))


def _address(report) -> str:
    """The page of the record as the reader saw it; "" where readers see none."""
    day = f"?as_of={report.as_of:%Y-%m-%d}" if report.as_of else ""
    return reverse(report.record_kind, args=[report.record_slug]) + day if report.has_page else ""


def _unsaved(answer: str) -> str:
    """What was typed for nothing, to be copied."""
    answer = answer.replace("\0", "").strip()[:2000]
    return f" You had written: “{answer}”" if answer else ""


def _counted(count: int) -> str:
    return f"{count} report{'' if count == 1 else 's'}"
