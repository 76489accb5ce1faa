"""Words and phrases found in a text in whatever form they stand there."""

import pytest

from timeline.checks.inflecting import words_found


def test_whole_words_and_phrases_are_found_in_any_case():
    text = "He Admitted it; an admittedly so-called\nultimatum, don’t."
    found = words_found(text, ["so-called ultimatum", "admitted", "don't", "called it", " "])
    assert [(phrase, text[start:end]) for phrase, start, end in found] == [
        ("admitted", "Admitted"),
        ("so-called ultimatum", "so-called\nultimatum"),
        ("don't", "don’t"),
    ]


FORMS = {
    "admitted": ["admits", "admit", "Admitting"],
    "confessed": ["confess", "confesses", "confessing"],
    "pirated": ["pirates", "pirating", "pirate"],
    "lied": ["lied", "Lied"],
    "slammed": ["slams", "slamming"],
    "scandal": ["scandals"],
    "hypocrisy": ["hypocrisies"],
    "falsely claimed": ["falsely claims", "falsely  claiming"],
    "ripped off": ["rips off", "ripping\noff"],
    "Hail Mary": ["hail mary"],
}


@pytest.mark.parametrize(("phrase", "form"), [(phrase, form) for phrase, forms in FORMS.items() for form in forms])
def test_every_form_of_a_word_or_phrase_is_found(phrase, form):
    text = f"He {form} it."
    ((found, start, end),) = words_found(text, [phrase])
    assert (found, text[start:end]) == (phrase, form)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("admitted", "the admission of an admiral"),
        ("admitted", "inadmitted, admitted2"),
        ("falsely claimed", "the False Claims Act, false claims"),
        ("falsely claimed", "falsely, he claimed"),
        ("ripped off", "it ripped, off the record"),
        ("so-called", "and so calls it, so called"),
        ("lied", "the difference lies in what they relied on"),
        ("stole", "a stolid stool"),
    ],
)
def test_other_words_that_begin_alike_are_not(phrase, text):
    assert words_found(text, [phrase]) == []
