"""Counts beside the filters: each under all the other filters, compared with counting by hand."""

import random
from datetime import date

import pytest

from tests.filters.asking import asked, counted
from tests.making import make_assertion, make_case, make_event, make_party, make_question, make_source
from timeline.filters.facets import SHOWN_AT_FIRST
from timeline.models import CaseDataUse, Event
from timeline.vocabulary import EventKind, EvidenceMark, Reliability, SourceKind, Stance

pytestmark = pytest.mark.django_db

KINDS = [EventKind.RULING, EventKind.HEARING, EventKind.STATEMENT]
USES = ["scraping", "contract", "antitrust"]
DATES = ["2023", "2023-12", "2023-12-31", "2024-01-01", "2023-11/2024-02", "2024-03-05/..", "2024"]


@pytest.fixture
def muddle():
    """Some forty events tied at random (the same each time) to cases, parties, sources and questions."""
    chance = random.Random(20240210)  # noqa: S311
    sources = [
        make_source(
            published=chance.choice(["2024-01-01", "2024-06-01", "2025-01-01", ""]),
            reliability=reliability,
            kind=chance.choice([SourceKind.NEWS_REPORT, SourceKind.COURT_DOCUMENT]),
        )
        for reliability in Reliability.values * 3
    ]
    cases = [make_case(slug=f"case-{n}", sources=[make_source("2024-01-01")]) for n in "abc"]
    for case in cases:
        for use in chance.sample(USES, 2):
            CaseDataUse.objects.create(case=case, use=use)
    parties = [make_party(slug=f"party-{n}", sources=[make_source("2024-01-01")]) for n in "abc"]
    events = [
        make_event(
            date=chance.choice(DATES),
            kind=chance.choice(KINDS),
            cases=chance.sample(cases, chance.randint(0, 2)),
            parties=chance.sample(parties, chance.randint(0, 3)),
            sources=chance.sample(sources, chance.randint(0, 3)),
        )
        for _ in range(40)
    ]
    for n in range(6):
        question = make_question(events=chance.sample(events, 3))
        stance = Stance.CONTRADICTS if n % 2 else Stance.SUPPORTS
        make_assertion(question=question, sources=[chance.choice(sources)], stance=stance)
    return events


def facts_of(event, day):
    """What the filters ask of one event, found out record by record; None where it is not known on the day."""
    sources = [row.source for row in event.references.all() if not day or (row.source.latest or date.max) <= day]
    if day and not sources:
        return None
    known = [
        row
        for question in event.questions.all()
        for answer in question.assertions.all()
        for row in answer.references.all()
        if not day or (row.source.latest or date.max) <= day
    ]
    best = min((source.mark for source in sources), default=None)
    return {
        "kind": {event.kind},
        "case": {case.slug for case in event.cases.all()},
        "party": {party.slug for party in event.parties.all()},
        "use": {row.use for case in event.cases.all() for row in case.data_uses.all()},
        "evidence": {EvidenceMark(best).slug} if best else set(),
        "contested": {"1"} if any(row.stance == Stance.CONTRADICTS for row in known) else set(),
        "span": (event.earliest or date.min, event.latest or date.max),
        "slug": event.slug,
    }


def fits(facts, chosen, since, until, without=""):
    overlaps = (not since or facts["span"][1] >= since) and (not until or facts["span"][0] <= until)
    return overlaps and all(facts[name] & set(values) for name, values in chosen.items() if name != without)


CHOICES = [
    {},
    {"kind": ["ruling"]},
    {"kind": ["ruling", "hearing"], "case": ["case-a"]},
    {"case": ["case-a", "case-b"], "party": ["party-a"]},
    {"use": ["scraping"], "evidence": ["court", "retold"]},
    {"use": ["scraping", "contract"], "party": ["party-b", "party-c"], "kind": ["statement"]},
    {"evidence": ["first-hand"], "case": ["case-c"]},
    {"contested": ["1"]},
    {"contested": ["1"], "party": ["party-a", "party-b"]},
]
WINDOWS = [("", "", None, None), ("2024-01-01", "2024-03", date(2024, 1, 1), date(2024, 3, 31))]


@pytest.mark.parametrize("as_of", ["", "2024-01-01", "2024-12-31"])
@pytest.mark.parametrize(("since", "until", "first", "last"), WINDOWS, ids=["always", "a window"])
def test_list_and_counts_are_those_of_counting_by_hand(muddle, as_of, since, until, first, last):
    day = date.fromisoformat(as_of) if as_of else None
    whole = [facts for event in Event.objects.all() if (facts := facts_of(event, day))]
    for chosen in CHOICES:
        parts = [f"{name}={value}" for name, values in chosen.items() for value in values]
        query = "&".join([*parts, f"since={since}", f"until={until}", f"as_of={as_of}"])
        listing = asked(query)
        found = {event.slug for event in listing.queryset()}
        assert found == {facts["slug"] for facts in whole if fits(facts, chosen, first, last)}, query
        for name in ("kind", "case", "party", "use", "evidence"):
            others = [facts for facts in whole if fits(facts, chosen, first, last, without=name)]
            expected = {
                value: sum(value in facts[name] for facts in others) for facts in others for value in facts[name]
            }
            assert counted(listing)[name] == expected, f"{name} of {query}"
        survey = listing.survey
        others = [facts for facts in whole if fits(facts, chosen, first, last, without="contested")]
        assert survey.contested == sum(bool(facts["contested"]) for facts in others)
        assert survey.total == sum(survey.periods.values()) == len(found)


def test_a_chosen_value_stays_on_offer_when_it_would_leave_nothing(muddle):
    make_case(slug="quiet", short_name="Quiet v. Calm")
    facet = next(one for one in asked("case=quiet").facets if one.name == "case")
    assert ("quiet", "Quiet v. Calm", 0, True) in [(c.value, c.label, c.count, c.is_chosen) for c in facet.choices]


def test_the_first_values_of_a_facet_are_the_largest_and_the_chosen_and_the_rest_the_others():
    cases = [make_case(slug=f"c{n}") for n in range(SHOWN_AT_FIRST + 3)]
    for n, case in enumerate(cases):
        for _ in range(len(cases) - n):
            make_event(cases=[case])
    names, last = [case.slug for case in cases], cases[-1].slug
    facet = next(one for one in asked(f"case={last}").facets if one.name == "case")
    assert [choice.value for choice in facet.first] == [*names[:SHOWN_AT_FIRST], last]
    assert [choice.value for choice in facet.rest] == names[SHOWN_AT_FIRST:-1]


def test_a_survey_is_one_query(muddle, django_assert_num_queries):
    filters = asked("kind=ruling&as_of=2024-12-31")
    with django_assert_num_queries(1):
        assert filters.survey.facets
