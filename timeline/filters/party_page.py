"""What stands on a party's page: its roles in every case, and the tab that is open."""

from functools import cached_property

from django.db.models import F, Q

from timeline.filters.case_page import Tab, counted
from timeline.filters.paged_record import PagedRecordPage
from timeline.filters.paging import BY_NAME, BY_TIME, Page
from timeline.models import Assertion, Event, Party, PartyReference, PartyRole, Question, Quote
from timeline.vocabulary import Workflow


class PartyPage(PagedRecordPage):
    """`tab` is one of timeline, roles, quotes, contested."""

    model = Party
    tab_labels = {"timeline": "Timeline", "roles": "Roles", "quotes": "Quotes", "contested": "Contested points"}
    most_roles_shown = 6

    def found(self):
        return super().found().marked_on(self.day)

    @property
    def is_described(self) -> bool:
        return self.record.is_known_in_full(self.day)

    @cached_property
    def references(self) -> list[PartyReference]:
        references = PartyReference.objects.public().known_on(self.day).filter(party=self.record)
        return list(references.select_related("source"))

    @cached_property
    def first_roles(self) -> list[PartyRole]:
        """The newest roles; the tab has them all."""
        return list(self._roles.order_by(*BY_TIME.reversed().order_by)[: self.most_roles_shown])

    @cached_property
    def tabs(self) -> list[Tab]:
        return [Tab(name, label, self._counts.get(name, 0)) for name, label in self.tab_labels.items()]

    @property
    def left_out(self) -> int:
        return self._counts.get("left out", 0)

    @cached_property
    def _counts(self) -> dict[str, int]:
        whole = {
            "timeline": self._events,
            "roles": self._roles,
            "quotes": self._quotes,
            "contested": self._questions,
        }
        if self.day:
            whole["left out"] = Event.objects.public().undated().filter(parties=self.record)
        return counted(whole)

    @property
    def _roles(self):
        """Roles in cases whose own sources were out by the day of the view."""
        roles = PartyRole.objects.filter(party=self.record, case__workflow=Workflow.PUBLISHED)
        if self.day:
            roles = roles.filter(case__known_in_full__lte=self.day)
        by_case = {"sorts_from": F("case__sorts_from"), "sorts_to": F("case__sorts_to")}
        return roles.select_related("case__court").annotate(**by_case)

    @property
    def _events(self):
        return Event.objects.public().known_on(self.day).filter(parties=self.record)

    @property
    def _quotes(self):
        return Quote.objects.public().known_on(self.day).filter(speaker=self.record)

    @property
    def _questions(self):
        """Questions that an assertion of this party answers, or that touch one of its events."""
        return (
            Question.objects.public()
            .known_on(self.day)
            .filter(
                Q(assertions__in=Assertion.objects.public().known_on(self.day).filter(made_by_party=self.record))
                | Q(events__in=self._events.values("pk"))
            )
            .distinct()
        )

    def rows_of_tab(self) -> Page:
        match self.tab:
            case "timeline":
                return self.paged_events(self._events)
            case "roles":
                return self.paged(self._roles, BY_TIME.reversed())
            case "quotes":
                return self.paged(self._quotes.for_listing(self.day), BY_TIME.reversed())
        return self.paged(self._questions.for_listing(self.day), BY_NAME)
