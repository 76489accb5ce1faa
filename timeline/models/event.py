"""Events: things that happened, each a dated sentence."""

from collections import defaultdict

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Value
from django.urls import reverse

from timeline.models.asked_often import AskedOften
from timeline.models.case import Case
from timeline.models.contested import contested_points
from timeline.models.dated import Dated, EDTFField
from timeline.models.filing import Filing
from timeline.models.party import Party
from timeline.models.reference import Sourced, SourcedQuerySet, SupportingReference
from timeline.vocabulary import EventKind, Workflow

# What its page shows of the sources of an event.
_SHOWN_OF_REFERENCES = (
    *("event", "locator", "supports", "is_background"),
    *(f"source__{name}" for name in "slug title publisher published seen archived_url mark origin".split()),
)


class EventQuerySet(SourcedQuerySet):
    def during(self, first, last):
        """Events whose date can lie within these days, both included; None leaves an end open."""
        events = self
        if first:
            events = events.filter(sorts_to__gte=first)
        if last:
            events = events.filter(sorts_from__lte=last)
        return events

    def of_kinds(self, kinds):
        return self.filter(kind__in=kinds)

    def in_cases(self, slugs):
        """Events of any of these cases, each once."""
        return self._tied_to(Event.cases.through, "event", case__slug__in=slugs, case__workflow=Workflow.PUBLISHED)

    def with_parties(self, slugs):
        """Events in which any of these parties takes part, each once."""
        return self._tied_to(Event.parties.through, "event", party__slug__in=slugs, party__workflow=Workflow.PUBLISHED)

    def about_uses(self, uses, day=None):
        """Events of a case that turns on any of these data uses, as described on that day; each once."""
        described = Case.objects.public().described_on(day).filter(data_uses__use__in=uses)
        return self._tied_to(Event.cases.through, "event", case__in=described.values("pk"))

    def contested(self, day=None):
        """Events touched by a question on which accounts differed by that day (by today without one)."""
        questions = self.model._meta.apps.get_model("timeline", "Question").objects.public().contested(day)
        return self.filter(pk__in=questions.filter(events__isnull=False).values("events"))

    def marked_contested(self, day=None):
        """Annotates `contested_points`: questions that touch the event and whose accounts differ, by that day."""
        return self.annotate(contested_points=contested_points("event", day))

    def for_page(self, day=None):
        """With the filing, sources and quotes that its page shows, as known on that day; the rest by `connect`."""
        get_model = self.model._meta.apps.get_model
        references = EventReference.objects.public().known_on(day).select_related("source").only(*_SHOWN_OF_REFERENCES)
        quotes = get_model("timeline", "Quote").objects.public().known_on(day).for_card(day)
        return self.with_filing(day).prefetch_related(
            Prefetch("references", references, to_attr="evidence"),
            Prefetch("quotes", quotes.order_by("id"), to_attr="quotes_said"),
        )

    def with_filing(self, day=None):
        """With the filing, and `is_filing_shown`: whether readers may see that, by that day."""
        filings = Filing.objects.public().known_on(day).filter(pk=OuterRef("filing"))
        return self.select_related("filing").annotate(is_filing_shown=Exists(filings))

    def _tied_to(self, table, column, **conditions):
        return self.filter(Exists(table.objects.filter(**{column: OuterRef("pk")}, **conditions)))


class Event(Dated, Sourced):
    title = models.CharField(max_length=90, help_text="What happened, in at most 90 neutral characters of our own.")
    summary = models.TextField(help_text="One to four sentences of our own, only what the sources support.")
    kind = models.CharField(max_length=12, choices=EventKind.choices, help_text="What sort of event it is.")
    date = EDTFField(help_text="When it happened.")
    cases = models.ManyToManyField(Case, blank=True, related_name="events", help_text="The cases it belongs to.")
    parties = models.ManyToManyField(Party, blank=True, related_name="events", help_text="Who took part.")
    filing = models.ForeignKey(
        Filing,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text="The paper in which it happened, if it is one.",
    )

    derives_from = frozenset({"date"})
    derived_fields = Dated.dated_fields

    objects = EventQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-sorts_from", "-sorts_to", "-id"]
        # One permission for every kind of record; it stands here because a permission has to belong to some model.
        permissions = [("publish_record", "Can publish records and take them back")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event", args=[self.slug])


class EventReference(SupportingReference):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="references")

    belongs_to = "event"
    natural_lookups = ("event__slug", "source__slug", "locator")

    class Meta(SupportingReference.Meta):
        constraints = [
            models.UniqueConstraint(fields=["event", "source", "locator"], name="eventreference_once_a_place")
        ]


def connect(events, day=None) -> None:
    """Give each event its `cases_shown`, `parties_shown` and `uses_shown`: (slug, name) pairs by name; one query.

    And its `contested_questions`, of which there are no more than slug and question. Cases are those known on the day,
    data uses those of cases described by then, questions those on which accounts differed by then; `contested_cases`
    are the slugs of those with open points on which accounts differed by then.
    """
    question = Event._meta.apps.get_model("timeline", "Question")
    rows = _connections([event.pk for event in events], day=day) if events else []
    found = defaultdict(list)
    for pk, sort, name, slug in sorted(set(rows)):
        found[pk, sort].append((slug, name))
    for event in events:
        for sort in ("cases", "parties", "uses"):
            setattr(event, f"{sort}_shown", found.get((event.pk, sort), []))
        asked = found.get((event.pk, "questions"), ())
        event.contested_questions = [question(slug=slug, question=name) for slug, name in asked]
        event.contested_cases = {slug for slug, _ in found.get((event.pk, "contested"), ())}


@AskedOften
def _connections(pks, day=None):
    cases = Event.cases.through.objects.filter(event__in=pks, case__workflow=Workflow.PUBLISHED)
    described = cases
    if day:
        described = cases.filter(case__in=Case.objects.described_on(day).values("pk"))
        cases = cases.filter(case__in=Case.objects.known_on(day).values("pk"))
    parties = Event.parties.through.objects.filter(event__in=pks, party__workflow=Workflow.PUBLISHED)

    def leg(rows, sort, slug, name):
        return rows.order_by().annotate(sort=_text_value(sort)).values_list("event_id", "sort", name, slug)

    uses = described.filter(case__data_uses__isnull=False)
    question = Event._meta.apps.get_model("timeline", "Question")
    contested = question.objects.public().contested(day).order_by().values("pk")
    asked = question.events.through.objects.filter(event__in=pks, question__in=contested)
    differing = cases.annotate(points=contested_points("case", day, of="case")).filter(points__gt=0)
    return leg(cases, "cases", "case__slug", "case__short_name").union(
        leg(parties, "parties", "party__slug", "party__name"),
        leg(uses, "uses", "case__data_uses__use", "case__data_uses__use"),
        leg(asked, "questions", "question__slug", "question__question"),
        leg(differing, "contested", "case__slug", "case__short_name"),
        all=True,
    )


def _text_value(text):
    return Value(text, models.CharField(max_length=20))
