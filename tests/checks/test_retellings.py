"""The rule on sources that look like one account and are not linked."""

import pytest

from tests.checks.linting import abouts, found, levels
from tests.making import make_event, make_quote, make_source
from timeline.models import EventReference, QuoteVariant
from timeline.vocabulary import Level, Reliability

pytestmark = pytest.mark.django_db

RULE = "unlinked-retelling"


@pytest.fixture
def wired():
    return make_source("2026-04-30", publisher="WIRED", slug="wired")


@pytest.mark.parametrize(
    "copy",
    [
        {"note": "Syndicated copy of the WIRED report; the excerpt breaks off."},
        {"note": "Reworded copy of the WIRED report."},
        {"note": "It states that it was AI-processed from Wired and edited by others."},
        {"note": "Reprints the exchange as WIRED reported it."},
        {"note": "According to WIRED, he said so."},
        {"note": "Retells WIRED."},
        {"title": "(Report on texts, from WIRED)"},
        {"publisher": "WIRED (reprint at example.org)"},
        {"publisher": "WIRED via The Edge"},
    ],
    ids=lambda copy: " ".join(copy.values()),
)
def test_a_source_that_says_whose_account_it_is_is_a_warning(wired, copy):
    event = make_event(sources=[wired, make_source(slug="copy", **copy)])
    assert (abouts(event, RULE), levels(event, RULE)) == (["copy wired"], [Level.WARNING])


@pytest.mark.parametrize(
    "other",
    [
        {"note": "WIRED's spokesperson did not answer."},
        {"note": "Compares the accounts of WIRED and The Verge."},
        {"note": "Cites according to its own words the court."},
        {"publisher": "WIRED", "note": "A second article."},
    ],
    ids=lambda other: other["note"],
)
def test_a_source_that_only_names_another_is_none(wired, other):
    assert not found(make_event(sources=[wired, make_source(**other)]), RULE)


def test_a_link_settles_it(wired):
    copy = make_source(note="Reworded copy of the WIRED report.", retells=wired)
    assert not found(make_event(sources=[wired, copy]), RULE)


def test_an_account_of_another_day_is_another_account(wired):
    copy = make_source(note="Summary of the WIRED report of 14 September 2026.")
    assert not found(make_event(sources=[wired, copy]), RULE)
    type(copy).objects.filter(pk=copy.pk).update(note="Summary of the WIRED report of 30 April 2026.")
    assert found(make_event(sources=[wired, copy]), RULE)


def test_what_we_say_of_the_source_counts_too(wired):
    event = make_event(sources=[wired])
    EventReference.objects.create(event=event, source=make_source(), supports="the words, citing WIRED")
    assert found(event, RULE)


def test_an_article_before_a_publisher_makes_no_difference():
    decoder = make_source(publisher="The Decoder")
    assert found(make_event(sources=[decoder, make_source(note="Summary of The Decoder.")]), RULE)


def test_two_sources_with_the_same_odd_words_are_a_warning():
    quote = make_quote("Partly.")
    first, second, third = make_source(slug="a"), make_source(slug="b"), make_source(slug="c")
    for source, text in ((second, "“Partially”"), (first, "partially."), (third, "to some extent")):
        QuoteVariant.objects.create(quote=quote, source=source, text=text)
    assert (abouts(quote, RULE), levels(quote, RULE)) == (["b a"], [Level.WARNING])


def test_the_words_of_the_quote_itself_or_a_linked_source_are_none():
    quote = make_quote("Partly.")
    first = make_source()
    linked = make_source(retells=first)
    for source, text in (
        (first, "Partially."),
        (linked, "partially"),
        (make_source(), "partly"),
        (make_source(), "Partly"),
    ):
        QuoteVariant.objects.create(quote=quote, source=source, text=text)
    assert not found(quote, RULE)


SENTENCE = "It is standard practice to use other AIs to validate your AI."
RETOLD = {"reliability": Reliability.TERTIARY}


def test_two_that_print_the_same_quotation_and_were_not_there_are_a_warning():
    quote = make_quote(SENTENCE, [make_source(slug="b", **RETOLD), make_source(slug="a", **RETOLD)])
    assert (abouts(quote, RULE), levels(quote, RULE)) == (["b a"], [Level.WARNING])
    quote.references.all().update(is_verbatim=False)
    assert not found(quote, RULE)
    quote.references.all().update(is_verbatim=True)
    QuoteVariant.objects.create(
        quote=quote, source=make_source(slug="machine", reliability=Reliability.MACHINE), text=SENTENCE.upper()
    )
    assert abouts(quote, RULE) == ["b a", "machine a"]


def test_one_whose_origin_is_known_is_named_as_the_first():
    wired = make_source(slug="wired")
    quote = make_quote(SENTENCE, [make_source(slug="a", **RETOLD), make_source(slug="b", retells=wired, **RETOLD)])
    assert abouts(quote, RULE) == ["a b"]


def test_a_quotation_of_somebody_who_was_there_of_one_origin_or_of_a_few_words_is_none():
    first_hand, retold, other = make_source(), make_source(**RETOLD), make_source(**RETOLD)
    linked = make_source(retells=retold, **RETOLD)
    for text, sources in (
        (SENTENCE, [first_hand, retold]),
        (SENTENCE, [retold, linked]),
        ("Partly.", [retold, other]),
    ):
        assert not found(make_quote(text, sources), RULE)
