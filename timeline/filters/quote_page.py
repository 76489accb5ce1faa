"""What stands on a quote's page, and on the page that sets the words of one event side by side."""

from functools import cached_property

from timeline.filters.record_page import EventPage, EvidencePage
from timeline.filters.stretch import Stretch, stretch_of
from timeline.filters.wordings import Wordings, wordings_of
from timeline.models import Event, Question, Quote
from timeline.models.contested import contested_points

MOST_UTTERANCES = 20


class QuotePage(EvidencePage):
    model = Quote

    @classmethod
    def found(cls, day=None):
        return super().found(day).for_listing(day).marked_on(day).explained_on(day)

    @cached_property
    def event(self) -> Event | None:
        """The event at which it was said, if that was known."""
        events = Event.objects.public().known_on(self.day).filter(pk=self.record.event_id)
        return events.annotate(contested_points=contested_points("event", self.day)).first()

    @cached_property
    def cases(self):
        cases = self.record.cases.public().known_on(self.day)
        return list(cases.annotate(contested_points=contested_points("case", self.day)))

    @cached_property
    def questions(self) -> list[Question]:
        """Questions that touch the quote, the contested ones marked."""
        touching = Question.objects.public().known_on(self.day).marked_contested(self.day)
        return list(touching.filter(quotes=self.record))

    @cached_property
    def wordings(self) -> Wordings:
        return wordings_of([self.record], self.day)[0]

    @property
    def is_any_text_held(self) -> bool:
        return any(account.held for account in self.wordings.accounts)


class EventWordsPage(EventPage):
    """Who printed what of the words said at one event. There is no such page for an event without quotes."""

    def __init__(self, query, slug: str):
        super().__init__(query, slug)
        del self.fields["as_recorded"]  # versions are of the event, and not of the words said there

    @cached_property
    def record(self):
        return super().record if self.quotes_of_slug else None

    @cached_property
    def exists_today(self) -> bool:
        return super().exists_today and Quote.objects.public().filter(event__slug=self.slug).exists()

    @cached_property
    def quotes_of_slug(self) -> list[Quote]:
        if not self.is_valid():
            return []
        quotes = Quote.objects.public().known_on(self.day).filter(event__slug=self.slug)
        return list(quotes.for_listing(self.day).order_by("sorts_from", "id"))

    @cached_property
    def utterances(self) -> Stretch:
        """The quotes of this page, of all."""
        return stretch_of(self.quotes_of_slug, self.cleaned_data.get("after"), MOST_UTTERANCES)

    @cached_property
    def exchanges(self) -> list[Wordings]:
        return wordings_of(self.utterances.rows, self.day)

    @property
    def held(self) -> list:
        """Accounts whose text is held where the words stand: (exchange, wording, account)."""
        return [
            (exchange, wording, account)
            for exchange in self.exchanges
            for wording in exchange.all
            for account in wording.accounts
            if account.held
        ]

    @property
    def questions(self) -> list[Question]:
        """Contested questions that touch any of these words, each once."""
        touching = [question for exchange in self.exchanges for question in exchange.quote.contested_questions]
        return list({question.pk: question for question in touching}.values())

    @property
    def unattested(self) -> int:
        """How many wordings stand in no first-hand account."""
        return sum(len(exchange.not_first_hand) for exchange in self.exchanges)

    @property
    def has_only_words_somewhere(self) -> bool:
        return any(exchange.has_only_words_somewhere for exchange in self.exchanges)

    @property
    def is_any_lacking(self) -> bool:
        return any(exchange.is_any_lacking for exchange in self.exchanges)

    @property
    def account_count(self) -> int:
        return len({account.source.pk for exchange in self.exchanges for account in exchange.accounts})
