"""The same utterance as several sources print it: wordings, who prints each, and whether anybody first-hand does."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from timeline.filters.held_words import Context, HeldWords, held_words, texts_held
from timeline.models import Quote, QuoteCheck, Source
from timeline.vocabulary import EvidenceMark, Grade
from timeline.wording.alike import alike
from timeline.wording.differences import marked

# (words, whether they are marked)
Pieces = tuple[tuple[str, bool], ...]


@dataclass
class Account:
    """One source and the words that it prints."""

    source: Source
    words: str
    locator: str
    check: QuoteCheck | None
    held: HeldWords | None  # where the held text tells more than the words themselves
    places: list[tuple[Context, Pieces]] = field(default_factory=list)  # those held, True where words are struck

    @property
    def grade(self) -> Grade:
        return self.check.grade_shown if self.check else Grade.NO_TEXT_HELD

    @property
    def lacks_words(self) -> bool:
        """Whether text of the source is held and these words do not stand in it."""
        return self.grade.is_wrong

    @property
    def attested_by(self) -> Source | None:
        """What prints the words: the source, or the other document that has them; None if the held text lacks them."""
        if self.check and self.grade == Grade.IN_ANOTHER_DOCUMENT:
            return self.check.elsewhere
        return None if self.lacks_words else self.source

    @property
    def awaited(self) -> str:
        """What a researcher has still to see in the newest text, if anything."""
        if not self.check or not self.check.is_waiting:
            return ""
        if not self.check.proposed:
            return "the newest text no longer has these words, which awaits a researcher"
        has_them = self.check.stands or self.grade == Grade.AMBIGUOUS
        return f"{'place' if has_them else 'wording'} in the newest text awaits a researcher"


@dataclass
class Wording:
    """Words that one or more accounts print alike; `pieces` join to them.

    True is for words that differ from the quotation; where `is_struck`, for those that no first-hand account has.
    """

    words: str
    accounts: list[Account] = field(default_factory=list)
    pieces: Pieces = ()
    is_struck: bool = False

    @property
    def best_mark(self) -> EvidenceMark:
        """Of what prints the words; where held texts lack them all, the last."""
        attesting = [account.attested_by.evidence_mark for account in self.accounts if account.attested_by]
        return min(attesting, default=EvidenceMark.MACHINE_WRITTEN)

    @property
    def is_first_hand(self) -> bool:
        """Whether a court record, the speaker's own channel or a first-hand report prints them."""
        return self.best_mark <= EvidenceMark.FIRST_HAND

    @property
    def origins(self) -> list[list[Account]]:
        """The accounts by the origin they come from, the nearest first."""
        return by_origin(self.accounts)


@dataclass
class Wordings:
    """All wordings of a quotation, its own first, then the best attested."""

    quote: Quote
    all: list[Wording]

    @property
    def accounts(self) -> list[Account]:
        return [account for wording in self.all for account in wording.accounts]

    @property
    def origin_count(self) -> int:
        return len(by_origin(self.accounts))

    @property
    def account_count(self) -> int:
        """How many sources print the utterance in one way or another."""
        return len({account.source.pk for account in self.accounts})

    @property
    def is_any_lacking(self) -> bool:
        """Whether some account is cited for words that its held text lacks."""
        return any(account.lacks_words for account in self.accounts)

    @property
    def has_only_words_somewhere(self) -> bool:
        """Whether of some account no more is held than the words that it prints."""
        return any(account.check and account.check.has_only_words for account in self.accounts)

    @cached_property
    def first_hand(self) -> list[Wording]:
        return [wording for wording in self.all if wording.is_first_hand]

    @cached_property
    def not_first_hand(self) -> list[Wording]:
        return [wording for wording in self.all if not wording.is_first_hand]


def by_origin(accounts: Iterable[Account]) -> list[list[Account]]:
    groups: dict[int, list[Account]] = {}
    for account in sorted(accounts, key=lambda account: (account.source.mark, account.source.sorts_from)):
        groups.setdefault(account.source.origin_id or account.source.pk, []).append(account)
    return list(groups.values())


def wordings_of(quotes: list[Quote], day=None) -> list[Wordings]:
    """The wordings of each of these quotes, which were fetched `for_listing` of that day; two queries in all."""
    checks = {
        (check.quote_id, check.source_id, check.is_variant, check.words): check
        for check in QuoteCheck.objects.shown_on(day).filter(quote__in=quotes).select_related("elsewhere")
    }
    placed = [check for check in checks.values() if check.places]
    held = held_words(placed, texts_held(placed))
    return [Wordings(quote, _grouped(quote, list(_accounts(quote, checks, held)))) for quote in quotes]


def _accounts(quote: Quote, checks: dict, held: dict[int, HeldWords]) -> Iterable[Account]:
    seen = set()
    printed = [(row.source, quote.text, row.locator, False) for row in quote.evidence if row.is_verbatim]
    printed += [(row.source, row.text, "", True) for row in quote.printed_as]
    for source, words, locator, is_variant in printed:
        if (source.pk, words) in seen:
            continue
        seen.add((source.pk, words))
        check = checks.get((quote.pk, source.pk, is_variant, words))
        yield Account(source, words, locator, check, held.get(check.pk) if check else None)


def _grouped(quote: Quote, accounts: list[Account]) -> list[Wording]:
    wordings = [Wording(quote.text)]
    for account in accounts:
        for wording in wordings:
            if alike(wording.words, account.words):
                wording.accounts.append(account)
                break
        else:
            wordings.append(Wording(account.words, [account]))
    own, *others = [wording for wording in wordings if wording.accounts] or [wordings[0]]
    if not own.accounts:
        return []
    _mark([own, *others], quote)
    return [own, *sorted(others, key=lambda wording: wording.best_mark)]


def _mark(wordings: list[Wording], quote: Quote) -> None:
    """Strike what no first-hand account has, if there is such an account; else mark what differs from the quotation."""
    first_hand = [wording.words for wording in wordings if wording.is_first_hand]
    for wording in wordings:
        wording.is_struck = bool(first_hand) and not wording.is_first_hand
        wording.pieces = marked(wording.words, *(first_hand if wording.is_struck else [quote.text]))
        for account in wording.accounts:
            contexts = account.held.contexts if account.held else []
            against = first_hand if wording.is_struck else []
            account.places = [(context, _struck(context.exact, against)) for context in contexts]


def _struck(words: str, first_hand: list[str]) -> Pieces:
    return marked(words, *first_hand) if first_hand else ((words, False),)
