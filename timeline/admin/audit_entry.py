"""The audit list, which nobody writes at the desk: who came in or failed to, and who changed what anybody may do."""

from django.contrib import admin

from timeline.admin.desk import DeskAdmin
from timeline.models import AuditEntry
from timeline.signing_in import audit


@admin.register(AuditEntry)
class AuditEntryAdmin(DeskAdmin):
    list_display = ("when", "kind", "by_name", "about", "what", "address", "device")
    list_display_links = None
    list_filter = ("kind", "at")
    search_fields = ("by_name", "about", "what", "address", "device")
    date_hierarchy = "at"
    actions = None

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Audit list", **(extra_context or {})})

    @admin.display(description="when (UTC)", ordering="at")
    def when(self, obj):
        return f"{obj.at:%Y-%m-%d %H:%M:%S}"

    def get_queryset(self, request):
        audit.forget()
        return super().get_queryset(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
