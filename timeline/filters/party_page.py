"""What stands on a party's page: its roles in every case, and the tab that is open."""

from functools import cached_property

from django.db.models import F, Q, QuerySet

from timeline.filters.paged_record import PagedRecordPage
from timeline.filters.paging import BY_TIME
from timeline.models import Assertion, Event, Party, PartyReference, PartyRole, Question, Quote
from timeline.models.contested import contested_points
from timeline.vocabulary import Workflow


class PartyPage(PagedRecordPage):
    """`tab` is one of timeline, roles, quotes, contested."""

    model = Party
    tab_labels = {"timeline": "Timeline", "roles": "Roles", "quotes": "Quotes", "contested": "Contested points"}
    most_roles_shown = 6

    def found(self):
        return super().found().marked_on(self.day).explained_on(self.day)

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

    @property
    def tab_querysets(self) -> dict[str, QuerySet]:
        return {
            "timeline": self._events,
            "roles": self._roles,
            "quotes": self._quotes,
            "contested": self._questions,
        }

    @property
    def undated_querysets(self) -> list[QuerySet]:
        return [Event.objects.public().undated().filter(parties=self.record)]

    @property
    def _roles(self):
        """Roles in cases whose own sources were out by the day of the view."""
        roles = PartyRole.objects.filter(party=self.record, case__workflow=Workflow.PUBLISHED)
        if self.day:
            roles = roles.filter(case__known_in_full__lte=self.day)
        by_case = {"sorts_from": F("case__sorts_from"), "sorts_to": F("case__sorts_to")}
        points = contested_points("case", self.day, of="case")
        return roles.select_related("case__court").annotate(**by_case, contested_points=points)

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
