"""Saved filters: a list of the desk as somebody filtered it, found again by its name."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from timeline.models import SavedFilter

_MOST = 40
# Which page of a list is no filter of it, nor that it had an error.
_NO_FILTER = ("p", "e", "_popup", "_to_field")


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ("name", "query")

    def clean_query(self):
        query = QueryDict(self.cleaned_data["query"], mutable=True)
        for name in _NO_FILTER:
            query.pop(name, None)
        return query.urlencode()


def saved_filters_of(user):
    return SavedFilter.objects.filter(user=user) if user.is_authenticated else SavedFilter.objects.none()


def address_of(saved: SavedFilter) -> str:
    """The filtered list; "" where there is no such list any more."""
    try:
        listed = reverse(f"admin:timeline_{saved.kind}_changelist")
    except NoReverseMatch:
        return ""
    return f"{listed}?{saved.query}" if saved.query else listed


def told_of(saved) -> list[tuple[str, str, str]]:
    """(kind, name, address) of each, for a list of them."""
    return [(capfirst(one.kind), one.name, address) for one in saved if (address := address_of(one))]


@require_POST
def save_filter(request, kind):
    """Keeps the filter under its name, in place of another one of that name, and goes back to the list."""
    form, own = SavedFilterForm(request.POST), SavedFilter.objects.filter(user=request.user)
    listed = address_of(SavedFilter(kind=kind[:40]))
    if not listed or not request.user.has_perm(f"timeline.view_{kind}"):
        raise PermissionDenied if listed else Http404(f"There is no list of the kind “{kind}”.")
    if not form.is_valid():
        messages.error(request, " ".join(words for problems in form.errors.values() for words in problems))
        return HttpResponseRedirect(listed)
    name, query = form.cleaned_data["name"], form.cleaned_data["query"]
    if own.count() >= _MOST and not own.filter(kind=kind, name=name).exists():
        messages.error(request, f"You have {_MOST} saved filters already: forget one first.")
        return HttpResponseRedirect(f"{listed}?{query}")
    saved, _ = SavedFilter.objects.update_or_create(user=request.user, kind=kind, name=name, defaults={"query": query})
    messages.success(request, f"“{saved}” is saved: it stands here and on the front page.")
    return HttpResponseRedirect(address_of(saved))


@require_POST
def forget_filter(request, pk):
    """Of one's own filters; goes back to the list without any."""
    saved = SavedFilter.objects.filter(user=request.user, pk=pk).first() if pk < 2**63 else None
    if saved is None:
        raise Http404("There is no such filter.")
    saved.delete()
    messages.success(request, f"“{saved}” is forgotten.")
    saved.query = ""
    return HttpResponseRedirect(address_of(saved) or reverse("admin:index"))
