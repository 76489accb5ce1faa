"""Sources that are here already: found by the address or by the words of a title while these are typed."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.db.models.functions import Length
from django.template.response import TemplateResponse

from timeline.admin.relations import choice_label
from timeline.checks.addresses import bare_address
from timeline.checks.likeness import likeness, telling_words
from timeline.models import Source

# Of the candidates that a database can find by a part of a text, so many are looked at.
_LOOKED_AT = 200
_OFFERED = 5
_WORDS_SOUGHT = 4
_ALIKE = 0.6
# Whoever has typed so many words of a title is shown titles that begin like it.
_ENOUGH_WORDS = 3


def source_at(url: str) -> Source | None:
    """The source whose address is of the same page; the one held longest where there are several."""
    bare = bare_address(url.replace("\0", ""))
    if not bare:
        return None
    # The shortest first: this very page, and not what lies below it.
    candidates = Source.objects.filter(url__icontains=bare).order_by(Length("url"), "pk").only("pk", "url")
    same = [source.pk for source in candidates[:_LOOKED_AT] if bare_address(source.url) == bare]
    return Source.objects.get(pk=min(same)) if same else None


def sources_titled_like(title: str) -> list[Source]:
    """Sources whose titles have nearly the same words, the likest first."""
    words = telling_words(title.replace("\0", "")[:300])
    sought = sorted(words, key=lambda word: (-len(word), word))[:_WORDS_SOUGHT]
    if sum(len(word) for word in sought) < 5:
        return []
    having = Q(*(("title__icontains", word) for word in sought), _connector=Q.OR)
    candidates = dict(Source.objects.filter(having).order_by("-pk").values_list("pk", "title")[:_LOOKED_AT])
    told = {pk: telling_words(other) for pk, other in candidates.items()}
    alike = {pk: likeness(words, other) for pk, other in told.items() if _is_near(words, other)}
    best = sorted(alike, key=lambda pk: (-alike[pk], pk))[:_OFFERED]
    found = Source.objects.in_bulk(best)
    return [found[pk] for pk in best]


def known_sources(request):
    """A fragment: known sources to take in place of the one that is being typed."""
    if not request.user.has_perm("timeline.view_source"):
        raise PermissionDenied
    same = source_at(request.GET.get("url", "")[:500])
    alike = sources_titled_like(request.GET.get("title", ""))
    offers = [(source.pk, choice_label(source)) for source in ([same] if same else alike)]
    return TemplateResponse(request, "admin/timeline/_known_sources.html", {"is_same": bool(same), "offers": offers})


def _is_near(typed: frozenset[str], other: frozenset[str]) -> bool:
    return likeness(typed, other) >= _ALIKE or (len(typed) >= _ENOUGH_WORDS and len(typed - other) <= len(typed) // 4)
