"""Dismissals: the reasons that readers see beside a warning that stands."""

from django.contrib import admin

from timeline.admin.desk import DeskAdmin
from timeline.admin.finding import linked_record, with_records
from timeline.admin.list_filters import RuleOfLinter
from timeline.admin.why_deleted import AsksWhyDeleted, why_of
from timeline.history.asides import keeping_asides_of
from timeline.history.keeping import Hand
from timeline.models import Dismissal


@admin.register(Dismissal)
class DismissalAdmin(AsksWhyDeleted, DeskAdmin):
    """Made from a finding, where it is plain what is dismissed; here a reason is worded better or taken back."""

    fields = ("about_record", "rule", "about", "reason", "dismissed_by", "dismissed_at")
    readonly_fields = ("about_record", "rule", "about", "dismissed_by", "dismissed_at")
    list_display = ("reason", "about_record", "rule", "dismissed_by", "dismissed_on")
    list_filter = (RuleOfLinter, "record_kind", "dismissed_by")
    search_fields = ("reason", "record_slug", "about")

    def get_queryset(self, request):
        return with_records(super().get_queryset(request))

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        with self._keeping([obj], Hand(request.user).saying("Its reason is worded anew.")):
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        with self._keeping([obj], Hand(request.user, why=why_of(request))):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with self._keeping(queryset, Hand(request.user, why=why_of(request))):
            super().delete_queryset(request, queryset)

    @staticmethod
    def _keeping(dismissals, hand):
        return keeping_asides_of([(one.record_kind, one.record_slug) for one in dismissals], hand)

    @admin.display(description="record")
    def about_record(self, obj):
        return linked_record(obj, obj.record_slug)

    @admin.display(description="dismissed", ordering="dismissed_at")
    def dismissed_on(self, obj):
        return f"{obj.dismissed_at:%Y-%m-%d}"
