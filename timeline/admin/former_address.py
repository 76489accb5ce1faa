"""Merged records: where each went and why, and the way back."""

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from timeline.admin.desk import DeskAdmin
from timeline.admin.proposals import NeedsTwo, refusal_to, took_other_step, way_on
from timeline.admin.relations import is_key
from timeline.admin.way_back import way_back, why_not
from timeline.admin.why_deleted import why_of
from timeline.history.keeping import Hand
from timeline.merging.merging import Unmergeable
from timeline.merging.proposing import undoing_of
from timeline.merging.undoing import Undone, readers_see, undo
from timeline.models import FormerAddress

_MOST_NAMED = 5


@admin.register(FormerAddress)
class FormerAddressAdmin(DeskAdmin):
    """Nobody writes these: they come from a merge, and go when it is undone."""

    list_display = ("title", "kind", "slug", "leads_to", "merged_by", "merged_on", "why")
    list_display_links = None
    list_filter = ("record_kind", "merged_by")
    search_fields = ("title", "slug", "leads_to", "why")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="timeline_formeraddress_undo"), *super().get_urls()]

    @admin.display(description="kind", ordering="record_kind")
    def kind(self, obj):
        return capfirst(apps.get_model("timeline", obj.record_kind)._meta.verbose_name)

    @admin.display(description="merged", ordering="merged_at")
    def merged_on(self, obj):
        return f"{obj.merged_at:%Y-%m-%d}"

    def get_list_display(self, request):
        """With the way back of whoever looks at the list."""

        @admin.display(description="way back")
        def way(merge):
            back = way_back(request.user, merge)
            return format_html('<a href="{}">Undo</a>', back.page) if back.page else back.refusal

        return (*super().get_list_display(request), way)

    def undo_view(self, request, pk):
        """Asks once, and does it, or has it proposed."""
        address = FormerAddress.objects.filter(pk=pk).first() if is_key(FormerAddress, pk) else None
        if address is None:
            raise Http404("This merge is undone, or there was none.")
        if not self.has_view_permission(request):
            raise PermissionDenied
        refusal, status, wanted = why_not(request.user, address), 200, undoing_of(address)
        if request.method == "POST":
            status, page = (403, "") if refusal else self._taken(request, address)
            if page:
                return HttpResponseRedirect(page)
        way = way_on(request.user, wanted, is_seen=readers_see(address))
        why = why_of(request) or (way.proposal.why if way.proposal else "")
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Undo a merge"}
        context |= {"address": address, "why": why, "refusal": refusal, "way": way}
        return TemplateResponse(request, "admin/timeline/undo_merge.html", context, status=status)

    def _taken(self, request, address) -> tuple[int, str]:
        """(status, address to go on at, or "" to show the page again); a message says what was done, or why not."""
        if not (why := why_of(request)):
            self.message_user(request, "Nothing was done: say why.", messages.ERROR)
            return 200, ""
        if took_other_step(request, undoing_of(address), why):
            return 200, request.path
        try:
            undone = _undo(address, Hand(request.user, why=why))
        except (Unmergeable, NeedsTwo) as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return 403 if isinstance(problem, NeedsTwo) else 200, ""
        self.message_user(request, f"“{undone.record}” is a record of its own again.", messages.SUCCESS)
        if undone.left:
            more = f" and {len(undone.left) - _MOST_NAMED} more" if len(undone.left) > _MOST_NAMED else ""
            words = f"Left as they are, for somebody changed them since: {'; '.join(undone.left[:_MOST_NAMED])}{more}."
            self.message_user(request, words, messages.WARNING)
        return 200, reverse(f"admin:timeline_{address.record_kind}_change", args=[undone.record.pk])


@transaction.atomic
def _undo(address: FormerAddress, hand: Hand) -> Undone:
    """Raises Unmergeable and NeedsTwo."""
    refusal = refusal_to(hand.user, undoing_of(address))
    undone = undo(address, hand)
    if undone.is_seen and refusal:
        raise NeedsTwo(refusal)
    return undone
