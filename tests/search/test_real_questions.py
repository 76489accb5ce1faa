"""What somebody would ask of the real record, and what the answer has to be among the first three of."""

import pytest

from tests.search.searching import best, found, searched
from timeline.filters.search_help import closest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("searched_record")]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("how much did musk give openai", "musk-contribution-amount"),
        ("Did DeepSeek distil OpenAI's models", "deepseek-distilled-openai"),
        ("musk distillation testimony", "ev-2026-04-30-distillation"),
        ("what did Musk say about distillation", "ev-2026-04-30-distillation"),
        ("who is the judge in Bartz v. Anthropic", "bartz-v-anthropic"),
        ("partly", "q-musk-partly"),
        ('"all the AI companies"', "q-musk-distilled-generally"),
        ("verdict musk untimely", "ev-2026-05-18-verdict"),
        ("nyt v openai complaint", "f-nyt-complaint"),
        ("1:23-cv-11195", "nyt-v-openai"),
        ("bartz fair use", "f-bartz-231"),
        ("bartz settlement works", "bartz-number-of-works"),
        ("getty stability england", "getty-v-stability-uk"),
        ("order on statute of limitations", "nd-pto-3-2026-03-31"),
    ],
)
def test_a_real_question_finds_its_record_among_the_first_three(asked, answer):
    assert answer in best(asked)[:3]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("NYT complaint docket number", "f-nyt-complaint"),
        ("judge Alsup fair use ruling date", "e-bartz-fair-use"),
        ("books3 pirated library", "f-bartz-231"),
        ("how much is Anthropic paying authors", "dailyjournal-bartz-reassign"),
        ("Disney Midjourney lawsuit date filed", "e-disney-filed"),
        ("reddit perplexity serpapi complaint", "f-reddit-serpapi-complaint"),
    ],
)
def test_a_question_with_a_word_that_the_record_does_not_use_is_answered_by_the_others(asked, answer):
    page = searched(q=asked)
    nearest = page if page.total else closest(page)
    assert answer in [hit.slug for group in nearest.groups for hit in group.hits][:3]


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        ("Sama", "party", "sam-altman"),
        ("X.AI", "party", "xai"),
        ("xai", "party", "xai"),
        ("NYT", "party", "new-york-times"),
        ("The New York Times", "party", "new-york-times"),
        ("YGR", "party", "yvonne-gonzalez-rogers"),
        ("4:24-cv-04722", "case", "musk-v-openai-nd-cal"),
        ("24-cv-4722", "case", "musk-v-openai-nd-cal"),
        ("4:24‑cv‑04722‑YGR", "case", "musk-v-openai-nd-cal"),
        ("CGC-25-624813", "case", "reddit-v-anthropic"),
        ("cgc-25-624813", "case", "reddit-v-anthropic"),
        ("Martinez-Olguin", "party", "araceli-martinez-olguin"),
    ],
)
def test_other_names_and_any_spelling_of_a_number_find_what_they_mean(name, kind, slug):
    assert found(name, type=kind)[kind][0] == slug


def test_the_same_answers_in_the_same_order_whatever_the_database():
    assert best("fair use kadrey") == ["kadrey-meaning", "kadrey-v-meta", "e-kadrey-fair-use", "f-kadrey-598"]
    assert [(group.kind.name, group.count) for group in searched(q="musk grok").groups] == [
        ("question", 3),
        ("event", 2),
        ("source", 12),
        ("party", 1),
    ]


def test_machine_written_documents_stand_below_what_court_papers_say():
    marks = [hit.mark for hit in searched(q="musk distillation", type="source").groups[0].hits]
    assert marks[0].label != "Machine-written"
    assert marks[-1].label == "Machine-written"


@pytest.mark.parametrize(
    ("typed", "period"),
    [("April 2026", "2026-04"), ("30 April 2026", "2026-04-30"), ("2026-04-30", "2026-04-30"), ("musk 2026", "")],
)
def test_a_date_that_is_typed_leads_to_the_events_of_that_time(typed, period):
    assert searched(q=typed).period == period


def test_no_account_is_printed_without_whose_it_is():
    shown = [hit for group in searched(q="musk distillation", type="question").groups for hit in group.hits]
    assert shown
    for hit in shown:
        printed = "".join(words for words, _ in (*hit.title, *hit.excerpt, *hit.found_by))
        assert "A prosecutor questioned Musk" not in printed
    assert any(hit.contested_points for hit in shown)
    quotes = [hit for group in searched(q="partly", type="quote").groups for hit in group.hits]
    assert quotes[0].speaker == "Elon Musk"
