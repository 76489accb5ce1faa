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
from timeline.admin.proposals import NeedsTwo, Sent, refusal_to, taken_off, takes_off, tell_proposed, way_on
from timeline.admin.relations import is_key
from timeline.admin.way_back import way_back, why_not
from timeline.admin.why_deleted import why_of
from timeline.history.keeping import Hand
from timeline.merging.merging import Unmergeable
from timeline.merging.proposing import Unproposable, propose_undoing, undoing_of
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
            return format_html('<a href="{}">Undo …</a>', back.page) if back.page else back.refusal

        return (*super().get_list_display(request), way)

    def undo_view(self, request, pk):
        """Asks once, and does it, or has it proposed."""
        address = FormerAddress.objects.filter(pk=pk).first() if is_key(FormerAddress, pk) else None
        if address is None:
            raise Http404("This merge is undone, or there was none.")
        if not self.has_view_permission(request):
            raise PermissionDenied
        refusal = why_not(request.user, address)
        sent = self._taken(request, address, refusal) if request.method == "POST" else Sent()
        if sent.address:
            return HttpResponseRedirect(sent.address)
        way = way_on(request.user, undoing_of(address), is_seen=readers_see(address), sent=sent)
        why = why_of(request) or (way.proposal.why if way.proposal else "")
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Undo a merge"}
        context |= {"address": address, "why": why, "refusal": refusal, "way": way}
        return TemplateResponse(request, "admin/timeline/undo_merge.html", context, status=sent.status)

    def _taken(self, request, address, refusal: str) -> Sent:
        """A message says what was done, or why not."""
        if refusal:
            return Sent(status=403)
        if takes_off(request):
            return taken_off(request, request.path)
        if not (why := why_of(request)):
            self.message_user(request, "Nothing was done: say why they are two.", messages.ERROR)
            return Sent()
        hand = Hand(request.user, why=why)
        try:
            if request.POST.get("step") == "propose":
                propose_undoing(address, hand)
                tell_proposed(request, undoing_of(address))
                return Sent(request.path)
            undone = _undo(address, hand)
        except (Unmergeable, Unproposable, NeedsTwo) as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return Sent(status=403 if isinstance(problem, NeedsTwo) else 409)
        self._tell(request, undone)
        return Sent(reverse(f"admin:timeline_{address.record_kind}_change", args=[undone.record.pk]))

    def _tell(self, request, undone: Undone) -> None:
        self.message_user(request, f"“{undone.record}” is a record of its own again.", messages.SUCCESS)
        if undone.left:
            more = f" and {len(undone.left) - _MOST_NAMED} more" if len(undone.left) > _MOST_NAMED else ""
            words = f"Left as they are, for somebody changed them since: {'; '.join(undone.left[:_MOST_NAMED])}{more}."
            self.message_user(request, words, messages.WARNING)


@transaction.atomic
def _undo(address: FormerAddress, hand: Hand) -> Undone:
    """Raises Unmergeable and NeedsTwo."""
    held = FormerAddress.objects.select_for_update().filter(pk=address.pk).first()
    if held is None:
        raise Unmergeable("Somebody has undone the merge already.")
    refusal = refusal_to(hand.user, undoing_of(held))
    undone = undo(held, hand)
    if undone.is_seen and refusal:
        raise NeedsTwo(refusal)
    return undone
