"""Checks of quotations against held texts; where a newer text has the words elsewhere, a person accepts the place."""

import json

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html

from timeline.admin.confirming import confirmation, is_confirmed
from timeline.admin.desk import DeskAdmin
from timeline.admin.relations import is_key
from timeline.checks.linter import refresh_findings_around
from timeline.history.asides import keep_place
from timeline.history.keeping import Hand
from timeline.models import QuoteCheck
from timeline.models.source_text import digest_of
from timeline.vocabulary import ONLY_WORDS_HELD_MEANING, Grade

# A form has only so many fields, and a person reads only so much at once.
_MOST_AT_ONCE = 50


@admin.register(QuoteCheck)
class QuoteCheckAdmin(DeskAdmin):
    """Nobody writes checks: they follow from the quotes and the held texts."""

    actions = ("accept_places",)
    fields = (
        *("grade_meant", "quote_link", "source_link", "words", "wording", "differing"),
        *("compared", "waits", "checked_at"),
    )
    readonly_fields = fields
    list_display = ("grade", "waits", "quoted", "source_link", "differing", "wording")
    list_display_links = ("grade",)
    list_select_related = ("quote__speaker", "source", "elsewhere")
    list_filter = ("is_waiting", "grade", "is_variant")
    search_fields = ("words", "quote__slug", "quote__speaker__name", "source__title", "source__slug")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("quote__speaker", "source", "elsewhere")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_accept_permission(self, request):
        return request.user.has_perm("timeline.change_quote")

    def get_urls(self):
        view = self.admin_site.admin_view(self.accept_one)
        return [path("<int:pk>/accept/", view, name="timeline_quotecheck_accept"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_accept"] = bool(obj and obj.is_waiting) and self.has_accept_permission(request)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="grade")
    def grade_meant(self, obj):
        alone = f" {ONLY_WORDS_HELD_MEANING}" if obj.has_only_words else ""
        meant = format_html("<b>{}</b>: {}{}", obj.get_grade_display(), Grade(obj.grade).meaning, alone)
        if obj.grade == Grade.AMBIGUOUS:
            return format_html("{} Places: {}.", meant, obj.place_count)
        return format_html("{} {}", meant, _linked("source", obj.elsewhere)) if obj.elsewhere else meant

    @admin.display(description="quote", ordering="quote")
    def quote_link(self, obj):
        return _linked("quote", obj.quote)

    @admin.display(description="words", ordering="words")
    def quoted(self, obj):
        words = obj.words if len(obj.words) <= 100 else f"{obj.words[:99]}…"
        address = reverse("admin:timeline_quote_change", args=[obj.quote_id])
        return format_html('<a href="{}">{}: “{}”</a>', address, obj.quote.speaker, words)

    @admin.display(description="source", ordering="source__title")
    def source_link(self, obj):
        return _linked("source", obj.source)

    @admin.display(description="as", ordering="is_variant")
    def wording(self, obj):
        return "A variant" if obj.is_variant else "The quotation"

    @admin.display(description="new place", ordering="is_waiting")
    def waits(self, obj):
        return "Waits to be accepted" if obj.is_waiting else "-"

    @admin.display(description="difference")
    def differing(self, obj):
        return render_to_string("admin/timeline/quotecheck/_difference.html", {"check": obj})

    @admin.display(description="where the words stand")
    def compared(self, obj):
        return render_to_string("admin/timeline/quotecheck/_places.html", {"check": obj})

    @admin.action(description="Accept the new place", permissions=["accept"])
    def accept_places(self, request, queryset):
        return self._accept(request, queryset)

    def accept_one(self, request, pk):
        """From the page of a check, and back to it."""
        if not self.has_accept_permission(request):
            raise PermissionDenied
        chosen = self.get_queryset(request).filter(pk=pk) if is_key(QuoteCheck, pk) else QuoteCheck.objects.none()
        if not chosen.exists():
            raise Http404
        return self._accept(request, chosen) or HttpResponseRedirect(
            reverse("admin:timeline_quotecheck_change", args=[pk])
        )

    def _accept(self, request, queryset):
        """Shows what will be accepted, or accepts what was shown. None when that is done, or nothing is waiting."""
        waiting = list(queryset.filter(is_waiting=True)[:_MOST_AT_ONCE])
        if not waiting:
            self.message_user(request, "None of these waits for a new place to be accepted.", messages.WARNING)
            return None
        if not is_confirmed(request):
            for check in waiting:
                check.shown = _fingerprint(check)
            return confirmation(self, request, "quotecheck/accept.html", "Accept the new place", waiting)
        accepted = sum(self._accept_as_shown(request, check.pk) for check in waiting)
        self.message_user(
            request, f"New places accepted: {accepted}.", messages.SUCCESS if accepted else messages.WARNING
        )
        return None

    @transaction.atomic
    def _accept_as_shown(self, request, pk) -> bool:
        check = QuoteCheck.objects.select_for_update().select_related("quote").get(pk=pk)
        if request.POST.get(f"shown-{pk}") != _fingerprint(check):
            self.message_user(
                request, f"“{check.quote}”: the new place has changed meanwhile. Look again.", messages.ERROR
            )
            return False
        before = _told(check.places)
        check.accept_places()
        self.log_change(request, check, [{"changed": {"fields": ["New place accepted"]}}])
        keep_place(check, before, _told(check.places), Hand(request.user).saying("A newer text has the words there."))
        refresh_findings_around(check.quote)
        return True


def _fingerprint(check) -> str:
    """Of what a researcher is shown, so that he accepts that and nothing else."""
    return digest_of(json.dumps([check.places, check.proposed, check.is_waiting], sort_keys=True))


def _told(places) -> str:
    """“p. 3, revision 2, from character 120”; of several, one after the other."""
    told = (
        f"{place['locator'] + ', ' if place['locator'] else ''}revision {place['revision']}, "
        f"from character {place['position']['start']}"
        for place in places
    )
    return "; ".join(told) or "nowhere"


def _linked(kind: str, record):
    return format_html('<a href="{}">{}</a>', reverse(f"admin:timeline_{kind}_change", args=[record.pk]), record)
