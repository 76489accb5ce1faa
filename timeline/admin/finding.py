"""Findings of the linter: errors to put right, and warnings to put right or to dismiss with a reason."""

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, OuterRef, Subquery, When
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from timeline.admin.confirming import confirmation, is_confirmed
from timeline.admin.desk import DeskAdmin
from timeline.admin.list_filters import IsDismissed, RuleOfLinter
from timeline.admin.relations import is_key
from timeline.admin.why_deleted import why_of
from timeline.checks.gathering import MODELS
from timeline.checks.rule import RULES
from timeline.history.asides import keeping_asides_of
from timeline.history.keeping import Hand
from timeline.models import Dismissal, Finding
from timeline.models.finding import AboutARecord
from timeline.vocabulary import Level

# A form has only so many fields.
_MOST_AT_ONCE = 500


def findings_of(record) -> list[Finding]:
    """What the linter found in this record, errors first, each with the `reason` it was dismissed for, or None."""
    found = with_reasons(Finding.objects.all())
    return list(found.filter(record_kind=record._meta.model_name, record_slug=record.slug).order_by("level", "id"))


def with_reasons(findings):
    """Annotates `is_dismissed`, and the `reason` where it is."""
    same = {name: OuterRef(name) for name in AboutARecord.natural_lookups}
    return findings.marked_dismissed().annotate(reason=Subquery(Dismissal.objects.filter(**same).values("reason")[:1]))


def with_records(rows):
    """Annotates `record_pk`, the key of the record that a row is about; None if there is none."""
    keys = (
        When(
            record_kind=model._meta.model_name,
            then=Subquery(model.objects.filter(slug=OuterRef("record_slug")).order_by().values("pk")[:1]),
        )
        for model in MODELS
    )
    return rows.annotate(record_pk=Case(*keys, default=None))


def linked_record(row, title: str):
    """A link to the record's page at the desk, from a row that was `with_records`."""
    kind = capfirst(apps.get_model("timeline", row.record_kind)._meta.verbose_name)
    if not row.record_pk:
        return f"{kind}: {title}"
    return format_html('{}: <a href="{}">{}</a>', kind, _address_of_record(row), title)


class ReasonForm(forms.ModelForm):
    class Meta:
        model = Dismissal
        fields = ("reason",)
        widgets = {"reason": forms.TextInput(attrs={"class": "vTextField", "autofocus": True})}


@admin.register(Finding)
class FindingAdmin(DeskAdmin):
    """Nobody writes findings: they come from the record and go with what was wrong in it."""

    actions = ("dismiss", "take_back")
    list_display = ("level", "titled", "told", "standing")
    list_display_links = None
    list_filter = ("level", IsDismissed, RuleOfLinter, "record_kind", "is_public")
    search_fields = ("title", "message", "record_slug", "about")
    ordering = ("level", "rule", "record_kind", "record_slug", "about")

    def get_queryset(self, request):
        return with_records(with_reasons(super().get_queryset(request)))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_dismiss_permission(self, request):
        return request.user.has_perm("timeline.add_dismissal")

    def has_take_back_permission(self, request):
        return request.user.has_perm("timeline.delete_dismissal")

    def get_urls(self):
        one = path("<int:pk>/dismiss/", self.admin_site.admin_view(self.dismiss_one), name="timeline_finding_dismiss")
        return [one, *super().get_urls()]

    @admin.display(description="record", ordering="title")
    def titled(self, obj):
        return linked_record(obj, obj.title)

    @admin.display(description="what is wrong", ordering="rule")
    def told(self, obj):
        rule = RULES.get(obj.rule)
        return format_html("<b>{}</b><br>{}", rule.title if rule else obj.rule, obj.message)

    @admin.display(description="dismissed")
    def standing(self, obj):
        return obj.reason or "No"

    @admin.action(description="Dismiss with a reason", permissions=["dismiss"])
    def dismiss(self, request, queryset):
        return self._dismiss(request, queryset)

    @admin.action(description="Take the dismissal back", permissions=["take_back"])
    def take_back(self, request, queryset):
        """Asks for a reason, or takes back; None when that is done, or there is nothing to take back."""
        dismissed = list(queryset.filter(is_dismissed=True)[:_MOST_AT_ONCE])
        if not dismissed:
            self.message_user(request, "There is no dismissal to take back.", messages.WARNING)
            return None
        why = why_of(request)
        if not is_confirmed(request) or not why:
            title = f"Take back {_counted(len(dismissed), 'dismissal')}"
            return confirmation(self, request, "finding/take_back.html", title, dismissed)
        with keeping_asides_of(_records(dismissed), Hand(request.user, why=why)):
            for finding in dismissed:
                Dismissal.objects.filter(**_same(finding)).delete()
        self.message_user(request, f"Taken back: {_counted(len(dismissed), 'dismissal')}.", messages.SUCCESS)
        return None

    def dismiss_one(self, request, pk):
        """From the page of a record, and back to it."""
        if not self.has_dismiss_permission(request):
            raise PermissionDenied
        finding = self.get_queryset(request).filter(pk=pk) if is_key(Finding, pk) else Finding.objects.none()
        one = finding.first()
        if not one:
            raise Http404
        response = self._dismiss(request, finding)
        return response or HttpResponseRedirect(_address_of_record(one) if one.record_pk else "..")

    def _dismiss(self, request, queryset):
        """Asks for one reason for these warnings, or gives it to them. None when that is done, or nothing is to do."""
        warnings = list(queryset.filter(level=Level.WARNING, is_dismissed=False)[:_MOST_AT_ONCE])
        if errors := queryset.filter(level=Level.ERROR).count():
            words = f"{_counted(errors, 'error')} left out: an error cannot be dismissed, only put right."
            if not is_confirmed(request):
                self.message_user(request, words, messages.ERROR)
        if not warnings:
            typed = request.POST.get("reason", "").replace("\0", "").strip()[:300]
            words = f" You had written: “{typed}”" if typed else ""
            self.message_user(request, f"There is no warning to dismiss.{words}", messages.WARNING)
            return None
        form = ReasonForm(request.POST if is_confirmed(request) else None)
        if not form.is_valid():
            title = f"Dismiss {_counted(len(warnings), 'warning')}"
            return confirmation(self, request, "finding/dismiss.html", title, warnings, form=form)
        given = {"reason": form.cleaned_data["reason"], "dismissed_by": request.user.get_username()}
        with keeping_asides_of(_records(warnings), Hand(request.user, why=given["reason"])):
            for finding in warnings:
                dismissal, is_new = Dismissal.objects.get_or_create(**_same(finding), defaults=given)
                if is_new:
                    self.log_addition(request, dismissal, [{"added": {}}])
        self.message_user(request, f"Dismissed: {_counted(len(warnings), 'warning')}.", messages.SUCCESS)
        return None


def _records(findings) -> list[tuple[str, str]]:
    return [(finding.record_kind, finding.record_slug) for finding in findings]


def _same(finding) -> dict[str, str]:
    return {name: getattr(finding, name) for name in AboutARecord.natural_lookups}


def _address_of_record(row) -> str:
    return reverse(f"admin:timeline_{row.record_kind}_change", args=[row.record_pk])


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
