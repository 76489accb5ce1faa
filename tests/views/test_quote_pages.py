"""A quote's page and every card of it: how its words stand in held text, and who prints them how."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make_quote, make_source, make_text, make_variant
from tests.views.reading import read
from tests.views.saying import ADDRESSES, OTHERWISE, WORDS, contexts, figures, make_said, wordings
from timeline.models import Quote, QuoteReference, Source
from timeline.models.source_text import LONGEST_PASSAGE
from timeline.vocabulary import Extraction, Reliability, Workflow

pytestmark = pytest.mark.django_db

THEN = "as_of=2024-06-30"


@pytest.fixture
def quote():
    return make_said()


def page_of(client, address="/quotes/definition/", status=200):
    return read(client.get(address), status)


@pytest.mark.parametrize("place", ADDRESSES)
def test_the_grade_and_how_many_print_the_same_words_stand_beside_the_quote_everywhere(client, quote, place):
    page = page_of(client, ADDRESSES[place])
    assert 'class="grade grade--verbatim"' in page.html
    assert "✓ verbatim" in page.text
    assert figures(page.html) == [(2, 4)]


@pytest.mark.parametrize("place", ADDRESSES)
def test_on_a_past_day_both_are_of_the_sources_of_then(client, quote, place):
    Source.objects.filter(slug="transcript").update(published="2024-12")
    page = page_of(client, f"{ADDRESSES[place]}?{THEN}")
    assert "grade--verbatim" not in page.html
    assert figures(page.html) == [(1, 2)]


def twice_at_two_places(quote):
    QuoteReference.objects.create(quote=quote, source=Source.objects.get(slug="transcript"), locator="2418:1")
    return (2, 4)


def alike_in_a_variant(quote):
    make_variant(WORDS.upper(), quote)
    return (3, 5)


def twice_by_one_source_in_other_letters(quote):
    make_variant(WORDS.upper(), quote, Source.objects.get(slug="report"))
    return (2, 4)


def twice_by_one_source_in_other_words(quote):
    make_variant(OTHERWISE, quote, Source.objects.get(slug="report"))
    return (2, 4)


def by_a_source_that_words_it_otherwise(quote):
    source = make_source()
    QuoteReference.objects.create(quote=quote, source=source, is_verbatim=False)
    make_variant(OTHERWISE, quote, source)
    return (2, 5)


def by_nobody(quote):
    quote.references.update(is_verbatim=False)
    return (0, 2)


def by_a_draft(quote):
    QuoteReference.objects.create(quote=quote, source=make_source(workflow=Workflow.DRAFT))
    make_variant(OTHERWISE, quote, make_source(workflow=Workflow.IN_REVIEW))
    return (2, 4)


PRINTED = [
    twice_at_two_places,
    alike_in_a_variant,
    twice_by_one_source_in_other_letters,
    twice_by_one_source_in_other_words,
    by_a_source_that_words_it_otherwise,
    by_nobody,
    by_a_draft,
]


@pytest.mark.parametrize("printed", PRINTED, ids=lambda printed: printed.__name__)
def test_every_page_counts_the_same_accounts_each_once(client, quote, printed):
    expected = printed(quote)
    told = {place: figures(client.get(address).content.decode()) for place, address in ADDRESSES.items()}
    assert told == {place: [expected] for place in ADDRESSES}


def test_a_quote_of_one_account_says_nothing_of_others(client):
    quote = make_quote(WORDS)
    for address in ("/quotes/", quote.get_absolute_url()):
        assert figures(client.get(address).content.decode()) == []
    assert "1 account" in page_of(client, quote.get_absolute_url()).text


def test_a_quote_that_nothing_is_held_of_says_so(client):
    quote = make_quote(WORDS)
    page = page_of(client, quote.get_absolute_url())
    assert "– no text held" in page.text
    assert "so they are not checked" in page.text
    assert contexts(page.html) == []


def test_wordings_stand_side_by_side_the_own_words_first_with_what_differs_marked(client, quote):
    page = page_of(client)
    assert wordings(page.html) == [
        (WORDS, True, ["The Court", "The Reporter"]),
        (OTHERWISE, False, ["The Retelling"]),
        ("It means that one model feeds another.", False, ["The Machine"]),
    ]
    take, feed = (f'<mark class="unattested">{word}</mark>' for word in ("take", "feed"))
    assert f"It means to {take} one AI model to {feed} another AI model." in page.html


def test_accounts_of_one_origin_stand_together_and_count_once(client, quote):
    page = page_of(client)
    assert "same words in 2 of 4 accounts · 3 independent origins" in page.text
    make_variant(OTHERWISE, quote, copy := make_source(publisher="The Copy", retells=quote.variants.first().source))
    Source.objects.filter(pk=copy.pk).update(reliability=Reliability.TERTIARY)
    page = page_of(client)
    assert "same words in 2 of 5 accounts · 3 independent origins" in page.text
    assert (OTHERWISE, False, ["The Retelling", "The Copy"]) in wordings(page.html)
    together = page.html.split("The Retelling</a>")[1].split("</ul>")[0]
    assert together.count('class="wording__retold"') == together.count("same origin") == 1
    assert "same origin" not in page.html.split("The Machine</a>")[1].split("</ul>")[0]


def test_words_that_stand_in_no_first_hand_account_are_said_to(client, quote):
    assert "stand in no first-hand account" in page_of(client).text
    quote.variants.all().delete()
    assert "no first-hand account" not in page_of(client).text
    Source.objects.update(reliability=Reliability.TERTIARY)
    page = page_of(client)
    assert "stand in no first-hand account" in page.text
    assert [is_first_hand for _, is_first_hand, _ in wordings(page.html)] == [False]


def test_each_account_tells_its_place_its_date_and_its_grade(client, quote):
    account = page_of(client).html.split('<ul class="wording__accounts">')[1].split("</li>")[0]
    assert "2417:3" in account
    assert '<time datetime="2024-01-15">15 Jan 2024</time>' in account
    assert "grade--verbatim" in account


def test_the_words_are_shown_where_they_stand_in_the_text(client, quote):
    page = page_of(client)
    text = f"Q. Do you know what it is?\nA. {WORDS}\nQ. Thank you."
    assert contexts(page.html) == [text]
    assert f"<mark>{WORDS}</mark>" in page.html
    start = text.index(WORDS)
    assert f"characters {start}–{start + len(WORDS)} of the text held" in page.text


def test_a_place_is_named_by_its_page(client, quote):
    row = Source.objects.get(slug="transcript").texts.get()
    row.delete()
    make_text(row.text, row.source, page_map=[[0, "p. 9"], [40, "p. 10"]])
    assert "p. 9, characters" in page_of(client).text


def test_how_altered_words_differ_is_shown_word_by_word(client, quote):
    make_text(f"He said: {WORDS}", Source.objects.get(slug="retelling"))
    page = page_of(client)
    assert "≠ altered" in page.text
    assert "Differences: It means to quoted as: take text has: use one AI model to quoted as: feed" in page.text


@pytest.mark.parametrize(
    ("words", "grade", "told"),
    [
        ("It means to use one … another AI model.", "elided", "Left out between the parts: 4 words."),
        ("It [distillation] means to use one AI model", "bracketed", "In brackets: [distillation]."),
    ],
)
def test_what_a_careful_quotation_changes_is_told(client, quote, words, grade, told):
    Quote.objects.update(text=words)
    page = page_of(client)
    assert f"grade--{grade}" in page.html
    assert told in page.text


def test_what_was_read_through_the_noise_of_recognition_is_told(client):
    quote = make_quote(WORDS, [source := make_source()])
    make_text(f"A. {WORDS.replace('model to', 'rnode1 t0')}", source, extraction=Extraction.OCR)
    text = page_of(client, quote.get_absolute_url()).text
    assert "read through the noise of optical recognition" in text
    assert "Through recognition: “rnode1” where the quotation has “model”, “t0” where the quotation has “to”." in text


def test_words_that_stand_in_another_document_are_told_with_it(client, quote):
    make_text("Nothing of the kind is said here at all.", Source.objects.get(slug="transcript"), revision=2)
    other = make_source("2024-01-15", title="Another transcript")
    make_text(f"A. {WORDS}", other)
    page = page_of(client)
    assert "they stand in Another transcript" in page.text
    assert other.get_absolute_url() in page.links
    Source.objects.filter(pk=other.pk).update(workflow=Workflow.DRAFT)
    page = page_of(client)
    assert "Another transcript" not in page.html
    assert "in another document" not in page.text


@pytest.mark.parametrize("address", ["/quotes/definition/", "/events/testimony/words/"])
def test_on_a_past_day_a_later_document_is_not_told_to_have_the_words(client, quote, address):
    make_text("Nothing of the kind is said here at all.", Source.objects.get(slug="transcript"), revision=2)
    make_text(f"A. {WORDS}", make_source("2025-01-15", title="A later transcript"))
    assert "they stand in A later transcript" in page_of(client, address).text
    page = page_of(client, f"{address}?{THEN}")
    assert "A later transcript" not in page.html
    assert "≠ not found" in page.text


@pytest.mark.parametrize("length", [20, 100, 299, 300, 301, 2_000, 200_000])
def test_at_most_300_characters_of_a_text_are_shown_around_the_words(client, length):
    quote = make_quote(WORDS, [source := make_source()])
    room = max(length - len(WORDS), 2)
    make_text(f"{('b ' * room)[: room // 2]} {WORDS} {('a ' * room)[: room // 2]}".strip(), source)
    (context,) = contexts(page_of(client, quote.get_absolute_url()).html)
    assert WORDS in context
    assert min(length, 290) - 2 <= len(context) <= LONGEST_PASSAGE == 300


def test_around_the_words_no_word_is_cut(client):
    quote = make_quote(WORDS, [source := make_source()])
    words = [f"word{number}" for number in range(200)]
    make_text(f"{' '.join(words)} {WORDS} {' '.join(words)}", source)
    (context,) = contexts(page_of(client, quote.get_absolute_url()).html)
    assert 250 <= len(context) <= LONGEST_PASSAGE
    assert set(context.replace(WORDS, "").split()) <= set(words)


def test_a_quotation_longer_than_that_is_not_shown_whole_in_its_text(client):
    words = " ".join(f"word{n}" for n in range(58))
    quote = make_quote(words, [source := make_source()])
    make_text(f"Before it. {words.upper()} After it.", source)
    assert contexts(page_of(client, quote.get_absolute_url()).html) == [words.upper()[:300]]


def test_a_text_that_took_the_place_of_a_deleted_one_is_not_shown_where_that_one_had_the_words(client, quote):
    row = Source.objects.get(slug="transcript").texts.get()
    row.delete()
    make_text(f"{'Quite another page. ' * 9}{row.text}", row.source)
    assert [context for context in contexts(page_of(client).html) if WORDS not in context] == []


def test_variants_published_later_are_hidden_on_a_past_day(client, quote):
    page = page_of(client, f"/quotes/definition/?{THEN}")
    assert [publishers for _, _, publishers in wordings(page.html)] == [
        ["The Court", "The Reporter"],
        ["The Retelling"],
    ]
    assert "feeds another" not in page.html


def test_the_list_of_quotes_asks_no_more_queries_for_more_accounts(client, quote):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    addresses = ["/quotes/", "/quotes/definition/", "/", "/events/testimony/"]
    before = [queries(address) for address in addresses]
    for number in range(8):
        source = make_source()
        make_text(f"He said {OTHERWISE} {number}", source)
        make_variant(OTHERWISE, quote, source)
        other = make_quote(f"{WORDS} Also {number}.", [source], speaker=quote.speaker, event=quote.event)
        make_variant(f"Otherwise {number}", other)
    assert [queries(address) for address in addresses] == before
