"""What stands on a party's page: its roles in every case, and the tab that is open."""

from functools import cached_property

from django.db.models import F, Q

from timeline.filters.paged_record import PagedRecordPage
from timeline.filters.paging import BY_TIME
from timeline.models import Assertion, Event, Party, PartyReference, PartyRole, Question, Quote
from timeline.models.asked_often import AskedOften
from timeline.models.contested import contested_points
from timeline.vocabulary import Workflow

MOST_ROLES_SHOWN = 6


def _events(party, day=None):
    return Event.objects.public().known_on(day).filter(parties=party)


def _roles(party, day=None):
    """Roles in cases whose own sources were out by the day of the view."""
    roles = PartyRole.objects.filter(party=party, case__workflow=Workflow.PUBLISHED)
    if day:
        roles = roles.filter(case__known_in_full__lte=day)
    by_case = {"sorts_from": F("case__sorts_from"), "sorts_to": F("case__sorts_to")}
    points = contested_points("case", day, of="case")
    return roles.select_related("case__court").annotate(**by_case, contested_points=points)


def _quotes(party, day=None):
    return Quote.objects.public().known_on(day).filter(speaker=party)


def _questions(party, day=None):
    """Questions that an assertion of this party answers, or that touch one of its events."""
    answers = Assertion.objects.public().known_on(day).filter(made_by_party=party)
    touching = Q(assertions__in=answers) | Q(events__in=_events(party, day).values("pk"))
    return Question.objects.public().known_on(day).filter(touching).distinct()


@AskedOften
def _references(party, day=None):
    return PartyReference.objects.public().known_on(day).filter(party=party).select_related("source")


@AskedOften
def _first_roles(party, day=None):
    return _roles(party, day).order_by(*BY_TIME.reversed().order_by)[:MOST_ROLES_SHOWN]


class PartyPage(PagedRecordPage):
    """`tab` is one of timeline, roles, quotes, contested, or "" for the first that has rows."""

    model = Party
    tab_labels = {"timeline": "Timeline", "roles": "Roles", "quotes": "Quotes", "contested": "Contested points"}
    why_empty = {
        "timeline": "No event in which it takes part is recorded.",
        "roles": "It has no role in a recorded case.",
        "quotes": "No words of its own are recorded.",
        "contested": "No question on which accounts of it could differ is recorded.",
    }
    tab_rows = {"timeline": _events, "roles": _roles, "quotes": _quotes, "contested": _questions}
    events_by = "party"
    undated_rows = [lambda party: Event.objects.public().undated().filter(parties=party)]
    most_roles_shown = MOST_ROLES_SHOWN

    @classmethod
    def found(cls, day=None):
        return super().found(day).marked_on(day).explained_on(day)

    @property
    def is_described(self) -> bool:
        return self.record.is_known_in_full(self.day)

    @cached_property
    def references(self) -> list[PartyReference]:
        return _references(self.record.pk, day=self.day)

    @cached_property
    def first_roles(self) -> list[PartyRole]:
        """The newest roles; the tab has them all."""
        return _first_roles(self.record.pk, day=self.day)
