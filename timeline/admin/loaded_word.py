"""Words that take a side, which the linter looks for in our own voice."""

from django.contrib import admin

from timeline.admin.versioned import VersionedAdmin
from timeline.checks.linter import refresh_findings
from timeline.models import LoadedWord


@admin.register(LoadedWord)
class LoadedWordAdmin(VersionedAdmin):
    """Any record may use any word, so every change has all of them looked through again."""

    fields = ("word", "instead", "id", "dossier", "why")
    list_display = ("word", "instead", "dossier")
    search_fields = ("word", "instead", "id")

    def get_readonly_fields(self, request, obj=None):
        # It is the key: another id would make another word.
        return ["id"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"id": ("word",)}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "word":
            field.help_text = (
                "The word or phrase as it would stand in a text; its other forms are found too: “admitted” stands for "
                "“admits” and “admitting”, “ripped off” for “rips off”. A word of up to four letters stands for itself."
            )
        return field

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        refresh_findings()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        refresh_findings()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        refresh_findings()
