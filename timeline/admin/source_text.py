"""Texts held of sources: added as a new revision each time, never changed, read by whoever works at the desk."""

from django.contrib import admin, messages
from django.db.models.functions import Length
from django.forms import BaseInlineFormSet
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from timeline.admin.desk import DeskAdmin
from timeline.admin.held_text_form import HeldTextForm, read_upload
from timeline.admin.why_deleted import AsksWhyDeleted, why_of
from timeline.checks.linter import refresh_findings_around
from timeline.history.asides import keeping_asides
from timeline.history.keeping import Hand
from timeline.models import QuoteCheck, Source, SourceText

_LONG_COLUMNS = ("text", "page_map")


class ShowsHeldTexts:
    """The columns of a held text in a list, for an admin and for an inline; none of them fetches the text itself."""

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("source").defer(*_LONG_COLUMNS)
        return rows.annotate(characters=Length("text"))

    @admin.display(description="characters", ordering="characters")
    def length(self, obj):
        return f"{obj.characters:,}"

    @admin.display(description="SHA-256")
    def short_sha256(self, obj):
        return format_html('<code title="{}">{}</code>', obj.sha256, obj.sha256[:12])

    @admin.display(description="added", ordering="added_at")
    def added(self, obj):
        by = f" by {obj.added_by}" if obj.added_by else ""
        return f"{obj.added_at:%Y-%m-%d}{by}"

    @admin.display(description="text")
    def reading_link(self, obj):
        address = reverse("admin:timeline_sourcetext_change", args=[obj.pk])
        return format_html('<a href="{}">Read {}</a>', address, obj.locator or "the whole text")


class _OnlyRead(BaseInlineFormSet):
    """Rows that are only shown: as many as there are, whatever is sent."""

    def initial_form_count(self):
        return len(self.get_queryset())

    def total_form_count(self):
        return self.initial_form_count()


class HeldTexts(ShowsHeldTexts, admin.TabularInline):
    """On the page of a source: what is held of it, to be read and not to be changed."""

    model = SourceText
    formset = _OnlyRead
    template = "admin/timeline/source/held_texts.html"
    fields = readonly_fields = ("reading_link", "revision", "extraction", "length", "added", "short_sha256")
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(SourceText)
class SourceTextAdmin(AsksWhyDeleted, ShowsHeldTexts, DeskAdmin):
    form = HeldTextForm
    list_display = ("source", "locator", "revision", "extraction", "length", "added", "short_sha256")
    list_filter = ("extraction", "added_by", "added_at")
    search_fields = ("source__title", "source__publisher", "source__slug", "locator", "sha256")
    ordering = ("-id",)

    def get_fieldsets(self, request, obj=None):
        if obj:
            told = ("source", "locator", "revision", "extraction", "length", "added_by", "added_at", "sha256")
            return [(None, {"fields": told}), ("The text", {"fields": ["reading"]})]
        return [
            (None, {"fields": ["source", "locator", "why"]}),
            ("The words: either pasted or in a file", {"fields": ["pasted", "file", "is_recognised", "is_short"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ("length", "added_by", "added_at", "sha256", "reading") if obj else ()

    def has_change_permission(self, request, obj=None):
        return False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id is None and self.has_add_permission(request):
            # Before the form opens its transaction, which would make other writers wait while a large file is read.
            request.upload = read_upload(request.FILES.get("file"))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.upload = getattr(request, "upload", None)
        return form

    def save_model(self, request, obj, form, change):
        obj.added_by = request.user.get_username()
        request.remarks = form.remarks
        with keeping_asides(Source, [obj.source.slug], Hand(request.user, why=why_of(request))):
            super().save_model(request, obj, form, change)
        refresh_findings_around(obj.source)

    def delete_model(self, request, obj):
        with keeping_asides(Source, [obj.source.slug], Hand(request.user, why=why_of(request))):
            super().delete_model(request, obj)
        refresh_findings_around(obj.source)

    def delete_queryset(self, request, queryset):
        sources = list(Source.objects.filter(texts__in=queryset).distinct())
        slugs = [source.slug for source in sources]
        with keeping_asides(Source, slugs, Hand(request.user, why=why_of(request))):
            super().delete_queryset(request, queryset)
        for source in sources:
            refresh_findings_around(source)

    def response_add(self, request, obj, post_url_continue=None):
        for remark in request.remarks:
            self.message_user(request, remark, messages.WARNING)
        checks = QuoteCheck.objects.filter(source=obj.source).count()
        if checks and request.user.has_perm("timeline.view_quotecheck"):
            address = f"{reverse('admin:timeline_quotecheck_changelist')}?source__id__exact={obj.source_id}"
            words = format_html('Checked against it: <a href="{}">quotations of this source</a>, {}.', address, checks)
            self.message_user(request, words)
        return super().response_add(request, obj, post_url_continue)

    def response_post_save_add(self, request, obj):
        if not request.user.has_perm("timeline.view_source"):
            return super().response_post_save_add(request, obj)
        return HttpResponseRedirect(reverse("admin:timeline_source_change", args=[obj.source_id]))

    @admin.display(description="as it was read")
    def reading(self, obj):
        marks = obj.page_map or [[0, ""]]
        ends = [*(start for start, _ in marks[1:]), None]
        pages = [(page, obj.text[start:end]) for (start, page), end in zip(marks, ends, strict=True)]
        return render_to_string("admin/timeline/sourcetext/_reading.html", {"pages": pages})
