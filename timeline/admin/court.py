"""Courts."""

from django.contrib import admin

from timeline.admin.versioned import VersionedAdmin
from timeline.models import Court


@admin.register(Court)
class CourtAdmin(VersionedAdmin):
    fields = (
        *("id", "name", "short_name", "country", "level", "is_in_courts_db", "other_names", "website", "dossier"),
        "why",
    )
    list_display = ("name", "short_name", "id", "level", "country")
    list_filter = ("level", "country", "is_in_courts_db")
    search_fields = ("name", "short_name", "id", "other_names")

    def asks_why(self, record):
        # It has no review: readers see at once what is changed.
        return True

    def get_readonly_fields(self, request, obj=None):
        # It is the key: another id would make another court.
        return ["id"] if obj else []
