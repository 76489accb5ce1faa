"""The page on which two records are merged, or a merge is proposed: which one stays, what moves, why they are one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from timeline.admin.proposals import (
    NeedsTwo,
    Sent,
    carries_out,
    refusal_to,
    taken_off,
    takes_off,
    tell_proposed,
    way_on,
)
from timeline.admin.worklists import DUPLICATES
from timeline.checks.gathering import MODELS
from timeline.history.cells import Beside
from timeline.history.differing import Difference, differences
from timeline.history.keeping import Hand, head_of, state_of
from timeline.history.naming import names_in
from timeline.history.parts import Content
from timeline.history.showing import Change, changes
from timeline.merging.merging import Merged, Unmergeable, hold, merge, trial
from timeline.merging.proposing import Unproposable, merge_of, propose_merge, standing
from timeline.merging.ties import Tie, owner_of
from timeline.models import Disagreement, Finding, QuoteCheck
from timeline.models.record import Record

KINDS = {model._meta.model_name: model for model in MODELS}
# They follow from the rest.
_COMPUTED = (QuoteCheck, Disagreement)
_WORDS_IN_A_LIST = ("aka",)
_ROW_IS_KNOWN_BY = ("source", "locator", "stance", "text", "party", "role", "case", "relation", "claim")
_SLUG = {"max_length": 80, "required": False}


class OtherForm(forms.Form):
    """`keep` and `merge` are slugs; of the second a whole address is understood too."""

    keep = forms.CharField(**_SLUG)
    merge = forms.CharField(
        **{**_SLUG, "max_length": 500}, label="The other record", help_text="Its slug, or the address of its page."
    )

    def clean_merge(self):
        return self.cleaned_data["merge"].rstrip("/").rpartition("/")[2]


class WhyForm(forms.Form):
    seen = forms.CharField(max_length=30, widget=forms.HiddenInput)
    why = forms.CharField(
        max_length=500,
        label="Why",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Why they are one, in a sentence; kept in the history of both.",
    )


def merge_page(site, request, kind):
    model = KINDS.get(kind)
    if model is None:
        raise Http404(f"There is no record of the kind “{kind}”.")
    if not request.user.has_perm(f"timeline.change_{kind}"):
        raise PermissionDenied
    asked = OtherForm(request.GET)
    asked.full_clean()
    given = asked.cleaned_data
    kept, other = (_record(model, given.get(name, "")) for name in ("keep", "merge"))
    if kept is None:
        raise Http404("There is no such record.")
    if given.get("merge") and other is None:
        messages.error(request, f"There is no {model._meta.verbose_name} “{given['merge']}”.")
    form = WhyForm(_sent_for(request), initial=_as_proposed(kept, other))
    sent = _taken(request, kept, other, form) if other and request.method == "POST" else Sent()
    if sent.address:
        return HttpResponseRedirect(sent.address)
    context = _shown(request, kept, other, sent) if other else {"likely": likely_duplicates(kept)}
    title = f"Merge into “{kept}”"
    context["seen"] = _seen(kept, other)
    context |= {**site.each_context(request), "opts": model._meta, "title": title, "record": kept}
    context |= {"asked": asked, "form": form}
    return TemplateResponse(request, "admin/timeline/merge.html", context, status=sent.status)


def likely_duplicates(record) -> list[Record]:
    """Records that the linter takes for the same as this one."""
    found = Finding.objects.filter(record_kind=record._meta.model_name, rule__in=DUPLICATES)
    pairs = found.filter(Q(record_slug=record.slug) | Q(about=record.slug)).values_list("record_slug", "about")
    return list(
        type(record)._default_manager.filter(slug__in={slug for pair in pairs for slug in pair} - {record.slug})
    )


def merge_address(kind: str, keep: str, merge: str = "") -> str:
    other = f"&merge={merge}" if merge else ""
    return f"{reverse('admin:merge', args=[kind])}?keep={keep}{other}"


def _record(model, slug: str):
    return model._default_manager.filter(slug=slug).first() if slug and "\0" not in slug else None


def _seen(kept, other) -> str:
    """The versions of both that the page is about, so that nobody merges what he has not seen."""
    return "-".join(str(head.number if (head := head_of(record)) else 1) for record in (kept, other) if record)


def _sent_for(request) -> QueryDict | None:
    """What was sent for the form of the merge; what declines a proposal is sent with one of its own."""
    return request.POST if request.method == "POST" and not takes_off(request) else None


def _as_proposed(kept, other) -> dict:
    """The reason that somebody gave who proposed it."""
    proposal = standing(merge_of(kept, other)) if other else None
    return {"why": proposal.why} if proposal else {}


def _taken(request, kept, other, form: WhyForm) -> Sent:
    """A message says what was done, or why not."""
    page = merge_address(kept._meta.model_name, kept.slug, other.slug)
    if takes_off(request):
        return taken_off(request, page)
    if not form.is_valid():
        return Sent()
    hand, is_proposal = Hand(request.user, why=form.cleaned_data["why"]), request.POST.get("step") == "propose"
    wanted, name = merge_of(kept, other), str(other)
    try:
        _do(propose_merge if is_proposal else _merge, kept, other, hand, form.cleaned_data["seen"])
    except (Unmergeable, Unproposable, NeedsTwo) as problem:
        messages.error(request, str(problem))
        return Sent(_where_one_is_gone(kept, other), 403 if isinstance(problem, NeedsTwo) else 409)
    if is_proposal:
        tell_proposed(request, wanted)
        return Sent(page)
    messages.success(request, f"“{name}” is one with “{kept}” now; its address leads here.")
    return Sent(reverse(f"admin:timeline_{kept._meta.model_name}_change", args=[kept.pk]))


@transaction.atomic
def _do(step, kept, other, hand: Hand, seen: str) -> None:
    """Nobody does what he has not seen. Raises Unmergeable, Unproposable and NeedsTwo."""
    hold(kept, other)
    if seen != _seen(kept, other):
        raise Unmergeable("Somebody has changed one of the two since this page was made: look at them again.")
    step(kept, other, hand)


def _merge(kept, other, hand: Hand) -> None:
    refusal = refusal_to(hand.user, merge_of(kept, other))
    if merge(kept, other, hand).is_seen and refusal:
        raise NeedsTwo(refusal)


def _where_one_is_gone(kept, other) -> str:
    """The page of what is left, where somebody has merged or deleted one of the two by now; "" where both are there."""
    there = [record for record in (kept, other) if type(record)._default_manager.filter(pk=record.pk).exists()]
    if len(there) == 2:
        return ""
    kind = kept._meta.model_name
    return reverse(f"admin:timeline_{kind}_change", args=[there[0].pk]) if there else reverse("admin:index")


def _shown(request, kept, other, sent: Sent) -> dict:
    """What a merge of these two would do, or what stands in its way."""
    context = {"other": other, "changes": _between(other, kept), "swapped": _swapped(kept, other)}
    wanted = merge_of(kept, other)
    turned = standing(merge_of(other, kept))
    # Whoever only proposes it may have written what nobody has reviewed.
    hand = Hand(request.user) if carries_out(request.user, wanted) else Hand(name=request.user.get_username())
    try:
        merged = trial(kept, other, hand)
    except Unmergeable as problem:
        way = way_on(request.user, wanted, is_seen=True, sent=sent)
        return {**context, "reasons": problem.reasons, "way": way, "turned": turned}
    way = way_on(request.user, wanted, is_seen=merged.is_seen, sent=sent)
    return {**context, "moves": _told(merged), "merged": merged, "way": way, "turned": turned}


def _swapped(kept, other) -> str:
    return merge_address(kept._meta.model_name, other.slug, kept.slug)


def _between(one, other) -> list[Change]:
    """What only the one says, or both otherwise, in words; what only the other says stays as it is.

    Rows that only the one has are added to the other.
    """
    contents = [state_of(record)[0] for record in (one, other)]
    names = {id: name for found in names_in(type(one), contents) for id, name in found.items()}
    said = [found for found in differences(*contents) if not found.is_added and found.place.key != "id"]
    found = [Difference(each.place, None, each.before) if _moves(each, contents[1]) else each for each in said]
    return changes(one._meta.model_name, found, Beside(names=names, shows_all=True))


def _moves(found: Difference, stays: Content) -> bool:
    """Whether it is a row that comes to stand in the record that stays, where no row is the same but for its words."""
    if not found.place.row or found.place.key in _WORDS_IN_A_LIST:
        return False
    return _known_by(found.before) not in [_known_by(row) for row in stays.get(found.place.key, ())]


def _known_by(row) -> tuple:
    """What can stand in a record once; the rest of a row are words on it."""
    return tuple(row.get(name, "") for name in _ROW_IS_KNOWN_BY) if isinstance(row, dict) else (row,)


def _told(merged: Merged) -> list[tuple[str, list[str]]]:
    """Of every table with rows that would move, what it is to the record and the names of those rows."""
    told = []
    for tie, rows in merged.moved.rows.items():
        if rows and tie.table not in _COMPUTED:
            told.append((capfirst(_kinds_of(tie)), rows))
    return told


def _kinds_of(tie: Tie) -> str:
    """What rows of a tie are to the record: a list or rows of its own, or what names it and as what."""
    table, lister = tie.table, tie.table._meta.auto_created
    column = table._meta.get_field(tie.column)
    if owner_of(table)[1] == tie.column:
        if not lister:
            return f"its {table._meta.verbose_name_plural}"
        listed = next(one for one in table._meta.fields if one.remote_field and one.name != tie.column)
        return f"its {listed.related_model._meta.verbose_name_plural}"
    return f"{(lister or table)._meta.verbose_name_plural} with it as {column.verbose_name}"
