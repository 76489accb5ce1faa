"""Where a record stands: on the site or not, with a change that waits or not, open at somebody else or not."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from timeline.admin.ahead import tell_of_findings
from timeline.history.keeping import head_of
from timeline.models import OpenForm
from timeline.models.record import Record
from timeline.vocabulary import Workflow


class Standing:
    """For RecordAdmin."""

    def view_on_site(self, obj):
        return obj.get_absolute_url() if isinstance(obj, Record) and is_on_the_site(obj) else None

    @admin.display(description="on the site")
    def is_on_the_site(self, obj):
        if is_on_the_site(obj):
            return "Yes."
        return "No: what it belongs to is not published." if obj.is_public else "No."

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, obj):
        return f"{obj.changed_at:%Y-%m-%d}"

    def tell_of(self, request, version) -> None:
        """What became of what was saved."""
        record = request.editing.record
        if version is None:
            self.message_user(request, f"“{record}” was saved as it was: nothing is changed in it.", messages.INFO)
            return
        name = reverse(f"admin:timeline_{self.opts.model_name}_change", args=[record.pk])
        says = "Saved"
        if version.workflow == Workflow.IN_REVIEW:
            says = "Saved, and waits for somebody else to review it"
        elif version.workflow == Workflow.DRAFT:
            says = "Saved as a draft"
        after = " Until it is published, readers see what they saw." if request.editing.is_reviewed else ""
        words = format_html("{}: <a href='{}'>{}</a>.{}", says, name, version.title, after)
        self.message_user(request, words, messages.SUCCESS)
        tell_of_findings(request, record)

    def tell_of_others(self, request) -> None:
        """What the form made alongside its record."""
        names = [
            (
                record._meta.verbose_name,
                reverse(f"admin:timeline_{record._meta.model_name}_change", args=[record.pk]),
                record,
            )
            for record in request.alongside.records
        ]
        if names:
            words = format_html_join(", ", "{} <a href='{}'>{}</a>", names)
            self.message_user(request, format_html("Made with it: {}.", words), messages.SUCCESS)

    def others_at(self, request, obj) -> list[OpenForm]:
        """Who else has the form open."""
        return list(OpenForm.objects.of(obj).by_others(request.user))

    def open_form(self, request, obj) -> None:
        """That this user has the form now is remembered; never where what the form shows is taken back afterwards."""
        if self.has_change_permission(request, obj):
            OpenForm.objects.open(obj, request.user)

    def close_form(self, request, obj) -> None:
        OpenForm.objects.of(obj).filter(user=request.user).delete()


def is_on_the_site(record) -> bool:
    """Published, and so is what it cannot be shown without: a filing's docket, a quote's speaker."""
    return bool(record.pk) and type(record).objects.public().filter(pk=record.pk).exists()


def where_it_stands(record) -> str:
    """“Published; a change is in review”."""
    head = head_of(record)
    stands = Workflow(record.workflow).label
    if not record.is_public or head is None or head.workflow == Workflow.PUBLISHED:
        return str(stands)
    waits = "is in review" if head.workflow == Workflow.IN_REVIEW else "is being drafted"
    return f"{stands}; a change {waits}"
