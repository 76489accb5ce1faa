"""How each quotation stands in the text held of each of its sources: computed, stored, computed again on a change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, Q, When
from django.utils import timezone

from timeline.models.elsewhere import look_elsewhere
from timeline.models.graded import Passage, graded, have_only_words, place_of, texts_of
from timeline.models.quote import Quote, QuoteReference, QuoteVariant
from timeline.models.record import NaturallyKeyed, NaturalQuerySet
from timeline.models.source import Source
from timeline.models.source_text import digest_of
from timeline.vocabulary import Grade, Workflow
from timeline.wording.grading import Finding

WRONG = (Grade.IN_ANOTHER_DOCUMENT, Grade.ALTERED, Grade.NOT_FOUND)


class QuoteCheckQuerySet(NaturalQuerySet):
    def public(self):
        return self.filter(source__workflow=Workflow.PUBLISHED)

    def known_on(self, day):
        """Checks against sources published by that day; all of them when no day is given."""
        return self.filter(source__latest__lte=day) if day else self

    def shown_on(self, day=None):
        """Checks that readers may see, as known on that day, with the grade of then in `grade_then`.

        Words that stand in another document are told to do so only where that document may be shown too.
        """
        shown = Exists(Source.objects.public().known_on(day).filter(pk=OuterRef("elsewhere")))
        hidden = Q(grade=Grade.IN_ANOTHER_DOCUMENT) & ~shown
        grade = Choose(When(hidden, then=F("closeness")), default=F("grade"))
        return self.public().known_on(day).annotate(grade_then=grade)

    def telling_first(self):
        """Those `shown_on` a day, the check that tells most first: of the nearest source of which text is held."""
        is_unchecked = Choose(When(grade_then=Grade.NO_TEXT_HELD, then=1), default=0)
        return self.order_by(is_unchecked, "source__mark", "grade_then", "id")

    def of_our_words(self):
        """Checks of the quotation itself, not of what other sources print in its place."""
        return self.filter(is_variant=False)


class QuoteCheck(NaturallyKeyed):
    """One quotation, or one variant of it, against the text of the source that is said to print it."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="checks")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="quote_checks")
    is_variant = models.BooleanField(help_text="Whether the words checked are a variant that this source prints.")
    words = models.TextField(help_text="The words that were checked.")
    words_sha256 = models.CharField(max_length=64, help_text="SHA-256 of these words.")
    texts_sha256 = models.CharField(max_length=64, help_text="SHA-256 over the texts that they were checked against.")
    grade = models.PositiveSmallIntegerField(choices=Grade.choices, help_text="How the words stand in the text.")
    closeness = models.PositiveSmallIntegerField(choices=Grade.choices, help_text="How close the best place comes.")
    has_only_words = models.BooleanField(
        default=False, help_text="Whether no more is held than these words, so that nothing around them confirms them."
    )
    detail = models.JSONField(default=dict, help_text="Words left out, insertions and the differences, if any.")
    places = models.JSONField(
        default=list, help_text="Where the words stand: quote and position selectors (W3C), passage and revision."
    )
    place_count = models.PositiveSmallIntegerField(
        default=0, help_text="At how many places of the newest text the words stand; no more than 50 are listed."
    )
    proposed = models.JSONField(default=list, help_text="Where a newer revision has them, if a researcher has to say.")
    is_waiting = models.BooleanField(default=False, help_text="Whether a researcher has to accept the new places.")
    elsewhere = models.ForeignKey(
        Source, on_delete=models.SET_NULL, null=True, related_name="+", help_text="The document that has the words."
    )
    checked_at = models.DateTimeField(default=timezone.now, help_text="When this was computed.")

    natural_lookups = ("quote__slug", "source__slug", "is_variant", "words_sha256")

    objects = QuoteCheckQuerySet.as_manager()

    class Meta:
        ordering = ["grade", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "source", "is_variant", "words_sha256"], name="quotecheck_once_a_source_and_wording"
            )
        ]
        indexes = [models.Index(fields=["quote", "grade"], name="quotecheck_by_quote")]

    def __str__(self):
        return f"{self.get_grade_display()}: {self.quote} in {self.source}"

    @property
    def grade_shown(self) -> Grade:
        """The grade; by the day of the view where the queryset was `shown_on` it."""
        return Grade(getattr(self, "grade_then", self.grade))

    @property
    def stands(self) -> bool:
        """Whether the words stand in the text, at one place or at several."""
        return Grade(self.closeness).is_verified

    def accept_places(self) -> None:
        """A researcher takes the places that the newest revision has."""
        self.places, self.proposed, self.is_waiting = self.proposed, [], False
        self.save(update_fields=["places", "proposed", "is_waiting"])


@dataclass(frozen=True)
class _Printed:
    """Words that a source is said to print, and where in it if the citation says."""

    quote: int
    source: int
    is_variant: bool
    words: str

    @property
    def key(self) -> tuple[int, int, bool, str]:
        return (self.quote, self.source, self.is_variant, digest_of(self.words))


def check_quotes(quotes: Iterable[int], *, anew: bool = False) -> int:
    """Check these quotes (primary keys) wherever the words or the texts have changed; answers how many were checked.

    With `anew`, all of them are checked again.
    """
    quotes = list(quotes)
    printed = {entry.key: (entry, locators) for entry, locators in _printed(quotes)}
    held = {_key(check): check for check in QuoteCheck.objects.filter(quote__in=quotes)}
    gone = [check for key, check in held.items() if key not in printed]
    by_source: dict[int, list[tuple[_Printed, set[str]]]] = defaultdict(list)
    for entry, locators in printed.values():
        by_source[entry.source].append((entry, locators))
    done = []
    for source, texts in texts_of(by_source):
        done += _check_against(texts, by_source[source], held, anew)
    look_elsewhere([check for check in done if check.grade in WRONG])
    _store(done, gone)
    return len(done)


def check_quotes_of(sources: Iterable[int]) -> int:
    """Check the quotes that cite these sources, and those whose words have not been found where they are cited."""
    sources = list(sources)
    citing = Q(references__source__in=sources) | Q(variants__source__in=sources) | Q(checks__grade__in=WRONG)
    return check_quotes(Quote.objects.filter(citing).order_by().values_list("pk", flat=True).distinct())


def _printed(quotes: list[int]) -> Iterator[tuple[_Printed, set[str]]]:
    """Every wording that a source is said to print, each once, with the locators at which it is cited."""
    references = QuoteReference.objects.filter(quote__in=quotes, is_verbatim=True).order_by()
    found: dict[_Printed, set[str]] = defaultdict(set)
    for quote, source, words, locator in references.values_list("quote", "source", "quote__text", "locator"):
        found[_Printed(quote, source, False, words)].add(locator)
    variants = QuoteVariant.objects.filter(quote__in=quotes).order_by()
    for quote, source, words in variants.values_list("quote", "source", "text"):
        found[_Printed(quote, source, True, words)].add("")
    yield from found.items()


def _key(check: QuoteCheck) -> tuple[int, int, bool, str]:
    return (check.quote_id, check.source_id, check.is_variant, check.words_sha256)


def _check_against(texts: list[Passage], entries, held: dict, anew: bool) -> Iterator[QuoteCheck]:
    for entry, locators in entries:
        pins = sorted(locators - {""})
        texts_sha256 = digest_of("\n".join([*(passage.said for passage in texts), *pins])) if texts else ""
        check = held.get(entry.key)
        is_due = anew or check is None or check.texts_sha256 != texts_sha256 or check.grade in WRONG
        if is_due:
            check = check or QuoteCheck(
                quote_id=entry.quote,
                source_id=entry.source,
                is_variant=entry.is_variant,
                words=entry.words,
                words_sha256=digest_of(entry.words),
            )
            check.texts_sha256 = texts_sha256
            yield _found(check, *graded(entry.words, texts, locators))


def _found(check: QuoteCheck, finding: Finding, passages: list[Passage]) -> QuoteCheck:
    """Write what was found into the check; places that would move wait for a researcher."""
    # Where words that are like these stood is no place of theirs.
    is_placed = check.places and (check.stands or check.is_waiting or check.grade == Grade.NO_TEXT_HELD)
    check.grade, check.closeness, check.elsewhere = finding.grade, finding.closeness, None
    if finding.grade == Grade.NOT_FOUND and not any(passage.row.is_whole for passage in passages):
        # Other passages of the source are held than the one in which these words may stand.
        check.grade = check.closeness = Grade.NO_TEXT_HELD
    check.place_count = finding.place_count
    check.has_only_words = have_only_words(finding, passages)
    check.detail = {
        "left_out": list(finding.left_out),
        "insertions": list(finding.insertions),
        "difference": [[piece.kind, piece.text] for piece in finding.difference],
        "is_through_ocr": finding.is_through_ocr,
        "misread": [list(pair) for pair in finding.misread],
    }
    places = [place_of(place, passages[place.passage].row) for place in finding.places]
    if not is_placed or _unmoved(check.places) == _unmoved(places):
        check.places, check.proposed, check.is_waiting = places, [], False
    else:
        # Until somebody has seen it, words that a newer text lacks keep their place; without a text there is no doubt.
        check.proposed, check.is_waiting = places, check.grade != Grade.NO_TEXT_HELD
    return check


def _unmoved(places: list[dict]) -> list[tuple]:
    return [(place["passage"], place["quote"], place["position"]) for place in places]


def _store(checks: list[QuoteCheck], gone: list[QuoteCheck]) -> None:
    """Write the checks that say something new, forget those that are gone, and score anew what rests on either."""
    # Imported late: references know nothing of checks, which only need them after a change.
    from timeline.models.reference import refresh_records_resting_on

    before = {check.pk: check for check in QuoteCheck.objects.filter(pk__in=[c.pk for c in checks if c.pk])}
    changed = [check for check in checks if check.pk in before and _said(check) != _said(before[check.pk])]
    new = [check for check in checks if not check.pk]
    for check in (*changed, *new):
        check.checked_at = timezone.now()
    QuoteCheck.objects.filter(pk__in=[check.pk for check in gone]).delete()
    # Somebody else may have written the same check meanwhile.
    QuoteCheck.objects.bulk_create(
        new, batch_size=200, update_conflicts=True, unique_fields=_NAMING, update_fields=_SAYING
    )
    QuoteCheck.objects.bulk_update(changed, _SAYING, batch_size=100)
    # A score asks only whether the words stand there. It comes last, for it looks at these quotes again.
    stood = {pk for pk, check in before.items() if check.stands}
    turned = [check for check in (*changed, *new) if check.stands != (check.pk in stood)]
    turned += [check for check in gone if check.stands]
    if turned:
        refresh_records_resting_on({check.source_id for check in turned})


_NAMING = ("quote", "source", "is_variant", "words_sha256")
_SAYING = (
    "texts_sha256",
    "grade",
    "closeness",
    "has_only_words",
    "place_count",
    "detail",
    "places",
    "proposed",
    "is_waiting",
    "elsewhere",
    "checked_at",
)


def _said(check: QuoteCheck) -> tuple:
    return tuple(getattr(check, name) for name in _SAYING if name != "checked_at")
