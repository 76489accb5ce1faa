"""Keeps what becomes of held texts, dismissed warnings and proposed merges, whatever the path of the change.

Whoever writes them says so: `keeping_asides` around the write, in its transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from django.apps import apps
from django.db.models import Model
from django.db.models.functions import Length

from timeline.history.keeping import Hand
from timeline.history.reasons import worded_aside
from timeline.models import AsideChange, Dismissal, MergeProposal, Quote, QuoteCheck, Source, SourceText
from timeline.models.record import Record
from timeline.vocabulary import Aside

# (slug of the record, what it is, which of them) → what it says.
Asides = dict[tuple[str, Aside, str], str]


@contextmanager
def keeping_asides(model: type[Model], slugs: Iterable[str], hand: Hand) -> Iterator[None]:
    """Nothing is kept where the write raises."""
    slugs = list(slugs)
    before = _asides_of(model, slugs)
    yield
    after = _asides_of(model, slugs)
    _keep(model, before, after, hand)


@contextmanager
def keeping_asides_of(records: Iterable[tuple[str, str]], hand: Hand) -> Iterator[None]:
    """Of records of several kinds, each as (kind, slug)."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for kind, slug in records:
        slugs[kind].add(slug)
    with ExitStack() as stack:
        for kind, some in slugs.items():
            stack.enter_context(keeping_asides(apps.get_model("timeline", kind), some, hand))
        yield


def keep_place(check: QuoteCheck, before: str, after: str, hand: Hand) -> None:
    """That somebody accepted where a newer text has the words of a quotation."""
    key = (check.quote.slug, Aside.PLACE, f"in {check.source}")
    _keep(Quote, {key: before}, {key: after}, hand)


def _keep(model: type[Model], before: Asides, after: Asides, hand: Hand) -> None:
    changed = [key for key in {**before, **after} if before.get(key, "") != after.get(key, "")]
    rows = (_change(model, key, before.get(key, ""), after.get(key, ""), hand) for key in changed)
    AsideChange.objects.bulk_create(rows, batch_size=500)


def _change(model: type[Model], key: tuple[str, Aside, str], before: str, after: str, hand: Hand) -> AsideChange:
    slug, what, about = key
    hand = hand.saying(worded_aside(what, about, before, after))
    return AsideChange(
        record_kind=model._meta.model_name,
        record_slug=slug,
        what=what,
        about=about[:300],
        before=before,
        after=after,
        why=hand.why.strip()[:500],
        is_worded_by_desk=hand.is_worded_by_desk,
        made_by=hand.user,
        made_by_name=hand.called,
    )


def _asides_of(model: type[Model], slugs: list[str]) -> Asides:
    if not slugs or not issubclass(model, Record):
        return {}
    of_sources = _texts(slugs) if model is Source else {}
    return {**_dismissals(model, slugs), **_proposals(model, slugs), **of_sources}


def _dismissals(model: type[Model], slugs: list[str]) -> Asides:
    rows = Dismissal.objects.filter(record_kind=model._meta.model_name, record_slug__in=slugs)
    return {
        (row.record_slug, Aside.DISMISSAL, f"{row.rule} · {row.about}" if row.about else row.rule): row.reason
        for row in rows
    }


def _proposals(model: type[Model], slugs: list[str]) -> Asides:
    """Those that name one of these records; they stand beside the one that stays."""
    proposals = MergeProposal.objects.naming(model._meta.model_name, slugs)
    return {(row.record_slug, Aside.PROPOSAL, str(row)): row.why for row in proposals}


def _texts(slugs: list[str]) -> Asides:
    """Not the words: a removal may have to be one. Their digest tells which they were."""
    texts = SourceText.objects.filter(source__slug__in=slugs).defer("text", "page_map").select_related("source")
    return {
        (row.source.slug, Aside.TEXT, f"{row.locator or 'the whole text'}, revision {row.revision}"): (
            f"{row.characters:,} characters, {row.get_extraction_display()}, SHA-256 {row.sha256}"
        )
        for row in texts.annotate(characters=Length("text"))
    }
