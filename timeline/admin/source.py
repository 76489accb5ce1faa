"""Sources."""

from django.contrib import admin

from timeline.admin.deleting import linked
from timeline.admin.record import DatedAdmin
from timeline.admin.source_text import HeldTexts
from timeline.models import Source, SourceText


@admin.register(Source)
class SourceAdmin(DatedAdmin):
    sections = [
        (None, {"fields": ["title", "url", "publisher", "author", "published", "date_meaning"]}),
        ("What it is", {"fields": ["kind", "reliability", "authorship", "mark", "retells", "seen", "note"]}),
        ("Keeping", {"fields": ["archived_url", "link_state"]}),
    ]
    readonly_fields = (*DatedAdmin.readonly_fields, "mark")
    inlines = [HeldTexts]
    slug_from = ("published", "publisher", "title")
    list_display = ("date_as_worded", "title", "publisher", "kind", "evidence", "link_state", "workflow", "changed")
    list_display_links = ("date_as_worded", "title")
    list_filter = ("workflow", "kind", "reliability", "authorship", "mark", "seen", "link_state", "dossier")
    search_fields = ("title", "publisher", "author", "url", "slug")

    def get_deleted_objects(self, objs, request):
        """No version carries the words of a text: whoever wants them gone takes them off by themselves."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        held = SourceText.objects.filter(source__in=objs).select_related("source").defer("text", "page_map")
        return to_delete, counts, lacking, [*protected, *(linked(text, self.admin_site) for text in held)]

    @admin.display(description="mark", ordering="mark")
    def evidence(self, obj):
        return obj.get_mark_display()
