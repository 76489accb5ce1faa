"""Steps of many records at once: a page says what will become of each, then each is taken or refused by its name."""

from django.contrib import admin, messages
from django.db import transaction

from timeline.admin import steps
from timeline.admin.ahead import tell_of_findings_in_each
from timeline.admin.confirming import confirmation, is_confirmed
from timeline.admin.publishing import Hindrance, may_publish
from timeline.admin.standing import where_it_stands
from timeline.admin.why_deleted import why_of
from timeline.history.keeping import Hand, head_of

# Each is looked at in full, and a form has only so many fields.
_MOST_AT_ONCE = 200
_SEEN = "seen"


class BulkSteps:
    """For RecordAdmin: the actions of its list."""

    actions = ("send_to_review", "publish", "send_back", "withdraw")

    def has_publish_permission(self, request, obj=None):
        return may_publish(request.user) and self.has_change_permission(request, obj)

    @admin.action(description="Send the selected %(verbose_name_plural)s to review", permissions=["change"])
    def send_to_review(self, request, queryset):
        return self._step(request, queryset, steps.submit, "Send to review", "sent to review")

    @admin.action(description="Publish the selected %(verbose_name_plural)s", permissions=["publish"])
    def publish(self, request, queryset):
        return self._step(request, queryset, steps.publish, "Publish", "published")

    @admin.action(description="Send the selected %(verbose_name_plural)s back", permissions=["publish"])
    def send_back(self, request, queryset):
        return self._step(request, queryset, steps.send_back, "Send back", "sent back")

    @admin.action(description="Withdraw the selected %(verbose_name_plural)s", permissions=["publish"])
    def withdraw(self, request, queryset):
        return self._step(request, queryset, steps.withdraw, "Withdraw", "withdrawn")

    def _step(self, request, queryset, step, title, done):
        """First the page that asks; None when it is confirmed and done."""
        records = list(queryset[:_MOST_AT_ONCE])
        if not records:
            self.message_user(request, "None of them is there any more.", messages.WARNING)
            return None
        if queryset.count() > _MOST_AT_ONCE:
            self.message_user(request, f"Only the first {_MOST_AT_ONCE} are taken at once.", messages.WARNING)
        hand = Hand(request.user, why=why_of(request))
        if not is_confirmed(request):
            return self._asked(request, records, step, title)
        taken = []
        for record in records:
            problem = _stale(request, record) or _taken(step, record, hand)
            if problem:
                self.message_user(request, problem, messages.ERROR)
            else:
                self.close_form(request, record)
                taken.append(record)
        noun = self.opts.verbose_name if len(taken) == 1 else self.opts.verbose_name_plural
        level = messages.SUCCESS if taken else messages.WARNING
        self.message_user(request, f"{len(taken)} {noun} {done}.", level)
        if step is steps.submit:
            tell_of_findings_in_each(request, taken)
        # Where nothing was done, the page that asked stands again with what was typed on it.
        return None if taken or not hand.why else self._asked(request, records, step, title, hand.why)

    def _asked(self, request, records, step, title, why=""):
        """The page that says what will become of each."""
        trial = Hand(request.user, why="A trial.", change_class="clarification")
        plans = [(r, where_it_stands(r), _head_number(r), _tried(step, r, trial)) for r in records]
        page = {"plans": plans, "seen_name": _SEEN, "why": why}
        return confirmation(self, request, "bulk_step.html", title, records, **page)


def _taken(step, record, hand) -> str:
    """Why the step was refused; "" when it was taken."""
    try:
        with transaction.atomic():
            step(record, hand)
    except Hindrance as hindrance:
        return str(hindrance)
    return ""


def _tried(step, record, hand) -> str:
    """Why it would be refused; "" when nothing stands in the way. Nothing is written."""
    try:
        with transaction.atomic():
            step(record, hand)
            transaction.set_rollback(True)
    except Hindrance as hindrance:
        return str(hindrance)
    return ""


def _head_number(record) -> int:
    head = head_of(record)
    return head.number if head else 0


def _stale(request, record) -> str:
    if request.POST.get(f"{_SEEN}-{record.pk}") == str(_head_number(record)):
        return ""
    return f"“{record}” was changed by somebody since the page was made that asked: it is left as it is."
