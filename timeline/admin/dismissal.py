"""Dismissals: the reasons that readers see beside a warning that stands."""

from django.contrib import admin

from timeline.admin.desk import DeskAdmin
from timeline.admin.finding import linked_record, with_records
from timeline.admin.list_filters import RuleOfLinter
from timeline.models import Dismissal


@admin.register(Dismissal)
class DismissalAdmin(DeskAdmin):
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

    @admin.display(description="record")
    def about_record(self, obj):
        return linked_record(obj, obj.record_slug)

    @admin.display(description="dismissed", ordering="dismissed_at")
    def dismissed_on(self, obj):
        return f"{obj.dismissed_at:%Y-%m-%d}"
